"""What the painter can set into a scene, and the words for it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["being", "building", "vehicle", "boat", "flying", "swimming", "plant", "thing", "food"]


@dataclass(frozen=True)
class Concept:
    """One thing that can be drawn."""

    name: str
    icon: str
    """`noto:…` in colour, or `game-icons:…`, one dark shape."""
    kind: Kind
    height: float
    """Metres."""
    words: tuple[str, ...]
    """Singular; the first is its name."""
    faces: Literal["left", "right"] | None = None
    """The side that its icon looks to."""
    shape: bool = False
    """Whether it is painted as one shape although its icon has colours: people, whose faces are drawn for chats."""
    tint: str | None = None
    """The colour, such as `#b05a2e`, of what is painted as one shape; None for the usual of its kind."""

    @property
    def is_shape(self) -> bool:
        """Whether it is painted as one dark shape with a bright rim."""
        return self.shape or self.icon.startswith("game-icons:")


def _read() -> dict[str, Concept]:
    entries = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["concept"]
    return {each["name"]: Concept(**each | {"words": tuple(each["words"])}) for each in entries}


CONCEPTS = _read()
"""By name."""
LONGEST_NAME = max(len(word.replace("-", " ").split()) for each in CONCEPTS.values() for word in each.words)
"""Words in the longest one."""

_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "wolves": "wolf",
    "geese": "goose",
    "oxen": "ox",
    "leaves": "leaf",
    "mice": "mouse",
}


@cache
def _by_word() -> dict[str, Concept]:
    return {word.replace("-", " "): each for each in reversed(CONCEPTS.values()) for word in each.words}


def concept_of(word: str) -> Concept | None:
    """The concept of a word or of a few, singular or plural, in any case."""
    plain = word.casefold().replace("-", " ")
    return next((found for form in singulars(plain) if (found := _by_word().get(form))), None)


def singulars(words: str) -> list[str]:
    """What the words may be the plural of, themselves first."""
    before, _, last = words.rpartition(" ")
    forms = [last, _IRREGULAR.get(last, last)]
    if last.endswith("ies") and len(last) > 4:
        forms.append(last[:-3] + "y")
    if last.endswith("es") and len(last) > 3:
        forms.append(last[:-2])
    if last.endswith("s") and not last.endswith("ss"):
        forms.append(last[:-1])
    return [f"{before} {form}".strip() for form in dict.fromkeys(forms)]
