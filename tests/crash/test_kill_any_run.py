"""Any canvas is run, and its server killed again and again at random moments: nothing is made or paid twice."""

import random
from pathlib import Path

import pytest

from tests.crash.server import Nursery, a_server
from tests.crash.test_kill_runs import start
from tests.desk import open_desk
from tests.runs.any_run import FAILURES, Piece
from tests.runs.going import over, states

pytestmark = pytest.mark.asyncio(loop_scope="module")

KILLS = 4
LATEST = 0.6
"""Seconds until a server is killed at most."""


def any_piece(chance: random.Random) -> Piece:
    """A canvas of eight texts, connected as it comes, some of which fail."""
    outcomes = tuple(chance.choices(["ok", None, *FAILURES], weights=[10, *[1] * (1 + len(FAILURES))], k=8))
    pairs = [(before, after) for after in range(8) for before in range(after)]
    return Piece(outcomes, frozenset(chance.sample(pairs, 8)))


@pytest.mark.parametrize("seed", range(4))
async def test_whenever_a_run_is_killed_everything_is_made_once(nursery: Nursery, home: Path, seed: int) -> None:
    chance = random.Random(seed)
    piece, token = any_piece(chance), None
    async with a_server(nursery, home, None) as server:
        token = server.token
        canvas = await server.canvas(piece.nodes, piece.connections)
        id = await start(server, canvas)
        await server.died_within(chance.uniform(0, LATEST))
    for _ in range(KILLS - 1):
        async with a_server(nursery, home, None, token) as server:
            await server.died_within(chance.uniform(0, LATEST))
    async with open_desk(home) as desk:
        ended = await over(desk, str(id))
        assert (states(ended), ended["state"]) == (piece.ends, piece.state)
        made = await desk.get("/api/generations")
        assert sorted(each["node"] for each in made) == piece.made
        assert set((await desk.submits()).values()) <= {1}
        assert await desk.balance() == (str(1000 - piece.price), "0")
        assert ended["spent"] == str(piece.price)
