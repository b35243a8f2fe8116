"""What tests of generations do beside pressing buttons: edit a document, hold a provider up, listen, spend."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import httpx2

from headwater.accounts import store as accounts
from headwater.canvas.document import Document
from headwater.canvas.rooms import Rooms
from headwater.credits import store as credits
from headwater.credits.ledger import micro
from headwater.generation.generation import Generation, GenerationChanged, State
from headwater.generation.parts import Parts
from headwater.generation.press import Generations
from headwater.models.adapter import Adapter, Call, Output, Progress, Ticket
from headwater.platform.bus import Event, Subscription
from tests.desk import LONGEST, PORT, Desk, Json

T = TypeVar("T")


def rooms(desk: Desk) -> Rooms:
    """The studio's rooms."""
    found: Rooms = desk.studio.app.state.rooms
    return found


def parts(desk: Desk) -> Parts:
    """What the workflow of this studio works with."""
    generations: Generations = desk.studio.app.state.generations
    return generations.workflow._parts


async def edit(desk: Desk, canvas: str, change: Callable[[Document], T]) -> T:
    """Edit a canvas as another tab would."""
    async with rooms(desk).open(canvas) as room:
        return await room.edit(change)


async def node_of(desk: Desk, canvas: str, node: str) -> Json:
    """A node as the document holds it."""
    async with rooms(desk).open(canvas) as room:
        return room.document.node(node)


def written(node: str, prompt: str) -> Callable[[Document], None]:
    """An edit that replaces a prompt."""

    def change(document: Document) -> None:
        text = document.nodes[node]["prompt"]
        text.clear()
        text += prompt

    return change


def set_to(node: str, name: str, value: Json) -> Callable[[Document], None]:
    """An edit that changes a setting."""

    def change(document: Document) -> None:
        document.nodes[node]["settings"][name] = value

    return change


def deleted(node: str) -> Callable[[Document], None]:
    """An edit that deletes a node."""

    def change(document: Document) -> None:
        del document.nodes[node]

    return change


class HeldUp:
    """The doubles, whose answer to each poll waits until `go` is set."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self.go = asyncio.Event()
        self.cancelled: list[str] = []
        """The calls that were asked to stop."""

    async def submit(self, call: Call) -> Ticket:
        return await self._adapter.submit(call)

    async def find(self, call: Call) -> Ticket | None:
        return await self._adapter.find(call)

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        await self.go.wait()
        return await self._adapter.poll(call, ticket)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        return await self._adapter.fetch(call, ticket)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        self.cancelled.append(call.id)
        return True


def held_up(desk: Desk) -> HeldUp:
    """Put the doubles on hold."""
    adapters = parts(desk).providers._adapters
    adapters["doubles"] = held = HeldUp(adapters["doubles"])
    return held


async def until(desk: Desk, id: str, state: State) -> Json:
    """The generation once it is in `state`."""
    async with asyncio.timeout(LONGEST):
        await _until(desk, id, state)
    return await desk.get(f"/api/generations/{id}")


async def _until(desk: Desk, id: str, state: State) -> None:
    with desk.bus.subscribe(desk.studio.owner.id) as events:
        if (await desk.get(f"/api/generations/{id}"))["state"] != state:
            await changed(events, lambda generation: generation.id == id and generation.state is state)


async def changed(events: Subscription, wanted: Callable[[Generation], bool]) -> Generation:
    """The first generation that is told of and `wanted`."""
    async for event in events:
        if isinstance(event, GenerationChanged) and wanted(event.generation):
            return event.generation
    raise AssertionError("The events ended.")


@asynccontextmanager
async def overheard(desk: Desk) -> AsyncIterator[list[Event]]:
    """Everything that the owner's tabs are told while the context is open."""
    heard: list[Event] = []

    async def listen(events: Subscription) -> None:
        async for event in events:
            heard.append(event)

    with desk.bus.subscribe(desk.studio.owner.id) as events:
        listening = asyncio.create_task(listen(events))
        try:
            yield heard
        finally:
            listening.cancel()


async def leave_only(desk: Desk, amount: str) -> None:
    """Spend the owner's credits down to `amount`."""
    account = desk.studio.owner.id
    async with desk.studio.database.write() as tx:
        left = (await credits.balance(tx, account)).available - micro(amount)
        await credits.hold(tx, account, "spent", left, "Something else", "elsewhere")
        await credits.capture(tx, "spent")


@asynccontextmanager
async def somebody_else(desk: Desk) -> AsyncIterator[Desk]:
    """Another account, signed in to the same studio."""
    async with desk.studio.database.write() as tx:
        other = await accounts.create(tx, "Somebody else")
        token = await accounts.new_session(tx, other)
    transport = httpx2.ASGITransport(desk.studio.app)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(
        transport=transport, base_url=f"http://127.0.0.1:{PORT}", headers=headers, timeout=60
    ) as http:
        yield Desk(desk.studio, http)
