"""What a generation costs: ordered rules, the first that matches wins, two decimals of a credit."""

from decimal import ROUND_UP, Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from headwater.platform.errors import HeadwaterError

CENT = Decimal("0.01")
"""The smallest step of a price: what is shown with two decimals is what is charged."""
MOST = Decimal(1_000_000_000)
"""Credits; a price beyond it comes from a slip in a setting or in an entry."""

Quantity = Literal["request", "second", "item", "thousand_characters"]


class NoPrice(HeadwaterError):
    """No rule prices this request. It is refused, so that nothing is ever free by accident."""

    code = "no_price"
    status = 422


class PriceRule(BaseModel):
    """One row of a price list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: dict[str, Any] = {}
    """Settings (and `mode`) that must have these values; a list means any of them."""
    credits: Decimal = Field(ge=0)
    """Credits for one of each quantity in `per`."""
    per: tuple[Quantity, ...] = ("request",)
    """What the credits are multiplied by."""

    def matches(self, facts: dict[str, Any]) -> bool:
        """Whether every condition holds."""
        return all(
            facts.get(name) in (value if isinstance(value, list) else [value]) for name, value in self.when.items()
        )


def price(rules: tuple[PriceRule, ...], mode: str, settings: dict[str, Any], prompt: str) -> Decimal:
    """The price in credits, with at most two decimals, rounded up so that little is never nothing. Raises `NoPrice`."""
    facts = {**settings, "mode": mode}
    rule = next((rule for rule in rules if rule.matches(facts)), None)
    if rule is None:
        raise NoPrice(f"These settings have no price in mode `{mode}`. Choose others, or another model.")
    amount = rule.credits
    for quantity in rule.per:
        amount *= _quantity(quantity, settings, prompt)
    if not 0 <= amount <= MOST:
        raise NoPrice(f"{amount} credits are no price. Check the settings.")
    return amount.quantize(CENT, ROUND_UP).normalize()


def _quantity(quantity: Quantity, settings: dict[str, Any], prompt: str) -> Decimal:
    match quantity:
        case "request":
            return Decimal(1)
        case "second":
            return Decimal(str(settings["duration"]))
        case "item":
            return Decimal(str(settings.get("count", 1)))
        case "thousand_characters":
            return Decimal(len(prompt)) / 1000
