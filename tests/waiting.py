"""Waiting for what sends no event, such as another process: look again and again, but not for ever."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def eventually(true: Callable[[], Awaitable[bool]], seconds: float = 120) -> None:
    """Return as soon as `true` gives True; fail after `seconds`."""
    deadline = time.monotonic() + seconds
    while not await true():
        assert time.monotonic() < deadline, f"It did not come true within {seconds:g} s."
        await asyncio.sleep(0.02)
