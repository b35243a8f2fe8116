"""The genres and instruments that the composer knows, read from the tables beside this file."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Instrument:
    """One instrument of the soundfont."""

    name: str
    words: str
    """Regular expression of what people call it."""
    program: int
    range: tuple[int, int]
    """The keys that sound well on it."""
    can: tuple[str, ...]
    """`lead`, `chords`, `bass`; what suits it best first."""
    pattern: str
    """How it accompanies."""
    bank: int = 0
    wide: bool = False
    """Whether it is a section rather than a player."""


@dataclass(frozen=True)
class Layer:
    """One instrument's part in a genre."""

    role: str
    """`chords`, `bass`, `lead`, `line` (a slow second voice) or `answer` (where the lead rests)."""
    instrument: str
    pattern: str = ""
    """Of chords and bass."""
    threshold: float = 0.0
    """It plays in phrases of at least this energy."""
    level: float = 0.0
    """Decibels against the lead."""
    pan: float = 0.0
    ducks: bool = False
    voices: int = 4
    lift: int = 0
    """Semitones that it plays above its usual place."""


@dataclass(frozen=True)
class Genre:
    """How music of one kind is made; the table says what the fields mean."""

    name: str
    words: str
    bpm: tuple[int, int]
    scale: str
    major: tuple[str, ...]
    minor: tuple[str, ...]
    end_major: str
    end_minor: str
    drums: str
    density: str
    room: str
    layers: tuple[Layer, ...]
    beats: int = 4
    kit: int = 0
    drums_from: float = 0.45
    swing: float = 0.5
    """Where in a beat its second half begins."""
    dusty: bool = field(default=False)
    """Whether it sounds as from an old record."""
    pumps: bool = False


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by name."""
    return {name: Instrument(name=name, **_tuples(row)) for name, row in _table("instruments").items()}


@cache
def genres() -> dict[str, Genre]:
    """All genres by name."""
    return {name: _genre(name, row) for name, row in _table("genres").items()}


def _genre(name: str, row: dict[str, Any]) -> Genre:
    layers = tuple(Layer(threshold=each.pop("from"), **each) for each in row.pop("layers"))
    return Genre(name=name, layers=layers, **_tuples(row))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))
