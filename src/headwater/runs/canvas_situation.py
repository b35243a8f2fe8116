"""What the plan of a run depends on: one canvas at one moment. No I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from headwater.assets.asset import Asset
from headwater.canvas.document import Snapshot
from headwater.credits.limits import Left
from headwater.generation.behind import Behind
from headwater.generation.resolution import Resolution, resolve
from headwater.generation.situation import Situation
from headwater.models.registry import Registry
from headwater.runs.order import in_circles

Resolve = Callable[[Situation], Resolution]


@dataclass(frozen=True)
class CanvasSituation:
    """A canvas with what happened on it, and what may be spent."""

    document: Snapshot
    registry: Registry
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """What the media nodes show, by node."""
    gone: frozenset[str] = frozenset()
    """The nodes that show what was deleted for good."""
    behind: Mapping[str, Behind] = field(default_factory=dict)
    """Which generation made what a node shows, by node; typed and uploaded content is left out."""
    generating: frozenset[str] = frozenset()
    unknown: Mapping[str, str] = field(default_factory=dict)
    """The content of the request whose outcome is unknown, by node, where it is the node's latest."""
    available: int = 0
    """The account's free micro-credits."""
    limits: Left = field(default_factory=Left)

    resolve: Resolve = resolve
    """How its nodes are resolved."""

    @cached_property
    def circles(self) -> set[str]:
        """The nodes that are part of a circle."""
        return in_circles(self.document)

    def at(self, node: str) -> Situation:
        """What the panel of one of its nodes depends on."""
        return Situation(
            self.document,
            self.document.nodes[node],
            self.assets,
            self.generating,
            self.available,
            self.registry,
            gone=self.gone,
            limits=self.limits,
        )
