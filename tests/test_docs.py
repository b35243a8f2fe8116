"""The documentation is true: what it lists is what there is."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import headwater
from headwater.models.adapter import FailureCode
from headwater.platform.errors import HeadwaterError
from tools import node_overview

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "headwater"


def listed(page: str) -> set[str]:
    """The codes that a page lists: what stands in backticks at the beginning of a table's row."""
    return set(re.findall(r"^\| `(\w+)` \|", (ROOT / page).read_text("utf-8"), re.MULTILINE))


def error_codes(root: type[HeadwaterError] = HeadwaterError) -> Iterator[str]:
    for error in root.__subclasses__():
        yield error.code
        yield from error_codes(error)


def panel_codes() -> set[str]:
    """The codes of every `Told(code="…")` in the panel."""
    tree = ast.parse((SOURCE / "generation" / "panel.py").read_text("utf-8"))
    words = (word for call in ast.walk(tree) if isinstance(call, ast.Call) for word in call.keywords)
    return {str(word.value.value) for word in words if word.arg == "code" and isinstance(word.value, ast.Constant)}


def test_every_error_code_is_documented() -> None:
    for module in pkgutil.walk_packages(headwater.__path__, "headwater."):
        if not re.search(r"migrations|__main__|child$|media_child", module.name):
            importlib.import_module(module.name)
    mine = {code for code in error_codes() if code != "error"}
    assert mine | set(FailureCode) | panel_codes() <= listed("docs/errors.md")


def test_the_files_that_the_architecture_names_exist() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = {
        name for name in re.findall(r"`([\w./*-]+\.(?:py|ts|toml|md))`", page) if "/" in name or name.endswith(".py")
    }
    assert len(named) > 20
    rooms = [each for folder in (SOURCE, SOURCE / "models" / "builtin") for each in folder.iterdir() if each.is_dir()]
    places = (ROOT, SOURCE, *rooms, SOURCE / "models" / "builtin", ROOT / "web" / "src" / "canvas")
    missing = {name for name in named if not any(list(place.glob(name)) for place in places)}
    assert missing <= {"store.py", "routes.py"}, missing


def test_the_tables_of_the_node_overview_are_those_of_the_code() -> None:
    text = node_overview.PAGE.read_text("utf-8")
    assert node_overview.page(text) == text, "Run: python -m tools.node_overview --write"
    assert "| **video** | reference: describe it |" in text


def test_the_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", document.read_text("utf-8")):
            assert (document.parent / target).is_file(), f"{document.name} links to {target}"
