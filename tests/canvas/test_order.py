"""Order keys: there is always room, and everyone agrees on the order."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.canvas.order import is_order, order_between

CASES = json.loads((Path(__file__).parent.parent / "cases" / "order.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("before", "after", "expected"), CASES["between"])
def test_a_key_between(before: str | None, after: str | None, expected: str) -> None:
    assert order_between(before, after) == expected


@pytest.mark.parametrize("key", CASES["not_keys"])
def test_what_is_no_key_is_refused(key: str) -> None:
    assert not is_order(key)
    with pytest.raises(ValueError, match="is not an order key"):
        order_between(key, None)


def test_keys_must_be_given_in_order() -> None:
    with pytest.raises(ValueError, match="does not come before"):
        order_between("a1", "a1")


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=200))
def test_there_is_room_wherever_one_is_put(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, order_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(set(keys))
    assert all(is_order(key) for key in keys)


@pytest.mark.parametrize("at_end", [True, False])
def test_thousands_at_one_end_stay_short(at_end: bool) -> None:
    key = order_between(None, None)
    for _ in range(5000):
        longer = order_between(key, None) if at_end else order_between(None, key)
        assert (longer > key) == at_end
        key = longer
    assert len(key) <= 4


def test_thousands_in_the_same_gap_still_fit() -> None:
    low, high = "a0", "a1"
    for number in range(2000):
        middle = order_between(low, high)
        assert low < middle < high
        low, high = (middle, high) if number % 2 else (low, middle)


def test_the_ends_of_all_keys_leave_room() -> None:
    greatest, least = "z" + "z" * 26, "A" + "0" * 25 + "1"
    assert order_between(greatest, None) > greatest
    below = order_between(None, least)
    assert below < least
    assert order_between(None, below) < below
