"""The SQL that puts each hold beside its generation."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits import store as credits
from headwater.credits.ledger import Reason, shown
from headwater.generation.generation import State
from headwater.generation.proof import Outcome, ProvenHold, Standing, WantedHolds, doubt, outcome_of
from headwater.generation.store.tables import generations

_MINE: BindParameter[str] = bindparam("account")
_HOLDS, _SETTLED, _JOURNAL = credits.holds, credits.settlements, credits.journal
_ALL = _HOLDS.outerjoin(_SETTLED, _SETTLED.c.generation == _HOLDS.c.generation).outerjoin(
    generations, generations.c.id == _HOLDS.c.generation
)
_STANDINGS = (
    select(generations.c.state, _SETTLED.c.reason, func.count().label("count"))
    .select_from(_ALL)
    .where(_HOLDS.c.account == _MINE)
    .group_by(generations.c.state, _SETTLED.c.reason)
)
_WITHOUT = select(func.count()).where(
    generations.c.account == _MINE,
    ~select(_HOLDS.c.generation).where(_HOLDS.c.generation == generations.c.id).exists(),
)
_PAGE = (
    select(
        _JOURNAL.c.id,
        *(_HOLDS.c[name] for name in ("generation", "canvas", "what", "created", "amount")),
        *(generations.c.node, generations.c.state, _SETTLED.c.reason),
        *(credits.DELIVERED.label("delivered"), credits.RETURNED.label("returned")),
    )
    .select_from(_JOURNAL.join(_ALL, _HOLDS.c.generation == _JOURNAL.c.from_hold))
    .where(_JOURNAL.c.account == _MINE)
    .order_by(_JOURNAL.c.id.desc())
)
_OUTCOMES: dict[Outcome, ColumnElement[bool]] = {
    "pending": _SETTLED.c.reason.is_(None),
    "delivered": _SETTLED.c.reason == Reason.SUCCEEDED,
    "returned": _SETTLED.c.reason != Reason.SUCCEEDED,
}


async def standings(view: AsyncConnection, account: str) -> list[Standing]:
    """How many of an account's holds stand in which way."""
    rows = await view.execute(_STANDINGS, {"account": account})
    return [Standing.model_validate(dict(row._mapping)) for row in rows]


async def without_hold(view: AsyncConnection, account: str) -> int:
    """How many of an account's generations nothing was ever held for."""
    return int((await view.execute(_WITHOUT, {"account": account})).scalar_one())


async def proven_holds(view: AsyncConnection, account: str, wanted: WantedHolds) -> list[ProvenHold]:
    """An account's holds, each with its generation, newest first."""
    page = _PAGE.limit(wanted.limit)
    page = page if wanted.outcome is None else page.where(_OUTCOMES[wanted.outcome])
    page = page if wanted.before is None else page.where(_JOURNAL.c.id < wanted.before)
    return [_proven(row) for row in await view.execute(page, {"account": account})]


def _proven(row: Row[*tuple[Any, ...]]) -> ProvenHold:
    state = State(row.state) if row.state else None
    reason = Reason(row.reason) if row.reason else None
    return ProvenHold(
        id=str(row.id),
        at=row.created,
        generation=row.generation,
        canvas=row.canvas,
        node=row.node,
        state=state,
        what=row.what,
        outcome=outcome_of(reason),
        held=shown(row.amount),
        delivered=shown(row.delivered),
        returned=shown(row.returned),
        reason=reason,
        doubt=doubt(state, reason),
    )
