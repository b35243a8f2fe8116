"""HTTP for credits: the balance, what each credit was for, adding more, and spending limits."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from headwater.accounts.session import CurrentAccount, TheBus, TheDatabase
from headwater.credits import store
from headwater.credits.ledger import ADDED, Balance, CreditsChanged, Entry, Move, Reason, addition, micro, shown
from headwater.credits.limits import Limits, LimitsChanged, Spending

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
    returned: str
    """Of what was captured in part: the rest, which was given back along with it."""
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
            returned=shown(entry.returned),
            what=entry.what,
            generation=entry.generation,
            reason=entry.reason,
            balance=shown(entry.balance.available),
        )


class AddCredits(BaseModel):
    """Credits to add; the same key again adds nothing."""

    amount: str
    key: UUID


CanvasId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class SpendingLimits(BaseModel):
    """The most that is spent, in credits: an amount such as "50", or "0" for nothing at all."""

    model_config = ConfigDict(extra="forbid")

    day: str | None = None
    """Since midnight, in the time zone of the computer that runs Headwater; null for no limit."""
    canvases: dict[CanvasId, str] = Field(default={}, max_length=10_000)
    """For all that was ever spent on a canvas, by its id."""

    def read(self) -> Limits:
        """In micro-credits. Raises `InvalidInput`."""
        each = {canvas: micro(amount) for canvas, amount in self.canvases.items()}
        return Limits(None if self.day is None else micro(self.day), each)


class SpendingLimitsShown(SpendingLimits):
    """The limits, and what is spent under them: charged, or held at the moment."""

    spent_today: str
    spent: dict[str, str]
    """By the id of each canvas with a limit."""

    @classmethod
    def of(cls, spending: Spending) -> Self:
        day = next((limit for limit in spending.limits if limit.of == "day"), None)
        canvases = [limit for limit in spending.limits if limit.of == "canvas"]
        return cls(
            day=shown(day.amount) if day else None,
            canvases={limit.scope: shown(limit.amount) for limit in canvases},
            spent_today=shown(spending.today),
            spent={limit.scope: shown(limit.spent) for limit in canvases},
        )


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


@router.get("/api/credits/limits")
async def show_limits(account: CurrentAccount, database: TheDatabase) -> SpendingLimitsShown:
    """The account's spending limits, and what is spent under them."""
    async with database.read() as view:
        return SpendingLimitsShown.of(await store.spending(view, account.id))


@router.put("/api/credits/limits")
async def set_limits(
    wish: SpendingLimits, account: CurrentAccount, database: TheDatabase, events: TheBus
) -> SpendingLimitsShown:
    """Let these be the limits, and no others. What is under way goes on."""
    new = wish.read()
    async with database.write() as transaction:
        await store.set_limits(transaction, account.id, new)
        spending = await store.spending(transaction, account.id)
    events.publish(account.id, LimitsChanged())
    return SpendingLimitsShown.of(spending)
