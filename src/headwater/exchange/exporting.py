"""A canvas on its way out: as a canvas file, alone or in an archive with the media that it shows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

from headwater.accounts.account import Account
from headwater.assets import store as assets
from headwater.assets.asset import Asset
from headwater.assets.files import Files
from headwater.assets.name import ENDINGS
from headwater.canvas import store
from headwater.canvas.canvas import Canvas
from headwater.canvas.document import Snapshot
from headwater.canvas.rooms import Rooms
from headwater.exchange.canvas_file import CanvasFile, in_order, written
from headwater.exchange.file_name import unique_stems
from headwater.exchange.packing import Member, packed
from headwater.generation import store as generations
from headwater.platform.database import Database

FOLDER = "media"
"""Where media lies in an archive."""


@dataclass(frozen=True)
class Packing:
    """An archive about to be sent."""

    canvas: Canvas
    file: CanvasFile
    media: dict[str, Asset]
    """By the name in the archive."""


@dataclass(frozen=True)
class Exporting:
    """Writes canvases as files."""

    database: Database
    rooms: Rooms
    files: Files

    async def file(self, account: Account, canvas: str) -> CanvasFile:
        """What people arranged and typed, without media. Raises `NotFound`."""
        found, document = await self._read(account, canvas)
        return written(found.title, document, rehearsed=await self._rehearsed(account, document))

    async def packing(self, account: Account, canvas: str) -> Packing:
        """The canvas file and the media that it names, all of it known to be there. Raises `NotFound`."""
        found, document = await self._read(account, canvas)
        shown = await self._shown(account, document)
        for asset in shown.values():
            await self.files.size(asset.sha)  # while there can still be an answer in words
        names = _names(document, shown)
        media = {name: shown[node] for node, name in names.items()}
        file = written(found.title, document, names, await self._rehearsed(account, document))
        return Packing(found, file, media)

    def archive(self, packing: Packing) -> AsyncIterator[bytes]:
        """The bytes of the archive."""
        members = (Member(name, asset.size, self.files.read(asset.sha)) for name, asset in packing.media.items())
        moment = datetime.fromtimestamp(packing.canvas.updated / 1000, UTC)
        return packed(packing.file.text(), members, moment)

    async def _read(self, account: Account, canvas: str) -> tuple[Canvas, Snapshot]:
        async with self.database.read() as view:
            found = await store.get(view, account.id, canvas)
        async with self.rooms.open(canvas) as room:
            return found, room.document.snapshot()

    async def _rehearsed(self, account: Account, document: Snapshot) -> set[str]:
        """The nodes that show what was rehearsed; a text that was edited since is somebody's own."""
        takes = {node.id: node.shown.take for node in in_order(document) if node.shown and node.shown.rehearsal}
        async with self.database.read() as view:
            texts = await generations.rehearsed_texts(view, account.id, takes.values())
        return {node for node, take in takes.items() if texts.get(take, "") in (None, document.nodes[node].text)}

    async def _shown(self, account: Account, document: Snapshot) -> dict[str, Asset]:
        """The asset that each media node shows; never another account's, whatever the document says."""
        takes = {node.id: node.shown.take for node in in_order(document) if node.shown}
        async with self.database.read() as view:
            held = await generations.assets_of(view, account.id, takes.values())
            found = {asset.id: asset for asset in await assets.get_many(view, account.id, held.values())}
        shown = {node: found.get(held.get(take, "")) for node, take in takes.items()}
        return {node: asset for node, asset in shown.items() if asset and asset.kind is document.nodes[node].kind}


def _names(document: Snapshot, shown: dict[str, Asset]) -> dict[str, str]:
    """The name in the archive for what each node shows; nodes that show the same asset share it."""
    first: dict[str, str] = {}
    for node, asset in shown.items():
        first.setdefault(asset.id, node)
    stems = unique_stems({node: document.nodes[node].title for node in first.values()})
    named = {asset: f"{FOLDER}/{stems[node]}.{ENDINGS[shown[node].mime][0]}" for asset, node in first.items()}
    return {node: named[asset.id] for node, asset in shown.items()}
