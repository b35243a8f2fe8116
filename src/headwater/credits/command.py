"""What `headwater credits add N` does."""

from headwater.credits import store
from headwater.credits.ledger import ADDED, Balance, addition
from headwater.platform.database import Database
from headwater.platform.identifiers import new_id


async def add(database: Database, account: str, amount: str) -> Balance:
    """Add credits to an account, each call anew; the balance after it. Raises `InvalidInput`."""
    async with database.write() as transaction:
        await store.grant(transaction, account, new_id(), addition(amount), ADDED)
        return await store.balance(transaction, account)
