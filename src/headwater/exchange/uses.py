"""What still uses an asset: the nodes that hold it, shown or among their earlier takes, and what was made from it."""

import logging
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from headwater.assets import store as assets
from headwater.canvas.document import Snapshot
from headwater.canvas.rooms import Rooms
from headwater.exchange import store
from headwater.generation import store as generations
from headwater.generation.generation import Generation
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind

_SAME = ("canvas", "node", "kind", "asset", "created")

log = logging.getLogger(__name__)


class Place(NamedTuple):
    """A canvas that may use it."""

    canvas: str
    title: str


class NodeUse(BaseModel):
    """A node that holds the asset."""

    canvas: str
    canvas_title: str
    node: str
    title: str
    kind: Kind
    shown: bool
    """Whether the node shows it now; otherwise it is one of its earlier takes."""


class GenerationUse(BaseModel):
    """A generation that was given the asset."""

    generation: str
    canvas: str
    node: str
    kind: Kind
    asset: str | None
    """Id of what it made; None for text, and where it made nothing."""
    created: int
    """Milliseconds since 1970."""


class Uses(BaseModel):
    """Everything that uses one asset."""

    nodes: list[NodeUse]
    """Those that show it come first."""
    generations: list[GenerationUse]
    """Newest first."""


async def uses(database: Database, rooms: Rooms, account: str, asset: str) -> Uses:
    """What uses an asset of `account`. Raises `NotFound`.

    The log of a canvas names every asset that any of its nodes ever showed, so only those canvases are opened.
    """
    async with database.read() as view:
        await assets.get(view, account, asset)
        given = [await generations.get(view, account, id) for id in await store.generations_given(view, account, asset)]
        holding = await store.nodes_holding(view, account, asset)
        candidates = await store.canvases_naming(view, account, asset, {canvas for canvas, _ in holding})
    nodes = [use for canvas, title in candidates for use in await _nodes(rooms, Place(canvas, title), asset, holding)]
    return Uses(nodes=sorted(nodes, key=lambda use: not use.shown), generations=[_made(each) for each in given])


def _made(generation: Generation) -> GenerationUse:
    return GenerationUse(generation=generation.id, **{name: getattr(generation, name) for name in _SAME})


async def _nodes(rooms: Rooms, place: Place, asset: str, holding: set[tuple[str, str]]) -> list[NodeUse]:
    """Nothing for a canvas that cannot be opened: that one has its own worry, and keeps nobody from deleting."""
    try:
        async with rooms.open(place.canvas) as room:
            return list(_held(place, room.document.snapshot(), asset, holding))
    except HeadwaterError:
        log.exception("The canvas %s could not be opened to see what it uses.", place.canvas)
        return []


def _held(place: Place, document: Snapshot, asset: str, holding: set[tuple[str, str]]) -> Iterator[NodeUse]:
    for node in document.nodes.values():
        shown = node.shown is not None and node.shown.asset == asset
        if shown or (place.canvas, node.id) in holding:
            yield NodeUse(
                canvas=place.canvas,
                canvas_title=place.title,
                node=node.id,
                title=node.title,
                kind=node.kind,
                shown=shown,
            )
