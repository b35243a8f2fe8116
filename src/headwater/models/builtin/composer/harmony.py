"""Scales, chords and how one chord leads to the next.

Chords are written as in harmony books, always counted from the major scale: `I`, `vi7`, `bVII`, `ivadd9`, `V7/3` (third
in the bass). Upper case is major, lower case minor.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}
"""Semitones above the tonic."""
NAMES = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
MINOR_LIKE = frozenset({"minor", "dorian", "phrygian", "harmonic minor"})
_DEGREES = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
_KINDS = {
    "": (0, 4, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "9": (0, 4, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14),
    "13": (0, 4, 10, 14, 21),
    "7b9": (0, 4, 7, 10, 13),
    "6": (0, 4, 7, 9),
    "add9": (0, 4, 7, 14),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "5": (0, 7),
    "+": (0, 4, 8),
    "o": (0, 3, 6),
    "o7": (0, 3, 6, 9),
    "ø": (0, 3, 6, 10),
}
_SYMBOL = re.compile(r"([b#]?)(vii|vi|iv|v|iii|ii|i)([^/]*)(?:/(\w+))?", re.IGNORECASE)
_INVERSIONS = {None: 0, "3": 1, "5": 2}
MUD = 48
"""Below this key close intervals blur."""


@dataclass(frozen=True)
class Chord:
    """A chord in a key."""

    symbol: str
    root: int
    """Pitch class, 0 to 11."""
    tones: tuple[int, ...]
    """Pitch classes from the root up."""
    bass: int
    """Pitch class that the bass plays."""


def chord(symbol: str, tonic: int) -> Chord:
    """The chord that `symbol` means in the key of `tonic`."""
    found = _SYMBOL.fullmatch(symbol)
    if found is None:
        raise ValueError(f"`{symbol}` is no chord.")
    accidental, numeral, kind, inversion = found.groups()
    root = (tonic + _DEGREES[numeral.lower()] + {"b": -1, "#": 1, "": 0}[accidental]) % 12
    steps = _KINDS[kind]
    if numeral.islower():
        steps = tuple(3 if step == 4 else step for step in steps)
    tones = tuple(dict.fromkeys((root + step) % 12 for step in steps))
    return Chord(symbol, root, tones, tones[_INVERSIONS[inversion]])


def scale_under(chord: Chord, tonic: int, scale: str) -> frozenset[int]:
    """The pitch classes to sing over a chord: the scale, bent where the chord has a neighbour of one of its notes."""
    plain = {(tonic + step) % 12 for step in SCALES[scale]}
    for tone in set(chord.tones) - plain:
        plain -= {(tone + 1) % 12, (tone - 1) % 12} - set(chord.tones)
    return frozenset(plain | set(chord.tones))


def voicing(chord: Chord, before: Sequence[int] | None, low: int, high: int, voices: int) -> tuple[int, ...]:
    """The keys, from low to high, for a chord of `voices` notes between `low` and `high`: the nearest to `before`.

    The fewer semitones the voices move the better; close notes in the depth, and strange gaps, are avoided.
    """
    tones = _chosen(chord, voices)
    return min(
        _voicings(tones, low, high), key=lambda keys: (_movement(keys, before, low, high) + _roughness(keys), keys)
    )


def _chosen(chord: Chord, voices: int) -> tuple[int, ...]:
    """The tones that matter most: the bass has the root, and the fifth says least."""
    tones = list(chord.tones)
    if len(tones) > voices and len(tones) > 3:
        tones.remove(chord.tones[2]) if voices > 2 else None
    if len(tones) > voices and chord.root in tones:
        tones.remove(chord.root)
    return tuple(tones[:voices])


def _voicings(tones: tuple[int, ...], low: int, high: int) -> Iterator[tuple[int, ...]]:
    keys = [key for key in range(low, high + 1) if key % 12 in tones]
    wanted = len(tones)
    for chosen in combinations(keys, wanted):
        if len({key % 12 for key in chosen}) == wanted and chosen[-1] - chosen[0] <= 19:
            yield chosen


def _movement(keys: tuple[int, ...], before: Sequence[int] | None, low: int, high: int) -> float:
    centre = abs(sum(keys) / len(keys) - (low + high) / 2)
    if not before:
        return centre
    pairs = zip(keys, before, strict=False) if len(keys) == len(before) else zip(keys[::-1], before[::-1], strict=False)
    moves = [a - b for a, b in pairs]
    together = 3.0 if len(moves) > 1 and all(moves) and len(set(moves)) == 1 else 0.0
    return sum(map(abs, moves)) + together + 0.35 * centre


def _roughness(keys: tuple[int, ...]) -> float:
    gaps = [b - a for a, b in pairwise(keys)]
    low = sum(4.0 for key, gap in zip(keys, gaps, strict=False) if key < MUD and gap < 5)
    return low + sum(max(0, gap - 9) for gap in gaps) + 2.5 * sum(gap == 1 for gap in gaps) + (gaps[-1:] == [1]) * 4
