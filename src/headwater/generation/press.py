"""Pressing Generate: exactly what was shown is started, or nothing. And Cancel, and how all of it stands."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.assets import store as assets
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode, Snapshot
from headwater.canvas.rooms import Rooms
from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged, InsufficientCredits, micro
from headwater.generation import store
from headwater.generation.generation import ACTIVE, Generation, GenerationChanged, State, TooLate
from headwater.generation.inputs import upstream
from headwater.generation.panel import Assessment, Panel, Situation, assess
from headwater.generation.workflow import GenerationWorkflow, with_progress
from headwater.models.registry import Registry
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import Conflict, NotFound


class NotAsShown(Conflict):
    """What would run is not what was shown, or cannot run. Nothing was started; `details.panel` is true now."""

    code = "not_as_shown"

    def __init__(self, message: str, panel: Panel) -> None:
        super().__init__(message, panel=panel.model_dump(mode="json"))


@dataclass(frozen=True)
class Asked:
    """A person pressing Generate."""

    canvas: str
    node: str
    price: str
    """As it was shown."""
    hash: str
    """Of the request as it was shown."""
    key: str
    """The same for each attempt at the same press."""


@dataclass(frozen=True)
class Generations:
    """All generations of the studio."""

    database: Database
    bus: Bus
    rooms: Rooms
    registry: Registry
    workflow: GenerationWorkflow

    async def panel(self, account: Account, canvas: str, node: str) -> Panel:
        """What the panel of a node shows. Raises `NotFound`."""
        return (await self._assess(account, canvas, node)).panel

    async def start(self, account: Account, asked: Asked) -> Generation:
        """Start exactly what was shown, or nothing. Raises `NotFound`, `NotAsShown`."""
        async with self.database.read() as view:
            before = await store.by_key(view, account.id, asked.key)
        if before is None:
            before = await self._begin(account, asked, await self._assess(account, asked.canvas, asked.node))
        if (before.generation.canvas, before.generation.node, before.hash) != (asked.canvas, asked.node, asked.hash):
            raise Conflict("This key was used for another request. Press Generate again.")
        if before.active:  # what has ended is never run again, also when the engine has forgotten it
            await self.workflow.start(before.generation.id)
        return before.generation

    async def cancel(self, account: Account, id: str) -> Generation:
        """Ask a generation to stop. Raises `NotFound`, `TooLate`."""
        async with self.database.write() as tx:
            await store.get(tx, account.id, id)
            asked = await store.mark_cancelling(tx, id)
            generation = await store.get(tx, account.id, id)
        if not asked and generation.state is not State.CANCELLED:
            raise TooLate("It had already ended, so there was nothing left to cancel.", state=generation.state)
        self.workflow.cancel(id)
        if asked:
            self.bus.publish(account.id, GenerationChanged(generation=generation))
        return generation

    async def get(self, account: Account, id: str) -> Generation:
        """One generation as it stands now. Raises `NotFound`."""
        async with self.database.read() as view:
            return self._now(await store.get(view, account.id, id))

    async def listed(self, account: Account, wanted: store.Wanted) -> list[Generation]:
        """Generations of an account as they stand now, newest first."""
        async with self.database.read() as view:
            found = await store.listed(view, account.id, wanted)
        return [self._now(generation) for generation in found]

    def _now(self, generation: Generation) -> Generation:
        live = self.workflow.streamed(generation.id) if generation.state in ACTIVE else None
        return with_progress(generation, live)

    async def _assess(self, account: Account, canvas: str, node: str) -> Assessment:
        async with self.database.read() as view:
            await canvases.get(view, account.id, canvas)
        async with self.rooms.open(canvas) as room:
            document = room.document.around(node)
        found = document.nodes.get(node)
        if found is None:
            raise NotFound("This node is no longer on the canvas.")
        return assess(await self._situation(account, canvas, document, found))

    async def _situation(self, account: Account, canvas: str, document: Snapshot, node: CanvasNode) -> Situation:
        """Everything the panel depends on, from one consistent view of the database."""
        shown = {source.id: source.shown.take for _, source in upstream(document, node) if source.shown}
        async with self.database.read() as view:
            held = await store.assets_of(view, account.id, shown.values())
            found = {asset.id: asset for asset in await assets.get_many(view, account.id, held.values())}
            note = await store.note_of(view, account.id, node.shown.take) if node.shown else None
            generating = await store.generating(view, canvas)
            balance = await credits.balance(view, account.id)
        content = {
            source: asset
            for source, take in shown.items()
            if (asset := found.get(held.get(take, ""))) and asset.kind is document.nodes[source].kind
        }
        return Situation(document, node, content, generating, balance.available, self.registry, note)

    async def _begin(self, account: Account, asked: Asked, now: Assessment) -> store.Record:
        if _difference(asked, now.panel):
            return await self._twin(account, asked, now.panel)
        if now.request is None or now.price is None:
            raise TypeError("A panel that can generate has a request and a price.")
        price, what = micro(now.price), _what(now)
        try:
            async with self.database.write() as tx:
                new = store.NewGeneration(account.id, asked.canvas, asked.node, asked.key, now.request, price)
                id = await store.create(tx, new)
                await credits.hold(tx, account.id, id, price, what)
        except (store.NodeBusy, InsufficientCredits):
            return await self._twin(account, asked, await self.panel(account, asked.canvas, asked.node))
        return await self._begun(account, id)

    async def _twin(self, account: Account, asked: Asked, panel: Panel) -> store.Record:
        """What this very press started when it arrived a moment earlier. Otherwise somebody else was faster."""
        async with self.database.read() as view:
            twin = await store.by_key(view, account.id, asked.key)
        if twin is None:
            raise NotAsShown(_difference(asked, panel) or "Something changed meanwhile. Nothing was started.", panel)
        return twin

    async def _begun(self, account: Account, id: str) -> store.Record:
        async with self.database.read() as view:
            record = await store.record(view, id)
            balance = await credits.balance(view, account.id)
        self.bus.publish(account.id, GenerationChanged(generation=record.generation))
        self.bus.publish(account.id, CreditsChanged.of(balance))
        return record


def _difference(asked: Asked, panel: Panel) -> str | None:
    """Why what was asked for is not what would run now, in words; None when it is the same."""
    if panel.reason:
        return panel.reason.message
    if panel.price != asked.price:
        return f"The price is {panel.price} credits now, not {asked.price}. Nothing was started."
    if panel.hash != asked.hash:
        return "The request changed since it was shown. Nothing was started."
    return None


def _what(now: Assessment) -> str:
    """What the credits are for, in the words of the credits page."""
    model = next((each.name for each in now.panel.models if each.id == now.panel.request.model), "")
    return f"{now.title} · {model}"
