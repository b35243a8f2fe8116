"""Waiting for what is bound to happen, for whatever the browser's own waiting does not see."""

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds for what takes a moment, on a busy machine."""
AGAIN = 0.05
"""Seconds between two looks."""


def until(there: Callable[[], bool], seconds: float, what: Callable[[], str]) -> None:
    """Return once `there()` holds; fail with `what()` if it still does not after `seconds`."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"Waited {seconds:g} s in vain until {what()}"
        time.sleep(AGAIN)
