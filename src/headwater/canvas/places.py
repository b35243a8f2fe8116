"""Where cards may lie and how large they may be: what is out of reach, or no number, is brought back."""

import math
from typing import Any

from pycrdt import Map

FARTHEST = 1e6
"""Canvas units from the origin: farther out, what one sees no longer lies where one points."""
LARGEST = 1e5
"""Canvas units of a card's width or height."""
KEYS = frozenset("xywh")
"""Of a node or a note, in the document."""
WORDS = "Something lay out of reach on this canvas, or was too large. It was brought back."


def brought_back(card: object) -> dict[str, float | None]:
    """The values of a card's place and size that have to be others, by key; None: none at all."""
    if not isinstance(card, Map):
        return {}
    wanted = {key: _wanted(key, card[key]) for key in KEYS & set(card.keys())}
    return {key: value for key, value in wanted.items() if value is None or value != card[key]}


def bring_back(card: Map[Any], values: dict[str, float | None]) -> None:
    """Give a card these values, within an edit."""
    for key, value in values.items():
        if value is None:
            card.pop(key)
        else:
            card[key] = value


def _wanted(key: str, value: object) -> float | None:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if key in "xy":
        return 0.0 if math.isnan(number) else min(max(number, -FARTHEST), FARTHEST)
    return number if 0 < number <= LARGEST else None
