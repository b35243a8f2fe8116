"""What a generation costs: ordered rules, the first that matches wins, two decimals of a credit."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_UP, Decimal
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from headwater.models.frozen import Frozen
from headwater.platform.errors import HeadwaterError

CENT = Decimal("0.01")
"""The smallest step of a price: what is shown with two decimals is what is charged."""
MOST = Decimal(1_000_000_000)
"""Credits; a price beyond it comes from a slip in a setting or in an entry."""
BYTES_A_TOKEN = 3
"""UTF-8 bytes of a prompt that are counted as one token: English has about four, other scripts two to three."""
IMAGE_TOKENS, VIDEO_TOKENS, SOUND_TOKENS = 1600, 300, 35
"""Tokens that one picture, and one second of video or sound, are counted as: the most that the large providers name."""

Quantity = Literal[
    "request",
    "second",
    "item",
    "thousand_characters",
    "thousand_bytes",
    "input_token",
    "output_token",
    "input_image",
    "further_input_image",
    "input_video_second",
    "input_sound_second",
    "megapixel",
]


class NoPrice(HeadwaterError):
    """No rule prices this request. It is refused, so that nothing is ever free by accident."""

    code = "no_price"
    status = 422


@dataclass(frozen=True)
class Tariff:
    """What a provider's dollars cost here."""

    credits_per_dollar: Decimal = Decimal(100)
    markup: Decimal = Decimal(1)
    """What the provider's price is multiplied by."""

    def credits(self, usd: Decimal) -> Decimal:
        """Credits for an amount in US dollars."""
        return usd * self.credits_per_dollar * self.markup


@dataclass(frozen=True)
class Measured:
    """All of a request that a price may depend on."""

    mode: str
    settings: dict[str, Any]
    prompt: str = ""
    images: int = 0
    videos: int = 0
    sounds: int = 0
    video_seconds: float = 0
    """Of all connected videos together."""
    sound_seconds: float = 0

    @property
    def facts(self) -> dict[str, Any]:
        """What the conditions of a rule may name."""
        connected = {"images": self.images, "videos": self.videos, "sounds": self.sounds}
        return self.settings | {"mode": self.mode} | connected | {f"with_{k}": n > 0 for k, n in connected.items()}


class PricePart(Frozen):
    """An amount for one of each quantity in `per`: in credits, or in the provider's US dollars."""

    credits: Decimal | None = Field(default=None, ge=0)
    usd: Decimal | None = Field(default=None, ge=0)
    per: tuple[Quantity, ...] = ("request",)
    """What the amount is multiplied by."""

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.credits is None) == (self.usd is None):
            raise ValueError("give either `credits` or `usd`")
        return self

    def times(self, amount: Decimal | None, what: Measured) -> Decimal:
        """`amount` (credits or dollars of this part) for what was measured."""
        if amount is None:
            raise NoPrice("This price has not been worked out in credits.")
        return math.prod((_quantity(each, what) for each in self.per), start=amount)

    def at(self, tariff: Tariff) -> Self:
        """The same with its credits worked out."""
        return self if self.usd is None else self.model_copy(update={"credits": tariff.credits(self.usd)})


class PriceRule(PricePart):
    """One row of a price list."""

    when: dict[str, Any] = {}
    """Settings, `mode`, or what is connected (`images = 2`, `with_videos = true`); a list means any of its values."""
    plus: tuple[PricePart, ...] = ()
    """What is added."""
    until: date | None = None
    """The last day on which the provider asks this price."""

    def matches(self, facts: dict[str, Any], today: date) -> bool:
        """Whether every condition holds."""
        return (self.until is None or today <= self.until) and met(self.when, facts)

    def at(self, tariff: Tariff) -> Self:
        """The same with its credits worked out."""
        return super().at(tariff).model_copy(update={"plus": tuple(part.at(tariff) for part in self.plus)})


def met(when: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether every condition holds; a list means any of its values."""
    return all(facts.get(name) in (value if isinstance(value, list) else [value]) for name, value in when.items())


def price(rules: Iterable[PriceRule], what: Measured) -> Decimal:
    """The price in credits, with at most two decimals, rounded up so that little is never nothing. Raises `NoPrice`."""
    rule = _rule(rules, what)
    amount = sum((part.times(part.credits, what) for part in rule.plus), rule.times(rule.credits, what))
    if not 0 <= amount <= MOST:
        raise NoPrice(f"{amount} credits are no price. Check the settings.")
    return amount.quantize(CENT, ROUND_UP).normalize()


def cost(rules: Iterable[PriceRule], what: Measured) -> Decimal | None:
    """What the provider is expected to ask, in US dollars; None where the price is not in dollars. Raises `NoPrice`."""
    rule = _rule(rules, what)
    if rule.usd is None:
        return None
    return sum((part.times(part.usd, what) for part in rule.plus if part.usd is not None), rule.times(rule.usd, what))


def _rule(rules: Iterable[PriceRule], what: Measured) -> PriceRule:
    today, facts = datetime.now(UTC).date(), what.facts
    rule = next((rule for rule in rules if rule.matches(facts, today)), None)
    if rule is None:
        raise NoPrice(f"These settings have no price in mode `{what.mode}`. Choose others, or another model.")
    return rule


def _quantity(quantity: Quantity, what: Measured) -> Decimal:
    return Decimal(str(_QUANTITIES[quantity](what)))


def input_tokens(what: Measured) -> int:
    """The tokens of the prompt and all references, counted from above since no two models split words alike."""
    media = what.images * IMAGE_TOKENS + what.video_seconds * VIDEO_TOKENS + what.sound_seconds * SOUND_TOKENS
    return math.ceil(len(what.prompt.encode()) / BYTES_A_TOKEN + media)


def _megapixels(size: str) -> Decimal:
    width, times, height = size.partition("x")
    if not (times and width.isdecimal() and height.isdecimal()):
        raise NoPrice(f"The size `{size}` is no `WIDTHxHEIGHT`, so it has no price.")
    return Decimal(int(width) * int(height)) / 1_000_000


_QUANTITIES: dict[Quantity, Callable[[Measured], Any]] = {
    "request": lambda what: 1,
    "second": lambda what: what.settings["duration"],
    "item": lambda what: what.settings.get("count", 1),
    "thousand_characters": lambda what: Decimal(len(what.prompt)) / 1000,
    "thousand_bytes": lambda what: Decimal(len(what.prompt.encode())) / 1000,
    "input_token": input_tokens,
    "output_token": lambda what: what.settings["max_tokens"],
    "input_image": lambda what: what.images,
    "further_input_image": lambda what: max(what.images - 1, 0),
    "input_video_second": lambda what: what.video_seconds,
    "input_sound_second": lambda what: what.sound_seconds,
    "megapixel": lambda what: _megapixels(str(what.settings["size"])),
}
