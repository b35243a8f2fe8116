"""A tab that comes, or comes back, at any moment is told all that the others know."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.types import Message

from headwater.models.adapter import Phase, Progress
from tests.desk import PORT, Desk, Json, node
from tests.generation.scripted import scripted

PICTURE = b"\x89PNG, nearly"
MOMENTS = (
    Progress(Phase.QUEUED, queue_position=3),
    Progress(Phase.QUEUED, queue_position=1),
    Progress(Phase.RUNNING, 0.1, text=""),
    Progress(Phase.RUNNING, 0.5, text="A calm", preview=PICTURE),
    Progress(Phase.RUNNING, 0.9, text="A calm sea", preview=PICTURE + b" done"),
)
"""How a generation stands, one after the other."""


@dataclass
class Tab:
    """What an open tab knows, by the rules of `web/src/live/store.ts`."""

    messages: asyncio.Queue[Message]
    known: dict[str, Json] = field(default_factory=dict)
    """By node, its generation."""
    pictures: dict[str, str] = field(default_factory=dict)
    """By node, how it looks so far."""

    async def until(self, wanted: Json, node: str = "it") -> None:
        """Listen until the generation of `node` stands like this."""
        async with asyncio.timeout(20):
            while {name: self.known.get(node, {}).get(name) for name in wanted} != wanted:
                await self.hear()

    async def hear(self) -> None:
        """Take in the next message."""
        message = await self.messages.get()
        if message["type"] == "websocket.send":
            self._take(json.loads(message["text"]))

    def _take(self, said: Json) -> None:
        match said["type"]:
            case "hello":
                self.known |= {each["node"]: each for each in said["active"]}
            case "generation":
                now, before = said["generation"], self.known.get(said["generation"]["node"], {})
                self.known[now["node"]] = now | {"text": now["text"] or before.get("text")}
            case "generation_text":
                self.known[said["node"]]["text"] = said["text"]
            case "generation_preview":
                self.pictures[said["node"]] = said["image"]


@asynccontextmanager
async def tab(desk: Desk) -> AsyncIterator[Tab]:
    """A tab on its live socket."""
    said: asyncio.Queue[Message] = asyncio.Queue()
    heard: asyncio.Queue[Message] = asyncio.Queue()
    headers = {
        "host": f"127.0.0.1:{PORT}",
        "origin": f"http://127.0.0.1:{PORT}",
        "authorization": desk.http.headers["Authorization"],
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "websocket", "path": "/api/live", "query_string": b"", "headers": raw, "subprotocols": []}
    heard.put_nowait({"type": "websocket.connect"})
    talking = asyncio.create_task(desk.studio.app(scope, heard.get, said.put))
    try:
        yield Tab(said)
    finally:
        heard.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await talking


async def test_a_tab_that_comes_at_any_moment_is_told_all_that_the_others_know(desk: Desk) -> None:
    script = scripted(desk)
    script.now = MOMENTS[0]
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    async with tab(desk) as always:
        id = (await desk.press(canvas, "it")).json()["id"]
        for moment in MOMENTS:
            script.now = moment
            await always.until(_seen(moment))
            async with tab(desk) as new:
                await new.until(_seen(moment))
                if moment.preview:
                    await _pictured(new)
                assert new.pictures == always.pictures
                assert new.known["it"]["started"] == always.known["it"]["started"]
        script.now = Progress(Phase.SUCCEEDED)
        await desk.ended(id)
        await always.until({"state": "succeeded", "placed": True})


async def test_what_ended_while_a_tab_was_away_is_in_the_list_that_it_reads_then(desk: Desk) -> None:
    script = scripted(desk)
    script.now = MOMENTS[0]
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    async with tab(desk) as before:
        id = (await desk.press(canvas, "it")).json()["id"]
        script.now = MOMENTS[3]
        await before.until(_seen(MOMENTS[3]))
    script.now = Progress(Phase.SUCCEEDED)
    ended = await desk.ended(id)
    async with tab(desk) as back:
        await back.hear()
        await back.hear()
        assert back.known == {}
        assert await desk.get(f"/api/generations?canvas={canvas}") == [ended]


async def test_the_time_in_the_providers_queue_is_not_counted_and_begins_when_it_does(desk: Desk) -> None:
    script = scripted(desk)
    script.now = MOMENTS[0]
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    async with tab(desk) as open_tab:
        await desk.press(canvas, "it")
        await open_tab.until(_seen(MOMENTS[0]) | {"started": None})
        script.now = MOMENTS[2]
        await open_tab.until(_seen(MOMENTS[2]))
        assert open_tab.known["it"]["started"] is not None
        script.now = Progress(Phase.SUCCEEDED)
        await open_tab.until({"state": "succeeded", "placed": True})


async def test_what_waits_here_for_its_turn_says_how_many_are_before_it(desk: Desk) -> None:
    script = scripted(desk)
    script.now = MOMENTS[2]
    names = [f"n{number}" for number in range(7)]  # four at a time have their turn
    canvas = await desk.canvas([node(name, "text", prompt="A calm sea") for name in names])
    ids = [(await desk.press(canvas, name)).json()["id"] for name in names]
    async with tab(desk) as new:
        await new.until({"queue_position": 2, "state": "queued"}, "n6")
        await desk.http.post(f"/api/generations/{ids[4]}/cancel")
        await new.until({"queue_position": 1}, "n6")
        async with tab(desk) as newest:
            await newest.until({"queue_position": 1}, "n6")
        script.now = Progress(Phase.SUCCEEDED)
        await new.until({"state": "succeeded"}, "n6")
        assert new.known["n6"]["queue_position"] is None


def _seen(moment: Progress) -> Json:
    """What is known of a generation that stands like this."""
    return {"progress": moment.fraction, "queue_position": moment.queue_position, "text": moment.text}


async def _pictured(new: Tab) -> None:
    async with asyncio.timeout(20):
        while "it" not in new.pictures:
            await new.hear()
