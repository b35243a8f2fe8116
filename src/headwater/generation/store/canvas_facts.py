"""What a plan for a whole canvas depends on, read in a few queries however many nodes there are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.asset import Asset
from headwater.assets.store import get_many, gone_files
from headwater.generation.arranged import Arranged
from headwater.generation.behind import Behind, Made
from headwater.generation.request import Request
from headwater.generation.store.generation_rows import generating
from headwater.generation.store.tables import generations, takes
from headwater.generation.store.unknown_rows import is_unknown

_MOST = 10_000
"""Values in one query: a database takes some ten thousands at once."""


@dataclass(frozen=True)
class CanvasFacts:
    """What happened on a canvas that a plan depends on."""

    held: Mapping[str, str]
    """The asset ids behind takes, by take id; takes of text or of others are left out."""
    assets: Mapping[str, Asset]
    """By id; those whose file is gone are left out."""
    behind: Mapping[str, Behind]
    """Which generation made it, by take id; what people typed or uploaded is left out."""
    generating: frozenset[str]
    """The nodes of the canvas that are generating."""
    unknown: Mapping[str, str]
    """The content of the request whose outcome is unknown, by node, where it is the node's latest."""


_BEHIND = func.coalesce(takes.c.generation, takes.c.copied_from)
_SHOWN = (
    select(
        *(takes.c[name] for name in ("id", "asset", "text", "rehearsal")),
        *(generations.c.id.label("made_by"), generations.c.content, generations.c.charged),
    )
    .outerjoin(generations, generations.c.id == _BEHIND)
    .where(takes.c.account == bindparam("account"), takes.c.id.in_(bindparam("shown", expanding=True)))
)
_ONE = (
    select(
        *(takes.c.text, takes.c.rehearsal, generations.c.id.label("made_by")),
        *(generations.c[name] for name in ("content", "charged", "request", "arranged")),
    )
    .join(generations, generations.c.id == _BEHIND)
    .where(takes.c.account == bindparam("account"), takes.c.id == bindparam("take"))
)
_UNKNOWN = select(generations.c.node, generations.c.content).where(
    generations.c.canvas == bindparam("canvas"), is_unknown()
)
_MADE = select(generations.c.id, generations.c.request, generations.c.arranged).where(
    generations.c.account == bindparam("account"), generations.c.id.in_(bindparam("wanted", expanding=True))
)


@dataclass(frozen=True)
class Known:
    """What was read of takes and of the assets behind them, to be read once: neither changes, and none goes away.

    But for the files of assets: once more of them are gone, the assets are read anew.
    """

    held: Mapping[str, str | None] = field(default_factory=dict)
    """The asset id behind each take, by take id; None for a text."""
    behind: Mapping[str, Behind] = field(default_factory=dict)
    """By take id; see `CanvasFacts`."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """By id, as they were: one may be called otherwise by now, or lie in the bin."""
    gone: int = 0
    """How many files of the account were gone."""

    def of(self, shown: Collection[str]) -> "Known":
        """As much of it as is about these takes."""
        held = {take: self.held[take] for take in shown if take in self.held}
        behind = {take: self.behind[take] for take in held if take in self.behind}
        assets = {id: self.assets[id] for id in held.values() if id and id in self.assets}
        return Known(held, behind, assets, self.gone)


async def known(view: AsyncConnection, account: str, shown: Iterable[str], before: Known) -> Known:
    """What is known of the takes that a canvas shows: of those that were known before, nothing is read again."""
    wanted = set(shown)
    kept = before.of(wanted)
    held, behind = await _read(view, account, wanted - kept.held.keys())
    held = dict(kept.held) | held
    gone = await gone_files(view, account)
    assets = dict(kept.assets) if gone == kept.gone else {}
    missing = {id for id in held.values() if id} - assets.keys()
    found = [asset for some in _parts(missing) for asset in await get_many(view, account, some)]
    assets |= {asset.id: asset for asset in found}
    return Known(held, dict(kept.behind) | await _with_contents(view, account, behind), assets, gone)


async def canvas_facts(view: AsyncConnection, canvas: str, known: Known) -> CanvasFacts:
    """What a plan depends on beside the document, where `known` is known in the same view."""
    unknown = await view.execute(_UNKNOWN, {"canvas": canvas})
    return CanvasFacts(
        held={take: asset for take, asset in known.held.items() if asset},
        assets=known.assets,
        behind=known.behind,
        generating=await generating(view, canvas),
        unknown={row.node: row.content for row in unknown},
    )


async def _read(
    view: AsyncConnection, account: str, takes: Iterable[str]
) -> tuple[dict[str, str | None], dict[str, Behind]]:
    held: dict[str, str | None] = {}
    behind: dict[str, Behind] = {}
    for some in _parts(takes):
        for row in await view.execute(_SHOWN, {"account": account, "shown": some}):
            held[row.id] = row.asset
            if row.made_by or row.rehearsal:  # what was rehearsed elsewhere came without its generation
                behind[row.id] = _behind(row, row.content)
    return held, behind


async def made(view: AsyncConnection, account: str, ids: Iterable[str]) -> dict[str, Made]:
    """What generations were asked for, by id."""
    found: dict[str, Made] = {}
    for some in _parts(ids):
        for row in await view.execute(_MADE, {"account": account, "wanted": some}):
            found[row.id] = _made(row)
    return found


async def behind(view: AsyncConnection, account: str, take: str) -> tuple[Behind, Made] | None:
    """The generation that made a take, and what it was asked for; None for what a person typed or uploaded."""
    row = (await view.execute(_ONE, {"account": account, "take": take})).first()
    if row is None:
        return None
    made = _made(row)
    return _behind(row, row.content or made.request.content), made


async def _with_contents(view: AsyncConnection, account: str, behind: dict[str, Behind]) -> dict[str, Behind]:
    """Older rows do not know the content of their request, which is worked out."""
    old = [each.generation for each in behind.values() if not each.content]
    asked = await made(view, account, old) if old else {}
    return {
        take: replace(each, content=asked[each.generation].request.content) if each.generation in asked else each
        for take, each in behind.items()
    }


def _behind(row: Row[*tuple[Any, ...]], content: str) -> Behind:
    return Behind(row.made_by or "", content or "", row.rehearsal, row.text, partial=row.charged is not None)


def _made(row: Row[*tuple[Any, ...]]) -> Made:
    arranged = Arranged.model_validate(row.arranged) if row.arranged else None
    return Made(Request.model_validate(row.request), arranged)


def _parts(values: Iterable[str]) -> list[list[str]]:
    every = list(dict.fromkeys(values))
    return [every[at : at + _MOST] for at in range(0, len(every), _MOST)]
