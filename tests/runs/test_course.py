"""What the conductor of a run looks at next: each node as soon as it may go, and none again without a reason."""

from headwater.generation.generation import Generation, GenerationChanged, State
from headwater.platform.bus import Event
from headwater.platform.kinds import Kind
from headwater.runs.course import Course
from headwater.runs.plan import Plan, PlannedNode, Scope
from headwater.runs.run import NodeState, RunState
from headwater.runs.store import Record, Standing

ALL = 1000


def planned(node: str, *needs: str) -> PlannedNode:
    return PlannedNode(
        node=node,
        title=node,
        kind=Kind.TEXT,
        does="run",
        model=None,
        model_name=None,
        price="1",
        exact=True,
        typical_seconds=None,
        needs=needs,
        reason=None,
        why=(),
        agreed="",
    )


def course(*nodes: PlannedNode) -> Course:
    """Of a run that has just begun."""
    plan = Plan(
        scope=Scope(which="canvas"),
        nodes=nodes,
        price="1",
        exact=True,
        seconds=None,
        can_run=True,
        reason=None,
        hash="",
    )
    run = Record("run", "account", "canvas", "a key", plan, 1, RunState.RUNNING, False, 0, None)
    return Course(run, [Standing(each.node, NodeState.WAITING) for each in nodes])


def over(node: str) -> Event:
    """The news that a generation of a node has ended."""
    made = Generation.model_construct(id="made", canvas="canvas", node=node, state=State.SUCCEEDED, placed=True)
    return GenerationChanged.model_construct(type="generation", generation=made)


CHAIN = planned("a"), planned("b", "a"), planned("c", "b")


def test_only_what_waits_for_nothing_is_looked_at_and_then_the_run_rests() -> None:
    now = course(*CHAIN)
    assert now.due(ALL) == ["a"]
    assert now.rests


def test_what_hangs_on_a_node_is_looked_at_once_it_is_there() -> None:
    now = course(*CHAIN)
    now.due(ALL)
    now.move("a", NodeState.GOING)
    assert now.rests
    now.hear(over("a"))
    assert now.due(ALL) == ["a"]
    now.move("a", NodeState.SUCCEEDED)
    assert (now.due(ALL), now.missing("b")) == (["b"], None)


def test_what_hangs_on_a_failure_is_looked_at_at_once_though_more_is_open() -> None:
    now = course(planned("a"), planned("other"), planned("b", "a", "other"))
    now.due(ALL)
    now.move("other", NodeState.GOING)
    now.move("a", NodeState.FAILED)
    assert (now.due(ALL), now.missing("b")) == (["b"], "a")


def test_who_is_held_up_by_somebody_else_is_looked_at_again_when_anything_has_ended() -> None:
    now = course(*CHAIN)
    now.due(ALL)
    now.move("a", NodeState.WAITING)
    assert now.rests
    now.hear(over("a node outside of the run"))
    assert now.due(ALL) == ["a"]


def test_so_many_are_looked_at_at_once_and_none_is_forgotten() -> None:
    now = course(*(planned(f"n{number}") for number in range(5)))
    assert [now.due(2), now.due(2), now.due(2), now.due(2)] == [["n0", "n1"], ["n2", "n3"], ["n4"], []]


def test_when_it_stops_everything_that_is_open_is_looked_at_once() -> None:
    now = course(*CHAIN)
    now.due(ALL)
    now.move("a", NodeState.GOING)
    now.stop()
    assert now.due(ALL) == ["a", "b", "c"]
    now.stop()
    assert now.rests
    for node in "bc":
        now.move(node, NodeState.SKIPPED)
    assert not now.is_over
    now.move("a", NodeState.CANCELLED)
    assert now.is_over
