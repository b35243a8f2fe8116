"""File names that a canvas file may use: they stay inside their folder whatever links and systems make of them."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.exchange.file_name import unique_stems
from headwater.exchange.safe_path import UnsafeName, check_name, file_inside, same_name
from headwater.platform.errors import InvalidInput


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture, and a secret beside it."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    inside = tmp_path / "film"
    (inside / "media").mkdir(parents=True)
    (inside / "media" / "a.png").write_bytes(b"picture")
    return inside


@pytest.mark.parametrize("name", ["media/a.png", "media/../media/a.png"])
def test_only_a_plain_relative_name_is_found(folder: Path, name: str) -> None:
    if ".." in name:
        with pytest.raises(UnsafeName):
            file_inside(folder, name)
    else:
        assert file_inside(folder, name).read_bytes() == b"picture"


@pytest.mark.parametrize(
    "name", ["", ".", "/", "../secret.png", "a/../../secret.png", "/etc/passwd", "~/x", "C:x", "a\0b", "a\\b", "a//b"]
)
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(UnsafeName):
        file_inside(folder, name)


def test_a_link_may_lead_to_a_file_inside_and_never_outside(folder: Path) -> None:
    (folder / "in.png").symlink_to(folder / "media" / "a.png")
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    assert file_inside(folder, "in.png").read_bytes() == b"picture"
    for name in ("out.png", "up/secret.png", "up/film/../secret.png"):
        with pytest.raises(UnsafeName):
            file_inside(folder, name)


def test_only_a_regular_file_is_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/zero")
    (folder / "round").symlink_to(folder / "round")
    for name in ("pipe", "device", "media"):
        with pytest.raises(UnsafeName):
            file_inside(folder, name)
    for name in ("round", "missing.png"):
        with pytest.raises(InvalidInput):
            file_inside(folder, name)


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True), st.text(max_size=300), max_size=12))
def test_whatever_titles_are_their_file_names_are_safe_and_different(titles: dict[str, str]) -> None:
    stems = unique_stems(titles)
    assert len({same_name(stem) for stem in stems.values()}) == len(titles)
    for stem in stems.values():
        assert check_name(f"{stem}.png") == f"{stem}.png"
        assert "/" not in stem


def test_titles_that_only_some_systems_tell_apart_get_numbers() -> None:
    assert unique_stems({"a": "Shot", "b": "shot", "c": "SHOT 2", "d": "Cafe\u0301", "e": "Café"}) == {
        "a": "Shot",
        "b": "shot 2",
        "c": "SHOT 2 2",
        "d": "Café",
        "e": "Café 2",
    }
