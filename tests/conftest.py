"""What every test may ask for: a real database in a fresh folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from headwater.platform.database import Database, sqlite_url


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new studio database at its newest version."""
    database = Database(sqlite_url(tmp_path / "studio.db"))
    await database.migrate()
    yield database
    await database.close()
