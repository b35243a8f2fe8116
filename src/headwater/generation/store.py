"""The SQL of generations and takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.store import assets
from headwater.credits.ledger import shown
from headwater.generation.generation import ACTIVE, Generation, State, Told
from headwater.generation.request import Request
from headwater.generation.take import How, Take
from headwater.models.adapter import Ticket
from headwater.platform.database import metadata
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now
from headwater.platform.kinds import Kind

_IS_ACTIVE = text("state IN ('queued', 'running')")

generations = Table(
    "generations",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("canvas", String, nullable=False),
    Column("node", String, nullable=False),
    Column("key", String, nullable=False),
    Column("request", JSON, nullable=False),
    Column("hash", String, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("progress", Float),
    Column("queue_position", Integer),
    Column("cancelling", Boolean, nullable=False),
    Column("submitting", BigInteger),
    Column("ticket", JSON),
    Column("error_code", String),
    Column("error_message", String),
    Column("provider_charged", String),
    Column("placed", Boolean),
    Column("created", BigInteger, nullable=False),
    Column("started", BigInteger),
    Column("ended", BigInteger),
    UniqueConstraint("account", "key"),
    Index("ix_generations_canvas_node", "canvas", "node", "created"),
    Index("ix_generations_account_created", "account", "created"),
    Index(
        "one_active_generation_a_node",
        "canvas",
        "node",
        unique=True,
        sqlite_where=_IS_ACTIVE,
        postgresql_where=_IS_ACTIVE,
    ),
)
"""`submitting` is written before the request leaves, so that a restart knows that it may have arrived."""

takes = Table(
    "takes",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("canvas", String, nullable=False),
    Column("node", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("how", String, nullable=False),
    Column("text", Text),
    Column("asset", String, ForeignKey("assets.id")),
    Column("generation", String, ForeignKey("generations.id"), unique=True),
    # The generation that made the original of a duplicated canvas's take: `generation` has one take only.
    Column("copied_from", String),
    Column("note", String),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("(text IS NULL) <> (asset IS NULL)", name="one_content"),
    Index("ix_takes_canvas_node", "canvas", "node", "created"),
    Index("ix_takes_asset", "asset"),
)


@dataclass(frozen=True)
class Record:
    """A generation as the workflow needs it."""

    generation: Generation
    account: str
    request: Request
    price: int
    """Micro-credits."""
    key: str
    hash: str
    submitting: bool
    ticket: Ticket | None

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self.generation.state in ACTIVE

    def result(self, *, text: str | None, asset: str | None, note: str | None) -> "NewTake":
        """The take that this generation made."""
        made = self.generation
        return NewTake(self.account, made.canvas, made.node, made.kind, "generated", text, asset, made.id, note)

    def typed_before(self, text: str) -> "NewTake":
        """A take of what stood in this generation's node when it began: older than what it made."""
        made = self.generation
        return NewTake(self.account, made.canvas, made.node, made.kind, "typed", text, created=made.created)


@dataclass(frozen=True)
class NewGeneration:
    """A generation that is about to be."""

    account: str
    canvas: str
    node: str
    key: str
    request: Request
    price: int
    """Micro-credits."""


@dataclass(frozen=True)
class NewTake:
    """A take that is about to be; it has either `text` or `asset`."""

    account: str
    canvas: str
    node: str
    kind: Kind
    how: How
    text: str | None = None
    asset: str | None = None
    generation: str | None = None
    note: str | None = None
    """What the model left out or did otherwise than asked."""
    created: int | None = None
    """Milliseconds since 1970; None: now."""


class Wanted(BaseModel):
    """Which generations to list."""

    canvas: str | None = None
    node: str | None = None
    active: bool = False
    """Only those that have not ended."""
    before: str | None = None
    """Id of the last generation already seen: those that follow it are listed."""
    limit: int = Field(default=100, ge=1, le=1000)


class NodeBusy(Exception):
    """The node has another generation that has not ended."""


async def create(tx: AsyncConnection, new: NewGeneration) -> str:
    """A queued generation; gives its id. Raises `NodeBusy`."""
    row = vars(new) | {
        "id": new_id(),
        "request": new.request.model_dump(mode="json"),
        "hash": new.request.hash,
        "state": State.QUEUED,
        "cancelling": False,
        "created": now(),
    }
    try:
        await tx.execute(insert(generations).values(row))
    except IntegrityError as error:
        raise NodeBusy from error
    return str(row["id"])


async def record(view: AsyncConnection, id: str) -> Record:
    """Raises `NotFound`."""
    row = (await view.execute(_joined().where(generations.c.id == id))).first()
    if row is None:
        raise NotFound("There is no such generation.")
    return _record(row)


async def get(view: AsyncConnection, account: str, id: str) -> Generation:
    """Raises `NotFound`, also when it is somebody else's."""
    found = await record(view, id)
    if found.account != account:
        raise NotFound("There is no such generation.")
    return found.generation


async def by_key(view: AsyncConnection, account: str, key: str) -> Record | None:
    """The generation that was asked for with `key`."""
    asked = and_(generations.c.account == account, generations.c.key == key)
    row = (await view.execute(_joined().where(asked))).first()
    return _record(row) if row else None


async def listed(view: AsyncConnection, account: str, wanted: Wanted) -> list[Generation]:
    """The account's generations, newest first. Raises `NotFound` for a `before` that there is not."""
    conditions: list[ColumnElement[bool]] = [generations.c.account == account]
    conditions += [generations.c.canvas == wanted.canvas] if wanted.canvas else []
    conditions += [generations.c.node == wanted.node] if wanted.node else []
    conditions += [generations.c.state.in_(ACTIVE)] if wanted.active else []
    conditions += [_after(await get(view, account, wanted.before))] if wanted.before else []
    newest = _joined().where(*conditions).order_by(generations.c.created.desc(), generations.c.id)
    return [_generation(row) for row in await view.execute(newest.limit(wanted.limit))]


async def unfinished(view: AsyncConnection) -> list[Record]:
    """Every generation that has not ended, of every account, oldest first."""
    open_ones = _joined().where(generations.c.state.in_(ACTIVE)).order_by(generations.c.created)
    return [_record(row) for row in await view.execute(open_ones)]


async def unplaced(view: AsyncConnection, canvas: str | None = None) -> list[Record]:
    """Every success of which it is not known that its node shows it."""
    wanted = [generations.c.state == State.SUCCEEDED, generations.c.placed.is_(None)]
    wanted += [generations.c.canvas == canvas] if canvas else []
    return [_record(row) for row in await view.execute(_joined().where(*wanted).order_by(generations.c.created))]


async def generating(view: AsyncConnection, canvas: str) -> frozenset[str]:
    """The nodes of a canvas that are generating."""
    busy = select(generations.c.node).where(generations.c.canvas == canvas, generations.c.state.in_(ACTIVE))
    return frozenset(await view.scalars(busy))


async def mark_submitting(tx: AsyncConnection, id: str) -> bool:
    """Note that the request is about to leave; False if that was noted before, so that it may have arrived."""
    first = update(generations).where(generations.c.id == id, generations.c.submitting.is_(None))
    return (await tx.execute(first.values(submitting=now()))).rowcount == 1


async def mark_running(tx: AsyncConnection, id: str, ticket: Ticket) -> None:
    """The provider took it."""
    await _change(tx, id, state=State.RUNNING, ticket=ticket, started=now())


async def mark_progress(tx: AsyncConnection, id: str, progress: float | None, queue_position: int | None) -> None:
    """How far it is, for tabs that open later."""
    await _change(tx, id, progress=progress, queue_position=queue_position)


async def mark_cancelling(tx: AsyncConnection, id: str) -> bool:
    """Ask it to stop; False if it has ended."""
    asked = update(generations).where(generations.c.id == id, generations.c.state.in_(ACTIVE))
    return (await tx.execute(asked.values(cancelling=True))).rowcount == 1


async def mark_succeeded(tx: AsyncConnection, id: str) -> bool:
    """False if it had ended before."""
    return await _end(tx, id, state=State.SUCCEEDED, progress=1.0)


async def mark_failed(tx: AsyncConnection, id: str, state: State, error: Told, charged: str) -> bool:
    """False if it had ended before. `charged`: whether the provider kept its money, for the record."""
    return await _end(tx, id, state=state, error_code=error.code, error_message=error.message, provider_charged=charged)


async def mark_placed(tx: AsyncConnection, id: str, placed: bool) -> bool:
    """Note whether its node shows it; False if that was noted before."""
    first = update(generations).where(generations.c.id == id, generations.c.placed.is_(None))
    return (await tx.execute(first.values(placed=placed))).rowcount == 1


async def add_take(tx: AsyncConnection, new: NewTake) -> str:
    """A new take of a node; gives its id."""
    row = vars(new) | {"id": new_id(), "created": new.created or now()}
    await tx.execute(insert(takes).values(row))
    return str(row["id"])


async def take(view: AsyncConnection, account: str, id: str) -> Take:
    """Raises `NotFound`."""
    row = (await view.execute(_takes().where(takes.c.account == account, takes.c.id == id))).first()
    if row is None:
        raise NotFound("There is no such take.")
    return _take(row)


async def takes_of(view: AsyncConnection, account: str, canvas: str, node: str) -> list[Take]:
    """All takes of a node, newest first."""
    mine = and_(takes.c.account == account, takes.c.canvas == canvas, takes.c.node == node)
    return [_take(row) for row in await view.execute(_takes().where(mine).order_by(takes.c.created.desc()))]


async def copy_takes(tx: AsyncConnection, account: str, canvas: str, to: str) -> dict[str, str]:
    """Give the canvas `to` all takes of `canvas`, which share their assets; the new ids, by the old ones."""
    mine = and_(takes.c.account == account, takes.c.canvas == canvas)
    rows = [dict(row._mapping) for row in await tx.execute(select(takes).where(mine))]
    fresh = {row["id"]: new_id() for row in rows}
    if rows:
        await tx.execute(insert(takes), [_copied(row, fresh[row["id"]], to) for row in rows])
    return fresh


async def assets_of(view: AsyncConnection, account: str, ids: Iterable[str]) -> dict[str, str]:
    """The asset ids behind takes, by take id; takes of text or of others are left out."""
    wanted = and_(takes.c.account == account, takes.c.id.in_(list(ids)), takes.c.asset.is_not(None))
    return {row.id: row.asset for row in await view.execute(select(takes.c.id, takes.c.asset).where(wanted))}


async def note_of(view: AsyncConnection, account: str, id: str) -> str | None:
    """What the model said of a take."""
    note: str | None = await view.scalar(select(takes.c.note).where(takes.c.account == account, takes.c.id == id))
    return note


async def _change(tx: AsyncConnection, id: str, **values: Any) -> None:
    await tx.execute(update(generations).where(generations.c.id == id).values(**values))


async def _end(tx: AsyncConnection, id: str, **values: Any) -> bool:
    ended = update(generations).where(generations.c.id == id, generations.c.state.in_(ACTIVE))
    return (await tx.execute(ended.values(**values, ended=now(), queue_position=None))).rowcount == 1


def _after(seen: Generation) -> ColumnElement[bool]:
    """What comes after a generation, newest first."""
    table = generations.c
    return (table.created < seen.created) | and_(table.created == seen.created, table.id > seen.id)


def _joined() -> Select[Any]:
    made = takes.c.generation == generations.c.id
    return select(generations, takes.c.id.label("take"), takes.c.asset).outerjoin(takes, made)


def _takes() -> Select[Any]:
    model = generations.c.request["model"].as_string().label("model")
    facts = (assets.c.mime, assets.c.width, assets.c.height, assets.c.seconds, assets.c.purged)
    return (
        select(takes, *facts, model)
        .outerjoin(assets, assets.c.id == takes.c.asset)
        .outerjoin(generations, generations.c.id == func.coalesce(takes.c.generation, takes.c.copied_from))
    )


def _record(row: Row[Any]) -> Record:
    return Record(
        generation=_generation(row),
        account=row.account,
        request=Request.model_validate(row.request),
        price=row.price,
        key=row.key,
        hash=row.hash,
        submitting=row.submitting is not None,
        ticket=row.ticket,
    )


def _generation(row: Row[Any]) -> Generation:
    request = row.request
    return Generation(
        id=row.id,
        canvas=row.canvas,
        node=row.node,
        kind=Kind(request["kind"]),
        state=State(row.state),
        progress=row.progress,
        queue_position=row.queue_position,
        created=row.created,
        started=row.started,
        ended=row.ended,
        price=shown(row.price),
        error=Told(code=row.error_code, message=row.error_message) if row.error_code else None,
        cancelling=row.cancelling,
        take=row.take,
        asset=row.asset,
        placed=row.placed,
        model=request["model"],
        mode=request["mode"],
        prompt=request["prompt"],
    )


def _copied(row: dict[str, Any], id: str, canvas: str) -> dict[str, Any]:
    made_by = row["generation"] or row["copied_from"]
    return row | {"id": id, "canvas": canvas, "generation": None, "copied_from": made_by}


def _take(row: Row[Any]) -> Take:
    return Take.model_validate(row, from_attributes=True)
