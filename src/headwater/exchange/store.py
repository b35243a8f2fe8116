"""The SQL that looks across rooms: which canvases and which generations name an asset."""

from collections.abc import Collection

from sqlalchemy import Column, ColumnElement, String, cast, func, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.canvas.store import canvases, document_checkpoints, document_updates
from headwater.generation.store import generations, takes


async def nodes_holding(view: AsyncConnection, account: str, asset: str) -> set[tuple[str, str]]:
    """The nodes, each with its canvas first, that have `asset` as a take that was not deleted."""
    mine = (takes.c.account == account, takes.c.asset == asset, takes.c.deleted.is_(None))
    held = select(takes.c.canvas, takes.c.node).where(*mine)
    return {(row.canvas, row.node) for row in await view.execute(held)}


async def canvases_naming(
    view: AsyncConnection, account: str, text: str, also: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Id and title of the canvases of `account` that have `text` anywhere in their log, or whose ids are in `also`.

    Strings stand in updates as they are, so that no document has to be opened to find them.
    """
    log, merged = document_updates.c, document_checkpoints.c
    named = union(
        select(log.canvas).where(_holds(view, log.data, text.encode())),
        select(merged.canvas).where(_holds(view, merged.state, text.encode())),
    )
    either = or_(canvases.c.id.in_(named), canvases.c.id.in_(list(also)))
    found = select(canvases.c.id, canvases.c.title).where(canvases.c.account == account, either)
    rows = await view.execute(found.order_by(canvases.c.updated.desc(), canvases.c.id))
    return [(row.id, row.title) for row in rows]


async def generations_given(view: AsyncConnection, account: str, asset: str) -> list[str]:
    """The ids of the account's generations that `asset` went into, newest first."""
    names_it = cast(generations.c.request, String).contains(f'"{asset}"', autoescape=True)
    found = select(generations.c.id).where(generations.c.account == account, names_it)
    return list(await view.scalars(found.order_by(generations.c.created.desc())))


def _holds(view: AsyncConnection, column: Column[bytes], needle: bytes) -> ColumnElement[bool]:
    """Whether bytes contain others; the two databases have different names for it."""
    place = func.pg_catalog.position if view.dialect.name == "postgresql" else func.instr
    return place(column, needle) > 0
