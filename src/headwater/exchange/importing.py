"""A canvas on its way in: all of a file with its media becomes a canvas, or nothing of it does."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from headwater.accounts.account import Account
from headwater.assets import store as assets
from headwater.assets.asset import (
    Asset,
    AssetEvent,
    Imported,
    InvalidMedia,
    Prepared,
    TooLarge,
    UnsupportedMedia,
)
from headwater.assets.intake import Intake
from headwater.canvas import store as canvases
from headwater.canvas.canvas import Canvas, CanvasEvent
from headwater.canvas.document import CanvasNode, Document, Shown
from headwater.canvas.edits import NewConnection, add
from headwater.canvas.groups import Group
from headwater.canvas.notes import Note
from headwater.canvas.sketch import Sketch, sketch_of
from headwater.canvas.store import Update
from headwater.exchange.archive import Archive
from headwater.exchange.canvas_file import CanvasFile, FileNode, pieces_of
from headwater.generation import store as generations
from headwater.generation.store import NewTake
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import InvalidInput
from headwater.platform.identifiers import now


@dataclass(frozen=True)
class Arrival:
    """A canvas about to be, its media checked and stored."""

    title: str
    nodes: Sequence[CanvasNode]
    connections: Sequence[NewConnection]
    groups: Sequence[Group]
    notes: Sequence[Note]
    media: Mapping[str, str]
    """The name of the file that each node shows, by node id."""
    prepared: Mapping[str, Prepared]
    """The files by these names."""
    rehearsed: Collection[str] = ()
    """The nodes whose text or file a built-in model made in place of the chosen one."""


@dataclass(frozen=True)
class Importing:
    """Makes canvases from files."""

    database: Database
    bus: Bus
    intake: Intake

    async def canvas(self, account: Account, file: CanvasFile, archive: Archive | None = None) -> Canvas:
        """A new canvas; what the file names as media comes out of `archive`.

        Raises `InvalidInput` and whatever the media or the disk raise; then there is no canvas and no asset.
        """
        media = _media(file, archive)
        pieces = pieces_of(file)
        # Refuses what would be refused at the end, before a single file is looked at.
        await asyncio.to_thread(_document, *pieces)
        rehearsed = {node.id for node in file.nodes if node.rehearsal}
        async with self._taken_in(file.nodes, media, archive) as prepared:
            title = file.title or canvases.UNTITLED
            arrival = Arrival(title, *pieces, media, prepared, rehearsed)
            canvas, arrived = await self._written(account, arrival)
        self.bus.publish(account.id, CanvasEvent(canvas=canvas.id))
        for asset in arrived:
            self.bus.publish(account.id, AssetEvent(asset=asset))
        return canvas

    @asynccontextmanager
    async def _taken_in(
        self, nodes: Iterable[FileNode], media: Mapping[str, str], archive: Archive | None
    ) -> AsyncIterator[dict[str, Prepared]]:
        """Each media file checked and stored; all of them are removed again when the context fails."""
        prepared: dict[str, Prepared] = {}
        try:
            for node in nodes:
                if archive and (name := media.get(node.id)):
                    if name not in prepared:
                        prepared[name] = await self._prepare(archive, name)
                    _check_kind(node, name, prepared[name])
            yield prepared
        except BaseException:
            for each in prepared.values():
                await self.intake.discard(each)
            raise

    async def _prepare(self, archive: Archive, name: str) -> Prepared:
        try:
            return await self.intake.prepare(archive.chunks(name), name)
        except (UnsupportedMedia, InvalidMedia, TooLarge) as error:  # which of the many files it is
            raise type(error)(f"`{name}`: {error.message}", **error.details) from None

    async def _written(self, account: Account, new: Arrival) -> tuple[Canvas, list[Asset]]:
        """Canvas, assets, takes and the first edit, in one transaction."""
        async with self.database.write() as tx:
            canvas = await canvases.create(tx, account.id, new.title)
            origin = Imported(file=canvas.title)
            arrived = {name: await assets.add(tx, account.id, each, origin) for name, each in new.prepared.items()}
            shown: dict[str, Shown] = {}
            for node, name in new.media.items():
                rehearsed = node in new.rehearsed
                take = await generations.add_take(tx, _take(canvas, node, arrived[name], rehearsed))
                shown[node] = _shown(take, arrived[name], rehearsed)
            for each in new.nodes:
                if each.text and each.id in new.rehearsed:
                    take = await generations.add_take(tx, _rehearsed_text(canvas, each))
                    shown[each.id] = Shown(take, rehearsal=True)
            nodes = [replace(node, shown=shown.get(node.id)) for node in new.nodes]
            update, sketch = await asyncio.to_thread(_drawn, nodes, new.connections, new.groups, new.notes)
            await canvases.append(tx, canvas.id, [Update(update, None)])
            await canvases.keep_sketch(tx, canvas.id, now(), len(nodes), sketch)
        return canvas, list(arrived.values())


def _document(
    nodes: Iterable[CanvasNode],
    connections: Iterable[NewConnection],
    groups: Iterable[Group],
    notes: Iterable[Note],
) -> Document:
    """A document with nothing but these. Raises what `add` raises."""
    document = Document()
    with document.doc.transaction():
        add(document, nodes, connections, groups, notes)
    return document


def _drawn(
    nodes: Iterable[CanvasNode],
    connections: Iterable[NewConnection],
    groups: Iterable[Group],
    notes: Iterable[Note],
) -> tuple[bytes, Sketch]:
    """The first edit of a canvas with these, and its picture: of thousands of nodes that takes a second."""
    document = _document(nodes, connections, groups, notes)
    return document.doc.get_update(), sketch_of(document.snapshot())


def _media(file: CanvasFile, archive: Archive | None) -> dict[str, str]:
    """The media file of each node that has one."""
    media = {node.id: node.file for node in file.nodes if node.file is not None}
    for node, name in media.items():
        if archive is None:
            words = f"The node `{node}` names the media file `{name}`, which did not come along."
            raise InvalidInput(f"{words} Send both as one archive (`*.headwater.zip`), as application/zip.", node=node)
        archive.check(name)
    return media


def _check_kind(node: FileNode, name: str, prepared: Prepared) -> None:
    kind = prepared.facts.kind
    if kind is not node.kind:
        raise InvalidInput(f"`{name}` is of kind {kind}, but the node `{node.id}` holds {node.kind}.", node=node.id)


def _take(canvas: Canvas, node: str, asset: Asset, rehearsed: bool) -> NewTake:
    where = (canvas.account, canvas.id, node, asset.kind)
    return NewTake(*where, "uploaded", asset=asset.id, rehearsal=rehearsed)


def _rehearsed_text(canvas: Canvas, node: CanvasNode) -> NewTake:
    return NewTake(canvas.account, canvas.id, node.id, node.kind, "typed", text=node.text, rehearsal=True)


def _shown(take: str, asset: Asset, rehearsed: bool) -> Shown:
    size = (asset.width, asset.height, asset.seconds)
    return Shown(take, asset.id, asset.mime, *size, rehearsal=rehearsed or None)
