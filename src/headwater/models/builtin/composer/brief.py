"""Reads what kind of music the words ask for."""

import re
from dataclasses import dataclass
from math import prod

from headwater.models.builtin.composer.genre import Genre, Instrument, genres, instruments
from headwater.models.builtin.composer.harmony import SCALES

DEFAULT = "gentle"
"""The genre when no word names one."""
SLOWEST, FASTEST = 40, 220
"""Beats a minute that can be asked for."""

_ROLES = {
    "drums": r"drums?|drumming|percussions?|beats?|cymbals?",
    "bass": r"bass(?: ?line)?",
    "lead": r"melod(?:y|ies)|lead|tune",
    "chords": r"chords|harmony|accompaniment|pads?",
}
_MOODS: tuple[tuple[str, float, float, str | None], ...] = (
    (r"very slow|extremely slow|largo", 0.7, -0.1, None),
    (r"slow(?:ly|er)?|adagio|unhurried", 0.82, -0.05, None),
    (r"very fast|presto|frantic", 1.35, 0.1, None),
    (r"fast(?:er)?|quick|allegro|rapid|brisk|urgent", 1.2, 0.08, None),
    (r"calm|soft|quiet|gentle|delicate|minimal(?:ist)?|sparse|subtle|intimate", 0.94, -0.15, None),
    (r"energetic|lively|intense|powerful|loud|big|driving|exciting", 1.06, 0.15, None),
    (r"sad|melanchol\w*|sorrow\w*|lonely|tragic|mourn\w*|gloomy|dark|sinister|somber|sombre", 0.95, -0.05, "minor"),
    (r"happy|cheer\w*|joy\w*|sunny|bright|upbeat|triumphant|hopeful|uplifting|optimistic", 1.04, 0.05, "major"),
)
"""Words, what they do to tempo (a factor) and energy (added), and the mode they ask for."""
_CANNOT = (
    (
        r"vocals?|sing(?:s|er|ers|ing)?\b|sung|lyrics?|rap(?:s|ping|per)?|voice ?over|spoken",
        "has no singing or spoken words",
    ),
    (r"(?:6|7|9|12)/8|5/4|odd met(?:er|re)", "knows only 4/4 and 3/4"),
    (r"modulat\w+|key change", "stays in one key"),
    (r"remix|cover of", "writes its own pieces and cannot remake others"),
    (r"quarter ?tones?|microtonal|atonal|twelve[- ]tone", "keeps to the common scales"),
)
_STYLE_OF = re.compile(
    r"(?:in the (?:style|manner) of|style of|sounds? like|à la|inspired by|similar to)\s+([^.,;!?]+)", re.I
)
_BY_NAME = re.compile(r"\b(?:like|by)\s+((?:[A-Z][\w'-]+)(?:\s+[A-Z][\w'-]+)*)")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)[\s-]*(s|secs?|seconds?|m|mins?|minutes?)\b", re.I)
_WORDED = {"half a minute": 30.0, "a minute": 60.0, "one minute": 60.0, "two minutes": 120.0}
_BPM = re.compile(r"\b(\d{2,3})\s*-?\s*(?:bpm|beats (?:per|a) minute)", re.I)
_KEY = re.compile(
    r"\b(in |key of )?([A-G])\s?(#|♯|b|♭|[- ]?sharp|[- ]?flat)?[\s-]+"
    r"(harmonic minor|major|minor|dorian|phrygian|lydian|mixolydian)\b",
    re.I,
)
_KEY_ALONE = re.compile(r"\b(?:key of|in)\s+([A-G])(#|♯|b|♭|[- ]?sharp|[- ]?flat)?(?![\w'])")
_SCALE = re.compile(r"\b(harmonic minor|minor|major|dorian|phrygian|lydian|mixolydian)\b", re.I)
_PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SOLO = r"\bsolo\b|\bunaccompanied\b|\bjust (?:an? )?{w}|\bonly (?:an? )?{w}|{w} (?:only|alone)\b"
_NO = r"\b(?:no|without(?: any)?|minus|zero)\s+"


@dataclass(frozen=True)
class Brief:
    """What is asked for, as far as it was understood."""

    genre: Genre
    understood: bool
    """Whether any word said something."""
    instruments: tuple[Instrument, ...]
    """Named, in the order of the words."""
    without: frozenset[str]
    """Roles and instruments that are not wanted."""
    solo: bool
    drums: bool
    """Whether drums are asked for by name."""
    tempo: float | None
    """Beats a minute, when they are said."""
    pace: float
    """Factor on the genre's own tempo."""
    energy: float
    """Added to every phrase's."""
    beats: int | None
    tonic: int | None
    scale: str | None
    seconds: float | None
    """The length in the words."""
    cannot: tuple[str, ...]
    """What it does not do, each to follow "It"."""


def brief(words: str) -> Brief:
    """What `words` ask for."""
    without, rest = _unwanted(words)
    found = _genre_of(rest)
    moods = [row for row in _MOODS if _has(row[0], rest)]
    named = _named(rest)
    tonic, scale = _key(rest)
    mode = next((row[3] for row in moods if row[3]), None)
    beats = 3 if _has(r"waltz\w*|3/4|three[- ]four|triple (?:time|met(?:er|re))", rest) else None
    beats = 4 if _has(r"4/4|four[- ]four", rest) else beats
    tempo = _BPM.search(words)
    return Brief(
        genre=found or genres()[DEFAULT],
        understood=bool(found or moods or named or tonic is not None or scale or tempo or without or beats),
        instruments=named,
        without=without,
        solo=_solo(rest, named),
        drums=bool(_has(_ROLES["drums"], rest)),
        tempo=min(FASTEST, max(SLOWEST, float(tempo[1]))) if tempo else None,
        pace=prod(row[1] for row in moods),
        energy=sum(row[2] for row in moods),
        beats=beats,
        tonic=tonic,
        scale=scale or (mode if mode and found is None else _coloured(found, mode)),
        seconds=_seconds(words),
        cannot=tuple(_impossible(words, rest)),
    )


def _has(pattern: str, words: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w-])(?:{pattern})(?!\w)", words, re.I)


def _genre_of(words: str) -> Genre | None:
    """The genre whose word comes first; of two at the same place the longer word."""
    found = [
        (hit.start(), -len(hit[0]), genre.name) for genre in genres().values() if (hit := _has(genre.words, words))
    ]
    styles = [each for each in found if each[2] not in _WEAK] or found
    return genres()[min(styles)[2]] if styles else None


_WEAK = frozenset({"gentle", "folk", "ballad", "ambient", "cinematic", "epic", "horror", "rock"})
"""Genres that moods name too: "dark jazz" is jazz."""


def _coloured(genre: Genre | None, mode: str | None) -> str | None:
    """Moods choose between major and minor where the genre's own scale is one of the two."""
    return mode if genre and genre.scale in ("major", "minor", "mixolydian", "dorian") else None


def _named(words: str) -> tuple[Instrument, ...]:
    """Instruments in the order of the words; longer names first, so that "jazz guitar" is not also a guitar."""
    found, left = [], words
    for each in sorted(instruments().values(), key=lambda one: -max(map(len, one.words.split("|")))):
        for hit in list(re.finditer(rf"(?<![\w-])(?:{each.words})(?!\w)", left, re.I))[:1]:
            found.append((hit.start(), each))
            left = left[: hit.start()] + " " * len(hit[0]) + left[hit.end() :]
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _unwanted(words: str) -> tuple[frozenset[str], str]:
    """Roles and instruments after "no" or "without", and the words that are left."""
    names = {**_ROLES, **{each.name: each.words for each in instruments().values()}}
    any_name = "|".join(names.values())
    listed = rf"(?:\w+\s+)?(?:{any_name})(?:\s*(?:,|or|nor|and)\s+(?:no\s+)?(?:{any_name}))*(?!\w)"
    hits = list(re.finditer(_NO + listed, words, re.I))
    said = " ".join(hit[0] for hit in hits) + (" drums" if _has("drumless|beatless", words) else "")
    rest = re.sub(_NO + listed, " ", words, flags=re.I)
    return frozenset(name for name, pattern in names.items() if _has(pattern, said)), rest


def _solo(words: str, named: tuple[Instrument, ...]) -> bool:
    return bool(named) and any(re.search(_SOLO.format(w=f"(?:{each.words})"), words, re.I) for each in named[:1])


def _key(words: str) -> tuple[int | None, str | None]:
    """Tonic and scale. A lone "a" before "major" or "minor" is an article unless it is a key for sure."""
    for hit in _KEY.finditer(words):
        lead, letter, bend, scale = hit.groups()
        if letter != "a" or lead or bend:
            return (_PITCHES[letter.upper()] + _bend(bend)) % 12, scale.lower()
    scale_alone, key_alone = _SCALE.search(words), _KEY_ALONE.search(words)
    tonic = (_PITCHES[key_alone[1]] + _bend(key_alone[2])) % 12 if key_alone else None
    return tonic, scale_alone[1].lower() if scale_alone and scale_alone[1].lower() in SCALES else None


def _bend(sign: str | None) -> int:
    if not sign:
        return 0
    return 1 if sign in "#♯" or "sharp" in sign.lower() else -1


def _seconds(words: str) -> float | None:
    for said, seconds in _WORDED.items():
        if _has(said, words):
            return seconds
    found = _LENGTH.search(words)
    return float(found[1].replace(",", ".")) * (60 if found[2].lower().startswith("m") else 1) if found else None


def _impossible(words: str, rest: str) -> list[str]:
    said = [text for pattern, text in _CANNOT if _has(pattern, rest)]
    name = _STYLE_OF.search(words) or _BY_NAME.search(words)
    return [*said, f"does not imitate {name[1].strip()}"] if name else said
