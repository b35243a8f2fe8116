"""The parts of the assets, real ones, in a fresh folder; and two accounts."""

from pathlib import Path

import pytest

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.assets.asset import UploadLimits
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.platform.children import Children
from headwater.platform.database import Database

LIMITS = UploadLimits(image=2 * 2**20, video=2 * 2**20, audio=2**20, pixels=4_000_000, seconds=60)


@pytest.fixture
async def ann(database: Database) -> Account:
    """Somebody."""
    async with database.write() as transaction:
        return await accounts.create(transaction, "Ann")


@pytest.fixture
async def bob(database: Database) -> Account:
    """Somebody else."""
    async with database.write() as transaction:
        return await accounts.create(transaction, "Bob")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are."""
    return tmp_path / "files"


@pytest.fixture
def files(folder: Path) -> Files:
    """An empty store."""
    return Files(folder)


@pytest.fixture
def media(files: Files) -> Media:
    """What looks into files, with small limits."""
    return Media(Children(2), files, LIMITS)


@pytest.fixture
def intake(database: Database, files: Files, media: Media) -> Intake:
    """The way in, with small limits."""
    return Intake(database, files, media, LIMITS)
