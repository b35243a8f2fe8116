"""The SQL of the history: generations with what they made, how many there are, and one of them whole."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.store import assets
from headwater.credits import store as credits
from headwater.credits.routes import CreditEntry
from headwater.generation.costs import dollars
from headwater.generation.generation import Generation
from headwater.generation.history import CanvasUsed, Chapter, Filters, HistoryCounts, ModelUsed, Wanted, WholeStory
from headwater.generation.store.filters import fitting
from headwater.generation.store.generation_rows import get, listed
from headwater.generation.store.tables import generations, takes
from headwater.generation.store.take_rows import made_of

_EXCERPT = 200
"""Characters of a text that are enough to know it by."""
_BESIDE = (
    select(
        generations.c.id,
        func.coalesce(credits.holds.c.what, "").label("what"),
        func.substr(takes.c.text, 1, _EXCERPT).label("excerpt"),
        assets.c.purged,
    )
    .outerjoin(credits.holds, credits.holds.c.generation == generations.c.id)
    .outerjoin(takes, takes.c.generation == generations.c.id)
    .outerjoin(assets, assets.c.id == takes.c.asset)
)


async def chapters(view: AsyncConnection, account: str, wanted: Wanted) -> list[Chapter]:
    """A page of an account's generations, newest first. Raises `NotFound` for a `before` that there is not."""
    return await _told(view, await listed(view, account, wanted))


async def history_counts(view: AsyncConnection, account: str, filters: Filters) -> HistoryCounts:
    """How many of an account's generations fit, and of which models and canvases there are any."""
    mine, count = generations.c.account == account, func.count().label("number")
    found = await view.scalar(select(count).where(*fitting(account, filters)))
    by_model = select(generations.c.model, count).where(mine).group_by(generations.c.model)
    last = func.max(generations.c.created)
    by_canvas = select(generations.c.canvas, count).where(mine).group_by(generations.c.canvas).order_by(last.desc())
    models = [
        ModelUsed(id=row.model, name=row.model, count=row.number)
        for row in await view.execute(by_model.order_by(count.desc(), generations.c.model))
    ]
    canvases = [CanvasUsed(id=row.canvas, count=row.number) for row in await view.execute(by_canvas)]
    return HistoryCounts(found=found or 0, all=sum(each.count for each in canvases), models=models, canvases=canvases)


async def whole_story(view: AsyncConnection, account: str, id: str) -> WholeStory:
    """All that is known of a generation. Raises `NotFound`, also when it is somebody else's."""
    [chapter] = await _told(view, [await get(view, account, id)])
    row = (await view.execute(_WHOLE.where(generations.c.id == id))).one()
    moves = await credits.entries_of(view, account, id)
    return WholeStory(
        chapter=chapter,
        made=made_of(row),
        text=row.text,
        note=row.note,
        moves=[CreditEntry.of(entry) for entry in moves],
        expected_usd=dollars(row.cost_expected),
        charged_usd=dollars(row.cost_charged),
        kept_money=row.provider_charged,
    )


_WHOLE = select(
    generations, generations.c.id.label("made_by"), generations.c.created.label("pressed"), takes.c.text, takes.c.note
).outerjoin(takes, takes.c.generation == generations.c.id)


async def _told(view: AsyncConnection, found: Sequence[Generation]) -> list[Chapter]:
    chosen = _BESIDE.where(generations.c.id.in_([each.id for each in found]))
    beside = {row.id: row for row in await view.execute(chosen)}
    return [_chapter(each, beside[each.id]) for each in found]


def _chapter(generation: Generation, row: Row[*tuple[Any, ...]]) -> Chapter:
    return Chapter(generation=generation, what=row.what, excerpt=row.excerpt, gone=row.purged is not None)
