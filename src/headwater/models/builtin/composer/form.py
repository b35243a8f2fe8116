"""The form: how many bars at which tempo fill the asked seconds, and which phrases they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import log

from headwater.models.builtin.composer.harmony import Chord, chord

PHRASE = 4
"""Bars."""
BEND = 0.07
"""How far a tempo that nobody asked for may be bent so that the phrases fill the time."""
LEAST_END = 0.9
"""Seconds that the last chord has at least."""
_FORMS = {
    1: "A",
    2: "A A'",
    3: "A B A'",
    4: "A A' B A'",
    5: "I A A' B A'",
    6: "I A A' B B' A'",
    7: "I A A' B A C A'",
    8: "I A A' B A' C B' A'",
}
_ENERGY = {"I": 0.25, "A": 0.5, "A'": 0.62, "B": 0.75, "B'": 0.9, "C": 0.35, "O": 0.3}
_MORE = "A A' B A' C B' A A' B B'"
"""What comes between the beginning and the end of longer pieces."""


@dataclass(frozen=True)
class Grid:
    """Where the beats are."""

    bars: int
    """Before the last chord."""
    beats: int
    """In a bar."""
    beat: float
    """Seconds."""
    seconds: float
    """Of the whole piece."""

    @property
    def bpm(self) -> float:
        """Beats a minute."""
        return 60 / self.beat

    @property
    def end(self) -> float:
        """When the last chord begins, in seconds."""
        return self.bars * self.beats * self.beat


@dataclass(frozen=True)
class Bar:
    """One bar and its chords."""

    index: int
    chords: tuple[Chord, ...]
    """They share the bar equally."""


@dataclass(frozen=True)
class Phrase:
    """A few bars that belong together."""

    letter: str
    """`A` and `B` have tunes of their own, `C` is a rest from them, `I` leads in."""
    varied: bool
    """Whether it is said for the second time, with changes."""
    energy: float
    """0 to 1: how much plays, and how loud."""
    bars: tuple[Bar, ...]
    last: bool

    @property
    def name(self) -> str:
        """As in `A'`."""
        return self.letter + "'" * self.varied


def grid(seconds: float, bpm: float, beats: int, fixed: bool) -> Grid:
    """The bars for a piece of `seconds`, at `bpm` exactly where it is `fixed`, otherwise near it."""
    if beats * 60 / bpm > seconds - LEAST_END:
        beats = max(1, int((seconds - LEAST_END) * bpm / 60))
    bends = [0.0] if fixed else [step * BEND / 7 for step in range(-7, 8)]
    wanted = min(4.5, max(1.5, 0.12 * seconds))

    def cost(bend: float, bars: int) -> float:
        tail = seconds - bars * beats * 60 / (bpm * (1 + bend))
        rest = (0.0, 0.5, 0.2, 0.6)[bars % PHRASE] if bars > PHRASE else 0.0
        return 8 * abs(log(1 + bend)) + abs(tail - wanted) / wanted + rest + (1000 if tail < LEAST_END else 0)

    most = int(seconds * bpm * (1 + BEND) / 60 / beats) + 1
    bend, bars = min(product(bends, range(1, most + 1)), key=lambda each: cost(*each))
    return Grid(bars, beats, 60 / (bpm * (1 + bend)), seconds)


def phrases(grid: Grid, harmony: dict[str, list[str]], ending: list[str], tonic: int) -> tuple[Phrase, ...]:
    """The piece's phrases with their chords. `harmony` has a line of bars for `A`, `B` and `C`; `ending` comes last."""
    plan = list(_plan(grid.bars))
    made, at = [], 0
    for i, (name, length) in enumerate(plan):
        letter, last = name[0], i == len(plan) - 1
        symbols = harmony["A" if letter in "IO" else letter]
        line = [symbols[bar % len(symbols)] for bar in range(length)]
        if last:
            line[max(0, length - len(ending)) :] = ending[-length:]
        bars = tuple(_bar(at + k, symbol, tonic) for k, symbol in enumerate(line))
        made.append(Phrase(letter, name.endswith("'"), _energy(name, i, len(plan)), bars, last))
        at += length
    return tuple(made)


def _bar(index: int, symbols: str, tonic: int) -> Bar:
    return Bar(index, tuple(chord(each, tonic) for each in symbols.split(",")))


def _energy(name: str, index: int, count: int) -> float:
    """The level of a phrase; what comes later may grow above what came before."""
    return min(1.0, _ENERGY[name] + 0.12 * index / max(1, count - 1))


def _plan(bars: int) -> Iterator[tuple[str, int]]:
    """Names and lengths of the phrases."""
    whole, rest = divmod(bars, PHRASE)
    if not whole:
        yield "A", bars
        return
    if rest:
        yield "I", rest
    for name in _names(whole):
        yield name, PHRASE


def _names(count: int) -> list[str]:
    if count in _FORMS:
        return _FORMS[count].split()
    more = _MORE.split()
    middle = [more[i % len(more)] for i in range(count - 3)]
    return ["I", *middle, "B'", "A'"]
