"""The SQL of generations: what is asked for, how it stands, how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import shown
from headwater.generation.arranged import Arranged
from headwater.generation.generation import ACTIVE, Generation, State, Told
from headwater.generation.history import Wanted
from headwater.generation.request import Request
from headwater.generation.store.filters import fitting
from headwater.generation.store.tables import generations, takes
from headwater.generation.store.take_rows import NewTake
from headwater.models.adapter import Ticket
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now
from headwater.platform.kinds import Kind


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
    submitting: int | None
    """When the request was first about to leave, in milliseconds since 1970."""
    ticket: Ticket | None

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self.generation.state in ACTIVE

    def result(self, *, text: str | None, asset: str | None, note: str | None) -> "NewTake":
        """The take that this generation made."""
        made = self.generation
        content = (text, asset, made.id, note)
        where = (self.account, made.canvas, made.node, made.kind)
        return NewTake(*where, "generated", *content, rehearsal=made.rehearsal)

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
    arranged: Arranged
    price: int
    """Micro-credits."""
    cost_expected: int | None = None
    """What the provider is expected to ask, in millionths of a US dollar."""
    typical: int | None = None
    """How long others like it took, in milliseconds."""
    variation: int = 0
    """Which of several takes that were asked for at once."""
    asked: Request | None = None
    """What was asked for, where one of several takes is sent with a seed of its own; None: `request`."""
    run: str | None = None
    """The run that it belongs to."""
    rehearsal: bool = False
    """Whether a built-in model stands in, for nothing."""


_LATER = generations.alias("later")
"""The one that continues another."""


class NodeBusy(Exception):
    """The node has another generation that has not ended."""


async def create(tx: AsyncConnection, new: NewGeneration) -> str:
    """A queued generation; gives its id. Raises `NodeBusy`."""
    asked = new.asked or new.request
    plain = {name: value for name, value in vars(new).items() if name != "asked"}
    row = plain | {
        "id": new_id(),
        "request": new.request.model_dump(mode="json"),
        "model": new.request.model,
        "arranged": new.arranged.model_dump(mode="json"),
        "hash": asked.hash,
        "content": asked.content,
        "state": State.QUEUED,
        "cancelling": False,
        "created": now(),
    }
    try:
        await tx.execute(insert(generations).values(row))
    except IntegrityError as error:
        raise NodeBusy from error
    return str(row["id"])


def _joined() -> Select[Any]:
    made, goes_on = takes.c.generation == generations.c.id, _LATER.c.continues == generations.c.id
    beside = takes.c.id.label("take"), takes.c.asset, _LATER.c.id.label("continued_by")
    return select(generations, *beside).outerjoin(takes, made).outerjoin(_LATER, goes_on)


_ONE_RECORD = _joined().where(generations.c.id == bindparam("wanted"))
"""Put together once: each step asks for it."""


async def record(view: AsyncConnection, id: str) -> Record:
    """Raises `NotFound`."""
    row = (await view.execute(_ONE_RECORD, {"wanted": id})).first()
    if row is None:
        raise NotFound("There is no such generation.")
    return _record(row)


async def get(view: AsyncConnection, account: str, id: str) -> Generation:
    """Raises `NotFound`, also when it is somebody else's."""
    found = await record(view, id)
    if found.account != account:
        raise NotFound("There is no such generation.")
    return found.generation


async def by_keys(view: AsyncConnection, account: str, keys: Sequence[str]) -> list[Record]:
    """The generations that were asked for with any of `keys`, in the order of their variations."""
    asked = and_(generations.c.account == account, generations.c.key.in_(keys))
    rows = await view.execute(_joined().where(asked).order_by(generations.c.variation))
    return [_record(row) for row in rows]


async def listed(view: AsyncConnection, account: str, wanted: Wanted) -> list[Generation]:
    """The account's generations, newest first. Raises `NotFound` for a `before` that there is not."""
    conditions = fitting(account, wanted)
    conditions += [_after(await get(view, account, wanted.before))] if wanted.before else []
    newest = _joined().where(*conditions).order_by(generations.c.created.desc(), generations.c.id)
    return [_generation(row) for row in await view.execute(newest.offset(wanted.skip).limit(wanted.limit))]


async def unfinished(view: AsyncConnection) -> list[Record]:
    """Every generation that has not ended, of every account, oldest first."""
    open_ones = _joined().where(generations.c.state.in_(ACTIVE)).order_by(generations.c.created)
    return [_record(row) for row in await view.execute(open_ones)]


async def unplaced(view: AsyncConnection, canvas: str | None = None) -> list[Record]:
    """Every success of which it is not known that its node shows it."""
    wanted = [generations.c.state == State.SUCCEEDED, generations.c.placed.is_(None)]
    wanted += [generations.c.canvas == canvas] if canvas else []
    return [_record(row) for row in await view.execute(_joined().where(*wanted).order_by(generations.c.created))]


_GENERATING = select(generations.c.node).where(
    generations.c.canvas == bindparam("canvas"), generations.c.state.in_(ACTIVE)
)


async def generating(view: AsyncConnection, canvas: str) -> frozenset[str]:
    """The nodes of a canvas that are generating."""
    return frozenset(await view.scalars(_GENERATING, {"canvas": canvas}))


async def active_of(view: AsyncConnection, canvas: str) -> dict[str, str]:
    """The generation that each generating node of a canvas has, by node; the first of several takes."""
    chosen = select(generations.c.node, generations.c.id).where(
        generations.c.canvas == canvas, generations.c.state.in_(ACTIVE)
    )
    rows = await view.execute(chosen.order_by(generations.c.variation.desc()))
    return {row.node: row.id for row in rows}


_ONE = update(generations).where(generations.c.id == bindparam("wanted"))
"""What is set are the other parameters."""
_FIRST_SUBMITTING = _ONE.where(generations.c.submitting.is_(None))
_FIRST_PLACED = _ONE.where(generations.c.placed.is_(None))


async def mark_submitting(tx: AsyncConnection, id: str) -> bool:
    """Note that the request is about to leave; False if that was noted before, so that it may have arrived."""
    first = await tx.execute(_FIRST_SUBMITTING, {"wanted": id, "submitting": now()})
    return first.rowcount == 1


async def mark_running(tx: AsyncConnection, id: str, ticket: Ticket) -> None:
    """The provider took it."""
    await _change(tx, id, state=State.RUNNING, ticket=ticket, started=now())


async def mark_waiting(tx: AsyncConnection, id: str) -> None:
    """It waits at the provider: that does not count as time that it takes."""
    await _change(tx, id, started=None)


async def mark_begun(tx: AsyncConnection, id: str) -> None:
    """It no longer waits at the provider."""
    await _change(tx, id, started=now())


async def mark_refused_unseen(tx: AsyncConnection, id: str) -> None:
    """The provider took nothing and asked to be left alone for a while: the request may leave again."""
    await _change(tx, id, state=State.QUEUED, submitting=None, ticket=None, started=None, progress=None)


async def mark_progress(tx: AsyncConnection, id: str, progress: float | None, queue_position: int | None) -> None:
    """How far it is, for tabs that open later."""
    await _change(tx, id, progress=progress, queue_position=queue_position)


async def mark_cancelling(tx: AsyncConnection, id: str) -> bool:
    """Ask it to stop; False if it has ended."""
    asked = update(generations).where(generations.c.id == id, generations.c.state.in_(ACTIVE))
    return (await tx.execute(asked.values(cancelling=True))).rowcount == 1


async def mark_succeeded(
    tx: AsyncConnection, id: str, cost_charged: int | None = None, charged: int | None = None
) -> bool:
    """False if it had ended or was asked to stop.

    `cost_charged`: millionths of a US dollar, where the provider says.
    `charged`: micro-credits, where only a part came.
    """
    wanted, costs = generations.c.cancelling.is_(False), {"cost_charged": cost_charged, "charged": charged}
    return await _end(tx, id, wanted, state=State.SUCCEEDED, progress=1.0, **costs)


async def mark_failed(tx: AsyncConnection, id: str, state: State, error: Told, charged: str) -> bool:
    """False if it had ended before. `charged`: whether the provider kept its money, for the record."""
    return await _end(tx, id, state=state, error_code=error.code, error_message=error.message, provider_charged=charged)


async def mark_before(tx: AsyncConnection, id: str, take: str | None) -> None:
    """Note what its node shows before it shows the result: None, where it shows nothing."""
    await _change(tx, id, before=take)


async def mark_placed(tx: AsyncConnection, id: str, placed: bool) -> bool:
    """Note whether its node shows it; False if that was noted before."""
    first = await tx.execute(_FIRST_PLACED, {"wanted": id, "placed": placed})
    return first.rowcount == 1


async def _change(tx: AsyncConnection, id: str, **values: Any) -> None:
    await tx.execute(_ONE, {"wanted": id, **values})


async def _end(tx: AsyncConnection, id: str, *only: ColumnElement[bool], **values: Any) -> bool:
    ended = update(generations).where(generations.c.id == id, generations.c.state.in_(ACTIVE), *only)
    return (await tx.execute(ended.values(**values, ended=now(), queue_position=None))).rowcount == 1


def _after(seen: Generation) -> ColumnElement[bool]:
    """What comes after a generation, newest first."""
    table = generations.c
    return (table.created < seen.created) | and_(table.created == seen.created, table.id > seen.id)


def _record(row: Row[Any]) -> Record:
    return Record(
        generation=_generation(row),
        account=row.account,
        request=Request.model_validate(row.request),
        price=row.price,
        key=row.key,
        hash=row.hash,
        submitting=row.submitting,
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
        typical_seconds=None if row.typical is None else row.typical / 1000,
        price=shown(row.price),
        error=Told(code=row.error_code, message=row.error_message) if row.error_code else None,
        cancelling=row.cancelling,
        take=row.take,
        asset=row.asset,
        placed=row.placed,
        model=request["model"],
        mode=request["mode"],
        prompt=request["prompt"],
        charged=None if row.charged is None else shown(row.charged),
        continues=row.continues,
        continued_by=row.continued_by,
        can_check=row.state == State.UNKNOWN and row.checkable and row.continued_by is None,
        variation=row.variation,
        rehearsal=row.rehearsal,
        run=row.run,
    )
