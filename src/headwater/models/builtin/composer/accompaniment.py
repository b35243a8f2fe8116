"""How chords and basses are played: patterns in beats over the voicings of a bar."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from headwater.models.builtin.composer.form import Bar
from headwater.models.builtin.composer.harmony import Chord
from headwater.models.builtin.composer.melody import Tone

Keys = Sequence[int]
Pattern = Callable[[float, float, Keys], Iterator[Tone]]
"""From the beginning, the length and the keys (low to high) of a chord to its tones."""

STRUM = 0.018
"""Beats between two strings."""
LOWEST, HIGHEST = 28, 50
"""The basses' range: E1 to D3."""


def chords(pattern: str, bar: Bar, beats: int, voicings: Sequence[Keys]) -> Iterator[Tone]:
    """The tones of a bar whose chords have these voicings."""
    share = beats / len(bar.chords)
    for i, keys in enumerate(voicings):
        yield from PATTERNS[pattern](bar.index * beats + i * share, share, keys)


def last_chord(at: float, length: float, keys: Keys, spread: float) -> Iterator[Tone]:
    """The chord at the end, from low to high one after the other."""
    for i, key in enumerate(keys):
        yield Tone(at + i * spread, length - i * spread, key, 0.8)


def _held(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    return (Tone(at, length * 1.02, key, 0.6) for key in keys)


def _arpeggio(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    order = [*range(len(keys)), *range(len(keys) - 2, 0, -1)]
    for i in range(round(length * 2)):
        weight = 0.8 if i % 4 == 0 else 0.5
        yield Tone(at + i / 2, min(1.2, length - i / 2), keys[order[i % len(order)]], weight)


def _sixteenths(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    for i in range(round(length * 4)):
        yield Tone(at + i / 4, 0.22, keys[(i * 3 // 2 + i % 2) % len(keys)], 0.7 if i % 4 == 0 else 0.4)


def _ostinato(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    order = (0, -1, 1, -1)
    for i in range(round(length * 2)):
        yield Tone(at + i / 2, 0.35, keys[order[i % 4]], 0.75 if i % 4 == 0 else 0.45)


def _broken(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    """A pianist's two hands: the low note, then the upper ones in turn, ringing together."""
    low = keys[0] - 12 if keys[0] > 55 else keys[0]
    yield Tone(at, length, low, 0.75)
    upper = (*keys[1:], *keys[-2:0:-1]) or keys
    for i in range(1, round(length * 2)):
        yield Tone(at + i / 2, length - i / 2, upper[(i - 1) % len(upper)], 0.55 if i % 2 == 0 else 0.42)


def _strum(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    """Down on the beats, up between some of them."""
    strokes = ((0, 1.0, 0.8), (1, 0.5, 0.6), (1.5, 0.5, 0.4), (2.5, 0.5, 0.45), (3, 0.5, 0.65), (3.5, 0.5, 0.4))
    for onset, ring, weight in strokes:
        down = onset == int(onset)
        for i, key in enumerate(keys if down else keys[:0:-1]):
            if onset < length:
                yield Tone(at + onset + i * STRUM, min(ring, length - onset), key, weight - 0.03 * i)


def _pulse(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    for i in range(round(length * 2)):
        weight = 0.85 if i % 4 == 0 else 0.6 if i % 2 == 0 else 0.45
        yield from (Tone(at + i / 2, 0.4, key, weight) for key in keys)


def _stabs(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    for i in range(round(length)):
        yield from (Tone(at + i + 0.5, 0.3, key, 0.6) for key in keys)


def _comp(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    strokes = ((0, 1.4, 0.65), (1.5, 0.5, 0.5), (3.5, 0.5, 0.45)) if length > 2 else ((0, length * 0.8, 0.6),)
    for onset, ring, weight in strokes:
        yield from (Tone(at + onset + i * 0.01, min(ring, length - onset), key, weight) for i, key in enumerate(keys))


def _bossa(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    for onset, ring, weight in ((0, 0.9, 0.6), (1.5, 0.4, 0.5), (2.5, 0.9, 0.55), (3.5, 0.4, 0.45)):
        if onset < length:
            yield from (Tone(at + onset, min(ring, length - onset), key, weight) for key in keys[1:])


def _waltz(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    for beat in range(1, round(length)):
        yield from (Tone(at + beat, 0.6, key, 0.5 if beat == 1 else 0.42) for key in keys)


def _bells(at: float, length: float, keys: Keys) -> Iterator[Tone]:
    yield Tone(at, length, keys[-1], 0.6)
    if length >= 3:
        yield Tone(at + 1.5, length - 1.5, keys[-2], 0.4)


PATTERNS: dict[str, Pattern] = {
    "held": _held,
    "arpeggio": _arpeggio,
    "sixteenths": _sixteenths,
    "ostinato": _ostinato,
    "broken": _broken,
    "strum": _strum,
    "pulse": _pulse,
    "stabs": _stabs,
    "comp": _comp,
    "bossa": _bossa,
    "waltz": _waltz,
    "bells": _bells,
}


class Bass:
    """A bass line; it remembers where its hand is."""

    def __init__(self, pattern: str, beats: int, chance: Random, keys: tuple[int, int] = (LOWEST, HIGHEST)) -> None:
        self._pattern, self._beats, self._chance = pattern, beats, chance
        self._low, self._high = keys
        self._at = sum(keys) // 2 - 3

    def bar(self, bar: Bar, following: Chord) -> Iterator[Tone]:
        """The tones of a bar that leads to the chord `following`."""
        share = self._beats / len(bar.chords)
        for i, chord in enumerate(bar.chords):
            after = bar.chords[i + 1] if i + 1 < len(bar.chords) else following
            at = bar.index * self._beats + i * share
            root = self.nearest(chord.bass)
            self._at = root
            yield from self._chord(at, share, root, chord, after)

    def nearest(self, pitch: int) -> int:
        """The key of this pitch class that is nearest to the last one and to the middle of the range."""
        keys = [key for key in range(self._low, self._low + 24) if key % 12 == pitch and key <= self._high + 2]
        centre = (self._low + self._high) / 2 - 3
        return min(keys, key=lambda key: (abs(key - self._at) + 0.5 * abs(key - centre), key))

    def _chord(self, at: float, share: float, root: int, chord: Chord, after: Chord) -> Iterator[Tone]:
        fifth = root + 7 if root + 7 <= self._high + 2 else root - 5
        fifth = fifth if fifth % 12 in chord.tones else root
        if self._pattern == "walk" and share >= 2:
            yield from self._walk(at, share, root, chord, after)
        elif self._pattern == "fifths" and share >= 2:
            yield Tone(at, share / 2 * 0.9, root, 0.8)
            yield Tone(at + (share / 2 if share != 3 else 2), share / 2 * 0.9 if share != 3 else 0.9, fifth, 0.6)
        elif self._pattern in _BASSES:
            for onset, length, which, weight in _BASSES[self._pattern]:
                if onset < share:
                    key = {"root": root, "fifth": fifth, "octave": root + 12}[which]
                    yield Tone(at + onset, min(length, share - onset), key, weight)
        else:
            yield Tone(at, share * 0.98, root, 0.75)

    def _walk(self, at: float, share: float, root: int, chord: Chord, after: Chord) -> Iterator[Tone]:
        """Chord tones on the way, and a step into the next root from just above or below."""
        goal = self.nearest(after.bass)
        near = [key for key in range(self._low, self._high + 1) if key % 12 in chord.tones and 0 < abs(key - root) <= 9]
        steps = [root]
        for _ in range(round(share) - 2):
            near = [key for key in near if key != steps[-1]] or [root]
            steps.append(min(near, key=lambda key: abs(key - (steps[-1] + goal) / 2) + self._chance.random() * 4))
        steps.append(goal + self._chance.choice([side for side in (-1, 1, 2, -2) if goal + side != steps[-1]]))
        for i, key in enumerate(steps):
            yield Tone(at + i, 0.92, key, 0.8 if i % 2 == 0 else 0.65)
        self._at = steps[-1]


_BASSES: dict[str, tuple[tuple[float, float, str, float], ...]] = {
    "eighths": tuple((i / 2, 0.42, "root", 0.85 if i % 4 == 0 else 0.6) for i in range(8)),
    "octaves": tuple((i / 2, 0.4, "octave" if i % 2 else "root", 0.6 if i % 2 else 0.8) for i in range(8)),
    "offbeat": tuple((i + 0.5, 0.42, "root", 0.75) for i in range(4)),
    "dotted": ((0, 1.4, "root", 0.8), (1.5, 0.4, "root", 0.5), (2.5, 1.0, "fifth", 0.65), (3.5, 0.4, "root", 0.45)),
    "funk": (
        (0, 0.6, "root", 0.9),
        (0.75, 0.2, "root", 0.5),
        (1.5, 0.4, "octave", 0.7),
        (2.25, 0.25, "fifth", 0.6),
        (2.5, 0.4, "root", 0.75),
        (3.5, 0.4, "octave", 0.55),
    ),
}
