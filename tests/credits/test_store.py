"""What may happen to credits, and what the ledger refuses."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from headwater.accounts.account import Account
from headwater.credits import store
from headwater.credits.command import add
from headwater.credits.ledger import AlreadySettled, Balance, InsufficientCredits, Move, Reason
from headwater.platform.database import Database
from headwater.platform.errors import Conflict, InvalidInput, NotFound


@pytest.fixture
async def rich(database: Database, ann: Account) -> Account:
    """Ann with 100 micro-credits."""
    async with database.write() as transaction:
        await store.grant(transaction, ann.id, "gift", 100, "A gift")
    return ann


async def _hold(database: Database, account: Account, generation: str, amount: int) -> None:
    async with database.write() as transaction:
        await store.hold(transaction, account.id, generation, amount, f"Words for {generation}", "canvas")


async def _capture(database: Database, generation: str, amount: int | None = None) -> None:
    async with database.write() as transaction:
        await store.capture(transaction, generation, amount)


async def _release(database: Database, generation: str, reason: Reason = Reason.FAILED) -> None:
    async with database.write() as transaction:
        await store.release(transaction, generation, reason)


async def _balance(database: Database, account: Account) -> Balance:
    async with database.read() as view:
        return await store.balance(view, account.id)


async def test_an_account_without_entries_has_nothing(database: Database, ann: Account) -> None:
    assert await _balance(database, ann) == Balance(0, 0)


async def test_the_same_grant_again_adds_nothing(database: Database, rich: Account) -> None:
    async with database.write() as transaction:
        await store.grant(transaction, rich.id, "gift", 100, "A gift")
    assert await _balance(database, rich) == Balance(100, 0)


async def test_a_grant_cannot_be_another_under_the_same_id(database: Database, rich: Account, bob: Account) -> None:
    for account, amount in ((rich, 7), (bob, 100)):
        with pytest.raises(Conflict, match="already added"):
            async with database.write() as transaction:
                await store.grant(transaction, account.id, "gift", amount, "Another")
    assert await _balance(database, bob) == Balance(0, 0)


@pytest.mark.parametrize("amount", [0, -1])
async def test_a_grant_of_nothing_is_refused(database: Database, ann: Account, amount: int) -> None:
    with pytest.raises(InvalidInput, match="refused"):
        async with database.write() as transaction:
            await store.grant(transaction, ann.id, "gift", amount, "A gift")


async def test_a_hold_sets_credits_aside(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    assert await _balance(database, rich) == Balance(70, 30)


async def test_a_hold_takes_all_but_no_more_than_all(database: Database, rich: Account) -> None:
    with pytest.raises(InsufficientCredits, match=r"Needs 0\.000101 credits, 0\.0001 left"):
        await _hold(database, rich, "one", 101)
    await _hold(database, rich, "one", 100)
    assert await _balance(database, rich) == Balance(0, 100)


async def test_what_is_held_cannot_be_held_again_by_another_generation(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 60)
    with pytest.raises(InsufficientCredits):
        await _hold(database, rich, "two", 60)


async def test_the_same_hold_again_holds_nothing_more(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 60)
    await _hold(database, rich, "one", 60)
    assert await _balance(database, rich) == Balance(40, 60)


async def test_a_generation_is_held_for_one_price_and_one_account(
    database: Database, rich: Account, bob: Account
) -> None:
    await _hold(database, rich, "one", 0)
    for account, amount in ((rich, 50), (bob, 0)):
        with pytest.raises(Conflict, match="already held"):
            await _hold(database, account, "one", amount)


async def test_nobody_can_hold_nothing(database: Database) -> None:
    with pytest.raises(InvalidInput, match="an account that exists"):
        await _hold(database, Account("nobody", "Nobody"), "one", 0)


async def test_a_hold_below_zero_is_refused(database: Database, rich: Account) -> None:
    with pytest.raises(InvalidInput, match="not below 0"):
        await _hold(database, rich, "one", -1)


async def test_a_refused_hold_leaves_its_transaction_usable(database: Database, rich: Account) -> None:
    async with database.write() as transaction:
        with pytest.raises(InsufficientCredits):
            await store.hold(transaction, rich.id, "one", 101, "Too much", "canvas")
        await store.hold(transaction, rich.id, "two", 100, "Just right", "canvas")
    assert await _balance(database, rich) == Balance(0, 100)


async def test_a_hold_is_gone_with_the_transaction_that_it_was_part_of(database: Database, rich: Account) -> None:
    with pytest.raises(NotFound):  # noqa: PT012 - a transaction of two steps, of which the second fails
        async with database.write() as transaction:
            await store.hold(transaction, rich.id, "one", 30, "A generation that was never recorded", "canvas")
            await store.capture(transaction, "another")
    assert await _balance(database, rich) == Balance(100, 0)


async def test_capture_charges_all_that_is_held(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _capture(database, "one")
    assert await _balance(database, rich) == Balance(70, 0)


@pytest.mark.parametrize("reason", [Reason.FAILED, Reason.CANCELLED, Reason.UNKNOWN, Reason.SWEPT])
async def test_release_gives_all_of_it_back(database: Database, rich: Account, reason: Reason) -> None:
    await _hold(database, rich, "one", 30)
    await _release(database, "one", reason)
    assert await _balance(database, rich) == Balance(100, 0)


async def test_success_is_never_released(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    with pytest.raises(InvalidInput, match="what succeeded is captured"):
        await _release(database, "one", Reason.SUCCEEDED)
    assert await _balance(database, rich) == Balance(70, 30)


async def test_capturing_twice_charges_once(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _hold(database, rich, "two", 30)
    await _capture(database, "one")
    await _capture(database, "one")
    assert await _balance(database, rich) == Balance(40, 30)


async def test_releasing_twice_gives_back_once_and_keeps_the_first_reason(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _release(database, "one", Reason.CANCELLED)
    await _release(database, "one", Reason.SWEPT)
    assert await _balance(database, rich) == Balance(100, 0)
    async with database.read() as view:
        assert (await store.entries(view, rich.id))[0].reason == Reason.CANCELLED


async def test_what_was_captured_is_never_released(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _capture(database, "one")
    with pytest.raises(AlreadySettled, match="already captured"):
        await _release(database, "one")
    assert await _balance(database, rich) == Balance(70, 0)


async def test_what_was_released_is_never_captured(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _release(database, "one")
    with pytest.raises(AlreadySettled, match=r"already released \(failed\)"):
        await _capture(database, "one")
    assert await _balance(database, rich) == Balance(100, 0)


@pytest.mark.parametrize("settle", [_capture, _release])
async def test_what_was_never_held_is_never_settled(
    database: Database, settle: Callable[[Database, str], Awaitable[None]]
) -> None:
    with pytest.raises(NotFound, match="No credits are held"):
        await settle(database, "unheard of")


async def test_a_settlement_can_name_no_account(database: Database, rich: Account, bob: Account) -> None:
    await _hold(database, rich, "one", 30)
    assert store.settlements.c.keys() == ["generation", "reason", "created", "amount"]
    await _capture(database, "one")
    assert (await _balance(database, rich), await _balance(database, bob)) == (Balance(70, 0), Balance(0, 0))


@pytest.mark.parametrize("part", [0, 12, 30])
async def test_a_part_is_charged_and_the_rest_is_back_in_the_same_act(
    database: Database, rich: Account, part: int
) -> None:
    await _hold(database, rich, "one", 30)
    await _capture(database, "one", part)
    assert await _balance(database, rich) == Balance(100 - part, 0)
    async with database.read() as view:
        newest, *_ = await store.entries(view, rich.id)
    assert (newest.move, newest.amount, newest.returned) == (Move.CAPTURED, part, 30 - part)


@pytest.mark.parametrize("amount", [31, -1])
async def test_a_part_is_never_more_than_was_held_nor_less_than_nothing(
    database: Database, rich: Account, amount: int
) -> None:
    await _hold(database, rich, "one", 30)
    with pytest.raises(InvalidInput, match="no more than the 30 that are held"):
        await _capture(database, "one", amount)
    assert await _balance(database, rich) == Balance(70, 30)


async def test_the_same_part_again_charges_once(database: Database, rich: Account) -> None:
    for generation, parts in {"one": (12, 12), "whole": (30, None), "all": (None, 30)}.items():
        await _hold(database, rich, generation, 30)
        for part in parts:
            await _capture(database, generation, part)
    assert await _balance(database, rich) == Balance(100 - 12 - 30 - 30, 0)


@pytest.mark.parametrize("other", [11, 13, None])
async def test_what_was_charged_in_part_is_never_charged_otherwise(
    database: Database, rich: Account, other: int | None
) -> None:
    await _hold(database, rich, "one", 30)
    await _capture(database, "one", 12)
    with pytest.raises(AlreadySettled, match=r"already captured: 0\.000012 of 0\.00003"):
        await _capture(database, "one", other)
    with pytest.raises(AlreadySettled):
        await _release(database, "one")
    assert await _balance(database, rich) == Balance(88, 0)


async def test_a_free_generation_is_held_and_settled_like_any_other(database: Database, ann: Account) -> None:
    await _hold(database, ann, "free", 0)
    await _capture(database, "free")
    with pytest.raises(AlreadySettled):
        await _release(database, "free")
    async with database.read() as view:
        assert [(entry.move, entry.amount) for entry in await store.entries(view, ann.id)] == [
            (Move.CAPTURED, 0),
            (Move.HELD, 0),
        ]


@pytest.mark.parametrize("table", [store.grants, store.holds, store.settlements, store.journal], ids=str)
async def test_history_is_neither_edited_nor_deleted_nor_replaced(
    database: Database, rich: Account, table: Table
) -> None:
    await _hold(database, rich, "one", 30)
    await _release(database, "one")
    fact = {column.name: column for column in table.columns}
    again = insert(table).from_select(list(fact), select(table))
    replaced = [again.prefix_with("OR REPLACE")] if database.url.startswith("sqlite") else []  # nobody else has it
    for change in (update(table).values(fact), delete(table), *replaced):
        with pytest.raises(IntegrityError):
            async with database.write() as transaction:
                await transaction.execute(change)
    assert await _balance(database, rich) == Balance(100, 0)


async def test_open_holds_are_found_for_every_account(database: Database, rich: Account, bob: Account) -> None:
    for generation in ("first", "second", "third"):
        await _hold(database, rich, generation, 10)
    await _hold(database, bob, "free", 0)
    await _capture(database, "second")
    async with database.read() as view:
        assert set(await store.unsettled(view)) == {"first", "third", "free"}


async def test_entries_say_what_each_was_for_newest_first(database: Database, rich: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _hold(database, rich, "two", 20)
    await _capture(database, "one")
    await _release(database, "two", Reason.CANCELLED)
    async with database.read() as view:
        entries = await store.entries(view, rich.id)
    assert [(e.move, e.amount, e.what, e.generation, e.reason, e.balance.available) for e in entries] == [
        (Move.RELEASED, 20, "Words for two", "two", Reason.CANCELLED, 70),
        (Move.CAPTURED, 30, "Words for one", "one", Reason.SUCCEEDED, 50),
        (Move.HELD, 20, "Words for two", "two", None, 50),
        (Move.HELD, 30, "Words for one", "one", None, 70),
        (Move.GRANTED, 100, "A gift", None, None, 100),
    ]
    assert all(entry.at > 0 for entry in entries)


async def test_entries_come_in_pages_and_to_their_owner_only(database: Database, rich: Account, bob: Account) -> None:
    await _hold(database, rich, "one", 30)
    await _hold(database, bob, "his", 0)
    await _capture(database, "one")
    async with database.read() as view:
        first = await store.entries(view, rich.id, limit=2)
        rest = await store.entries(view, rich.id, before=first[-1].id, limit=2)
    assert [entry.move for entry in first + rest] == [Move.CAPTURED, Move.HELD, Move.GRANTED]


async def test_the_command_adds_each_time_it_is_called(database: Database, ann: Account) -> None:
    await add(database, ann.id, "500")
    assert await add(database, ann.id, "0.5") == Balance(500_500_000, 0)


@pytest.fixture
async def studios(database: Database) -> AsyncIterator[tuple[Database, Database]]:
    """The same database opened twice, as by two processes: neither knows of the other's transactions."""
    second = Database(database.url)
    yield database, second
    await second.close()


async def test_of_many_holds_at_once_exactly_as_many_succeed_as_fit(
    studios: tuple[Database, Database], rich: Account
) -> None:
    tries = [_hold(studios[n % 2], rich, f"generation-{n}", 3) for n in range(60)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 33
    assert sum(isinstance(outcome, InsufficientCredits) for outcome in outcomes) == 27
    assert await _balance(studios[0], rich) == Balance(1, 99)


async def test_of_settlements_that_compete_exactly_one_counts(
    studios: tuple[Database, Database], rich: Account
) -> None:
    generations = [f"generation-{n}" for n in range(10)]
    for generation in generations:
        await _hold(studios[0], rich, generation, 10)
    rivals = [
        settle(studios[n % 2], generation)
        for settle, shift in ((_capture, 0), (_release, 1)) * 2
        for n, generation in enumerate(generations, shift)
    ]
    outcomes = await asyncio.gather(*rivals, return_exceptions=True)
    assert sum(isinstance(outcome, AlreadySettled) for outcome in outcomes) == 20
    assert sum(outcome is None for outcome in outcomes) == 20
    async with studios[0].read() as view:
        moves = [entry.move for entry in await store.entries(view, rich.id)]
    captured = moves.count(Move.CAPTURED)
    assert captured + moves.count(Move.RELEASED) == 10
    assert await _balance(studios[0], rich) == Balance(100 - 10 * captured, 0)


async def test_a_view_stays_as_it_was_when_it_was_opened(studios: tuple[Database, Database], rich: Account) -> None:
    async with studios[0].read() as view:
        before = await store.sums_of_facts(view, rich.id)
        await _hold(studios[1], rich, "one", 30)
        assert await store.sums_of_facts(view, rich.id) == before
        assert await store.sums_of_journal(view, rich.id) == before
        assert await store.balance(view, rich.id) == before.balance
