"""Drum patterns: sixteenths as digits of strength, one line for each drum."""

from collections.abc import Iterator
from random import Random

from headwater.models.builtin.composer.form import Phrase

Stroke = tuple[float, int, float]
"""Onset in beats from the beginning of the piece, General MIDI drum key, strength 0 to 1."""

KEYS = {
    "kick": 36,
    "snare": 38,
    "stick": 37,
    "clap": 39,
    "brush": 40,
    "hat": 42,
    "pedal": 44,
    "open": 46,
    "ride": 51,
    "crash": 49,
    "low": 41,
    "middle": 45,
    "high": 48,
    "tambourine": 54,
    "shaker": 70,
    "conga": 63,
    "deep": 64,
    "triangle": 81,
}
Pattern = dict[str, str]

PATTERNS: dict[str, tuple[Pattern, Pattern]] = {
    "pop": (
        {"kick": "8.......7.......", "stick": "....5.......5...", "shaker": "4.3.4.3.4.3.4.3."},
        {"kick": "9.....5.8.......", "snare": "....8.......8...", "hat": "5.4.5.4.5.4.5.4."},
    ),
    "folk": (
        {"tambourine": "....4.......4...", "shaker": "4.3.4.3.4.3.4.3."},
        {"kick": "7.......6.....4.", "tambourine": "....6.......6...", "shaker": "5.3.5.3.5.3.5.34"},
    ),
    "lofi": (
        {"kick": "8.........6.....", "hat": "4.3.4.3.4.3.4.3."},
        {"kick": "8......4..7.....", "snare": "....6.......6..2", "hat": "4.3.4.334.3.4.3."},
    ),
    "jazz": (
        {"ride": "6...5.4.6...5.4.", "pedal": "....4.......4..."},
        {
            "ride": "6...6.4.6...6.4.",
            "pedal": "....5.......5...",
            "kick": "4.........3.....",
            "snare": "......2.......3.",
        },
    ),
    "bossa": (
        {"shaker": "4343434343434343", "stick": "5.....5.....4..."},
        {"kick": "6.....46......4.", "stick": "6..5..5...5..5..", "shaker": "5343534353435343"},
    ),
    "four": (
        {"kick": "8...8...8...8...", "hat": "..4...4...4...4."},
        {"kick": "9...9...9...9...", "clap": "....7.......7...", "hat": "3353335333533353", "open": "..4...4...4...4."},
    ),
    "synth": (
        {"kick": "8.......8.......", "hat": "4.4.4.4.4.4.4.4."},
        {"kick": "9.......9.5.....", "snare": "....9.......9...", "hat": "5.454.455.454.45"},
    ),
    "epic": (
        {"low": "8.........5.6..."},
        {"kick": "9.......8.......", "low": "9..5..7.8..5..77", "middle": "......5.......6."},
    ),
    "march": (
        {"snare": "5..33.4.5..33.4."},
        {"kick": "8.......7.......", "snare": "6..44.5.6.446.55"},
    ),
    "rock": (
        {"kick": "8.......8.......", "hat": "5.4.5.4.5.4.5.4."},
        {"kick": "9.....7.9.8.....", "snare": "....9.......9...", "hat": "6.5.6.5.6.5.6.5."},
    ),
    "funk": (
        {"kick": "8.....6...5.....", "hat": "5354535453545354"},
        {"kick": "9..6..6...5..4..", "snare": "....8..3.3..8..3", "hat": "5354535453545354"},
    ),
    "soft": (
        {"shaker": "3...3...3...3..."},
        {"kick": "5.......4.......", "stick": "....3.......3...", "shaker": "4.2.4.2.4.2.4.2."},
    ),
    "heart": (
        {"low": "5.3............."},
        {"low": "7.5.........4..."},
    ),
    "waltz": (
        {"triangle": "3...........", "shaker": "....3...3..."},
        {"kick": "6...........", "brush": "....4...4...", "pedal": "....3...3..."},
    ),
}
"""Each with a light and a full version."""
LEVELS = {"soft": -10.0, "waltz": -7.0, "jazz": -6.0, "bossa": -6.0, "folk": -4.0, "lofi": -3.0, "heart": -3.0}
"""Decibels; the others are at -1. Shakers and cymbals alone would stand out at the level of a whole kit."""
SPLIT = 0.58
"""The energy from which on the full version plays."""
_LIVELY = frozenset({"pop", "four", "synth", "epic", "march", "rock", "funk"})
_FILLS = (
    {"snare": "............4567"},
    {"high": "............6.5.", "middle": ".............6..", "low": "..............77"},
)


def strokes(phrase: Phrase, style: str, beats: int, chance: Random) -> Iterator[Stroke]:
    """What the drums play in a phrase: its pattern, a crash where it opens up, a fill where it leads on."""
    pattern = PATTERNS[style][phrase.energy >= SPLIT]
    lively = style in _LIVELY
    for i, bar in enumerate(phrase.bars):
        fills = lively and i == len(phrase.bars) - 1 and phrase.energy >= SPLIT and len(phrase.bars) > 1
        lines = pattern | (chance.choice(_FILLS) if fills else {})
        yield from _bar(lines, bar.index * beats, beats)
    if lively and phrase.energy >= 0.7:
        yield phrase.bars[0].index * beats, KEYS["crash"], 0.65


def last_strokes(style: str) -> tuple[int, ...]:
    """The drums that mark the last chord."""
    return (KEYS["kick"], KEYS["crash"]) if style in _LIVELY else (KEYS["kick"],)


def _bar(lines: Pattern, at: float, beats: int) -> Iterator[Stroke]:
    for drum, line in lines.items():
        for step in range(beats * 4):
            strength = line[step % len(line)]
            if strength != ".":
                yield at + step / 4, KEYS[drum], int(strength) / 9
