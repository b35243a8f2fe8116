"""Reading words into a picture's plan: time, place, weather and style, things with number, colour and place."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from headwater.models.builtin.job import CannotMake
from headwater.models.builtin.painter.palette import COLOURS
from headwater.models.builtin.painter.unknown import unknown_things
from headwater.models.builtin.painter.vocabulary import CONCEPTS, LONGEST_NAME, Concept, concept_of
from headwater.models.builtin.painter.wish import Distance, Place, Setting, Style, Subject, Time, Weather, Wish
from headwater.models.script import foreign_word

MOST = 5
"""Different subjects in one picture."""
REACH = 4
"""Words before a thing in which its number and its colour are looked for."""
PEOPLE = frozenset({"man", "woman", "walker", "dancer", "farmer", "king", "knight", "hiker"})
"""Whom a “figure” or “somebody” in the same words most likely is."""
HOMES: dict[str, Setting] = {"boat": "sea", "swimming": "underwater", "food": "room"}
"""Where things of a kind are, if nothing is said."""
OWN_HOMES: dict[str, Setting] = {
    name: cast(Setting, setting)
    for setting, names in {
        "coast": "lighthouse, palm, penguin, crab, seal, parasol, anchor, stone head",
        "sea": "whale, dolphin, surfer, volcano",
        "lake": "swan, duck",
        "river": "canoe",
        "desert": "camel, cactus",
        "city": "office, taxi, bus, tram, street lamp, police car",
        "space": "rocket, astronaut, satellite",
        "sky": "ufo, airplane, jet",
        "forest": "pine, stag, deer, fox, wolf, bear",
        "mountain": "hiker, skier",
        "room": "piano, bed, sofa, books, book, candle, clock, television, laptop, telephone, chair, rocking chair",
    }.items()
    for name in names.split(", ")
}
"""Where some things are, whatever their kind."""
_NOT = re.compile(
    r"\b(?:no|without|not|never|nobody|free of)\b(?:\s+(?:any|a|an|the))?\s+([\w'-]+(?:\s+(?:or|and)\s+[\w'-]+)*)"
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@cache
def _scenery() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("scenery.toml").read_text("utf-8"))


def read(prompt: str) -> Wish:
    """What the words ask for. Raises `CannotMake` for words in another script than Latin."""
    if word := foreign_word(prompt, {"latin"}):
        raise CannotMake(f"The Painter reads words in Latin letters only, not “{word}”. Write it in English.")
    text = _NOT.sub(" ", prompt.casefold().replace("\u2019", "'"))
    words = _WORD.findall(text)
    things = _things(words)
    subjects = tuple(_subject(each, words, text) for each in things[:MOST])
    said = {name: _first(name, text) for name in ("time", "setting", "style")}
    weather = frozenset(
        cast(Weather, key) for key in _scenery()["weather"] if _places(_scenery()["weather"][key], text)
    )
    named = frozenset(name for name, value in said.items() if value) | (
        frozenset({"weather"}) if weather else frozenset()
    )
    return Wish(
        time=cast(Time, said["time"] or _usual_time(weather)),
        setting=cast(Setting, said["setting"] or _home(subjects)),
        weather=weather,
        subjects=subjects,
        style=cast(Style | None, said["style"]),
        said=frozenset(named),
        unknown=unknown_things(words, known=_understood(words, text)),
    )


@dataclass(frozen=True)
class _Thing:
    """A concept where it first stands in the words."""

    concept: Concept
    start: int
    """Its first word."""
    length: int


def _things(words: list[str]) -> list[_Thing]:
    """Every concept in the words, the most important first: said often counts, and said early."""
    found = list(_found(words))
    often = Counter(each.concept.name for each in found)
    first = {each.concept.name: each for each in reversed(found)}
    if first.keys() & PEOPLE:
        first.pop("person", None)
    ordered = sorted(first.values(), key=lambda each: (-min(3, often[each.concept.name]), each.start))
    return sorted(ordered[:MOST], key=lambda each: each.start)


def _found(words: list[str]) -> Iterator[_Thing]:
    at = 0
    while at < len(words):
        lengths = range(min(LONGEST_NAME, len(words) - at), 0, -1)
        match = next(((each, size) for size in lengths if (each := concept_of(" ".join(words[at : at + size])))), None)
        if match:
            yield _Thing(match[0], at, match[1])
        at += match[1] if match else 1


def _subject(thing: _Thing, words: list[str], text: str) -> Subject:
    before = _before(thing, words)
    around = _around(thing, words, text)
    last = words[thing.start + thing.length - 1]
    plural = last not in thing.concept.words and last.endswith("s")
    return Subject(
        name=thing.concept.name,
        count=_count(before, plural),
        colour=next((word for word in reversed(before) if word in COLOURS), None),
        place=cast(Place | None, _first("place", around)),
        distance=cast(Distance | None, _first("distance", around)),
    )


def _before(thing: _Thing, words: list[str]) -> list[str]:
    """The words that can belong to the thing: back to the thing before it, or to an “and”."""
    near = words[max(0, thing.start - REACH) : thing.start]
    ends = [at for at, word in enumerate(near) if word == "and" or concept_of(word)]
    return near[ends[-1] + 1 :] if ends else near


def _around(thing: _Thing, words: list[str], text: str) -> str:
    """The clause in which the thing stands: what is said of its place is said there."""
    name = " ".join(words[thing.start : thing.start + thing.length])
    for clause in re.split(r"[,.;:!?]|\band\b|\bwith\b|\bwhile\b", text):
        if name in " ".join(_WORD.findall(clause)):
            return clause
    return ""


def _count(before: list[str], plural: bool) -> int:
    """The nearest number before the thing; a plural without one is three."""
    for word in reversed(before):
        if word.isdecimal():
            return min(9, max(1, int(word)))
        number = next((key for key, names in _scenery()["count"].items() if word in names), None)
        if number and not (plural and number == "1"):
            return int(number)
    return 3 if plural else 1


def _first(name: str, text: str) -> str | None:
    """The value whose word stands first in the text; where two begin together, the longer word."""
    found = [
        (place, -len(word), key) for key, names in _scenery()[name].items() for place, word in _places(names, text)
    ]
    return min(found)[2] if found else None


def _places(names: list[str], text: str) -> list[tuple[int, str]]:
    found = ((re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), name) for name in names)
    return [(match.start(), name) for match, name in found if match]


def _usual_time(weather: frozenset[Weather]) -> Time:
    return "night" if weather & {"aurora", "stars"} else "day"


def _home(subjects: tuple[Subject, ...]) -> Setting:
    for each in subjects:
        if home := OWN_HOMES.get(each.name) or HOMES.get(CONCEPTS[each.name].kind):
            return home
    return "field"


def _understood(words: list[str], text: str) -> frozenset[int]:
    """The positions of the words that became part of the plan."""
    things = {at for each in _found(words) for at in range(each.start, each.start + each.length)}
    scenery = {
        word for table in _scenery().values() for names in table.values() for name in names for word in name.split()
    }
    return frozenset(things | {at for at, word in enumerate(words) if word in scenery or word in COLOURS})
