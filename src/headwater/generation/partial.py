"""What is charged where only a part came: a share of the price that was shown, never more. No I/O.

Why so: `docs/decisions/partial.md`.
"""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from headwater.models.adapter import Call, Output
from headwater.models.price import BYTES_A_TOKEN, CENT, NoPrice, cost, price

NOTHING, ALL = Decimal(0), Decimal(1)


def share(call: Call, output: Output) -> Decimal:
    """The share of its price that a part is charged, 0 to 1.

    What the provider says it asked, against what it was expected to ask for the whole; else how much came, where the
    adapter knows; else the same price worked out for as many tokens as came. A price that knows no tokens is for the
    whole alone, and nothing of it is charged.
    """
    found = _of_the_dollars(call, output)
    found = output.share if found is None else found
    found = _of_the_tokens(call, output) if found is None else found
    return min(max(found, NOTHING), ALL)


def charged(held: int, part: Decimal) -> int:
    """Micro-credits of what is held, in whole cents of a credit, rounded down: in favour of who pays."""
    cent = int(CENT * 1_000_000)
    return int((held * part / cent).to_integral_value(ROUND_DOWN)) * cent


def _of_the_dollars(call: Call, output: Output) -> Decimal | None:
    if output.charged is None or call.measured is None:
        return None
    try:
        expected = cost(call.model.prices, call.measured)
    except NoPrice:
        return None
    return output.charged / expected if expected else None


def _of_the_tokens(call: Call, output: Output) -> Decimal:
    """As if the longest answer that was set had been as long as what came."""
    what = call.measured
    if what is None or "max_tokens" not in what.settings:
        return NOTHING
    came = len((output.text or "").encode()) // BYTES_A_TOKEN
    shorter = replace(what, settings=what.settings | {"max_tokens": came})
    try:
        whole, part = price(call.model.prices, what), price(call.model.prices, shorter)
    except NoPrice:
        return NOTHING
    return part / whole if 0 < part < whole else NOTHING
