"""What the doctor found out about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    name: str
    """The thing, as people call it."""
    works: bool
    says: str
    """What is so; never a secret."""
    todo: str = ""
    """What to do about it; empty when it works, or when `says` tells it already."""


def well(name: str, says: str) -> Finding:
    """It works."""
    return Finding(name, True, says)


def ill(name: str, says: str, todo: str) -> Finding:
    """It does not work; `todo` says what helps."""
    return Finding(name, False, says, todo)
