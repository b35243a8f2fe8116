"""Spending limits: what they leave, when a day begins, and what is refused."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.accounts.account import Account
from headwater.credits import store
from headwater.credits.ledger import InsufficientCredits, Reason, micro
from headwater.credits.limits import Left, Limit, Limits, OverLimit, day
from headwater.platform.database import Database

BERLIN = ZoneInfo("Europe/Berlin")
"""Its clocks go forward on 29 March and back on 25 October 2026."""


def moment(words: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> int:
    """Milliseconds since 1970 of a time on the wall of a zone."""
    return int(datetime.fromisoformat(words).replace(tzinfo=zone, fold=fold).timestamp() * 1000)


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
async def rich(database: Database, ann: Account) -> Account:
    """Ann with 1,000 micro-credits."""
    async with database.write() as transaction:
        await store.grant(transaction, ann.id, "gift", 1000, "A gift")
    return ann


async def _limit(database: Database, account: Account, day: int | None = None, **canvases: int) -> None:
    async with database.write() as transaction:
        await store.set_limits(transaction, account.id, Limits(day, canvases))


async def _hold(
    database: Database, account: Account, generation: str, amount: int, canvas: str = "pier", *, at: int | None = None
) -> None:
    async with database.write() as transaction:
        await store.hold(transaction, account.id, generation, amount, "A picture", canvas, at)


async def _left(database: Database, account: Account, canvas: str = "pier", at: int | None = None) -> int | None:
    async with database.read() as view:
        return (await store.left(view, account.id, canvas, at)).amount


@pytest.mark.parametrize(
    ("at", "on"),
    [
        (moment("2026-07-01 00:00"), "2026-07-01"),
        (moment("2026-07-01 00:00") - 1, "2026-06-30"),
        (moment("2026-03-29 00:00"), "2026-03-29"),
        (moment("2026-03-29 00:00") + 23 * 3_600_000, "2026-03-30"),
        (moment("2026-10-25 00:00") + 25 * 3_600_000 - 1, "2026-10-25"),
        (moment("2026-10-25 02:30", fold=1), "2026-10-25"),
    ],
    ids=["midnight", "just before", "short day", "after a short day", "end of a long day", "the hour that comes twice"],
)
def test_a_day_begins_at_midnight_and_has_as_many_hours_as_the_clock_says(at: int, on: str) -> None:
    assert day(at, BERLIN) == on


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_a_moment_counts_for_the_date_on_the_wall(moment: datetime) -> None:
    assert day(int(moment.timestamp() * 1000), BERLIN) == moment.astimezone(BERLIN).date().isoformat()


def test_the_limit_that_leaves_least_is_told_with_what_it_leaves() -> None:
    left = Left((Limit("day", micro("50"), micro("47")), Limit("pier", micro("20"), micro("0.5"))))
    refusal = left.refusal(micro("12"))
    assert refusal
    assert (refusal.code, refusal.status) == ("over_limit", 402)
    assert refusal.message == "Needs 12 credits, today's limit leaves 3. Change it under Credits"
    assert refusal.details == {"limit": "day", "amount": "50", "left": "3", "needed": "12"}
    assert left.refusal(micro("3")) is None


def test_the_limit_of_a_canvas_has_its_own_words() -> None:
    refusal = Left((Limit("pier", micro("20"), micro("25")),)).refusal(micro("1"))
    assert refusal
    assert refusal.message == "Needs 1 credit, this canvas's limit leaves 0. Change it under Credits"
    assert refusal.details["limit"] == "canvas"


def test_what_is_free_is_within_any_limit() -> None:
    assert Left((Limit("day", 0, 5),)).refusal(0) is None
    assert Left().refusal(10**18) is None
    assert Left().amount is None


async def test_a_limit_takes_all_but_no_more_than_all(database: Database, rich: Account) -> None:
    await _limit(database, rich, 100)
    await _hold(database, rich, "one", 60)
    with pytest.raises(OverLimit, match=r"today's limit leaves 0\.00004"):
        await _hold(database, rich, "two", 41)
    await _hold(database, rich, "three", 40)
    assert await _left(database, rich) == 0


async def test_a_canvas_has_its_limit_and_others_have_none(database: Database, rich: Account) -> None:
    await _limit(database, rich, pier=30)
    with pytest.raises(OverLimit, match="this canvas's limit"):
        await _hold(database, rich, "one", 31, "pier")
    await _hold(database, rich, "two", 31, "boat")
    assert (await _left(database, rich, "pier"), await _left(database, rich, "boat")) == (30, None)


async def test_both_limits_hold_at_once(database: Database, rich: Account) -> None:
    await _limit(database, rich, 50, pier=30)
    await _hold(database, rich, "one", 30, "pier")
    for canvas, amount in (("pier", 1), ("boat", 21)):
        with pytest.raises(OverLimit):
            await _hold(database, rich, "two", amount, canvas)
    await _hold(database, rich, "three", 20, "boat")


async def test_the_balance_is_told_before_a_limit(database: Database, rich: Account) -> None:
    await _limit(database, rich, 10)
    with pytest.raises(InsufficientCredits):
        await _hold(database, rich, "one", 1001)


async def test_what_came_back_can_be_spent_again(database: Database, rich: Account) -> None:
    await _limit(database, rich, 100, pier=100)
    await _hold(database, rich, "failed", 60)
    await _hold(database, rich, "part", 40)
    async with database.write() as transaction:
        await store.release(transaction, "failed", Reason.FAILED)
        await store.capture(transaction, "part", 15)
    assert await _left(database, rich) == 85
    await _hold(database, rich, "again", 85)


async def test_a_limit_below_what_is_spent_leaves_nothing_and_stops_nothing_under_way(
    database: Database, rich: Account
) -> None:
    await _hold(database, rich, "one", 60)
    await _limit(database, rich, 10)
    assert await _left(database, rich) == 0
    async with database.write() as transaction:
        await store.capture(transaction, "one")
    with pytest.raises(OverLimit):
        await _hold(database, rich, "two", 1)


async def test_a_limit_of_nothing_lets_only_what_is_free_pass(database: Database, rich: Account) -> None:
    await _limit(database, rich, 0)
    await _hold(database, rich, "free", 0)
    with pytest.raises(OverLimit):
        await _hold(database, rich, "paid", 1)


async def test_a_limit_that_is_taken_away_holds_nothing_back(database: Database, rich: Account) -> None:
    await _limit(database, rich, 10, pier=10)
    await _limit(database, rich)
    await _hold(database, rich, "one", 1000)


async def test_the_same_hold_again_is_a_no_op_also_when_the_limit_is_used_up(database: Database, rich: Account) -> None:
    await _limit(database, rich, 60)
    await _hold(database, rich, "one", 60)
    await _hold(database, rich, "one", 60)
    assert await _left(database, rich) == 0


async def test_nobody_spends_under_the_limits_of_others(database: Database, rich: Account, bob: Account) -> None:
    async with database.write() as transaction:
        await store.grant(transaction, bob.id, "his", 100, "His own")
    await _limit(database, rich, 10, pier=10)
    await _hold(database, bob, "his", 100)
    assert (await _left(database, rich), await _left(database, bob)) == (10, None)


@pytest.mark.usefixtures("in_berlin")
async def test_each_day_has_its_own_credits_from_midnight_on(database: Database, rich: Account) -> None:
    await _limit(database, rich, 100)
    evening, midnight = moment("2026-07-01 23:59:59"), moment("2026-07-02 00:00")
    await _hold(database, rich, "one", 100, at=evening)
    with pytest.raises(OverLimit):
        await _hold(database, rich, "two", 1, at=midnight - 1)
    await _hold(database, rich, "three", 100, at=midnight)
    assert [await _left(database, rich, at=at) for at in (evening, midnight)] == [0, 0]


@pytest.mark.usefixtures("in_berlin")
async def test_what_began_before_midnight_counts_for_its_day_whenever_it_ends(
    database: Database, rich: Account
) -> None:
    await _limit(database, rich, 100)
    evening, morning = moment("2026-07-01 23:59"), moment("2026-07-02 09:00")
    await _hold(database, rich, "one", 70, at=evening)
    async with database.write() as transaction:
        await store.capture(transaction, "one")
    assert [await _left(database, rich, at=at) for at in (evening, morning)] == [30, 100]


@pytest.mark.usefixtures("in_berlin")
async def test_the_day_on_which_the_clock_goes_back_is_one_day_of_25_hours(database: Database, rich: Account) -> None:
    await _limit(database, rich, 100)
    await _hold(database, rich, "one", 50, at=moment("2026-10-25 02:30", fold=0))
    await _hold(database, rich, "two", 50, at=moment("2026-10-25 02:30", fold=1))
    with pytest.raises(OverLimit):
        await _hold(database, rich, "three", 1, at=moment("2026-10-25 00:00") + 25 * 3_600_000 - 1)
    await _hold(database, rich, "four", 100, at=moment("2026-10-25 00:00") + 25 * 3_600_000)


@pytest.mark.usefixtures("in_berlin")
async def test_setting_the_clock_back_gives_no_credits_twice(database: Database, rich: Account) -> None:
    await _limit(database, rich, 100)
    await _hold(database, rich, "one", 100, at=moment("2026-07-01 23:00"))
    await _hold(database, rich, "two", 100, at=moment("2026-07-02 00:10"))
    for words in ("2026-07-01 23:30", "2026-07-02 00:20"):
        with pytest.raises(OverLimit):
            await _hold(database, rich, "three", 1, at=moment(words))


async def test_of_many_holds_at_once_exactly_as_many_succeed_as_the_limits_let(
    database: Database, rich: Account
) -> None:
    await _limit(database, rich, 50, pier=20)
    second = Database(database.url)  # as another process: neither knows of the other's transactions
    studios = (database, second)
    tries = [_hold(studios[n % 2], rich, f"{canvas}-{n}", 3, canvas) for n in range(20) for canvas in ("pier", "boat")]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    await second.close()
    assert sum(outcome is None for outcome in outcomes) == 50 // 3
    assert sum(isinstance(outcome, OverLimit) for outcome in outcomes) == 40 - 50 // 3
    async with database.read() as view:
        spending = await store.spending(view, rich.id)
    spent = {limit.scope: limit.spent for limit in spending.limits}
    assert spent["day"] == spending.today == 48
    assert spent["pier"] <= 18
