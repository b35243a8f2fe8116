"""What a run would do, node by node, and what it would cost: seen before anything is started. No I/O."""

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from headwater.generation.generation import Told
from headwater.platform.kinds import Kind

Standing = Literal["run", "going", "reused", "kept", "blocked", "waits"]
"""What a run does with a node.

- `run`: it is generated.
- `going`: it is generating already; the run waits for that.
- `reused`: its result is current, so nothing is sent and nothing paid.
- `kept`: it holds what a person typed or uploaded, which a run never replaces.
- `blocked`: it cannot run; `reason` says why.
- `waits`: it cannot run because something upstream of it is blocked.
"""


ANEW: tuple[Standing, ...] = ("run", "going")
"""What a run does with a node that will show something else afterwards."""


class Scope(BaseModel):
    """Which nodes of a canvas are run."""

    model_config = ConfigDict(frozen=True)

    which: Literal["downstream", "upstream", "nodes", "canvas"]
    """Everything from `nodes` on, everything up to them (both with them), just them, or the whole canvas."""
    nodes: tuple[str, ...] = Field(default=(), max_length=5000)
    again: bool = False
    """Whether what is current is deliberately made anew."""
    rehearsal: bool = False
    """Whether built-in models take the place of the chosen ones, for nothing."""


class PlannedNode(BaseModel):
    """What a run does with one node."""

    model_config = ConfigDict(frozen=True)

    node: str
    title: str
    kind: Kind
    does: Standing
    model: str | None
    model_name: str | None
    """In a rehearsal, of the built-in model that stands in."""
    price: str | None
    """Credits; "0" where nothing is sent, None where it cannot run."""
    exact: bool
    """Whether the price is certain; False where it depends on a result that is not there yet."""
    typical_seconds: float | None
    """How long it usually takes; None where that is not known."""
    needs: tuple[str, ...]
    """The nodes of the plan directly upstream of it, in connection order."""
    reason: Told | None
    """Why it is blocked, or what it waits for."""
    why: tuple[str, ...]
    """What changed since its result was made, in words; empty where it has none."""
    agreed: str
    """Hash of what a person agrees to for this node: its panel, the model, and what comes from outside the run.

    "" where nothing is made.
    """


class Plan(BaseModel):
    """A run before it is started. `price` and `hash` are what a person agrees to."""

    model_config = ConfigDict(frozen=True)

    scope: Scope
    nodes: tuple[PlannedNode, ...]
    """Upstream first."""
    price: str
    """Credits of all that runs."""
    exact: bool
    seconds: float | None
    """How long the longest way through it usually takes; None where a node's time is not known."""
    can_run: bool
    reason: Told | None
    """Why nothing can be run, or what stands in the way of all of it."""
    hash: str
    """The same as long as the same would be done with the same requests."""

    def node(self, id: str) -> PlannedNode:
        """What it does with one of its nodes. Raises `KeyError`."""
        return self._by_id[id]

    @property
    def anew(self) -> frozenset[str]:
        """The nodes that show something else afterwards: what it is, nobody knows when the plan is agreed to."""
        return frozenset(each.node for each in self.nodes if each.does in ANEW)

    @cached_property
    def _by_id(self) -> dict[str, PlannedNode]:
        return {each.node: each for each in self.nodes}
