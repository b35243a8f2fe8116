"""The proof: every credit that was ever held is delivered, returned or pending, with the generation behind it."""

import pytest
from sqlalchemy import text

from headwater.credits import store as credits
from headwater.credits.ledger import Balance, Reason
from headwater.credits.proof import Sums, doubts
from headwater.generation.generation import State
from headwater.generation.proof import doubt
from tests.desk import Desk, Json, node
from tests.generation.work import held_up, somebody_else


async def proof(desk: Desk) -> Json:
    """The whole of it."""
    return await desk.get("/api/credits/proof")


async def holds(desk: Desk, query: str = "") -> list[Json]:
    """A page of holds."""
    found: list[Json] = await desk.get(f"/api/credits/proof/holds{query}")
    return found


async def busy(desk: Desk) -> str:
    """A canvas on which a picture came, one failed, and one is under way."""
    refused = {"outcome": "content_policy"}
    canvas = await desk.canvas(
        [
            node("came", "image", prompt="A pier"),
            node("failed", "image", prompt="Fog", settings=refused),
            node("going", "image", prompt="Rain"),
        ]
    )
    await desk.generate(canvas, "came")
    await desk.generate(canvas, "failed")
    held_up(desk)
    assert (await desk.press(canvas, "going")).status_code == 202
    return canvas


async def test_a_new_account_proves_what_it_was_given(desk: Desk) -> None:
    assert await proof(desk) == {
        "agrees": True,
        "doubts": [],
        "granted": "1000",
        "held": "0",
        "pending": "0",
        "delivered": "0",
        "returned": "0",
        "balance": "1000",
        "count": {"pending": 0, "delivered": 0, "returned": 0},
        "entries": 1,
    }


async def test_every_credit_that_was_held_is_delivered_returned_or_pending(desk: Desk) -> None:
    await busy(desk)
    told = await proof(desk)
    assert (told["agrees"], told["doubts"]) == (True, [])
    assert [told[name] for name in ("held", "pending", "delivered", "returned", "balance")] == [
        "12",
        "4",
        "4",
        "4",
        "992",
    ]
    assert told["count"] == {"pending": 1, "delivered": 1, "returned": 1}
    assert told["entries"] == 1 + 3 + 2


async def test_each_hold_comes_with_its_generation_newest_first(desk: Desk) -> None:
    canvas = await busy(desk)
    going, failed, came = await holds(desk)
    assert [(each["node"], each["state"], each["outcome"], each["reason"]) for each in (going, failed, came)] == [
        ("going", going["state"], "pending", None),
        ("failed", "failed", "returned", "failed"),
        ("came", "succeeded", "delivered", "succeeded"),
    ]
    assert going["state"] in ("queued", "running")
    assert {each["canvas"] for each in (going, failed, came)} == {canvas}
    assert [(each["held"], each["delivered"], each["returned"]) for each in (going, failed, came)] == [
        ("4", "0", "0"),
        ("4", "0", "4"),
        ("4", "4", "0"),
    ]
    assert came["generation"] == (await desk.get("/api/generations"))[-1]["id"]
    assert came["doubt"] is None


async def test_holds_come_in_pages_and_by_what_became_of_them(desk: Desk) -> None:
    await busy(desk)
    first = await holds(desk, "?limit=2")
    rest = await holds(desk, f"?limit=2&before={first[-1]['id']}")
    assert [each["node"] for each in first + rest] == ["going", "failed", "came"]
    for outcome, name in (("pending", "going"), ("returned", "failed"), ("delivered", "came")):
        assert [each["node"] for each in await holds(desk, f"?outcome={outcome}")] == [name]


async def test_what_was_charged_in_part_is_delivered_in_part_and_returned_in_part(desk: Desk) -> None:
    account = desk.studio.owner.id
    async with desk.studio.database.write() as tx:
        await credits.hold(tx, account, "broken-off", 4_000_000, "A text", "elsewhere")
        await credits.capture(tx, "broken-off", 1_500_000)
    told = await proof(desk)
    assert [told[name] for name in ("held", "delivered", "returned", "balance")] == ["4", "1.5", "2.5", "998.5"]
    (only,) = await holds(desk)
    assert [only[name] for name in ("outcome", "held", "delivered", "returned")] == ["delivered", "4", "1.5", "2.5"]


async def test_credits_that_were_charged_for_nothing_are_told(desk: Desk) -> None:
    async with desk.studio.database.write() as tx:
        await credits.hold(tx, desk.studio.owner.id, "nobody", 4_000_000, "Something", "elsewhere")
        await credits.capture(tx, "nobody")
    told = await proof(desk)
    words = "Credits were charged for a generation that did not succeed."
    assert (told["agrees"], told["doubts"]) == (False, [f"{words} (1)"])
    assert [(each["node"], each["state"], each["doubt"]) for each in await holds(desk)] == [(None, None, words)]


async def test_a_generation_that_nothing_was_held_for_is_told(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A pier", settings={"outcome": "content_policy"})])
    await desk.generate(canvas, "it")
    async with desk.studio.database.write() as tx:
        await tx.execute(text("UPDATE generations SET id = 'another'"))
    assert (await proof(desk))["doubts"] == ["There are generations for which nothing was ever held. (1)"]


async def test_the_costs_tell_what_was_charged_of_a_part(desk: Desk) -> None:
    await desk.generate(await desk.canvas([node("it", "image", prompt="A pier")]), "it")
    for charged, shown in ((None, "4"), (1_500_000, "1.5")):
        async with desk.studio.database.write() as tx:
            await tx.execute(text("UPDATE generations SET cost_expected = 9, charged = :it"), {"it": charged})
        (cost,) = (await desk.get("/api/costs"))["generations"]
        assert cost["credits"] == shown


async def test_everyone_sees_the_proof_of_their_own_credits(desk: Desk) -> None:
    await busy(desk)
    async with somebody_else(desk) as other:
        assert (await proof(other))["held"] == "0"
        assert await holds(other) == []


RIGHT = Sums(granted=100, held=60, delivered=30, returned=10, moves=9)


def test_books_that_agree_raise_no_doubt() -> None:
    assert list(doubts(RIGHT, RIGHT, Balance(50, 20))) == []


@pytest.mark.parametrize("name", ["granted", "held", "delivered", "returned"])
def test_a_journal_that_says_something_else_is_told(name: str) -> None:
    other = Sums(**{**vars(RIGHT), name: getattr(RIGHT, name) + 1})
    (only,) = doubts(RIGHT, other, Balance(50, 20))
    assert name in only
    assert "the journal says" in only


def test_an_entry_too_many_is_told() -> None:
    other = Sums(**{**vars(RIGHT), "moves": 10})
    assert list(doubts(RIGHT, other, Balance(50, 20))) == [
        "There were 9 moves of credits, but the journal has 10 entries."
    ]


@pytest.mark.parametrize("balance", [Balance(51, 20), Balance(50, 19), Balance(-1, 20)])
def test_a_balance_that_is_not_what_it_should_be_is_told(balance: Balance) -> None:
    (only,) = doubts(RIGHT, RIGHT, balance)
    assert only.startswith("The balance is")
    assert only.endswith("but it should be 0.00005 with 0.00002 held.")


@pytest.mark.parametrize(
    ("state", "reason", "right"),
    [
        (State.QUEUED, None, True),
        (State.RUNNING, None, True),
        (State.SUCCEEDED, Reason.SUCCEEDED, True),
        (State.FAILED, Reason.FAILED, True),
        (State.CANCELLED, Reason.CANCELLED, True),
        (State.UNKNOWN, Reason.UNKNOWN, True),
        (None, Reason.SWEPT, True),
        (None, None, False),
        (State.SUCCEEDED, None, False),
        (State.FAILED, Reason.SUCCEEDED, False),
        (None, Reason.SUCCEEDED, False),
        (State.SUCCEEDED, Reason.FAILED, False),
        (State.RUNNING, Reason.SWEPT, False),
    ],
)
def test_a_generation_and_its_credits_end_alike(state: State | None, reason: Reason | None, right: bool) -> None:
    assert (doubt(state, reason) is None) is right
