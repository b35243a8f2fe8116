"""What earlier generations teach: when a model was last used, how long it takes, how its voices sound."""

from typing import NamedTuple

from sqlalchemy import (
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.store import assets
from headwater.generation.generation import State
from headwater.generation.store.tables import generations, takes
from headwater.generation.typical import LOOKED_AT

HEARD = 500
"""As many of a model's newest takes are looked through for its voices."""


class Spoken(NamedTuple):
    """A take in which a voice speaks."""

    asset: str
    prompt: str


# Put together once: every panel asks for them, and putting one together takes as long as asking.
_LAST_USED = (
    select(generations.c.model, func.max(generations.c.created).label("at"))
    .where(generations.c.account == bindparam("account"))
    .group_by(generations.c.model)
)
_LATEST = (
    select(
        *(generations.c[name] for name in ("state", "started", "ended")),
        generations.c.request["mode"].as_string().label("mode"),
    )
    .where(generations.c.account == bindparam("account"), generations.c.model == bindparam("model"))
    .where(generations.c.continues.is_(None))  # those only fetch
    .order_by(generations.c.created.desc())
    .limit(LOOKED_AT)
)


async def last_used(view: AsyncConnection, account: str) -> dict[str, int]:
    """When an account last generated with each model, by its id, in milliseconds since 1970."""
    return {row.model: row.at for row in await view.execute(_LAST_USED, {"account": account})}


async def lengths(view: AsyncConnection, account: str, model: str, mode: str) -> list[int]:
    """How long an account's latest successes with a model in a mode ran, in milliseconds, newest first."""
    rows = await view.execute(_LATEST, {"account": account, "model": model})
    good = (row for row in rows if row.state == State.SUCCEEDED and row.mode == mode and row.started is not None)
    return [row.ended - row.started for row in good]


async def spoken(view: AsyncConnection, account: str, model: str, mode: str, setting: str) -> dict[str | None, Spoken]:
    """An account's newest take with each voice of a model, by what `setting` was; None where it has none."""
    request = generations.c.request
    facts = (request["prompt"].as_string(), request["mode"].as_string(), request["settings"][setting].as_string())
    columns = [column.label(name) for name, column in zip(("prompt", "mode", "voice"), facts, strict=True)]
    mine = and_(generations.c.account == account, generations.c.model == model, assets.c.deleted.is_(None))
    made = select(takes.c.asset, *columns).select_from(generations)
    made = made.join(takes, takes.c.generation == generations.c.id).join(assets, assets.c.id == takes.c.asset)
    found = made.where(mine).order_by(generations.c.created.desc())
    rows = [row for row in await view.execute(found.limit(HEARD)) if row.mode == mode]
    return {row.voice: Spoken(row.asset, row.prompt) for row in reversed(rows)}
