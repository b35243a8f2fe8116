"""Rows of words under each other, for people who read a terminal."""

from collections.abc import Sequence

GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line for each row, its columns as wide as the widest word in them."""
    widths = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    return [GAP.join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def count(number: int, what: str) -> str:
    """`1 model`, `2 models`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def credits(amount: str | None) -> str:
    """A price in words; one that only the settings tell has none."""
    match amount:
        case None:
            return "by its settings"
        case "0":
            return "free"
        case "1":
            return "1 credit"
        case _:
            return f"{amount} credits"
