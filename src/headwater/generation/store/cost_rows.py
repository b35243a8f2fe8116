"""What generations cost at providers that ask dollars."""

from typing import Any

from pydantic import BaseModel
from sqlalchemy import (
    Row,
    and_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import shown
from headwater.generation.generation import State
from headwater.generation.store.tables import generations


class Costed(BaseModel):
    """A generation that has ended and that a provider asks dollars for."""

    id: str
    canvas: str
    node: str
    ended: int | None
    state: State
    model: str
    credits: str
    expected: int | None
    """Millionths of a US dollar."""
    charged: int | None
    kept_money: str | None


async def costed(view: AsyncConnection, account: str, limit: int) -> list[Costed]:
    """What an account's generations cost at providers that ask dollars, newest first."""
    asked = generations.c.cost_expected.is_not(None) | generations.c.cost_charged.is_not(None)
    mine = and_(generations.c.account == account, generations.c.ended.is_not(None), asked)
    newest = select(generations).where(mine).order_by(generations.c.ended.desc(), generations.c.id).limit(limit)
    return [_costed(row) for row in await view.execute(newest)]


def _charged(row: Row[Any]) -> int:
    """Micro-credits: nothing unless it succeeded, and less than the price where only a part came."""
    if row.state != State.SUCCEEDED:
        return 0
    return int(row.price if row.charged is None else row.charged)


def _costed(row: Row[Any]) -> Costed:
    return Costed(
        id=row.id,
        canvas=row.canvas,
        node=row.node,
        ended=row.ended,
        state=State(row.state),
        model=row.request["model"],
        credits=shown(_charged(row)),
        expected=row.cost_expected,
        charged=row.cost_charged,
        kept_money=row.provider_charged,
    )
