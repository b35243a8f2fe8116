"""The SQL of credits. Code adds facts; triggers write their entries; the newest entry holds the balance.

A grant adds credits, a hold sets the price of one generation aside, a settlement captures or releases the whole
of it. The database refuses what must never happen; here its refusals become errors that a person can read.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.credits.ledger import (
    AlreadySettled,
    Balance,
    Entry,
    InsufficientCredits,
    Move,
    Reason,
    shown,
)
from headwater.platform.database import metadata
from headwater.platform.errors import Conflict, HeadwaterError, InvalidInput, NotFound
from headwater.platform.identifiers import now

grants = Table(
    "credit_grants",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("amount > 0", "positive"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
)

holds = Table(
    "credit_holds",
    metadata,
    Column("generation", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("amount >= 0", "not_negative"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
)
"""One for each generation, a free one too: then nothing that follows has to ask whether there is one."""

settlements = Table(
    "credit_settlements",
    metadata,
    Column("generation", String, ForeignKey("credit_holds.generation"), primary_key=True),
    Column("reason", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("reason IN ('succeeded', 'failed', 'cancelled', 'unknown', 'swept')", "reason"),
)
"""It names neither an account nor an amount: they are the hold's, so no other can be charged, and no more."""

journal = Table(
    "credit_entries",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("account", String, nullable=False),
    Column("from_grant", String, ForeignKey("credit_grants.id"), unique=True),
    Column("from_hold", String, ForeignKey("credit_holds.generation"), unique=True),
    Column("from_settlement", String, ForeignKey("credit_settlements.generation"), unique=True),
    Column("debit", String, nullable=False),
    Column("credit", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("available", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    CheckConstraint("available >= 0", "no_overdraft"),
    CheckConstraint("coalesce(from_grant, from_hold, from_settlement) IS NOT NULL", "from_a_fact"),
    Index("ix_credit_entries_account", "account", "id"),
)
"""Double entry: `amount` goes from `debit` to `credit` (outside, available, held, spent). Only triggers write here.

`available` and `held` are the account's balance after the entry.
"""

_MOVES = {
    ("outside", "available"): Move.GRANTED,
    ("available", "held"): Move.HELD,
    ("held", "spent"): Move.CAPTURED,
    ("held", "available"): Move.RELEASED,
}


async def grant(connection: AsyncConnection, account: str, id: str, amount: int, what: str) -> None:
    """Add `amount` micro-credits to an account. The same `id` again adds nothing. Raises `Conflict`."""
    refusal = await _add(connection, grants, id=id, account=account, amount=amount, what=what)
    if refusal is None:
        return
    before = (await connection.execute(select(grants).where(grants.c.id == id))).first()
    if before is None:
        raise _refused(account, amount) from refusal
    if (before.account, before.amount) != (account, amount):
        raise Conflict(
            f"`{id}` has already added {shown(before.amount)} credits. Use a new key to add more."
        ) from refusal


async def hold(connection: AsyncConnection, account: str, generation: str, amount: int, what: str) -> None:
    """Set the price of a generation aside: 0 or more micro-credits, `what` says what for.

    The same again is a no-op. Raises `InsufficientCredits`, `Conflict`.
    """
    refusal = await _add(connection, holds, generation=generation, account=account, amount=amount, what=what)
    if refusal is None:
        return
    chosen = select(holds).where(holds.c.generation == generation)
    before = (await connection.execute(chosen)).first()
    if before is None:
        raise await _not_held(connection, account, amount) from refusal
    if (before.account, before.amount) != (account, amount):
        taken = f"{shown(before.amount)} credits are already held for `{generation}`."
        raise Conflict(f"{taken} Start a new generation.") from refusal


async def capture(connection: AsyncConnection, generation: str) -> None:
    """Charge all that is held. The same again is a no-op. Raises `AlreadySettled`, `NotFound`."""
    await _settle(connection, generation, Reason.SUCCEEDED)


async def release(connection: AsyncConnection, generation: str, reason: Reason) -> None:
    """Give back all that is held. Once is enough, whatever the reason. Raises `AlreadySettled`, `NotFound`."""
    if reason == Reason.SUCCEEDED:
        raise InvalidInput("`succeeded` is no reason to release credits: what succeeded is captured.")
    await _settle(connection, generation, reason)


async def balance(connection: AsyncConnection, account: str) -> Balance:
    """What an account has now."""
    newest = select(journal.c.available, journal.c.held).where(journal.c.account == account)
    row = (await connection.execute(newest.order_by(journal.c.id.desc()).limit(1))).first()
    return Balance(row.available, row.held) if row else Balance(0, 0)


async def entries(connection: AsyncConnection, account: str, before: int | None = None, limit: int = 50) -> list[Entry]:
    """The moves of an account, newest first: the `limit` newest older than the entry `before`."""
    chosen = _ENTRIES.where(journal.c.account == account).order_by(journal.c.id.desc()).limit(limit)
    if before is not None:
        chosen = chosen.where(journal.c.id < before)
    return [_entry(row) for row in await connection.execute(chosen)]


async def unsettled(connection: AsyncConnection) -> list[str]:
    """The generations with an open hold, oldest first, over all accounts."""
    settled = select(settlements.c.generation).where(settlements.c.generation == holds.c.generation)
    chosen = select(holds.c.generation).where(~settled.exists()).order_by(holds.c.created, holds.c.generation)
    return list((await connection.execute(chosen)).scalars())


async def _add(connection: AsyncConnection, table: Table, **fact: str | int) -> IntegrityError | None:
    """Add a fact, or return the database's refusal; the savepoint lets PostgreSQL's transaction go on after it."""
    try:
        async with connection.begin_nested():
            await connection.execute(insert(table).values(created=now(), **fact))
    except IntegrityError as refusal:
        return refusal
    return None


async def _settle(connection: AsyncConnection, generation: str, reason: Reason) -> None:
    refusal = await _add(connection, settlements, generation=generation, reason=reason)
    if refusal is None:
        return
    chosen = select(settlements.c.reason).where(settlements.c.generation == generation)
    before = (await connection.execute(chosen)).scalar()
    if before is None:
        raise NotFound(f"No credits are held for the generation `{generation}`.") from refusal
    if (before == Reason.SUCCEEDED) != (reason == Reason.SUCCEEDED):
        done = "captured" if before == Reason.SUCCEEDED else "released"
        raise AlreadySettled(f"The credits of `{generation}` were already {done} ({before}).") from refusal


async def _not_held(connection: AsyncConnection, account: str, amount: int) -> HeadwaterError:
    available = (await balance(connection, account)).available
    return InsufficientCredits(amount, available) if amount > available else _refused(account, amount)


def _refused(account: str, amount: int) -> InvalidInput:
    rule = "it takes whole micro-credits, not below 0, and an account that exists"
    return InvalidInput(f"The ledger refused `amount` {amount} for the account `{account}`: {rule}.")


_ENTRIES = select(
    journal,
    func.coalesce(journal.c.from_hold, journal.c.from_settlement).label("generation"),
    func.coalesce(grants.c.what, holds.c.what).label("what"),
    func.coalesce(grants.c.created, settlements.c.created, holds.c.created).label("at"),
    settlements.c.reason,
).select_from(
    journal.outerjoin(grants, grants.c.id == journal.c.from_grant)
    .outerjoin(settlements, settlements.c.generation == journal.c.from_settlement)
    .outerjoin(holds, holds.c.generation == func.coalesce(journal.c.from_hold, journal.c.from_settlement))
)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        move=_MOVES[row.debit, row.credit],
        amount=row.amount,
        what=row.what,
        generation=row.generation,
        reason=Reason(row.reason) if row.reason else None,
        balance=Balance(row.available, row.held),
    )
