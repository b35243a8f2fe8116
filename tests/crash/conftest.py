"""One nursery for each test of crashes, and an empty home."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.crash.server import Nursery, a_nursery


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """Importing everything takes longer than a whole life of a server, so it is done once."""
    async with a_nursery() as nursery:
        yield nursery


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where one studio lives through several deaths."""
    return tmp_path / "home"
