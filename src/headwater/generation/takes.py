"""The takes of one node: seeing them with what they were made of, adding, deleting and restoring them."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.assets import store as assets
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode
from headwater.canvas.rooms import Rooms
from headwater.generation import store
from headwater.generation.store import NewTake, Place
from headwater.generation.take import Take, TakeDeleted, TakesCount
from headwater.platform.database import Database
from headwater.platform.errors import InvalidInput, NotFound
from headwater.platform.identifiers import now
from headwater.platform.kinds import Kind
from headwater.providers.providers import Providers


@dataclass(frozen=True)
class NodeTakes:
    """The takes of one node, also of one that is gone. Everything raises `NotFound` for somebody else's canvas."""

    database: Database
    rooms: Rooms
    providers: Providers
    account: Account
    canvas: str
    node: str

    async def listed(self, skip: int, limit: int) -> list[Take]:
        """Newest first, without those that were deleted."""
        place = await self._place()
        registry = await self.providers.registry(self.account.id)
        async with self.database.read() as view:
            found = await store.takes_of(view, place, skip, limit)
        return [take.named(registry) for take in found]

    async def count(self) -> TakesCount:
        """How many there are."""
        place = await self._place()
        async with self.database.read() as view:
            return TakesCount(takes=await store.count_takes(view, place), newer=await store.newer_takes(view, place))

    async def add_asset(self, asset: str) -> Take:
        """Make an asset a take. Raises `NotFound`, `AssetDeleted`, and `InvalidInput` where the kinds differ."""
        held = await self._existing()
        async with self.database.write() as tx:
            kind = (await assets.usable(tx, self.account.id, asset)).kind
            _check_kind(held, kind)
            await store.adopt(tx, Place.of(self.account.id, self.canvas, held))
            id = await store.add_take(tx, NewTake(*self._where, kind, "uploaded", asset=asset))
            return await store.take(tx, self.account.id, id)

    async def add_text(self, text: str) -> Take:
        """Keep typed text as a take; where it is one already, that one is the answer. Raises as `add_asset`."""
        held = await self._existing()
        _check_kind(held, Kind.TEXT)
        async with self.database.write() as tx:
            known = await store.take_with_text(tx, Place.of(self.account.id, self.canvas, held), text)
            new = NewTake(*self._where, Kind.TEXT, "typed", text=text)
            return await store.take(tx, self.account.id, known or await store.add_take(tx, new))

    async def adopt(self) -> None:
        """Keep what the node shows, of whichever node it was a take, or deleted. Raises `NotFound`."""
        held = await self._existing()
        async with self.database.write() as tx:
            await store.adopt(tx, Place.of(self.account.id, self.canvas, held))

    async def delete(self, id: str) -> TakeDeleted:
        """Take one out of the node. Its file stays in the assets. Raises `NotFound`."""
        place = await self._place()
        async with self.database.write() as tx:
            await store.mark_deleted(tx, place, id, now())
            return TakeDeleted(instead=await store.neighbour(tx, place, id))

    async def restore(self, id: str) -> Take:
        """Put a deleted one back where it was. Raises `NotFound`."""
        place = await self._place()
        async with self.database.write() as tx:
            await store.mark_deleted(tx, place, id, None)
            return await store.take(tx, self.account.id, id)

    @property
    def _where(self) -> tuple[str, str, str]:
        return self.account.id, self.canvas, self.node

    async def _existing(self) -> CanvasNode:
        held = await self._held()
        if held is None:
            raise NotFound("This node is no longer on the canvas.")
        return held

    async def _place(self) -> Place:
        held = await self._held()
        return Place.of(self.account.id, self.canvas, held) if held else Place(*self._where, None)

    async def _held(self) -> CanvasNode | None:
        async with self.database.read() as view:
            await canvases.get(view, self.account.id, self.canvas)
        async with self.rooms.open(self.canvas) as room:
            return room.document.node(self.node)


def _check_kind(node: CanvasNode, kind: Kind) -> None:
    if node.kind is not kind:
        words = f"The node `{node.title}` holds {node.kind}, not {kind}."
        raise InvalidInput(f"{words} Make it a take of another node.", node=node.id)
