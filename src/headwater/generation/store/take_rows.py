"""The SQL of takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.store import assets
from headwater.canvas.document import CanvasNode
from headwater.credits.ledger import shown
from headwater.generation.arranged import Arranged
from headwater.generation.made import Made, given
from headwater.generation.request import Request
from headwater.generation.store.tables import generations, takes
from headwater.generation.take import How, Take
from headwater.models.model import MODES
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now
from headwater.platform.kinds import Kind


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
    rehearsal: bool = False
    """Whether a built-in model stood in for the chosen one."""


class Place(NamedTuple):
    """A node whose takes are meant."""

    account: str
    canvas: str
    node: str
    shown: str | None
    """The take that it shows, which counts as not deleted: whoever undoes a deletion, or goes back in the history, has
    it again."""

    @classmethod
    def of(cls, account: str, canvas: str, node: CanvasNode) -> "Place":
        """The place of a node as the document has it."""
        return cls(account, canvas, node.id, node.shown.take if node.shown else None)

    @property
    def named(self) -> dict[str, str | None]:
        """As the parameters of a query."""
        return {"in_account": self.account, "in_canvas": self.canvas, "in_node": self.node, "shows": self.shown}


_HERE = and_(
    takes.c.account == bindparam("in_account"),
    takes.c.canvas == bindparam("in_canvas"),
    takes.c.node == bindparam("in_node"),
)
_SHOWN = takes.c.id == bindparam("shows")


def _kept() -> ColumnElement[bool]:
    """The takes of a node that were not deleted, and what it shows: of a copied node, that is the take of another."""
    own = takes.alias()
    here = [own.c[name] == bindparam(f"in_{name}") for name in ("account", "canvas", "node")]
    same = (own.c.asset == takes.c.asset) | (own.c.text == takes.c.text)
    adopted = exists(select(own.c.id).where(*here, own.c.id != takes.c.id, own.c.deleted.is_(None), same))
    shown = and_(takes.c.account == bindparam("in_account"), _SHOWN, _HERE | ~adopted)
    return and_(_HERE, takes.c.deleted.is_(None)) | shown


_KEPT = _kept()
_WITH_TEXT = (
    select(takes.c.id).where(_KEPT, takes.c.text == bindparam("same")).order_by(takes.c.created.desc()).limit(1)
)
_PUT_BACK = update(takes).where(_HERE, _SHOWN).values(deleted=None)
_ANOTHERS = select(takes).where(_KEPT, _SHOWN, ~_HERE)
"""What a node shows and is no take of its own."""


async def add_take(tx: AsyncConnection, new: NewTake) -> str:
    """A new take of a node; gives its id."""
    row = vars(new) | {"id": new_id(), "created": new.created or now()}
    await tx.execute(insert(takes).values(row))
    return str(row["id"])


async def take(view: AsyncConnection, account: str, id: str) -> Take:
    """Raises `NotFound`."""
    row = (await view.execute(_ONE, {"account": account, "take": id})).first()
    if row is None:
        raise NotFound("There is no such take.")
    return _take(row)


async def takes_of(view: AsyncConnection, place: Place, skip: int = 0, limit: int = 1000) -> list[Take]:
    """The takes of a node, newest first."""
    newest = _takes().where(_KEPT).order_by(takes.c.created.desc(), takes.c.id.desc())
    return [_take(row) for row in await view.execute(newest.offset(skip).limit(limit), place.named)]


async def count_takes(view: AsyncConnection, place: Place) -> int:
    """How many takes a node has."""
    return await view.scalar(select(func.count()).select_from(takes).where(_KEPT), place.named) or 0


async def newer_takes(view: AsyncConnection, place: Place) -> int | None:
    """How many takes of a node are newer than the one that it shows; None where it shows none."""
    chosen = select(takes.c.created, takes.c.id).where(_KEPT, takes.c.id == bindparam("shows"))
    shows = (await view.execute(chosen, place.named)).first()
    if shows is None:
        return None
    newer = (takes.c.created > shows.created) | and_(takes.c.created == shows.created, takes.c.id > shows.id)
    return await view.scalar(select(func.count()).select_from(takes).where(_KEPT, newer), place.named) or 0


async def take_with_text(view: AsyncConnection, place: Place, text: str) -> str | None:
    """The id of the node's newest take that holds exactly `text`."""
    id: str | None = await view.scalar(_WITH_TEXT, place.named | {"same": text})
    return id


async def neighbour(view: AsyncConnection, place: Place, id: str) -> Take | None:
    """The take before one, else the one after it, else None. Raises `NotFound`."""
    this = await take(view, place.account, id)
    later = takes.c.created - this.created
    order = (later > 0, func.abs(later), takes.c.id)
    others = _takes().where(_KEPT, takes.c.id != id).order_by(*order).limit(1)
    row = (await view.execute(others, place.named)).first()
    return _take(row) if row else None


async def mark_deleted(tx: AsyncConnection, place: Place, id: str, moment: int | None) -> None:
    """Note when a take was taken out of its node (milliseconds since 1970), or None: put back. Raises `NotFound`.

    What a copied node shows may be the take of another node, which is not touched.
    """
    one = update(takes).where(_HERE, takes.c.id == id).values(deleted=moment)
    if (await tx.execute(one, place.named)).rowcount == 0 and id != place.shown:
        raise NotFound("This node has no such take.")


async def adopt(tx: AsyncConnection, place: Place) -> None:
    """Keep what a node shows as a take of its own: what a copied node came with, or what was deleted and is back."""
    if place.shown is None:
        return
    await tx.execute(_PUT_BACK, place.named)
    row = (await tx.execute(_ANOTHERS, place.named)).first()
    if row:
        own = _copied(dict(row._mapping), new_id(), place.canvas) | {"node": place.node, "deleted": None}
        await tx.execute(insert(takes).values(own))


async def rehearsed_texts(view: AsyncConnection, account: str, ids: Iterable[str]) -> dict[str, str | None]:
    """The texts of the rehearsed ones among these takes, by take; None for media."""
    wanted = and_(takes.c.account == account, takes.c.id.in_(list(ids)), takes.c.rehearsal)
    return {row.id: row.text for row in await view.execute(select(takes.c.id, takes.c.text).where(wanted))}


async def last_for_real(view: AsyncConnection, id: str) -> str | None:
    """The take that was shown before a rehearsed one, and before all that were rehearsed on top of each other."""
    earlier: str | None = id
    while earlier is not None:
        chosen = select(takes.c.rehearsal, generations.c.before).outerjoin(generations, _MADE_BY)
        row = (await view.execute(chosen.where(takes.c.id == earlier))).first()
        if row is None or not row.rehearsal:
            break
        earlier = row.before
    return earlier


async def is_deleted(view: AsyncConnection, id: str) -> bool:
    """Whether a take was taken out of its node."""
    return await view.scalar(select(takes.c.deleted).where(takes.c.id == id)) is not None


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


_MADE_BY = generations.c.id == func.coalesce(takes.c.generation, takes.c.copied_from)


def _takes() -> Select[Any]:
    facts = (assets.c.mime, assets.c.width, assets.c.height, assets.c.seconds, assets.c.purged)
    request = generations.c.created.label("pressed"), generations.c.id.label("made_by"), generations.c.ended
    behind = (*request, *(generations.c[name] for name in ("model", "request", "arranged", "price", "charged")))
    return (
        select(takes, *facts, *behind).outerjoin(assets, assets.c.id == takes.c.asset).outerjoin(generations, _MADE_BY)
    )


_ONE = _takes().where(takes.c.account == bindparam("account"), takes.c.id == bindparam("take"))


def _copied(row: dict[str, Any], id: str, canvas: str) -> dict[str, Any]:
    made_by = row["generation"] or row["copied_from"]
    return row | {"id": id, "canvas": canvas, "generation": None, "copied_from": made_by}


def _take(row: Row[Any]) -> Take:
    facts = {name: getattr(row, name) for name in Take.model_fields if name != "made"}
    return Take.model_validate(facts | {"made": made_of(row) if row.made_by else None})


def made_of(row: Row[Any]) -> Made:
    """The request behind a take: of a row of its generation, with `made_by` and `pressed` for its id and when."""
    request = Request.model_validate(row.request)
    return Made(
        generation=row.made_by,
        prompt=request.prompt,
        references=given(request.references),
        mode=request.mode,
        mode_name=MODES[request.kind].get(request.mode, request.mode),
        model=request.model,
        model_name=request.model,
        settings=request.settings,
        credits=shown(row.price if row.charged is None else row.charged),
        created=row.pressed,
        seconds=(row.ended - row.pressed) / 1000 if row.ended else None,
        arranged=Arranged.model_validate(row.arranged) if row.arranged else None,
    )
