"""An account without credits, and another."""

import pytest

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.platform.database import Database


@pytest.fixture
async def ann(database: Database) -> Account:
    """Somebody without credits."""
    async with database.write() as transaction:
        return await accounts.create(transaction, "Ann")


@pytest.fixture
async def bob(database: Database) -> Account:
    """Somebody else without credits."""
    async with database.write() as transaction:
        return await accounts.create(transaction, "Bob")
