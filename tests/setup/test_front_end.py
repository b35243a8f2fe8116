"""The front end is built when its sources changed, with a Node that is recent enough."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def web(studio: Any) -> Path:
    """A front end of one source, with a bundle built from it."""
    source = Path(studio.WEB) / "src"
    source.mkdir(parents=True)
    (source / "main.ts").write_text("export const one = 1;\n")
    studio.BUNDLE.mkdir(parents=True)
    (studio.BUNDLE / ".stamp").write_text(studio.web_mark())
    return source


def test_a_bundle_of_these_sources_is_not_built_again(studio: Any, web: Path) -> None:
    assert studio.web_is_built()


def test_a_changed_source_is_built(studio: Any, web: Path) -> None:
    (web / "main.ts").write_text("export const two = 2;\n")
    assert not studio.web_is_built()


def test_a_renamed_source_is_built(studio: Any, web: Path) -> None:
    (web / "main.ts").rename(web / "app.ts")
    assert not studio.web_is_built()


def test_tests_and_installed_packages_are_no_part_of_the_bundle(studio: Any, web: Path) -> None:
    (web / "main.test.ts").write_text("")
    (web.parent / "node_modules").mkdir()
    (web.parent / "node_modules" / "left.js").write_text("")
    assert studio.web_is_built()


def test_a_missing_bundle_is_built_unless_it_is_not_wanted(
    studio: Any, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (studio.BUNDLE / ".stamp").unlink()
    assert not studio.web_is_built()
    monkeypatch.setenv("HEADWATER_SKIP_WEB", "1")
    assert studio.web_is_built()


@pytest.mark.parametrize(
    ("version", "used"),
    [
        ("v18.20.0", False),
        ("v20.18.9", False),
        ("v20.19.0", True),
        ("v21.7.3", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("nonsense", False),
    ],
)
def test_the_own_node_is_used_when_it_is_recent(
    studio: Any, put_on_path: Callable[..., Path], version: str, used: bool
) -> None:
    put_on_path("node", version)
    put_on_path("npm")
    assert bool(studio.own_node()) == used


def test_a_node_without_npm_is_no_help(studio: Any, put_on_path: Callable[..., Path]) -> None:
    put_on_path("node", "v24.1.0")
    assert studio.own_node() is None


def test_packages_are_installed_when_they_are_not_what_the_lock_names(studio: Any, web: Path) -> None:
    needed, elsewhere = {"integrity": "sha512-a"}, {"integrity": "sha512-b", "optional": True}
    lock = {"": {}, "node_modules/react": needed, "node_modules/for-another-system": elsewhere}
    (web.parent / "package-lock.json").write_text(json.dumps({"packages": lock}))
    assert not studio.web_packages_are_installed()
    installed = web.parent / "node_modules" / ".package-lock.json"
    installed.parent.mkdir()
    installed.write_text(json.dumps({"packages": {"node_modules/react": needed}}))
    assert studio.web_packages_are_installed()
    installed.write_text(json.dumps({"packages": {"node_modules/react": elsewhere}}))
    assert not studio.web_packages_are_installed()
    installed.write_text(json.dumps({"packages": {}}))
    assert not studio.web_packages_are_installed()
