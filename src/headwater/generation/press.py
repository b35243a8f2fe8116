"""Pressing Generate: exactly what was shown is started, or nothing. And Cancel, and how all of it stands."""

from dataclasses import dataclass, replace

from headwater.accounts.account import Account
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode, Snapshot
from headwater.canvas.rooms import Rooms
from headwater.credits import store as credits
from headwater.credits.ledger import Balance, InsufficientCredits, micro, shown
from headwater.credits.limits import Left, OverLimit
from headwater.generation import store
from headwater.generation.beginning import Beginning, begin, variations
from headwater.generation.cancelled import too_late
from headwater.generation.generation import ACTIVE, MAY_COST_TWICE, Generation, GenerationChanged, State, TooLate
from headwater.generation.inputs import upstream
from headwater.generation.panel import Assessment, Panel, assess
from headwater.generation.reasons import money_reason
from headwater.generation.situation import Situation
from headwater.generation.telling import with_progress
from headwater.generation.typical import typical_seconds
from headwater.generation.workflow import GenerationWorkflow
from headwater.models.registry import Registry
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import Conflict, NotFound
from headwater.providers.providers import Providers


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
    takes: int = 1
    """How many are made at once."""

    @property
    def keys(self) -> list[str]:
        """One for each take."""
        return [self.key, *(f"{self.key}#{number}" for number in range(1, self.takes))]


@dataclass(frozen=True)
class Generations:
    """All generations of the studio."""

    database: Database
    bus: Bus
    rooms: Rooms
    providers: Providers
    workflow: GenerationWorkflow

    @property
    def beginning(self) -> Beginning:
        """How generations begin."""
        return Beginning(self.database, self.bus, self.providers, self.workflow)

    async def panel(self, account: Account, canvas: str, node: str, takes: int = 1) -> Panel:
        """What the panel of a node shows when so many takes are to be made at once. Raises `NotFound`."""
        return (await self._assess(account, canvas, node, takes)).panel

    async def start(self, account: Account, asked: Asked) -> Generation:
        """Start exactly what was shown, or nothing; gives the first of its takes. Raises `NotFound`, `NotAsShown`."""
        async with self.database.read() as view:
            before = await store.by_keys(view, account.id, asked.keys)
        if not before:
            now = await self._assess(account, asked.canvas, asked.node, asked.takes)
            before = await self._begin(account, asked, now)
        if not _stand_for(before, asked):
            raise Conflict("This key was used for another request. Press Generate again.")
        for each in before:
            if each.active:  # what has ended is never run again, also when the engine has forgotten it
                await self.workflow.start(each.generation.id)
        return before[0].generation

    async def cancel(self, account: Account, id: str) -> Generation:
        """Ask a generation to stop. Raises `NotFound`, `TooLate`."""
        async with self.database.write() as tx:
            await store.get(tx, account.id, id)
            asked = await store.mark_cancelling(tx, id)
            generation = await store.get(tx, account.id, id)
        if not asked and generation.state is not State.CANCELLED:
            raise TooLate(too_late(generation), state=generation.state)
        self.workflow.cancel(id)
        if asked:
            self.bus.publish(account.id, GenerationChanged(generation=generation))
        return generation

    async def get(self, account: Account, id: str) -> Generation:
        """One generation as it stands now. Raises `NotFound`."""
        async with self.database.read() as view:
            return self.now(await store.get(view, account.id, id))

    async def listed(self, account: Account, wanted: store.Wanted) -> list[Generation]:
        """Generations of an account as they stand now, newest first."""
        async with self.database.read() as view:
            found = await store.listed(view, account.id, wanted)
        return [self.now(generation) for generation in found]

    def now(self, generation: Generation) -> Generation:
        """A generation with how far it is at this moment."""
        live = self.workflow.streamed(generation.id) if generation.state in ACTIVE else None
        return with_progress(generation, live)

    async def _assess(self, account: Account, canvas: str, node: str, takes: int) -> Assessment:
        async with self.database.read() as view:
            await canvases.get(view, account.id, canvas)
        async with self.rooms.open(canvas) as room:
            document = room.document.around(node)
        found = document.nodes.get(node)
        if found is None:
            raise NotFound("This node is no longer on the canvas.")
        registry = await self.providers.registry(account.id)
        async with self.database.read() as view:  # one consistent view of it
            facts = await store.facts(view, account.id, canvas, node, _shown(document, found))
            balance = await credits.balance(view, account.id)
            limits = await credits.left(view, account.id, canvas)
            behind, made = (found.shown and await store.behind(view, account.id, found.shown.take)) or (None, None)
            situation = _situation(document, found, facts, balance, registry)
            now = assess(replace(situation, limits=limits, behind=behind, made=made))
            now = _cautioned(_times(now, takes, balance, limits), facts.unknown)
            if now.request is None:
                return now
            lengths = await store.lengths(view, account.id, now.request.model, now.request.mode)
        return replace(now, panel=now.panel.model_copy(update={"typical_seconds": typical_seconds(lengths)}))

    async def _begin(self, account: Account, asked: Asked, now: Assessment) -> list[store.Record]:
        if _difference(asked, now.panel):
            return await self._twin(account, asked, now.panel)
        news, what = await self._news(account, asked, now), _what(now)
        try:
            async with self.database.write() as tx:
                if asked.node in await store.generating(tx, asked.canvas):
                    raise store.NodeBusy  # also by a take that no other of this press is the twin of
                ids = [await begin(tx, new, what) for new in news]
        except (store.NodeBusy, InsufficientCredits, OverLimit):
            now = await self._assess(account, asked.canvas, asked.node, asked.takes)
            return await self._twin(account, asked, now.panel)
        return await self.beginning.tell(account.id, ids)

    async def _news(self, account: Account, asked: Asked, now: Assessment) -> list[store.NewGeneration]:
        """What is begun, a generation for each take."""
        if now.request is None or now.price is None:
            raise TypeError("A panel that can generate has a request and a price.")
        request, typical = now.request, _typical(now.panel)
        model = (await self.providers.registry(account.id)).get(request.model)
        expected = await self.beginning.expected(account.id, request)
        rest = (now.arranged, micro(now.price), expected, typical)
        return [
            store.NewGeneration(account.id, asked.canvas, asked.node, key, each, *rest, variation=number, asked=request)
            for number, (key, each) in enumerate(zip(asked.keys, variations(request, model, asked.takes), strict=True))
        ]

    async def _twin(self, account: Account, asked: Asked, panel: Panel) -> list[store.Record]:
        """What this very press started when it arrived a moment earlier. Otherwise somebody else was faster."""
        async with self.database.read() as view:
            twin = await store.by_keys(view, account.id, asked.keys)
        if not twin:
            raise NotAsShown(_difference(asked, panel) or "Something changed meanwhile. Nothing was started.", panel)
        return twin


def _cautioned(now: Assessment, unknown: str | None) -> Assessment:
    """Says that it may cost the provider twice, where this very request was sent and never answered."""
    if now.request is None or now.request.content != unknown:
        return now
    return replace(now, panel=now.panel.model_copy(update={"caution": MAY_COST_TWICE}))


def _shown(document: Snapshot, node: CanvasNode) -> list[str]:
    """The takes that a node and what is connected to it show."""
    near = [node, *(source for _, source in upstream(document, node))]
    return [each.shown.take for each in near if each.shown]


def _situation(
    document: Snapshot, node: CanvasNode, facts: store.Facts, balance: Balance, registry: Registry
) -> Situation:
    shown = {each.id: each.shown.take for _, each in upstream(document, node) if each.shown}
    held = {id: facts.held[take] for id, take in shown.items() if take in facts.held}
    found = {id: facts.assets[asset] for id, asset in held.items() if asset in facts.assets}
    return Situation(
        document,
        node,
        assets={id: asset for id, asset in found.items() if asset.kind is document.nodes[id].kind},
        generating=facts.generating,
        available=balance.available,
        registry=registry,
        note=facts.notes.get(node.shown.take) if node.shown else None,
        gone=frozenset(held.keys() - found.keys()),
        used=facts.used,
    )


def _times(now: Assessment, takes: int, balance: Balance, limits: Left) -> Assessment:
    """The same for so many takes at once: their whole price, and whether that can be paid."""
    if takes == 1 or now.price is None:
        return now
    price, reason = takes * micro(now.price), now.panel.reason
    if reason is None or reason.code in (InsufficientCredits.code, OverLimit.code):
        reason = money_reason(balance.available, limits, price)
    changed = {"price": shown(price), "reason": reason, "can_generate": reason is None}
    return replace(now, panel=now.panel.model_copy(update=changed))


def _stand_for(records: list[store.Record], asked: Asked) -> bool:
    """Whether these are what that press asks for, at the price that it was shown."""
    whole = shown(sum(each.price for each in records))
    places = {(each.generation.canvas, each.generation.node, each.hash) for each in records}
    return (len(records), whole, places) == (asked.takes, asked.price, {(asked.canvas, asked.node, asked.hash)})


def _difference(asked: Asked, panel: Panel) -> str | None:
    """Why what was asked for is not what would run now, in words; None when it is the same."""
    if panel.reason:
        return panel.reason.message
    if panel.price != asked.price:
        return f"The price is {panel.price} credits now, not {asked.price}. Nothing was started."
    if panel.hash != asked.hash:
        return "The request changed since it was shown. Nothing was started."
    return None


def _typical(panel: Panel) -> int | None:
    """In milliseconds."""
    return None if panel.typical_seconds is None else round(panel.typical_seconds * 1000)


def _what(now: Assessment) -> str:
    """What the credits are for, in the words of the credits page."""
    model = next((each.name for each in now.panel.models if each.id == now.panel.request.model), "")
    return f"{now.title} · {model}"
