"""An account: who owns canvases, assets and credits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """Somebody who works here. On one machine there is exactly one: the owner."""

    id: str
    """Opaque id."""
    name: str
    """What others see; never empty."""
