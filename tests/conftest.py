"""What every test may ask for: a real database in a fresh folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from headwater.platform.database import Database, sqlite_url
from tests.desk import Desk, open_desk


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new studio database at its newest version."""
    database = Database(sqlite_url(tmp_path / "studio.db"))
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A whole studio in this process, with the test doubles, and somebody to work at it."""
    async with open_desk(tmp_path / "home") as desk:
        yield desk
