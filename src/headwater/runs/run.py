"""A run: many nodes of one canvas, each as soon as what it needs is there, never beyond the price agreed."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from headwater.generation.generation import Told
from headwater.platform.bus import Event
from headwater.runs.plan import Scope


class RunState(StrEnum):
    """Where a run is."""

    RUNNING = "running"
    DONE = "done"
    """Everything in it has its result."""
    FAILED = "failed"
    """It ended, and something in it has no result."""
    STOPPED = "stopped"
    """A person stopped it."""


class NodeState(StrEnum):
    """Where one node of a run is."""

    WAITING = "waiting"
    """For what is upstream of it."""
    GOING = "going"
    """Its generation has not ended."""
    REUSED = "reused"
    """Its result was current, so nothing was sent."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    """It was not run; `told` says why: what it hangs on failed, the limit was reached, it changed meanwhile…"""


class RunNode(BaseModel):
    """How one node of a run stands."""

    model_config = ConfigDict(frozen=True)

    node: str
    title: str
    state: NodeState
    generation: str | None
    price: str | None
    """Credits held or charged for it; None while it has no generation."""
    told: Told | None


class Run(BaseModel):
    """A run as everyone sees it."""

    model_config = ConfigDict(frozen=True)

    id: str
    canvas: str
    scope: Scope
    state: RunState
    agreed: str
    """Credits that it may cost at most."""
    spent: str
    """Credits held and charged for it so far."""
    stopping: bool
    created: int
    """Milliseconds since 1970; so is `ended`."""
    ended: int | None
    nodes: tuple[RunNode, ...]
    """In the order of the plan; those that the plan reused, kept or found blocked are in it too."""


class RunChanged(Event):
    """A run began or moved on. Of its nodes only those are told that stand otherwise than before: at first all."""

    type: Literal["run"] = "run"
    run: Run
