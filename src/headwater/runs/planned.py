"""The plan that a person sees, from what was outlined: words, prices, times, and what stands in the way. No I/O."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from headwater.credits.ledger import shown
from headwater.generation.generation import Told
from headwater.generation.reasons import money_reason
from headwater.runs.canvas_situation import CanvasSituation
from headwater.runs.outline import Outlined
from headwater.runs.plan import ANEW, Plan, PlannedNode, Scope

Typical = Mapping[tuple[str, str], float | None]
"""How many seconds a model usually takes in a mode, by both ids; None where that is not known."""
Why = Mapping[str, Sequence[str]]
"""What changed since a node's result was made, by node."""


def planned(now: CanvasSituation, scope: Scope, outlined: Sequence[Outlined], typical: Typical, why: Why) -> Plan:
    """The plan of a run over `scope`."""
    nodes = [_node(each, typical, why) for each in outlined]
    total = sum(each.price or 0 for each in outlined)
    reason = _reason(now, outlined, total)
    return Plan(
        scope=scope,
        nodes=tuple(nodes),
        price=shown(total),
        exact=all(each.exact for each in outlined),
        seconds=_longest(nodes),
        can_run=reason is None,
        reason=reason,
        hash=_hash(scope, nodes),
    )


def pairs(outlined: Sequence[Outlined]) -> set[tuple[str, str]]:
    """The models and modes whose typical times a plan shows."""
    sent = [each.resolution.request for each in outlined if each.does in ANEW]
    return {(request.model, request.mode) for request in sent if request}


def _node(outlined: Outlined, typical: Typical, why: Why) -> PlannedNode:
    node, choice = outlined.node, outlined.resolution.choice
    runs, model = outlined.does in ANEW, choice.model
    return PlannedNode(
        node=node.id,
        title=node.title,
        kind=node.kind,
        does=outlined.does,
        model=model.id if model else node.model,
        model_name=model.name if model else None,
        price=None if outlined.price is None else shown(outlined.price),
        exact=outlined.exact,
        typical_seconds=typical.get((model.id, choice.mode_id)) if runs and model else None,
        needs=outlined.needs,
        reason=outlined.reason,
        why=tuple(why.get(node.id, ())),
        agreed=outlined.agreed,
    )


def _reason(now: CanvasSituation, outlined: Sequence[Outlined], total: int) -> Told | None:
    """Why nothing can be run; or that all of it costs more than may be spent."""
    standing = {each.does for each in outlined}
    if "run" in standing:
        return money_reason(now.available, now.limits, total)
    if not outlined:
        return Told(code="nothing_to_run", message="There is no node to run")
    if "blocked" in standing:
        first = next(each for each in outlined if each.does == "blocked")
        why = first.reason.message if first.reason else ""
        return Told(code="nothing_can_run", message=f"Nothing here can run yet. “{first.node.title}”: {why}")
    if "going" in standing:
        return Told(code="nothing_to_run", message="What is to be made here is being made already")
    return Told(code="nothing_to_run", message="Everything here is up to date")


def _longest(nodes: Sequence[PlannedNode]) -> float | None:
    """Seconds of the longest way through the plan, as if nothing waited for its turn."""
    until: dict[str, float] = {}
    for each in nodes:
        before = max((until.get(id, 0.0) for id in each.needs), default=0.0)
        if each.does not in ANEW:
            until[each.node] = before if each.does in ("kept", "reused") else 0.0
        elif each.typical_seconds is None:
            return None
        else:
            until[each.node] = before + each.typical_seconds
    return max(until.values(), default=0.0)


def _hash(scope: Scope, nodes: Sequence[PlannedNode]) -> str:
    runs = [[each.node, each.does, each.agreed, each.price] for each in nodes if each.does in ANEW]
    said = [scope.model_dump(mode="json"), runs]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
