"""What an interaction cost: its tokens at the entry's rates."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from headwater.models.model import Model


def charged(model: Model, usage: Any) -> Decimal | None:
    """US dollars; None where a sort of tokens has no rate, or the tokens are not told apart. Never a guess."""
    if not model.rates or not isinstance(usage, dict) or usage.get("total_cached_tokens"):
        return None
    counted = [*_counted(usage, "input"), *_counted(usage, "output"), ("output_text", _thoughts(usage))]
    if not any(number for _, number in counted) or not _complete(usage):
        return None
    if any(number and sort not in model.rates for sort, number in counted):
        return None
    return sum((model.rates[sort] * number for sort, number in counted if number), Decimal(0))


def _counted(usage: dict[str, Any], side: str) -> Iterator[tuple[str, int]]:
    for each in usage.get(f"{side}_tokens_by_modality") or []:
        match each:
            case {"modality": str() as sort, "tokens": int() as number}:
                yield f"{side}_{sort.lower()}", number


def _complete(usage: dict[str, Any]) -> bool:
    """Whether the sorts on each side make up all of its tokens."""
    totals = {side: usage.get(f"total_{side}_tokens") for side in ("input", "output")}
    return all(
        total is None or total == sum(number for _, number in _counted(usage, side)) for side, total in totals.items()
    )


def _thoughts(usage: dict[str, Any]) -> int:
    """Tokens of thinking, which cost as much as words put out."""
    number = usage.get("total_thought_tokens")
    return number if isinstance(number, int) else 0
