"""Tunes: a motif that is repeated, moved and answered, with every note chosen for what is before and under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from headwater.models.builtin.composer.form import Bar, Phrase
from headwater.models.builtin.composer.harmony import Chord, scale_under

Cell = tuple[tuple[float, float], ...]
"""The rhythm of one bar: onset and length in beats."""

_CELLS: dict[int, dict[str, list[Cell]]] = {
    4: {
        "sparse": [
            ((0, 2), (2, 2)),
            ((0, 3), (3, 1)),
            ((0, 1.5), (1.5, 2.5)),
            ((1, 1), (2, 2)),
        ],
        "even": [
            ((0, 1), (1, 1), (2, 2)),
            ((0, 1.5), (1.5, 0.5), (2, 1), (3, 1)),
            ((0, 1), (1, 0.5), (1.5, 0.5), (2, 2)),
            ((0, 2), (2, 0.5), (2.5, 0.5), (3, 1)),
            ((0.5, 0.5), (1, 1), (2, 1.5), (3.5, 0.5)),
        ],
        "busy": [
            ((0, 0.5), (0.5, 0.5), (1, 1), (2, 0.5), (2.5, 0.5), (3, 1)),
            ((0, 1), (1, 0.5), (1.5, 1), (2.5, 0.5), (3, 0.5), (3.5, 0.5)),
            ((0, 0.5), (0.5, 1), (1.5, 0.5), (2, 1), (3, 0.5), (3.5, 0.5)),
            ((0.5, 0.5), (1, 0.5), (1.5, 0.5), (2, 1), (3, 1)),
        ],
        "rest": [((0, 3),), ((0, 1), (1, 2)), ((0, 2.5),)],
    },
    3: {
        "sparse": [((0, 3),), ((0, 2), (2, 1))],
        "even": [((0, 2), (2, 1)), ((0, 1), (1, 1), (2, 1)), ((0, 1.5), (1.5, 0.5), (2, 1))],
        "busy": [((0, 1), (1, 0.5), (1.5, 0.5), (2, 0.5), (2.5, 0.5)), ((0, 0.5), (0.5, 0.5), (1, 1), (2, 1))],
        "rest": [((0, 2.5),), ((0, 1), (1, 1.5))],
    },
}
_OTHER = {"sparse": "even", "even": "busy", "busy": "even"}
_ARCS = ((0, 1, 2, 0), (0, 2, 1, -1), (0, -1, 1, 0), (0, 1, -1, 0))
"""How far the motif is moved in each bar of a phrase, in steps of the scale."""
_LEAPS = np.array([1.0, 0.1, 0, 0.3, 0.4, 0.7, 4.5, 1.0, 2.4, 2.4, 5, 6, 2.2])
"""What an interval of so many semitones costs: steps are best, a tritone is not sung."""


@dataclass(frozen=True)
class Tone:
    """One note of a tune, in beats from the beginning of the piece."""

    at: float
    length: float
    key: int
    weight: float
    """0 to 1: how strongly it is meant."""


@dataclass(frozen=True)
class Motif:
    """What one recognises a tune by."""

    cells: tuple[Cell, ...]
    """The rhythms of a phrase's four bars."""
    other: Cell
    """The third bar when the phrase comes again."""
    shape: tuple[int, ...]
    """The steps of the scale that its notes go up and down."""
    arc: tuple[int, ...]


class Tunes:
    """Makes the lead's tune for each phrase; the same letter always has the same motif."""

    def __init__(self, chance: Random, beats: int, density: str, tonic: int, scale: str) -> None:
        self._beats = beats
        self._tonic, self._scale = tonic, scale
        densities = {"A": density, "B": _OTHER[density], "C": "sparse", "I": "sparse"}
        self._motifs = {letter: _motif(chance, beats, each) for letter, each in densities.items()}
        self._grain = chance.randrange(2**31)

    def phrase(self, phrase: Phrase, low: int, high: int) -> list[Tone]:
        """The tune over a phrase, within the keys `low` to `high`."""
        motif = self._motifs[phrase.letter]
        slots = list(self._slots(phrase, motif))
        if not slots:
            return []
        lift = 3 if phrase.letter == "B" else 0
        keys = self._sung(slots, phrase, low + lift, high)
        return [
            Tone(at, length, key, _weight(at % self._beats)) for (at, length, *_), key in zip(slots, keys, strict=True)
        ]

    def answer(self, phrase: Phrase, low: int, high: int) -> list[Tone]:
        """What a second voice says where the lead rests: the head of the motif, in the phrase's last bar."""
        bar, beats = phrase.bars[-1], self._beats
        shape = self._motifs[phrase.letter].shape[:3]
        at = bar.index * beats + beats - 2.0
        slots = [(at + 0.5 * i, 0.5 if i < 2 else 1.0, bar.chords[-1], step) for i, step in enumerate(shape)]
        keys = self._sung(slots, phrase, low, high)
        return [Tone(at, length, key, 0.4) for (at, length, *_), key in zip(slots, keys, strict=True)]

    def _slots(self, phrase: Phrase, motif: Motif) -> list[tuple[float, float, Chord, int]]:
        """Onset, length, chord and wished step of every note of a phrase."""
        made = []
        for i, bar in enumerate(phrase.bars):
            last = i == len(phrase.bars) - 1
            cell = motif.cells[3] if last else motif.other if phrase.varied and i == 2 else motif.cells[i % 3]
            for k, (onset, length) in enumerate(cell):
                if onset < self._beats:
                    step = motif.shape[k % len(motif.shape)] + motif.arc[i % 4]
                    at = bar.index * self._beats + onset
                    made.append((at, min(length, self._beats - onset), _under(bar, onset / self._beats), step))
        return made

    def _sung(self, slots: Sequence[tuple[float, float, Chord, int]], phrase: Phrase, low: int, high: int) -> list[int]:
        """The keys that cost least together (Viterbi): chord tones where it counts, steps, and the motif's shape."""
        keys = np.arange(low, high + 1)
        chance = np.random.default_rng([self._grain, ord(phrase.letter)])
        middle = (low + high) / 2 - 2
        total, back = np.zeros(len(keys)), []
        for i, (at, length, chord, step) in enumerate(slots):
            cost = self._cost(keys, at, length, chord) + 0.06 * np.abs(keys - middle - 1.7 * step)
            cost += chance.uniform(0, 0.5, len(keys)) + (i == len(slots) - 1) * self._closing(keys, chord, phrase)
            if i:
                wished = 1.7 * (step - slots[i - 1][3])
                moves = keys[None, :] - keys[:, None]
                path = total[:, None] + _LEAPS[np.minimum(np.abs(moves), 12)] + 0.3 * np.abs(moves - wished)
                back.append(np.argmin(path, axis=0))
                total = np.min(path, axis=0)
            total = total + cost
        best = [int(np.argmin(total))]
        for came in reversed(back):
            best.append(int(came[best[-1]]))
        return [int(keys[each]) for each in reversed(best)]

    def _cost(self, keys: np.ndarray, at: float, length: float, chord: Chord) -> np.ndarray:
        sung = scale_under(chord, self._tonic, self._scale)
        outside = np.array([key % 12 not in sung for key in keys]) * 50.0
        foreign = np.array([key % 12 not in chord.tones for key in keys])
        rubs = np.array([(key - 1) % 12 in chord.tones and key % 12 not in chord.tones for key in keys])
        place = at % self._beats
        strong = 3.5 if place == 0 else 2.2 if place == int(place) else 0.5
        return np.asarray(outside + foreign * (strong + 2.5 * (length >= 1.5)) + rubs * 1.2)

    def _closing(self, keys: np.ndarray, chord: Chord, phrase: Phrase) -> np.ndarray:
        """A first phrase ends open, as a question; its variation ends on the root or third."""
        closed = phrase.varied or phrase.last
        good = set(chord.tones[:2]) if closed else set(chord.tones[1:3])
        return np.array([0.0 if key % 12 in good else 3.0 for key in keys])


def line(bars: Sequence[Bar], beats: int, low: int, high: int) -> list[Tone]:
    """A slow second voice: thirds and sevenths of the chords, each as near to the one before as can be."""
    made, before = [], (low + high) / 2
    for bar in bars:
        share = beats / len(bar.chords)
        for i, chord in enumerate(bar.chords):
            good = set(chord.tones[1:2] + chord.tones[3:4])
            key = min((k for k in range(low, high + 1) if k % 12 in good), key=lambda k: (abs(k - before), k))
            made.append(Tone(bar.index * beats + i * share, share, key, 0.5))
            before = key
    return made


def _motif(chance: Random, beats: int, density: str) -> Motif:
    cells = _CELLS[beats if beats in _CELLS else 4]
    first, second, other = (chance.choice(cells[density]) for _ in range(3))
    third = first if chance.random() < 0.5 else second
    shape = [0]
    for _ in range(5):
        shape.append(max(-3, min(4, shape[-1] + chance.choice((-2, -1, -1, 1, 1, 2)))))
    rest = chance.choice(cells["rest"])
    return Motif(
        (first, second if chance.random() < 0.5 else first, third, rest), other, tuple(shape), chance.choice(_ARCS)
    )


def _under(bar: Bar, part: float) -> Chord:
    return bar.chords[min(len(bar.chords) - 1, int(part * len(bar.chords)))]


def _weight(place: float) -> float:
    return 1.0 if place == 0 else 0.7 if place == int(place) else 0.4
