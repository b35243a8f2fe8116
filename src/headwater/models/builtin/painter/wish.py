"""What a picture should show, read from words: everything that the painter knows before it paints."""

from dataclasses import dataclass
from typing import Literal

Time = Literal["dawn", "day", "dusk", "night", "neon"]
Setting = Literal[
    "sea",
    "coast",
    "lake",
    "river",
    "mountain",
    "forest",
    "field",
    "desert",
    "city",
    "village",
    "sky",
    "space",
    "room",
    "underwater",
]
Weather = Literal["rain", "snow", "fog", "storm", "clouds", "clear", "aurora", "stars", "wind"]
Style = Literal["watercolour", "oil", "ink", "pencil", "pastel", "noir", "poster", "pixel"]
Place = Literal["left", "centre", "right"]
Distance = Literal["near", "middle", "far"]


@dataclass(frozen=True)
class Subject:
    """Something that is set into the scene."""

    name: str
    """A key of the vocabulary."""
    count: int = 1
    """1 to 9."""
    colour: str | None = None
    """A key of `palette.COLOURS`; None for its own."""
    place: Place | None = None
    distance: Distance | None = None


@dataclass(frozen=True)
class Wish:
    """A whole picture, in the painter's own terms."""

    time: Time
    setting: Setting
    weather: frozenset[Weather]
    subjects: tuple[Subject, ...]
    """At most five, the most important first."""
    style: Style | None
    said: frozenset[str]
    """Which of `time`, `setting`, `weather`, `style` the words named; the others were chosen for them."""
    unknown: tuple[str, ...]
    """Things in the words that cannot be drawn, in the order of the words."""
