"""What the panel of one node depends on, read in a few queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.asset import Asset
from headwater.assets.store import get_many
from headwater.generation.generation import ACTIVE
from headwater.generation.store.learned import last_used
from headwater.generation.store.tables import generations, takes
from headwater.generation.store.unknown_rows import is_unknown


@dataclass(frozen=True)
class Facts:
    """What happened that a panel depends on."""

    held: Mapping[str, str]
    """The asset ids behind takes, by take id; takes of text or of others are left out."""
    assets: Mapping[str, Asset]
    """By id; those whose file is gone are left out."""
    notes: Mapping[str, str | None]
    """What the model said of each take."""
    generating: frozenset[str]
    """The nodes of the canvas that are generating."""
    used: Mapping[str, int]
    """When the account last generated with each model, by its id, in milliseconds since 1970."""
    unknown: str | None
    """The content of the node's latest request, where its outcome is unknown."""


_HELD = select(takes.c.id, takes.c.asset, takes.c.note).where(
    takes.c.account == bindparam("account"), takes.c.id.in_(bindparam("shown", expanding=True))
)


_STANDING = select(generations.c.node, generations.c.state, generations.c.content).where(
    generations.c.canvas == bindparam("canvas"),
    generations.c.state.in_(ACTIVE) | and_(generations.c.node == bindparam("node"), is_unknown()),
)


async def facts(view: AsyncConnection, account: str, canvas: str, node: str, shown: Iterable[str]) -> Facts:
    """What the panel of a node depends on beside the document; `shown` are the takes that it and its sources show."""
    standing = (await view.execute(_STANDING, {"canvas": canvas, "node": node})).all()
    held = (await view.execute(_HELD, {"account": account, "shown": list(shown)})).all()
    stored = await get_many(view, account, [row.asset for row in held if row.asset])
    return Facts(
        held={row.id: row.asset for row in held if row.asset},
        assets={asset.id: asset for asset in stored},
        notes={row.id: row.note for row in held},
        generating=frozenset(row.node for row in standing if row.state in ACTIVE),
        used=await last_used(view, account),
        unknown=next((row.content for row in standing if row.state not in ACTIVE), None),
    )
