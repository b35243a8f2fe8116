"""Finds the line on which a value of a TOML file stands, in inline tables and arrays of tables too.

The text is one that `tomllib` has read, so that nothing is checked here: only places are noted.
"""

import re
import tomllib

Place = tuple[str | int, ...]
"""The way to a value: names of tables, and numbers from 0."""
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")
"""A number, a date, true or false."""


def line_of(text: str, place: Place) -> int:
    """The line, from 1, of the value at `place`; of what it lies in where it is not there itself."""
    known = _Reading(text).places
    nearest = next((place[:end] for end in range(len(place), 0, -1) if place[:end] in known), ())
    return text.count("\n", 0, known.get(nearest, 0)) + 1


class _Reading:
    """Goes once through a text; `places` says where each value's key, or the value itself in an array, begins."""

    def __init__(self, text: str) -> None:
        self.places: dict[Place, int] = {}
        self._text = text
        self._at = 0
        self._lengths: dict[Place, int] = {}
        """Of arrays of tables."""
        self._read()

    def _read(self) -> None:
        table: Place = ()
        while self._next():
            start = self._at
            if self._takes("[["):
                table = self._entry(self._key(), start)
                self._takes("]]")
            elif self._takes("["):
                table = self._table(self._key())
                self._note(table, start)
                self._takes("]")
            else:
                self._pair(table)

    def _next(self) -> str:
        """The next character that says something; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _takes(self, sign: str) -> bool:
        self._next()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _note(self, place: Place, start: int) -> None:
        """The first mention of a place counts, also for the tables that it implies."""
        for end in range(1, len(place) + 1):
            self.places.setdefault(place[:end], start)

    def _table(self, names: list[str]) -> Place:
        """Where a header leads: into the latest entry of each array of tables on its way."""
        place: Place = ()
        for name in names:
            place = (*place, name)
            if place in self._lengths:
                place = (*place, self._lengths[place] - 1)
        return place

    def _entry(self, names: list[str], start: int) -> Place:
        """A new entry of an array of tables."""
        array = (*self._table(names[:-1]), names[-1])
        self._lengths[array] = self._lengths.get(array, 0) + 1
        entry = (*array, self._lengths[array] - 1)
        self._note(entry, start)
        return entry

    def _key(self) -> list[str]:
        names = [self._name()]
        while self._takes("."):
            names.append(self._name())
        return names

    def _name(self) -> str:
        self._next()
        found = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
        self._at = found.end() if found else len(self._text)
        raw = found.group() if found else ""
        return str(tomllib.loads(f"name = {raw}")["name"]) if raw[:1] in ("'", '"') else raw

    def _pair(self, table: Place) -> None:
        self._next()
        start = self._at
        place = (*table, *self._key())
        self._note(place, start)
        self._takes("=")
        self._value(place)

    def _value(self, place: Place) -> None:
        match self._next():
            case "[":
                self._array(place)
            case "{":
                self._inline(place)
            case _:
                found = _STRING.match(self._text, self._at) or _PLAIN.match(self._text, self._at)
                self._at = found.end() if found else len(self._text)

    def _array(self, place: Place) -> None:
        self._takes("[")
        number = 0
        while self._next() not in ("]", ""):
            self._note((*place, number), self._at)
            self._value((*place, number))
            self._takes(",")
            number += 1
        self._takes("]")

    def _inline(self, place: Place) -> None:
        self._takes("{")
        while self._next() not in ("}", ""):
            self._pair(place)
            self._takes(",")
        self._takes("}")
