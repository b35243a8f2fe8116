"""How a run is shown, out of what was agreed and how each node stands. No I/O."""

from collections.abc import Sequence

from headwater.credits.ledger import shown
from headwater.runs.run import NodeState, Run, RunNode, RunState
from headwater.runs.store import Record, Standing

OPEN = (NodeState.WAITING, NodeState.GOING)
"""The states of a node that the run has not done with."""
DONE = (NodeState.REUSED, NodeState.SUCCEEDED)
"""The states of a node that holds what it should."""


def as_shown(run: Record, standings: Sequence[Standing], told: Sequence[Standing] | None = None) -> Run:
    """A run as everyone sees it; with only those nodes that are `told`, where that is not all of them.

    `standings` are all, in the order of its plan.
    """
    return Run(
        id=run.id,
        canvas=run.canvas,
        scope=run.plan.scope,
        state=run.state,
        agreed=shown(run.agreed),
        spent=shown(sum(each.cost or 0 for each in standings)),
        stopping=run.stopping,
        created=run.created,
        ended=run.ended,
        nodes=tuple(_node(each, run.plan.node(each.node).title) for each in (standings if told is None else told)),
    )


def end_of(stopping: bool, standings: Sequence[Standing]) -> RunState:
    """How a run ended of which no node is open any more."""
    if stopping:
        return RunState.STOPPED
    return RunState.DONE if all(each.state in DONE for each in standings) else RunState.FAILED


def _node(each: Standing, title: str) -> RunNode:
    price = None if each.cost is None else shown(each.cost)
    return RunNode(
        node=each.node, title=title, state=each.state, generation=each.generation, price=price, told=each.told
    )
