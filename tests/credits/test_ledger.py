"""Credits are whole micro-credits inside and plain decimals outside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.credits.ledger import (
    LARGEST_ADDITION,
    Balance,
    CreditsChanged,
    InsufficientCredits,
    addition,
    micro,
    shown,
)
from headwater.platform.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "amount"),
    [("4", 4_000_000), ("0.35", 350_000), ("1000", 1_000_000_000), ("0", 0), ("0.000001", 1), ("12.5", 12_500_000)],
)
def test_amounts_are_written_as_short_as_they_can_be(text: str, amount: int) -> None:
    assert micro(text) == amount
    assert shown(amount) == text


def test_zeros_at_the_end_are_read_but_not_written() -> None:
    assert shown(micro("4.50")) == "4.5"


def test_a_decimal_is_read_without_its_exponent() -> None:
    assert micro(Decimal("1E+3")) == 1_000_000_000


@given(st.integers(0, 10**18 - 1))
def test_what_is_written_can_be_read_again(amount: int) -> None:
    assert micro(shown(amount)) == amount


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1e3", "0.0000001", "1.", ".5", "1,5", "NaN", "Infinity", " 1", "1\n", "٣", "1234567890123"],
)
def test_anything_else_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not an amount of credits"):
        micro(text)


@pytest.mark.parametrize("credits", [Decimal("-1"), Decimal("0.0000001"), Decimal("NaN"), Decimal("Infinity")])
def test_a_decimal_must_be_a_price_too(credits: Decimal) -> None:
    with pytest.raises(InvalidInput):
        micro(credits)


def test_an_amount_below_zero_is_never_shown() -> None:
    with pytest.raises(ValueError, match="never below 0"):
        shown(-1)


@pytest.mark.parametrize("credits", ["0", "0.000000", "1000000.000001"])
def test_an_addition_is_more_than_nothing_and_not_a_slip_of_the_finger(credits: str) -> None:
    with pytest.raises(InvalidInput, match="add more than 0, up to 1000000"):
        addition(credits)
    assert addition("1000000") == LARGEST_ADDITION


def test_too_few_credits_say_how_many_are_needed_and_how_many_are_left() -> None:
    refusal = InsufficientCredits(micro("12"), micro("5"))
    assert refusal.message == "Needs 12 credits, 5 left"
    assert refusal.details == {"needed": "12", "available": "5"}
    assert (refusal.code, refusal.status) == ("insufficient_credits", 402)
    assert InsufficientCredits(micro("1"), 0).message == "Needs 1 credit, 0 left"


def test_the_event_carries_what_the_header_shows() -> None:
    event = CreditsChanged.of(Balance(micro("988"), micro("12")))
    assert event.model_dump() == {"type": "credits", "balance": "988", "held": "12"}
