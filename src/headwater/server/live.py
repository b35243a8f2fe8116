"""Live events: one socket a tab, one tagged union of what may arrive on it."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import Field

from headwater.accounts.routes import AccountShown
from headwater.accounts.session import CurrentAccount
from headwater.assets.asset import AssetEvent
from headwater.canvas.canvas import CanvasEvent
from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged, shown
from headwater.credits.limits import LimitsChanged
from headwater.generation.generation import Generation, GenerationChanged, GenerationPreview, GenerationText
from headwater.generation.store import Wanted
from headwater.platform.bus import Event, Lagging, Subscription
from headwater.providers.connection import ProvidersChanged
from headwater.runs.run import Run, RunChanged

router = APIRouter()

SLOW = 1013
"""Close code for a tab that reads too slowly; it comes back and reads the state anew."""


class Hello(Event):
    """The state at the moment of connecting; everything after it is a change."""

    type: Literal["hello"] = "hello"
    account: AccountShown
    balance: str
    held: str
    active: list[Generation]
    """The generations that have not ended."""
    runs: list[Run]
    """The runs that have not ended."""


LiveEvent = Annotated[
    Hello
    | GenerationChanged
    | GenerationText
    | GenerationPreview
    | CreditsChanged
    | LimitsChanged
    | RunChanged
    | AssetEvent
    | CanvasEvent
    | ProvidersChanged,
    Field(discriminator="type"),
]
"""Everything that may arrive."""


@router.websocket("/api/live")
async def live(socket: WebSocket, account: CurrentAccount) -> None:
    """Tell a tab what happens in its account, until it leaves."""
    await socket.accept()
    # Subscribed before the state is read, so that nothing can fall between the two.
    with socket.app.state.bus.subscribe(account.id) as events:
        await _greet(socket, await _hello(socket, account))
        leaving = asyncio.create_task(_left(socket))
        telling = asyncio.create_task(_tell(socket, events))
        await asyncio.wait((leaving, telling), return_when=asyncio.FIRST_COMPLETED)
        for task in (leaving, telling):
            task.cancel()
        await asyncio.gather(leaving, telling, return_exceptions=True)


async def _greet(socket: WebSocket, hello: Hello) -> None:
    """The state, and how what is generated looks so far."""
    await socket.send_text(hello.model_dump_json())
    for generation in hello.active:
        if seen := socket.app.state.generations.workflow.preview(generation):
            await socket.send_text(seen.model_dump_json())


async def _hello(socket: WebSocket, account: CurrentAccount) -> Hello:
    state = socket.app.state
    async with state.database.read() as view:
        balance = await credits.balance(view, account.id)
    return Hello(
        account=AccountShown(id=account.id, name=account.name),
        balance=shown(balance.available),
        held=shown(balance.held),
        active=await state.generations.listed(account, Wanted(active=True, limit=1000)),
        runs=await state.runs.listed(account, None, active=True, limit=100),
    )


async def _tell(socket: WebSocket, events: Subscription) -> None:
    try:
        async for event in events:
            await socket.send_text(event.model_dump_json())
    except Lagging:
        await socket.close(SLOW)


async def _left(socket: WebSocket) -> None:
    try:
        while True:
            await socket.receive()
    except (WebSocketDisconnect, RuntimeError):
        return
