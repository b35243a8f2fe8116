"""Credits as people read and write them, and what the ledger says: balances, entries, refusals, the live event."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from headwater.platform.bus import Event
from headwater.platform.errors import Conflict, HeadwaterError, InvalidInput

MICRO = 1_000_000
"""Micro-credits in one credit. Inside, every amount is a whole number of micro-credits."""
LARGEST_ADDITION = 1_000_000 * MICRO
"""The most that is added in one go: a slip of the finger, not a limit on wealth."""

ADDED = "Credits added"
"""What an addition was for, as the credits page says it."""

_CREDITS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


class Reason(StrEnum):
    """Why a hold was settled. Only `succeeded` charges; every other reason gives all of it back."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """The provider never answered: whether it worked cannot be known."""
    SWEPT = "swept"
    """The generation ended or vanished without settling; found by the sweep."""


class Move(StrEnum):
    """What an entry did."""

    GRANTED = "granted"
    HELD = "held"
    CAPTURED = "captured"
    RELEASED = "released"


@dataclass(frozen=True)
class Balance:
    """What an account has, in micro-credits."""

    available: int
    """What can be spent now. Never below 0."""
    held: int
    """What generations under way have set aside."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: a move, what it was for, and the balance that it left."""

    id: int
    """Later entries have greater ids."""
    at: int
    """Milliseconds since 1970."""
    move: Move
    amount: int
    """Micro-credits, 0 or more; `move` says which way they went."""
    returned: int
    """Micro-credits: the rest of a hold of which a part was captured, given back along with it. 0 otherwise."""
    what: str
    """What it was for, in words kept from that moment."""
    generation: str | None
    """Absent where credits were added."""
    reason: Reason | None
    """Why a hold was settled; absent for other moves."""
    balance: Balance
    """After this move."""


class InsufficientCredits(HeadwaterError):
    """The account has less than a generation needs. Nothing was held; add credits or choose a cheaper one."""

    code = "insufficient_credits"
    status = 402

    def __init__(self, needed: int, available: int) -> None:
        super().__init__(
            f"Needs {amount_in_words(needed)}, {shown(available)} left",
            needed=shown(needed),
            available=shown(available),
        )


class AlreadySettled(Conflict):
    """The hold was settled the other way before: what was captured stays captured, what was released is back."""

    code = "already_settled"


class CreditsChanged(Event):
    """The account's balance moved."""

    type: Literal["credits"] = "credits"
    balance: str
    held: str

    @classmethod
    def of(cls, balance: Balance) -> Self:
        """The event that tells of `balance`."""
        return cls(balance=shown(balance.available), held=shown(balance.held))


def micro(credits: str | Decimal) -> int:
    """Micro-credits of an amount like "4" or "0.35". Refuses signs, exponents and more than 6 decimals."""
    text = f"{credits:f}" if isinstance(credits, Decimal) else credits
    if not _CREDITS.fullmatch(text):
        raise InvalidInput(f"`{text}` is not an amount of credits. Write it like 4 or 0.35, with at most 6 decimals.")
    return int(Decimal(text) * MICRO)


def shown(amount: int) -> str:
    """Micro-credits as people read them: "4", "0.35", "1000"."""
    if amount < 0:
        raise ValueError(f"An amount of credits is never below 0, but `amount` is {amount}.")
    whole, part = divmod(amount, MICRO)
    return f"{whole}.{part:06d}".rstrip("0").rstrip(".")


def addition(credits: str) -> int:
    """Micro-credits of an amount to add to an account. Refuses 0 and more than `LARGEST_ADDITION`."""
    amount = micro(credits)
    if not 0 < amount <= LARGEST_ADDITION:
        raise InvalidInput(f"`{credits}` credits cannot be added: add more than 0, up to {shown(LARGEST_ADDITION)}.")
    return amount


def amount_in_words(amount: int) -> str:
    """Micro-credits with their unit: "1 credit", "0.35 credits"."""
    return f"{shown(amount)} {'credit' if amount == MICRO else 'credits'}"
