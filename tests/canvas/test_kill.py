"""A killed server has lost nothing that was called saved."""

import asyncio
import sys

from headwater.canvas.canvas import Canvas
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database

ENOUGH = 700
"""Acknowledged edits before the kill: past the first checkpoint."""


async def test_nothing_acknowledged_is_lost_to_a_kill(canvas: Canvas, database: Database) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.canvas.writer", database.url, canvas.id, canvas.account),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    last = 0
    async for line in process.stdout:
        if last < ENOUGH <= int(line):
            process.kill()
        last = int(line)
    await process.wait()
    rooms = Rooms(database)
    kept = set((await rooms.get(canvas.id)).document.nodes.keys())
    await rooms.close()
    assert last >= ENOUGH
    assert {f"k{number}" for number in range(last)} <= kept
