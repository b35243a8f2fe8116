"""The SQL that adds the ledger up: once from the facts, once from the journal."""

from sqlalchemy import BindParameter, ColumnElement, Executable, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import Reason
from headwater.credits.proof import Sums
from headwater.credits.store.tables import grants, holds, journal, settlements

DELIVERED: ColumnElement[int] = case(
    (settlements.c.reason == Reason.SUCCEEDED, func.coalesce(settlements.c.amount, holds.c.amount)), else_=0
)
"""Micro-credits of a hold, joined with its settlement, that were charged."""
RETURNED: ColumnElement[int] = case((settlements.c.reason.is_(None), 0), else_=holds.c.amount - DELIVERED)
"""Micro-credits of a hold, joined with its settlement, that were given back."""


def _sum(column: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(column), 0)


_MINE: BindParameter[str] = bindparam("account")
_GRANTED = select(_sum(grants.c.amount).label("granted"), func.count().label("moves")).where(grants.c.account == _MINE)
_HELD = (
    select(
        _sum(holds.c.amount).label("held"),
        _sum(DELIVERED).label("delivered"),
        _sum(RETURNED).label("returned"),
        (func.count() + func.count(settlements.c.generation)).label("moves"),
    )
    .select_from(holds.outerjoin(settlements, settlements.c.generation == holds.c.generation))
    .where(holds.c.account == _MINE)
)


def _entered(debit: str, credit: str) -> ColumnElement[int]:
    return _sum(case(((journal.c.debit == debit) & (journal.c.credit == credit), journal.c.amount), else_=0))


_ENTERED = select(
    _entered("outside", "available").label("granted"),
    _entered("available", "held").label("held"),
    _entered("held", "spent").label("delivered"),
    (_entered("held", "available") + _sum(journal.c.returned)).label("returned"),
    func.count().label("moves"),
).where(journal.c.account == _MINE)


async def sums_of_facts(view: AsyncConnection, account: str) -> Sums:
    """What an account's grants, holds and settlements add up to."""
    granted, held = await _row(view, _GRANTED, account), await _row(view, _HELD, account)
    return Sums(**{**granted, **held, "moves": granted["moves"] + held["moves"]})


async def sums_of_journal(view: AsyncConnection, account: str) -> Sums:
    """What an account's entries in the journal add up to."""
    return Sums(**await _row(view, _ENTERED, account))


async def _row(view: AsyncConnection, query: Executable, account: str) -> dict[str, int]:
    row = (await view.execute(query, {"account": account})).one()
    return {name: int(value) for name, value in row._mapping.items()}
