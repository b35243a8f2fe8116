"""Spending limits: the most that an account spends in a day, or on one canvas, and what is left of it. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Literal

from headwater.credits.ledger import amount_in_words, shown
from headwater.platform.bus import Event
from headwater.platform.errors import HeadwaterError

DAY = "day"
"""The scope of the limit of a day. Every other scope is the id of a canvas."""


@dataclass(frozen=True)
class Limit:
    """One limit, and what was spent under it. Amounts are micro-credits."""

    scope: str
    """`DAY`, or the id of a canvas."""
    amount: int
    spent: int
    """Charged, or held at the moment. More than `amount` where the limit was lowered afterwards."""

    @property
    def of(self) -> Literal["day", "canvas"]:
        """What it limits."""
        return "day" if self.scope == DAY else "canvas"

    @property
    def left(self) -> int:
        """What may still be held. Never below 0."""
        return max(0, self.amount - self.spent)


class OverLimit(HeadwaterError):
    """A spending limit leaves less than a generation needs. Nothing was held; raise it, or choose something cheaper."""

    code = "over_limit"
    status = 402

    def __init__(self, needed: int, limit: Limit) -> None:
        leaves = f"{_NAMES[limit.of]} limit leaves {shown(limit.left)}"
        super().__init__(
            f"Needs {amount_in_words(needed)}, {leaves}. Change it under Credits",
            limit=limit.of,
            amount=shown(limit.amount),
            left=shown(limit.left),
            needed=shown(needed),
        )


_NAMES = {"day": "today's", "canvas": "this canvas's"}


@dataclass(frozen=True)
class Left:
    """What the limits leave of what an account may spend on a canvas now."""

    limits: tuple[Limit, ...] = ()
    """At most two: the day's and the canvas's."""

    @property
    def amount(self) -> int | None:
        """Micro-credits; None without limits."""
        return min((limit.left for limit in self.limits), default=None)

    def refusal(self, needed: int) -> OverLimit | None:
        """Why `needed` micro-credits cannot be held, by the limit that leaves least. What is free always can."""
        tightest = min(self.limits, key=lambda limit: limit.left, default=None)
        return OverLimit(needed, tightest) if tightest and needed > tightest.left else None


@dataclass(frozen=True)
class Spending:
    """What an account spends, and its limits."""

    today: int
    """Micro-credits that were charged, or are held, of what was begun today."""
    limits: tuple[Limit, ...]
    """All of them."""


@dataclass(frozen=True)
class Limits:
    """All limits of an account as they are set, in micro-credits."""

    day: int | None = None
    canvases: Mapping[str, int] = field(default_factory=dict)
    """By the id of the canvas."""


class LimitsChanged(Event):
    """The account's limits are others now, so that what could not be held may be, and the other way round."""

    type: Literal["limits"] = "limits"


def day(at: int, zone: tzinfo | None = None) -> str:
    """The day on which a moment counts, such as 2026-11-23: `at` in milliseconds since 1970.

    Days begin at midnight of the computer's own time zone, or of `zone`, however many hours they have.
    """
    return datetime.fromtimestamp(at / 1000, zone).date().isoformat()
