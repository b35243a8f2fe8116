"""The SQL of credits."""

from headwater.credits.store.journal_rows import balance, entries, entries_of
from headwater.credits.store.limit_rows import left, set_limits, spending
from headwater.credits.store.moves import capture, grant, hold, release, unsettled, what_for
from headwater.credits.store.proof_rows import DELIVERED, RETURNED, sums_of_facts, sums_of_journal
from headwater.credits.store.tables import grants, holds, journal, limits, settlements

__all__ = [
    "DELIVERED",
    "RETURNED",
    "balance",
    "capture",
    "entries",
    "entries_of",
    "grant",
    "grants",
    "hold",
    "holds",
    "journal",
    "left",
    "limits",
    "release",
    "set_limits",
    "settlements",
    "spending",
    "sums_of_facts",
    "sums_of_journal",
    "unsettled",
    "what_for",
]
