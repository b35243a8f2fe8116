"""Order keys: text that sorts, with room for another key before, after or between any two.

A key is an integer of growing length and a fraction, in base 62: `a0` `a1` … `az` `b00` … upwards, `Zz` `Zy` …
downwards, `a0V` between `a0` and `a1`. Keys compare by code unit, so every database and language agrees. The scheme is
that of David Greenspan, "Implementing Fractional Indexing" (2020).
"""

import string

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""The digits 0 to 61, ascending by code unit."""
_LEAST = "A" + DIGITS[0] * 26
_GREATEST = "z" + DIGITS[-1] * 26


def is_order(key: object) -> bool:
    """Whether `key` is an order key that others can be put before, after and between."""
    if not isinstance(key, str) or len(key) < 2 or not set(key) <= set(DIGITS):
        return False
    return key[0].isalpha() and len(key) >= _width(key) and key != _LEAST and not key[_width(key) :].endswith("0")


def order_between(before: str | None, after: str | None) -> str:
    """A key above `before` and below `after`; None stands for the beginning or the end.

    Raises ValueError if `before` is not below `after`, or one of them is no order key.
    """
    for key in (before, after):
        if key is not None and not is_order(key):
            raise ValueError(f"`{key}` is not an order key.")
    if before is not None and after is not None and before >= after:
        raise ValueError(f"`{before}` does not come before `{after}`.")
    if after is None:
        return _above(before) if before else "a0"
    return _below(after) if before is None else _inside(before, after)


def _width(key: str) -> int:
    """How many characters the integer of `key` has: its first one says so."""
    return ord(key[0]) - ord("a") + 2 if key[0].islower() else ord("Z") - ord(key[0]) + 2


def _above(key: str) -> str:
    whole, fraction = key[: _width(key)], key[_width(key) :]
    return whole + _middle(fraction, None) if whole == _GREATEST else _step(whole, 1)


def _below(key: str) -> str:
    whole, fraction = key[: _width(key)], key[_width(key) :]
    if fraction:
        return whole if whole != _LEAST else whole + _middle("", fraction)
    lower = _step(whole, -1)
    return lower + _middle("", None) if lower == _LEAST else lower


def _inside(before: str, after: str) -> str:
    low, high = before[: _width(before)], after[: _width(after)]
    fraction = before[_width(before) :]
    if low == high:
        return low + _middle(fraction, after[_width(after) :])
    above = _above(before)
    return above if above < after else low + _middle(fraction, None)


def _step(whole: str, by: int) -> str:
    """The integer after (`by` 1) or before (`by` -1) `whole`, which is not the last one on that side."""
    head, digits = whole[0], list(whole[1:])
    full, empty = (DIGITS[-1], DIGITS[0]) if by > 0 else (DIGITS[0], DIGITS[-1])
    for place in reversed(range(len(digits))):
        if digits[place] != full:
            digits[place] = DIGITS[DIGITS.index(digits[place]) + by]
            return head + "".join(digits)
        digits[place] = empty
    crossing = {("Z", 1): "a", ("a", -1): "Z"}
    head = crossing.get((head, by), chr(ord(head) + by))
    return head + empty * (_width(head) - 1)


def _middle(low: str, high: str | None) -> str:
    """A fraction above `low` and below `high` (None: below 1); neither ends in a zero, nor does the answer."""
    if high is not None:
        same = _shared(low, high)
        if same:
            return high[:same] + _middle(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else len(DIGITS)
    if last - first > 1:
        return DIGITS[(first + last + 1) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], None)


def _shared(low: str, high: str) -> int:
    """How many leading digits both have, where `low` goes on with zeros."""
    for place, digit in enumerate(high):
        if digit != (low[place] if place < len(low) else DIGITS[0]):
            return place
    return len(high)
