"""What an answer says that it cost."""

import math
from decimal import Decimal
from typing import Any

from headwater.models.model import Model

_COUNTS = {
    "input_text": ("input_tokens_details", "text_tokens"),
    "input_image": ("input_tokens_details", "image_tokens"),
    "output_text": ("output_tokens_details", "text_tokens"),
    "output_image": ("output_tokens_details", "image_tokens"),
}
"""Where OpenAI's usage counts each sort of token."""


def charged(model: Model, usage: Any) -> Decimal | None:
    """US dollars: the amount that the usage names, else its tokens at the model's rates; None where neither is told."""
    match usage:
        case {"cost": float() | int() as cost} if math.isfinite(cost) and not isinstance(cost, bool):
            return Decimal(str(cost))
        case {"input_tokens_details": dict()} if model.rates:
            return sum((model.rates.get(sort, Decimal(0)) * _count(usage, sort) for sort in _COUNTS), Decimal(0))
    return None


def _count(usage: dict[str, Any], sort: str) -> int:
    """Tokens of one sort. Without details, all that comes out is picture."""
    table, name = _COUNTS[sort]
    inside = usage.get(table)
    whole = usage.get("output_tokens") if sort == "output_image" else None
    found = inside.get(name) if isinstance(inside, dict) else whole
    return found if isinstance(found, int) else 0
