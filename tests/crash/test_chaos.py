"""Random kills, again and again, with many generations under way: in the end each has settled exactly once."""

import asyncio
import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests.crash.points import PLACES, Point
from tests.crash.server import Nursery, Server, a_server
from tests.desk import Desk, Json, node, open_desk
from tests.generation.work import node_of
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEATHS = 4
DEADLY = sorted(set(PLACES) - {"cancel", "work"})
NODES: list[dict[str, Json]] = [
    *(node(f"text{place}", "text", prompt="A calm sea", settings={"seconds": 0.2}) for place in range(4)),
    *(node(f"image{place}", "image", prompt=f"Sea {place}") for place in range(3)),
    node("fails", "text", prompt="A calm sea", settings={"outcome": "content_policy"}),
    node("lost", "text", prompt="A calm sea", settings={"outcome": "lost_answer"}),
]
PRICES = {"text": 1, "image": 4}


@pytest.mark.parametrize("seed", [1, 2])
async def test_whenever_it_is_killed_each_generation_settles_exactly_once(
    nursery: Nursery, home: Path, seed: int
) -> None:
    chance, canvas = random.Random(seed), ""
    for life in range(DEATHS):
        point = Point(chance.choice(["before", "after"]), chance.choice(DEADLY), chance.randint(1, 4))
        async with a_server(nursery, home, point) as server:
            canvas = canvas or await server.canvas(NODES)
            await asyncio.gather(*(server.press(canvas, each["id"], f"in-life-{life}") for each in NODES))
            await eventually(partial(_nothing_more_happens, server), seconds=60)
    async with open_desk(home) as desk:
        ended = [await desk.ended(each["id"]) for each in await desk.get("/api/generations")]
        assert ended
        await _check_endings(desk, ended)
        await _check_ledger(desk, ended)
        await _check_canvas(desk, canvas, ended)


async def _nothing_more_happens(server: Server) -> bool:
    return server.dead or not await server.active()


async def _check_endings(desk: Desk, ended: list[Json]) -> None:
    """Each ended as it was told to, after one submit; where nobody can be asked, after none or one."""
    endings = {"fails": "failed", "lost": "unknown"}
    assert all(each["state"] == endings.get(each["node"], "succeeded") for each in ended), ended
    submits = await desk.submits()
    assert set(submits.values()) == {1}
    assert {each["id"] for each in ended if each["node"] != "lost"} <= set(submits)


async def _check_ledger(desk: Desk, ended: list[Json]) -> None:
    entries = await desk.get("/api/credits/entries?limit=200")
    moves = Counter((entry["generation"], entry["kind"]) for entry in entries if entry["generation"])
    settled = {each["id"]: "captured" if each["state"] == "succeeded" else "released" for each in ended}
    assert moves == Counter([*((id, "held") for id in settled), *settled.items()])
    spent = sum(PRICES[each["kind"]] for each in ended if each["state"] == "succeeded")
    assert await desk.balance() == (str(1000 - spent), "0")


async def _check_canvas(desk: Desk, canvas: str, ended: list[Json]) -> None:
    """Each node has a take of each success, and shows the newest."""
    for each in NODES:
        made = [one["take"] for one in ended if one["node"] == each["id"] and one["take"]]
        takes = await desk.get(f"/api/canvases/{canvas}/nodes/{each['id']}/takes")
        assert [take["id"] for take in takes] == made
        if made:
            assert (await node_of(desk, canvas, each["id"])).shown.take == made[0]
