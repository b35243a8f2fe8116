"""How long a generation usually takes: the median of an account's latest ones with the same model and mode. No I/O."""

from collections.abc import Sequence
from statistics import median

LATEST = 20
"""How many successes count: a provider that became faster is believed soon."""
LOOKED_AT = 100
"""How many of the latest with a model are looked through for them, in every mode and with every end."""


def typical_seconds(milliseconds: Sequence[int]) -> float | None:
    """From the lengths of the latest successes, newest first; None where there was none."""
    return median(milliseconds[:LATEST]) / 1000 if milliseconds else None
