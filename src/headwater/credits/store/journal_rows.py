"""The SQL that reads the journal: the balance, and what each move was for."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import Balance, Entry, Move, Reason
from headwater.credits.store.tables import grants, holds, journal, settlements

_MOVES = {
    ("outside", "available"): Move.GRANTED,
    ("available", "held"): Move.HELD,
    ("held", "spent"): Move.CAPTURED,
    ("held", "available"): Move.RELEASED,
}


_BALANCE = (
    select(journal.c.available, journal.c.held)
    .where(journal.c.account == bindparam("account"))
    .order_by(journal.c.id.desc())
    .limit(1)
)
"""Put together once: every panel asks for it, and putting it together takes as long as asking."""


async def balance(connection: AsyncConnection, account: str) -> Balance:
    """What an account has now."""
    row = (await connection.execute(_BALANCE, {"account": account})).first()
    return Balance(row.available, row.held) if row else Balance(0, 0)


async def entries(connection: AsyncConnection, account: str, before: int | None = None, limit: int = 50) -> list[Entry]:
    """The moves of an account, newest first: the `limit` newest older than the entry `before`."""
    chosen = _ENTRIES.where(journal.c.account == account).order_by(journal.c.id.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(journal.c.id < before)
    return [_entry(row) for row in await connection.execute(chosen)]


async def entries_of(connection: AsyncConnection, account: str, generation: str) -> list[Entry]:
    """The moves of one generation's credits, in the order in which they happened."""
    its = (journal.c.from_hold == generation) | (journal.c.from_settlement == generation)
    chosen = _ENTRIES.where(journal.c.account == account, its).order_by(journal.c.id)
    return [_entry(row) for row in await connection.execute(chosen)]


_ENTRIES = select(
    journal,
    func.coalesce(journal.c.from_hold, journal.c.from_settlement).label("generation"),
    func.coalesce(grants.c.what, holds.c.what).label("what"),
    func.coalesce(grants.c.created, settlements.c.created, holds.c.created).label("at"),
    settlements.c.reason,
).select_from(
    journal.outerjoin(grants, grants.c.id == journal.c.from_grant)
    .outerjoin(settlements, settlements.c.generation == journal.c.from_settlement)
    .outerjoin(holds, holds.c.generation == func.coalesce(journal.c.from_hold, journal.c.from_settlement))
)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        move=_MOVES[row.debit, row.credit],
        amount=row.amount,
        returned=row.returned,
        what=row.what,
        generation=row.generation,
        reason=Reason(row.reason) if row.reason else None,
        balance=Balance(row.available, row.held),
    )
