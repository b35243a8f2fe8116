"""One nursery for each test of crashes."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.crash.server import Nursery, a_nursery


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """Importing everything takes longer than a whole life of a server, so it is done once."""
    async with a_nursery() as nursery:
        yield nursery
