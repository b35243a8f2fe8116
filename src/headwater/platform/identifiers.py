"""Opaque ids and the clock: nothing outside may read meaning into either."""

import time
import uuid


def new_id() -> str:
    """A fresh id: 32 lower-case hexadecimal characters."""
    return uuid.uuid4().hex


def now() -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000
