"""HTTP for credits: the balance, what each credit was for, adding more."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.credits import store
from headwater.credits.ledger import ADDED, Balance, CreditsChanged, Entry, Move, Reason, addition, shown

router = APIRouter(tags=["credits"])


class Credits(BaseModel):
    """What the account can spend, and what generations under way have set aside."""

    balance: str
    held: str

    @classmethod
    def of(cls, balance: Balance) -> Self:
        return cls(balance=shown(balance.available), held=shown(balance.held))


class CreditEntry(BaseModel):
    """One move of credits."""

    id: str
    at: int
    """Milliseconds since 1970."""
    kind: Move
    amount: str
    what: str
    """What it was for."""
    generation: str | None
    reason: Reason | None
    """Why the credits of a generation were captured or released."""
    balance: str
    """What could be spent after this move."""

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(
            id=str(entry.id),
            at=entry.at,
            kind=entry.move,
            amount=shown(entry.amount),
            what=entry.what,
            generation=entry.generation,
            reason=entry.reason,
            balance=shown(entry.balance.available),
        )


class AddCredits(BaseModel):
    """Credits to add; the same key again adds nothing."""

    amount: str
    key: UUID


@router.get("/api/credits")
async def show_credits(account: CurrentAccount, database: TheDatabase) -> Credits:
    """What the account has."""
    async with database.read() as view:
        return Credits.of(await store.balance(view, account.id))


@router.get("/api/credits/entries")
async def list_entries(
    account: CurrentAccount,
    database: TheDatabase,
    before: Annotated[int | None, Query(ge=0, lt=2**63)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[CreditEntry]:
    """The account's moves, newest first; `before` is the id of the last one seen."""
    async with database.read() as view:
        return [CreditEntry.of(entry) for entry in await store.entries(view, account.id, before, limit)]


@router.post("/api/credits")
async def add_credits(wish: AddCredits, account: CurrentAccount, database: TheDatabase, events: TheBus) -> Credits:
    """Add credits to the account; the balance after it."""
    amount = addition(wish.amount)
    async with database.write() as transaction:
        await store.grant(transaction, account.id, f"{account.id}/{wish.key}", amount, ADDED)
        balance = await store.balance(transaction, account.id)
    events.publish(account.id, CreditsChanged.of(balance))
    return Credits.of(balance)
