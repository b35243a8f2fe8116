"""What the doctor has a child process do. Standard library only."""

import time


def answer() -> str:
    """Show that a child starts, works and answers."""
    return "here"


def hang(seconds: float) -> None:
    """Take longer than is allowed."""
    time.sleep(seconds)


def reserve(amount: int) -> int:
    """Ask for more memory than is allowed: `amount` bytes, which are never touched."""
    return len(bytearray(amount))
