"""What the panel of one node depends on, and what is picked in it. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from headwater.assets.asset import Asset
from headwater.canvas.document import CanvasNode, Snapshot
from headwater.credits.ledger import micro
from headwater.credits.limits import Left
from headwater.generation.behind import Behind, Made
from headwater.models.model import Mode, Model
from headwater.models.registry import Registry


@dataclass(frozen=True)
class Situation:
    """All that a panel depends on."""

    document: Snapshot
    node: CanvasNode
    assets: Mapping[str, Asset]
    """What the upstream media nodes show, by node id."""
    generating: frozenset[str]
    """The nodes of this canvas that are generating."""
    available: int
    """The account's free micro-credits."""
    registry: Registry
    note: str | None = None
    """What the model said of the content that the node shows."""
    gone: frozenset[str] = frozenset()
    """The upstream nodes that show what was deleted for good."""
    limits: Left = field(default_factory=Left)
    """What the spending limits leave of them here."""
    behind: Behind | None = None
    """The generation that made what the node shows; None where a person did."""
    made: Made | None = None
    """What that generation was asked for."""
    used: Mapping[str, int] = field(default_factory=dict)
    """When the account last generated with each model, by its id, in milliseconds since 1970."""


@dataclass(frozen=True)
class Choice:
    """What is picked in the panel, and what it comes to."""

    model: Model | None
    mode: Mode | None
    mode_id: str
    settings: dict[str, Any]
    cost: Decimal | None
    """Credits."""

    @cached_property
    def price(self) -> int | None:
        """The cost in micro-credits."""
        return None if self.cost is None else micro(self.cost)

    @cached_property
    def wrong_setting(self) -> str | None:
        """The first setting that does not fit, in words; None when all are right."""
        return self.mode.wrong_setting(self.settings) if self.mode else None
