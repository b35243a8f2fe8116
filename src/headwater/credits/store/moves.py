"""The SQL that moves credits. Code adds facts; triggers write their entries; the newest entry holds the balance.

A grant adds credits, a hold sets the price of one generation aside, a settlement charges it or gives it back. The
database refuses what must never happen; here its refusals become errors that a person can read.
"""

from typing import Any

from sqlalchemy import Row, Table, bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.accounts.store import accounts
from headwater.credits.ledger import AlreadySettled, InsufficientCredits, Reason, shown
from headwater.credits.limits import day
from headwater.credits.store.journal_rows import balance
from headwater.credits.store.limit_rows import left
from headwater.credits.store.tables import grants, holds, settlements
from headwater.platform.errors import Conflict, HeadwaterError, InvalidInput, NotFound
from headwater.platform.identifiers import now

Fact = dict[str, str | int | None]
"""A row to be, by column."""


async def grant(connection: AsyncConnection, account: str, id: str, amount: int, what: str) -> None:
    """Add `amount` micro-credits to an account. The same `id` again adds nothing. Raises `Conflict`."""
    refusal = await _add(connection, grants, {"id": id, "account": account, "amount": amount, "what": what})
    if refusal is None:
        return
    before = (await connection.execute(select(grants).where(grants.c.id == id))).first()
    if before is None:
        raise _refused(account, amount) from refusal
    if (before.account, before.amount) != (account, amount):
        raise Conflict(
            f"`{id}` has already added {shown(before.amount)} credits. Use a new key to add more."
        ) from refusal


async def hold(  # noqa: PLR0913, PLR0917 — what a hold is of, what for, where and when
    connection: AsyncConnection,
    account: str,
    generation: str,
    amount: int,
    what: str,
    canvas: str,
    at: int | None = None,
) -> None:
    """Set the price of a generation aside: 0 or more micro-credits, `what` says what for.

    It counts for the day of `at`, in milliseconds since 1970: now, unless said otherwise. The same again is a no-op.
    Raises `InsufficientCredits`, `OverLimit`, `Conflict`.
    """
    await _wait_for_turn(connection, account)
    at = now() if at is None else at
    place: Fact = {"canvas": canvas, "day": day(at), "created": at}
    fact: Fact = {"generation": generation, "account": account, "amount": amount, "what": what, **place}
    refusal = await _add(connection, holds, fact)
    if refusal is None:
        return
    chosen = select(holds).where(holds.c.generation == generation)
    before = (await connection.execute(chosen)).first()
    if before is None:
        raise await _not_held(connection, account, amount, canvas, at) from refusal
    if (before.account, before.amount) != (account, amount):
        taken = f"{shown(before.amount)} credits are already held for `{generation}`."
        raise Conflict(f"{taken} Start a new generation.") from refusal


async def capture(connection: AsyncConnection, generation: str, amount: int | None = None) -> None:
    """Charge all that is held, or `amount` micro-credits of it: the rest is available again in the same act.

    The same again is a no-op. Raises `AlreadySettled`, `NotFound`, `InvalidInput` for more than is held.
    """
    await _settle(connection, generation, Reason.SUCCEEDED, amount)


async def release(connection: AsyncConnection, generation: str, reason: Reason) -> None:
    """Give back all that is held. Once is enough, whatever the reason. Raises `AlreadySettled`, `NotFound`."""
    if reason == Reason.SUCCEEDED:
        raise InvalidInput("`succeeded` is no reason to release credits: what succeeded is captured.")
    await _settle(connection, generation, reason)


async def what_for(connection: AsyncConnection, generation: str) -> str:
    """What the credits of a generation were held for, in the words of the credits page. Raises `NotFound`."""
    found = await connection.scalar(select(holds.c.what).where(holds.c.generation == generation))
    if found is None:
        raise NotFound(f"No credits are held for the generation `{generation}`.")
    return str(found)


async def unsettled(connection: AsyncConnection) -> list[str]:
    """The generations with an open hold, oldest first, over all accounts."""
    settled = select(settlements.c.generation).where(settlements.c.generation == holds.c.generation)
    chosen = select(holds.c.generation).where(~settled.exists()).order_by(holds.c.created, holds.c.generation)
    return list((await connection.execute(chosen)).scalars())


async def _wait_for_turn(connection: AsyncConnection, account: str) -> None:
    """Until this transaction ends, no other moves the account's credits.

    So what refuses a hold still stands when it is put into words. SQLite has one writer anyway, and only looks.
    """
    await connection.execute(_ITS_ROW, {"account": account})


_ITS_ROW = select(accounts.c.id).where(accounts.c.id == bindparam("account")).with_for_update(key_share=True)


async def _add(connection: AsyncConnection, table: Table, fact: Fact) -> IntegrityError | None:
    """Add a fact, or return the database's refusal; the savepoint lets PostgreSQL's transaction go on after it."""
    try:
        async with connection.begin_nested():
            await connection.execute(insert(table).values({"created": now(), **fact}))
    except IntegrityError as refusal:
        return refusal
    return None


async def _settle(connection: AsyncConnection, generation: str, reason: Reason, amount: int | None = None) -> None:
    refusal = await _add(connection, settlements, {"generation": generation, "reason": reason, "amount": amount})
    if refusal is None:
        return
    before = (await connection.execute(_SETTLED, {"generation": generation})).first()
    if before is None:
        raise NotFound(f"No credits are held for the generation `{generation}`.") from refusal
    if before.reason is None:
        raise _more_than_held(generation, amount, before.held) from refusal
    if not _same(before, reason, amount):
        raise _already(generation, before) from refusal


_SETTLED = (
    select(
        holds.c.amount.label("held"),
        settlements.c.reason,
        func.coalesce(settlements.c.amount, holds.c.amount).label("charged"),
    )
    .select_from(holds.outerjoin(settlements, settlements.c.generation == holds.c.generation))
    .where(holds.c.generation == bindparam("generation"))
)


def _same(before: Row[Any, Any, Any], reason: Reason, amount: int | None) -> bool:
    """Whether what is asked for is what was done: the same charge, or all of it back for whatever reason."""
    if reason != Reason.SUCCEEDED:
        return bool(before.reason != Reason.SUCCEEDED)
    return bool(before.reason == Reason.SUCCEEDED and before.charged == (before.held if amount is None else amount))


def _already(generation: str, before: Row[Any, Any, Any]) -> AlreadySettled:
    captured = before.reason == Reason.SUCCEEDED
    done = f"captured: {shown(before.charged)} of {shown(before.held)}" if captured else f"released ({before.reason})"
    return AlreadySettled(f"The credits of `{generation}` were already {done}.")


def _more_than_held(generation: str, amount: int | None, held: int) -> InvalidInput:
    rule = f"it takes whole micro-credits, not below 0 and no more than the {held} that are held"
    return InvalidInput(f"The ledger refused to charge `amount` {amount} for `{generation}`: {rule}.")


async def _not_held(connection: AsyncConnection, account: str, amount: int, canvas: str, at: int) -> HeadwaterError:
    available = (await balance(connection, account)).available
    if amount > available:
        return InsufficientCredits(amount, available)
    return (await left(connection, account, canvas, at)).refusal(amount) or _refused(account, amount)


def _refused(account: str, amount: int) -> InvalidInput:
    rule = "it takes whole micro-credits, not below 0, and an account that exists"
    return InvalidInput(f"The ledger refused `amount` {amount} for the account `{account}`: {rule}.")
