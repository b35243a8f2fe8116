"""A process that edits a canvas as fast as it can and says what was acknowledged, until it is killed.

python -m tests.canvas.writer DATABASE_URL CANVAS ACCOUNT
"""

import asyncio
import sys

from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from tests.canvas.peers import Tab


async def main(url: str, canvas: str, account: str) -> None:
    """Add nodes `k0`, `k1`, ...; print how many of them are acknowledged whenever that is known."""
    async with Rooms(Database(url)).open(canvas) as room:
        tab = await Tab(account).join(room)
        before = tab.sent
        for number in range(10**9):
            tab.add(f"k{number}")
            if number % 5 == 4:
                await tab.until(lambda: tab.sent - tab.saved < 50)
                print(tab.saved - before, flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
