"""The SQL of spending limits: what they are, and what they leave."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Row, ScalarSelect, bindparam, case, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import Reason
from headwater.credits.limits import DAY, Left, Limit, Limits, Spending, day
from headwater.credits.store.tables import holds, limits, settlements
from headwater.platform.identifiers import now


def _spent(where: ColumnElement[bool]) -> ScalarSelect[int]:
    """What is charged or held of the account's holds that are meant."""
    charged = case(
        (settlements.c.reason.is_(None), holds.c.amount),
        (settlements.c.reason == Reason.SUCCEEDED, func.coalesce(settlements.c.amount, holds.c.amount)),
        else_=0,
    )
    both = holds.outerjoin(settlements, settlements.c.generation == holds.c.generation)
    mine = holds.c.account == bindparam("account")
    return select(func.coalesce(func.sum(charged), 0)).select_from(both).where(mine, where).scalar_subquery()


_TODAY = _spent(holds.c.day == bindparam("day"))
_ON_CANVAS = _spent(holds.c.canvas == limits.c.scope)
_LIMITS = select(
    limits.c.scope, limits.c.amount, case((limits.c.scope == DAY, _TODAY), else_=_ON_CANVAS).label("spent")
).where(limits.c.account == bindparam("account"))
_LEFT = _LIMITS.where(limits.c.scope.in_([DAY, bindparam("canvas")]))
"""Put together once, like the balance: every panel asks for it. Without a limit nothing is summed."""


async def left(view: AsyncConnection, account: str, canvas: str, at: int | None = None) -> Left:
    """What the limits leave for a hold on a canvas at `at`, in milliseconds since 1970: now, unless said otherwise."""
    values = {"account": account, "canvas": canvas, "day": day(now() if at is None else at)}
    return Left(tuple(_limit(row) for row in await view.execute(_LEFT, values)))


async def spending(view: AsyncConnection, account: str, at: int | None = None) -> Spending:
    """All limits of an account and what is spent under them, on the day of `at` and on each canvas."""
    values = {"account": account, "day": day(now() if at is None else at)}
    found = tuple(_limit(row) for row in await view.execute(_LIMITS, values))
    return Spending(int((await view.execute(select(_TODAY), values)).scalar_one()), found)


async def set_limits(transaction: AsyncConnection, account: str, new: Limits) -> None:
    """Let these be the limits of an account, and no others. What is held already stays held."""
    await transaction.execute(delete(limits).where(limits.c.account == account))
    wanted: Mapping[str, int] = {**({} if new.day is None else {DAY: new.day}), **new.canvases}
    if wanted:
        rows = [{"account": account, "scope": scope, "amount": amount} for scope, amount in wanted.items()]
        await transaction.execute(insert(limits), rows)


def _limit(row: Row[str, int, int]) -> Limit:
    return Limit(row.scope, row.amount, int(row.spent))
