"""What one node would send as it stands: its model, its mode, its settings, the request and what that costs. No I/O."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from headwater.assets.asset import Asset
from headwater.canvas.document import CanvasNode
from headwater.generation.choices import priced
from headwater.generation.inputs import Arriving, Inputs, connected, gather, upstream
from headwater.generation.mode import followed_mode, mode_for
from headwater.generation.request import Request, freeze, settings_for
from headwater.generation.situation import Choice, Situation
from headwater.models.model import Model
from headwater.models.registry import Registry, today


@dataclass(frozen=True)
class Resolution:
    """What a panel shows, a plan counts and a press sends: all three begin here."""

    arriving: Arriving
    followed: str
    """The mode that follows what is connected, also where another was picked."""
    inputs: Inputs
    choice: Choice
    request: Request | None
    """None where there is no model, or it has no such mode."""


def resolve(now: Situation) -> Resolution:
    """What `now.node` would send."""
    node = now.node
    arriving = upstream(now.document, node)
    followed = followed_mode(node.kind, connected(arriving))
    model = chosen_model(now.registry, node, node.mode or followed)
    inputs = gather(arriving, node, followed, now.assets)
    mode_id = node.mode or mode_for(model, followed, inputs)
    if mode_id != followed:
        inputs = gather(arriving, node, mode_id, now.assets)
    mode = model.mode(mode_id) if model else None
    settings = settings_for(mode, dict(node.settings), inputs) if mode else {}
    request = freeze(model, mode, inputs, settings) if model and mode else None
    cost = priced(model, request.measured) if model and request else None
    return Resolution(arriving, followed, inputs, Choice(model, mode, mode_id, settings, cost), request)


_Depends = tuple[CanvasNode, Arriving, list[Asset | None]]


class Resolutions:
    """Resolutions that are kept for as long as nothing that they depend on changes: most nodes of a canvas rest."""

    def __init__(self) -> None:
        self._registry: Registry | None = None
        self._day: date | None = None
        self._kept: dict[tuple[str | None, ...], tuple[_Depends, Resolution]] = {}

    def resolve(self, now: Situation) -> Resolution:
        """The same as `resolve`, worked out only where something is different."""
        node, arriving = now.node, upstream(now.document, now.node)
        depends = (node, arriving, [now.assets.get(source.id) for _, source in arriving])
        called = (node.id, node.model, node.mode)
        kept = self._kept.get(called)
        if kept and kept[0] == depends and _typed_alike(kept[0][0], node):
            return kept[1]
        resolution = resolve(now)
        self._kept[called] = depends, resolution
        return resolution

    def begin(self, registry: Registry, nodes: Collection[str]) -> None:
        """Keep only what is still true of these nodes with these models today."""
        same = registry is self._registry and self._day == today()
        self._registry, self._day = registry, today()
        self._kept = {called: kept for called, kept in self._kept.items() if same and called[0] in nodes}


def _typed_alike(one: CanvasNode, other: CanvasNode) -> bool:
    """1, 1.0 and true are equal, and yet not the same setting."""
    return one is other or repr(one.settings) == repr(other.settings)


def chosen_model(registry: Registry, node: CanvasNode, mode: str) -> Model | None:
    """The model that was picked, or the one to begin with; None where it is gone or makes something else."""
    model = registry.get(node.model) if node.model else registry.default(node.kind, mode)
    return model if model and model.kind is node.kind else None
