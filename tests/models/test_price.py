"""Prices: the first rule that matches, in two decimals, and nothing free by accident."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.models.price import Measured, NoPrice, PriceRule, price


def rule(credits: str, *per: Any, **when: Any) -> PriceRule:
    return PriceRule(credits=Decimal(credits), per=per or ("request",), when=when)


def test_the_first_rule_whose_conditions_all_hold_gives_the_price() -> None:
    rules = (rule("9", size="large", mode="edit"), rule("4", size=["large", "huge"]), rule("1"))
    assert price(rules, Measured("edit", {"size": "large"}, "")) == 9
    assert price(rules, Measured("create", {"size": "large"}, "")) == 4
    assert price(rules, Measured("create", {"size": "huge"}, "")) == 4
    assert price(rules, Measured("create", {"size": "small"}, "")) == 1


def test_quantities_are_multiplied() -> None:
    assert price((rule("0.5", "second", "item"),), Measured("create", {"duration": 8, "count": 3}, "")) == 12
    assert price((rule("0.5", "item"),), Measured("create", {}, "")) == Decimal("0.5")
    assert price((rule("2", "thousand_characters"),), Measured("speech", {}, "x" * 1500)) == 3


def test_without_a_rule_there_is_no_price() -> None:
    with pytest.raises(NoPrice, match="no price in mode `create`"):
        price((rule("4", size="small"),), Measured("create", {"size": "large"}, ""))


@pytest.mark.parametrize("duration", [-1, 1e12, float("1e300")])
def test_an_amount_that_nobody_can_mean_is_no_price(duration: float) -> None:
    with pytest.raises(NoPrice):
        price((rule("2.4", "second"),), Measured("create", {"duration": duration}, ""))


@given(st.decimals(min_value=0, max_value=1000, places=6), st.integers(min_value=0, max_value=100_000))
def test_a_price_has_two_decimals_and_is_never_below_the_exact_amount(credits: Decimal, length: int) -> None:
    found = price((PriceRule(credits=credits, per=("thousand_characters",)),), Measured("speech", {}, "x" * length))
    exact = credits * length / 1000
    assert exact <= found < exact + Decimal("0.01")
    assert found == found.quantize(Decimal("0.01"))
