"""What the pages about files and runs say is so."""

import re
from pathlib import Path

from headwater.assembly import archive_limits
from headwater.exchange.canvas_file import CanvasFile, FileConnection, FileNode, parse
from headwater.exchange.example import EXAMPLE
from headwater.exchange.run_file import read_run_file
from headwater.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "canvas-file.md").read_text("utf-8")


def test_the_example_on_the_page_is_a_canvas_file() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert len(parse(example.encode()).nodes) == 3


def test_the_example_of_the_api_is_a_canvas_file() -> None:
    assert CanvasFile.model_validate(EXAMPLE).title == "A lighthouse at dusk"


def test_every_field_is_on_the_page() -> None:
    rows = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    for part in (CanvasFile, FileNode, FileConnection):
        for name, field in part.model_fields.items():
            assert f"`{field.alias or name}`" in rows


def test_the_limits_on_the_page_are_the_limits() -> None:
    limits = archive_limits(Settings())
    assert f"| {limits.archive // 2**30} GB | `HEADWATER_ARCHIVE_BYTES` |" in PAGE
    assert f"| {limits.canvas_file // 2**20} MB | `HEADWATER_CANVAS_FILE_BYTES` |" in PAGE
    assert f"| files | {limits.entries:,} |" in PAGE
    assert f"| {limits.ratio}, from 1 MB on |" in PAGE


def test_every_example_can_be_run() -> None:
    examples = sorted((ROOT / "examples").glob("*.headwater.*"))
    readme = (ROOT / "examples" / "README.md").read_text("utf-8")
    for path in examples:
        assert read_run_file(path, archive_limits(Settings())).title
        assert f"`{path.name}`" in readme
    assert len(examples) == 3
