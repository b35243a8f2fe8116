"""Prices in a provider's dollars: what they come to in credits, with parts, tokens, conditions and ends."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from headwater.models.price import Measured, NoPrice, PricePart, PriceRule, Tariff, cost, input_tokens, price

TODAY = datetime.now(UTC).date()


def rule(usd: str, *per: Any, **more: Any) -> PriceRule:
    return PriceRule(usd=Decimal(usd), per=per or ("request",), **more).at(Tariff())


def measured(**more: Any) -> Measured:
    return Measured(**({"mode": "create", "settings": {}} | more))


def test_a_dollar_is_as_many_credits_as_the_tariff_says_with_its_mark_up() -> None:
    listed = PriceRule(usd=Decimal("0.134"))
    assert price([listed.at(Tariff())], measured()) == Decimal("13.4")
    assert price([listed.at(Tariff(Decimal(1000), Decimal("1.5")))], measured()) == 201
    assert cost([listed.at(Tariff(Decimal(1000), Decimal("1.5")))], measured()) == Decimal("0.134")


def test_what_is_free_here_has_no_cost_in_dollars() -> None:
    assert cost([PriceRule(credits=Decimal(4))], measured()) is None


def test_a_price_that_was_never_worked_out_is_refused_rather_than_free() -> None:
    with pytest.raises(NoPrice):
        price([PriceRule(usd=Decimal(1))], measured())


def test_parts_are_added() -> None:
    more = PricePart(usd=Decimal("0.003"), per=("further_input_image",))
    assert price([rule("0.045", plus=(more,))], measured(images=3)) == Decimal("5.1")
    assert cost([rule("0.045", plus=(more,))], measured(images=3)) == Decimal("0.051")


def test_what_is_connected_is_a_condition_like_a_setting() -> None:
    rules = [rule("0.094", "second", when={"with_videos": True}), rule("0.157", "second", when={"images": [0, 1]})]
    assert price(rules, measured(settings={"duration": 10}, videos=1)) == 94
    assert price(rules, measured(settings={"duration": 10}, images=1)) == 157
    with pytest.raises(NoPrice):
        price(rules, measured(settings={"duration": 10}, images=2))


def test_a_price_that_has_ended_gives_way_to_the_next() -> None:
    ended, now = TODAY - timedelta(days=1), TODAY
    assert price([rule("1", until=ended), rule("2")], measured()) == 200
    assert price([rule("1", until=now), rule("2")], measured()) == 100


def test_tokens_are_the_counted_input_and_the_declared_limit_of_the_output() -> None:
    out = PricePart(usd=Decimal("0.00001"), per=("output_token",))
    rules = [rule("0.000002", "input_token", plus=(out,))]
    asked = measured(prompt="x" * 3000, settings={"max_tokens": 2000})
    assert cost(rules, asked) == Decimal("0.022")
    assert price(rules, asked) == Decimal("2.2")


@given(st.text(max_size=200), st.integers(0, 5))
def test_more_words_and_more_pictures_never_count_less(words: str, images: int) -> None:
    fewer = input_tokens(measured(prompt=words, images=images))
    assert input_tokens(measured(prompt=words + "a word", images=images)) > fewer
    assert input_tokens(measured(prompt=words, images=images + 1)) > fewer


@pytest.mark.parametrize(
    ("quantity", "more", "amount"),
    [
        ("megapixel", {"settings": {"size": "2000x1000"}}, 2),
        ("input_image", {"images": 3}, 3),
        ("input_video_second", {"video_seconds": 7.5}, Decimal("7.5")),
        ("input_sound_second", {"sound_seconds": 4}, 4),
        ("thousand_bytes", {"prompt": "é" * 500}, 1),
        ("item", {"settings": {"count": 3}}, 3),
    ],
)
def test_each_quantity_is_what_it_is_called(quantity: Any, more: dict[str, Any], amount: Any) -> None:
    assert cost([rule("1", quantity)], measured(**more)) == amount


@pytest.mark.parametrize("size", ["large", "10x", "axb"])
def test_a_size_that_is_none_has_no_price(size: str) -> None:
    with pytest.raises(NoPrice):
        price([rule("1", "megapixel")], measured(settings={"size": size}))


@pytest.mark.parametrize("amounts", [{}, {"credits": 1, "usd": 1}, {"usd": -1}])
def test_a_rule_names_credits_or_dollars(amounts: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        PriceRule(**amounts)  # type: ignore[arg-type]
