"""The SQL of unknown outcomes: what was found out about them, and which generation goes on from which."""

from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.generation.generation import State, Told
from headwater.generation.store.generation_rows import NodeBusy
from headwater.generation.store.tables import generations
from headwater.models.adapter import Ticket
from headwater.platform.identifiers import new_id, now

_THE_SAME = (
    *("account", "canvas", "node", "variation", "request", "hash", "content", "model", "arranged", "price"),
    *("cost_expected", "typical", "rehearsal", "submitting"),
)
"""What a generation shares with the one that it continues; `submitting` too: that is when the request left."""


_later = generations.alias("later")


def is_unknown() -> ColumnElement[bool]:
    """What became of it is not known, and it is the latest of its node; rehearsals do not count."""
    same_node = and_(_later.c.canvas == generations.c.canvas, _later.c.node == generations.c.node)
    later = select(_later.c.id).where(same_node, _later.c.created > generations.c.created, ~_later.c.rehearsal)
    return and_(generations.c.state == State.UNKNOWN, ~later.exists())


async def continue_with(tx: AsyncConnection, old: str, ticket: Ticket) -> str:
    """A generation that fetches what the provider has made for `old`; gives its id. Nothing is ever sent for it.

    Raises `NodeBusy` where the node generates something else, or `old` is continued already.
    """
    row = (await tx.execute(select(generations).where(generations.c.id == old))).one()
    id = new_id()
    new = {name: row._mapping[name] for name in _THE_SAME} | {
        "id": id,
        "key": f"continues-{old}",
        "continues": old,
        "ticket": ticket,
        "state": State.RUNNING,
        "cancelling": False,
        "created": now(),
        "started": now(),
    }
    try:
        await tx.execute(insert(generations).values(new))
    except IntegrityError as error:
        raise NodeBusy from error
    return id


async def reference(view: AsyncConnection, id: str) -> str:
    """Under which id the provider knows a generation: that of the first one, where it continues others."""
    continues = select(generations.c.continues)
    while before := await view.scalar(continues.where(generations.c.id == id)):
        id = before
    return id


async def mark_never_arrived(tx: AsyncConnection, id: str, error: Told) -> bool:
    """The provider has nothing of it; False if that, or more, was known before."""
    told = {"error_code": error.code, "error_message": error.message}
    return await _know(tx, id, state=State.FAILED, provider_charged="no", **told)


async def mark_uncheckable(tx: AsyncConnection, id: str, error: Told) -> bool:
    """Nobody can ever be asked what became of it; False if that, or more, was known before."""
    return await _know(tx, id, checkable=False, error_message=error.message)


async def _know(tx: AsyncConnection, id: str, **values: Any) -> bool:
    still = (generations.c.id == id, generations.c.state == State.UNKNOWN, generations.c.checkable)
    return (await tx.execute(update(generations).where(*still).values(**values))).rowcount == 1
