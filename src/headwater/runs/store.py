"""The SQL of runs: what was agreed, and how each node of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.generation.generation import ACTIVE, State, Told
from headwater.generation.store import generations, takes
from headwater.platform.database import metadata
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now
from headwater.runs.plan import Plan
from headwater.runs.run import NodeState, RunState

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("canvas", String, nullable=False),
    Column("key", String, nullable=False),
    Column("scope", JSON, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("agreed", BigInteger, nullable=False),
    Column("stopping", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("ended", BigInteger),
    UniqueConstraint("account", "key"),
    Index("ix_runs_canvas", "canvas", "created"),
)
"""`plan`: as it was agreed to. `agreed`: micro-credits."""

run_nodes = Table(
    "run_nodes",
    metadata,
    Column("run", String, ForeignKey("runs.id"), primary_key=True),
    Column("node", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("generation", String),
    Column("code", String),
    Column("message", String),
)
"""`place`: in the plan, from 0. `code` and `message`: why it was not run."""


@dataclass(frozen=True)
class Standing:
    """How one node of a run stands."""

    node: str
    state: NodeState
    generation: str | None = None
    told: Told | None = None
    """Why it was not run, or what was said when its generation failed."""
    made: State | None = None
    """The state of its generation."""
    placed: bool | None = None
    """Whether its node shows the result; None while that is not known."""
    cost: int | None = None
    """Micro-credits that are held or were charged for it; None where it has no generation of this run."""

    @property
    def ours(self) -> bool:
        """Whether the run itself began its generation."""
        return self.cost is not None


@dataclass(frozen=True)
class NewRun:
    """A run that is about to be."""

    account: str
    canvas: str
    key: str
    plan: Plan
    agreed: int
    """Micro-credits."""
    standings: tuple[Standing, ...]
    """In the order of the plan."""


@dataclass(frozen=True)
class Record:
    """A run as it was agreed to, and where it is."""

    id: str
    account: str
    canvas: str
    key: str
    plan: Plan
    agreed: int
    state: RunState
    stopping: bool
    created: int
    ended: int | None

    @cached_property
    def anew(self) -> frozenset[str]:
        """The nodes that were to show something else afterwards."""
        return self.plan.anew


class KeyUsed(Exception):
    """There is a run with this key."""


async def create(tx: AsyncConnection, new: NewRun) -> str:
    """A run; gives its id. Raises `KeyUsed`."""
    id, plan = new_id(), new.plan.model_dump(mode="json")
    row = {
        "id": id,
        "account": new.account,
        "canvas": new.canvas,
        "key": new.key,
        "scope": plan["scope"],
        "plan": plan,
        "state": RunState.RUNNING,
        "agreed": new.agreed,
        "stopping": False,
        "created": now(),
    }
    try:
        await tx.execute(insert(runs).values(row))
    except IntegrityError as error:
        raise KeyUsed from error
    nodes = [_row(id, place, each) for place, each in enumerate(new.standings)]
    await tx.execute(insert(run_nodes), nodes)
    return id


async def record(view: AsyncConnection, id: str) -> Record:
    """Raises `NotFound`."""
    row = (await view.execute(select(runs).where(runs.c.id == id))).first()
    if row is None:
        raise NotFound("There is no such run.")
    return _record(row)


async def by_key(view: AsyncConnection, account: str, key: str) -> Record | None:
    """The run that was asked for with `key`."""
    row = (await view.execute(select(runs).where(runs.c.account == account, runs.c.key == key))).first()
    return _record(row) if row else None


async def listed(view: AsyncConnection, account: str, canvas: str | None, active: bool, limit: int) -> list[Record]:
    """The account's runs, newest first."""
    wanted: list[ColumnElement[bool]] = [runs.c.account == account]
    wanted += [runs.c.canvas == canvas] if canvas else []
    wanted += [runs.c.state == RunState.RUNNING] if active else []
    newest = select(runs).where(*wanted).order_by(runs.c.created.desc(), runs.c.id).limit(limit)
    return [_record(row) for row in await view.execute(newest)]


async def open_ones(view: AsyncConnection) -> list[str]:
    """Every run that has not ended, of every account, oldest first."""
    return list(await view.scalars(select(runs.c.id).where(runs.c.state == RunState.RUNNING).order_by(runs.c.created)))


async def standings(view: AsyncConnection, id: str) -> list[Standing]:
    """How each node stands, in the order of the plan."""
    return [_standing(row) for row in await view.execute(_STANDINGS, {"run": id})]


async def standings_of(view: AsyncConnection, id: str, nodes: Sequence[str]) -> list[Standing]:
    """How some of its nodes stand, in the order of the plan."""
    return [_standing(row) for row in await view.execute(_SOME_STANDINGS, {"run": id, "nodes": nodes})]


async def moment(view: AsyncConnection, run: Record) -> Record:
    """The run as it is at this moment; what was agreed to is not read again."""
    row = (await view.execute(_MOMENT, {"run": run.id})).one()
    return replace(run, state=RunState(row.state), stopping=row.stopping, ended=row.ended)


async def takes_of(view: AsyncConnection, id: str) -> dict[str, str]:
    """The take that the run made for each node."""
    chosen = select(takes.c.node, takes.c.id).join(generations, generations.c.id == takes.c.generation)
    return {row.node: row.id for row in await view.execute(chosen.where(generations.c.run == id))}


async def left(tx: AsyncConnection, id: str) -> int | None:
    """Micro-credits that are left of what was agreed; None where the run stops or has ended.

    Until this transaction ends, nobody else begins anything for the run or stops it.
    """
    row = (await tx.execute(_LOCKED, {"run": id})).one()
    if row.stopping or row.state != RunState.RUNNING:
        return None
    return int(row.agreed) - int(await tx.scalar(_SPENT, {"run": id}) or 0)


async def mark_going(tx: AsyncConnection, id: str, node: str, generation: str) -> None:
    """Its generation was begun."""
    await _change(tx, id, node, state=NodeState.GOING, generation=generation)


async def mark(tx: AsyncConnection, id: str, node: str, state: NodeState, told: Told | None = None) -> None:
    """How a node stands from now on, and why."""
    code, message = (told.code, told.message) if told else (None, None)
    await _change(tx, id, node, state=state, code=code, message=message)


async def mark_stopping(tx: AsyncConnection, id: str) -> bool:
    """Ask a run to stop; False if it has ended."""
    return await _move(tx, id, stopping=True)


async def mark_ended(tx: AsyncConnection, id: str, state: RunState) -> bool:
    """False if it had ended before."""
    return await _move(tx, id, state=state, ended=now())


async def _move(tx: AsyncConnection, id: str, **values: Any) -> bool:
    running = update(runs).where(runs.c.id == id, runs.c.state == RunState.RUNNING)
    return (await tx.execute(running.values(**values))).rowcount == 1


async def _change(tx: AsyncConnection, id: str, node: str, **values: Any) -> None:
    one = and_(run_nodes.c.run == id, run_nodes.c.node == node)
    await tx.execute(update(run_nodes).where(one).values(**values))


_COST: ColumnElement[Any] = case(
    (generations.c.state.in_(ACTIVE), generations.c.price),
    (generations.c.state == State.SUCCEEDED, func.coalesce(generations.c.charged, generations.c.price)),
    else_=0,
)
"""What is held or was charged; what failed gave it back."""
_SPENT = select(func.sum(_COST)).where(generations.c.run == bindparam("run"))
_LOCKED = select(runs.c.state, runs.c.stopping, runs.c.agreed).where(runs.c.id == bindparam("run")).with_for_update()


def _standing_rows() -> Select[Any]:
    made = generations.c
    beside = (made.state.label("made"), made.placed, made.error_code, made.error_message)
    cost = case((made.run == run_nodes.c.run, _COST)).label("cost")
    joined = run_nodes.outerjoin(generations, made.id == run_nodes.c.generation)
    chosen = select(run_nodes, *beside, cost).select_from(joined).where(run_nodes.c.run == bindparam("run"))
    return chosen.order_by(run_nodes.c.place)


_STANDINGS = _standing_rows()
_SOME_STANDINGS = _STANDINGS.where(run_nodes.c.node.in_(bindparam("nodes", expanding=True)))
_MOMENT = select(runs.c.state, runs.c.stopping, runs.c.ended).where(runs.c.id == bindparam("run"))


def _row(run: str, place: int, each: Standing) -> dict[str, Any]:
    told = {"code": each.told.code, "message": each.told.message} if each.told else {"code": None, "message": None}
    place_of = {"run": run, "node": each.node, "place": place}
    return place_of | {"state": each.state, "generation": each.generation} | told


def _standing(row: Row[Any]) -> Standing:
    code, message = (row.code, row.message) if row.code else (row.error_code, row.error_message)
    return Standing(
        node=row.node,
        state=NodeState(row.state),
        generation=row.generation,
        told=Told(code=code, message=message or "") if code else None,
        made=State(row.made) if row.made else None,
        placed=row.placed,
        cost=None if row.cost is None else int(row.cost),
    )


def _record(row: Row[Any]) -> Record:
    return Record(
        id=row.id,
        account=row.account,
        canvas=row.canvas,
        key=row.key,
        plan=Plan.model_validate(row.plan),
        agreed=row.agreed,
        state=RunState(row.state),
        stopping=row.stopping,
        created=row.created,
        ended=row.ended,
    )
