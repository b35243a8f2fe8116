"""The SQL of canvases: what they are called, every edit ever made to them, and where each person left off."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.canvas.canvas import Canvas, CanvasDeleted, Listed, Place
from headwater.canvas.migrations import first_update
from headwater.canvas.sketch import Sketch
from headwater.platform.database import metadata
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now

UNTITLED = "Untitled canvas"

canvases = Table(
    "canvases",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("epoch", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("deleted", BigInteger),
)

document_updates = Table(
    "document_updates",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("canvas", String, ForeignKey("canvases.id"), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("account", String, ForeignKey("accounts.id")),
    Column("at", BigInteger, nullable=False),
    Index("ix_document_updates_canvas", "canvas", "seq"),
    sqlite_autoincrement=True,
)
"""The truth of every document: raw updates as they came, never changed, never deleted. `account` is null for the
studio's own edits. AUTOINCREMENT, since SQLite otherwise gives a number that was free again to a later update."""

document_checkpoints = Table(
    "document_checkpoints",
    metadata,
    Column("canvas", String, ForeignKey("canvases.id"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("sha", String, nullable=False),
)
"""The updates up to `seq` merged into one, only to open fast; `sha` is the SHA-256 of `state`."""

places = Table(
    "places",
    metadata,
    Column("canvas", String, ForeignKey("canvases.id"), primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), primary_key=True),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    Column("zoom", Float, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("canvas", String, ForeignKey("canvases.id"), primary_key=True),
    Column("drawn", BigInteger, nullable=False),
    Column("nodes", Integer, nullable=False),
    Column("sketch", JSON, nullable=False),
)
"""A picture of each canvas, made from its document: one that is older than `canvases.updated` is drawn again."""


@dataclass(frozen=True)
class Update:
    """One edit as its author's document encoded it."""

    data: bytes
    account: str | None
    """Who made it; None: the studio itself."""


@dataclass(frozen=True)
class Checkpoint:
    """All updates up to `seq`, merged."""

    seq: int
    state: bytes


async def create(connection: AsyncConnection, account: str, title: str = UNTITLED) -> Canvas:
    """A new canvas with an empty document."""
    moment = now()
    canvas = Canvas(new_id(), account, title, epoch=new_id(), created=moment, updated=moment)
    await connection.execute(insert(canvases).values(vars(canvas)))
    await append(connection, canvas.id, [Update(first_update(), None)])
    return await get(connection, account, canvas.id)


async def list_(connection: AsyncConnection, account: str, *, deleted: bool = False) -> list[Listed]:
    """The canvases of `account`, the one edited last first; or those deleted, the one deleted last first."""
    table = canvases.c
    kept = table.deleted.is_not(None) if deleted else table.deleted.is_(None)
    order = table.deleted if deleted else table.updated
    found = _with_sketches().where((table.account == account) & kept).order_by(order.desc(), table.id)
    return [_listed(row) for row in await connection.execute(found)]


async def listed(connection: AsyncConnection, account: str, id: str) -> Listed:
    """A canvas of `account`, deleted or not, as lists have it. Raises NotFound."""
    row = (await connection.execute(_with_sketches().where(_owned(account, id)))).first()
    if row is None:
        raise _no_canvas(id)
    return _listed(row)


async def get(connection: AsyncConnection, account: str, id: str) -> Canvas:
    """A canvas of `account`. Raises NotFound, also for another's, and CanvasDeleted."""
    canvas = await find(connection, id)
    if canvas is None or canvas.account != account:
        raise _no_canvas(id)
    if canvas.deleted is not None:
        raise CanvasDeleted(
            f"The canvas “{canvas.title}” was deleted. Restore it to open it.", canvas=id, title=canvas.title
        )
    return canvas


_ONE = select(canvases).where(canvases.c.id == bindparam("id"))


async def find(connection: AsyncConnection, id: str) -> Canvas | None:
    """A canvas, whoever owns it, deleted or not."""
    row = (await connection.execute(_ONE, {"id": id})).first()
    return _canvas(row) if row else None


async def rename(connection: AsyncConnection, account: str, id: str, title: str) -> Listed:
    """Call a canvas of `account` something else. Raises NotFound."""
    await get(connection, account, id)
    await connection.execute(update(canvases).where(_owned(account, id)).values(title=title))
    return await listed(connection, account, id)


async def delete_(connection: AsyncConnection, account: str, id: str) -> bool:
    """Take a canvas out of the list; all of it is kept. False if it was deleted before. Raises NotFound."""
    await listed(connection, account, id)
    there = _owned(account, id) & canvases.c.deleted.is_(None)
    return (await connection.execute(update(canvases).where(there).values(deleted=now()))).rowcount == 1


async def restore(connection: AsyncConnection, account: str, id: str) -> Listed:
    """Put a canvas back into the list. Again is a no-op. Raises NotFound."""
    await connection.execute(update(canvases).where(_owned(account, id)).values(deleted=None))
    return await listed(connection, account, id)


async def titles(connection: AsyncConnection, account: str) -> frozenset[str]:
    """What the canvases of `account` that are not deleted are called."""
    mine = (canvases.c.account == account) & canvases.c.deleted.is_(None)
    return frozenset(await connection.scalars(select(canvases.c.title).where(mine)))


async def keep_sketch(connection: AsyncConnection, canvas: str, drawn: int, nodes: int, sketch: Sketch) -> None:
    """Replace the picture of a canvas; `drawn` is when the document was looked at for it."""
    row = {
        "canvas": canvas,
        "drawn": drawn,
        "nodes": nodes,
        "sketch": sketch.model_dump(mode="json", exclude_none=True),
    }
    await connection.execute(delete(sketches).where(sketches.c.canvas == canvas))
    await connection.execute(insert(sketches).values(row))


async def stale(connection: AsyncConnection) -> list[str]:
    """The canvases, of every account, whose picture is older than their newest edit or was never drawn."""
    old = sketches.c.drawn.is_(None) | (sketches.c.drawn < canvases.c.updated)
    found = select(canvases.c.id).outerjoin(sketches, sketches.c.canvas == canvases.c.id).where(old)
    return list(await connection.scalars(found.order_by(canvases.c.updated.desc())))


async def place(connection: AsyncConnection, account: str, canvas: str) -> Place | None:
    """Where `account` left off on a canvas; None before its first look."""
    row = (await connection.execute(select(places).where(_place_of(account, canvas)))).first()
    return Place(row.x, row.y, row.zoom) if row else None


async def keep_place(connection: AsyncConnection, account: str, canvas: str, place: Place) -> None:
    """Remember where `account` looks at a canvas. Two tabs may do so at once: the last one stays."""
    if await _move_place(connection, account, canvas, place):
        return
    try:
        async with connection.begin_nested():
            await connection.execute(insert(places).values(canvas=canvas, account=account, **vars(place)))
    except IntegrityError:  # the other tab was first
        await _move_place(connection, account, canvas, place)


async def _move_place(connection: AsyncConnection, account: str, canvas: str, place: Place) -> bool:
    moved = update(places).where(_place_of(account, canvas)).values(**vars(place))
    return (await connection.execute(moved)).rowcount == 1


async def append(connection: AsyncConnection, canvas: str, updates: Sequence[Update]) -> int:
    """Add updates to a canvas's log, in this order; the number of the last one."""
    moment = now()
    rows = [{"canvas": canvas, "data": one.data, "account": one.account, "at": moment} for one in updates]
    await connection.execute(insert(document_updates), rows)
    await connection.execute(update(canvases).where(canvases.c.id == canvas).values(updated=moment))
    newest = select(func.max(document_updates.c.seq)).where(document_updates.c.canvas == canvas)
    return int((await connection.execute(newest)).scalar_one())


async def updates_after(connection: AsyncConnection, canvas: str, seq: int) -> list[bytes]:
    """The updates of a canvas after number `seq`, in order; 0 gives the whole log."""
    table = document_updates.c
    found = select(table.data).where((table.canvas == canvas) & (table.seq > seq)).order_by(table.seq)
    return list((await connection.execute(found)).scalars())


async def checkpoint(connection: AsyncConnection, canvas: str) -> Checkpoint | None:
    """The checkpoint of a canvas; None if there is none or its bytes are not those that were written."""
    found = select(document_checkpoints).where(document_checkpoints.c.canvas == canvas)
    row = (await connection.execute(found)).first()
    return Checkpoint(row.seq, row.state) if row and sha256(row.state).hexdigest() == row.sha else None


async def keep_checkpoint(connection: AsyncConnection, canvas: str, checkpoint: Checkpoint) -> None:
    """Replace the checkpoint of a canvas."""
    await connection.execute(delete(document_checkpoints).where(document_checkpoints.c.canvas == canvas))
    row = {"canvas": canvas, "sha": sha256(checkpoint.state).hexdigest(), **vars(checkpoint)}
    await connection.execute(insert(document_checkpoints).values(row))


async def exists(connection: AsyncConnection, canvas: str) -> bool:
    """Whether there is such a canvas, whoever owns it."""
    return (await connection.execute(select(canvases.c.id).where(canvases.c.id == canvas))).first() is not None


def _owned(account: str, id: str) -> ColumnElement[bool]:
    return (canvases.c.id == id) & (canvases.c.account == account)


def _place_of(account: str, canvas: str) -> ColumnElement[bool]:
    return (places.c.canvas == canvas) & (places.c.account == account)


def _canvas(row: Row[tuple[object, ...]]) -> Canvas:
    return Canvas(**{name: row._mapping[name] for name in canvases.c.keys()})  # noqa: SIM118 - columns, not a mapping


def _with_sketches() -> Select[Any]:
    return select(canvases, sketches.c.nodes, sketches.c.sketch).outerjoin(sketches, sketches.c.canvas == canvases.c.id)


def _listed(row: Row[Any]) -> Listed:
    return Listed(_canvas(row), row.nodes or 0, Sketch.model_validate(row.sketch or {}))


def _no_canvas(id: str) -> NotFound:
    return NotFound(f"There is no canvas `{id}`. Check the address, or open another one.", canvas=id)
