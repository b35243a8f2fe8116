"""The line of every value in a TOML file is found, however it is written."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.models.catalogue import DOUBLES, PROVIDERS, SHIPPED
from headwater.models.lines import Place, line_of

TEXT = '''\
# A comment with [brackets] and = signs
top = 1
a.b = { c = 1, "d e" = [10, { f = 2 }] } # { not = this }

[[model]]
id = "first # no comment"
words = """
[[model]]
id = "inside a string"
\\"""
"""
prices = [
  { credits = "1" }, # [[
  {
    credits = "2",
    per = ["second", "item"] },
]

[model.settings.length]
'quoted ]' = \'\'\'
x = 1\'\'\'
default = 2026-11-22T10:00:00Z

[[model.modes]]
id = "create"
takes.image = { least = 0, most = 1 }

[[model.modes]]
id = 'edit'

[[ model ]]
id = "second"
[[model.modes]]
id = "create"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("a",), 3),
        (("a", "b", "d e", 1, "f"), 3),
        (("model", 0), 5),
        (("model", 0, "words"), 7),
        (("model", 0, "prices"), 12),
        (("model", 0, "prices", 0, "credits"), 13),
        (("model", 0, "prices", 1), 14),
        (("model", 0, "prices", 1, "credits"), 15),
        (("model", 0, "prices", 1, "per", 1), 16),
        (("model", 0, "settings", "length"), 19),
        (("model", 0, "settings", "length", "quoted ]"), 20),
        (("model", 0, "settings", "length", "default"), 22),
        (("model", 0, "modes", 0, "takes", "image", "most"), 26),
        (("model", 0, "modes", 1, "id"), 29),
        (("model", 1), 31),
        (("model", 1, "modes", 0, "id"), 34),
    ],
)
def test_a_value_is_found_on_its_line(place: Place, line: int) -> None:
    assert line_of(TEXT, place) == line


@pytest.mark.parametrize(
    ("place", "line"),
    [(("model", 0, "name"), 5), (("model", 1, "prices", 3, "usd"), 31), (("nothing",), 1), ((), 1)],
)
def test_what_is_not_there_is_looked_for_in_what_it_would_lie_in(place: Place, line: int) -> None:
    assert line_of(TEXT, place) == line


def test_lines_that_end_as_on_windows_count_once() -> None:
    assert line_of(TEXT.replace("\n", "\r\n"), ("model", 0, "modes", 1, "id")) == 29


@pytest.mark.parametrize("file", [*SHIPPED.glob("*.toml"), *PROVIDERS.glob("*.toml"), *DOUBLES.glob("*.toml")])
def test_every_value_of_every_file_that_ships_is_found_on_a_line_that_says_it(file: Path) -> None:
    text = file.read_text("utf-8")
    lines = text.splitlines()
    for place, value in _values(tomllib.loads(text), ()):
        line = lines[line_of(text, place) - 1]
        assert str(place[-1]) in line or str(value) in line, place


def _values(content: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Every plain value below `place`."""
    match content:
        case dict():
            for name, inside in content.items():
                yield from _values(inside, (*place, name))
        case list():
            for number, inside in enumerate(content):
                yield from _values(inside, (*place, number))
        case _:
            yield place, content
