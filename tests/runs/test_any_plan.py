"""Rules of every plan, over random canvases, models, prices and connections."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.canvas.document import Snapshot
from headwater.credits.ledger import micro
from headwater.generation.resolution import Resolutions, resolve
from headwater.platform.kinds import Kind
from headwater.runs.canvas_situation import CanvasSituation
from headwater.runs.order import in_circles, reached
from headwater.runs.outline import outline
from headwater.runs.plan import Scope
from headwater.runs.planned import planned
from tests.generation.any_canvas import IDS
from tests.generation.arranged import new, situation
from tests.runs.any_situation import CANVAS, after, carried_out, made, out_of_date, situations, without_circles

SCOPES = st.builds(
    Scope,
    which=st.sampled_from(["downstream", "upstream", "nodes", "canvas"]),
    nodes=st.lists(st.sampled_from([*IDS, "gone"]), max_size=3).map(tuple),
    again=st.booleans(),
)


@given(situations(), SCOPES)
@settings(deadline=None, max_examples=12)
def test_every_node_comes_once_after_what_feeds_it_whatever_is_connected(now: CanvasSituation, scope: Scope) -> None:
    order = [each.node.id for each in outline(now, scope)]
    circles = in_circles(now.document)
    assert len(order) == len(set(order))
    for line in now.document.connections:
        ends = (line.from_node, line.to_node)
        if all(end in order for end in ends) and not circles.issuperset(ends):
            assert order.index(line.from_node) < order.index(line.to_node)


@given(situations(), SCOPES)
@settings(deadline=None, max_examples=12)
def test_what_is_part_of_a_circle_is_never_run(now: CanvasSituation, scope: Scope) -> None:
    run = {each.node.id for each in outline(now, scope) if each.does == "run"}
    assert not any(id in now.document.upstream(id) for id in run)


@given(without_circles())
@settings(deadline=None, max_examples=12)
def test_a_price_that_is_called_exact_is_the_price_at_its_turn(now: CanvasSituation) -> None:
    for outlined, panel, _ in carried_out(now):
        if outlined.exact and panel.price is not None:
            assert micro(panel.price) == outlined.price


@given(without_circles())
@settings(deadline=None, max_examples=12)
def test_an_exact_plan_costs_what_its_panels_cost_one_by_one(now: CanvasSituation) -> None:
    told = planned(now, CANVAS, list(outline(now, CANVAS)), {}, {})
    pressed = [panel for _, panel, _ in carried_out(now)]
    if told.exact and all(panel.can_generate for panel in pressed):
        assert micro(told.price) == sum(micro(panel.price or "0") for panel in pressed)


@given(situations())
@settings(deadline=None, max_examples=12)
def test_a_plan_after_everything_ran_runs_nothing_and_costs_nothing(now: CanvasSituation) -> None:
    told = planned(after(now), CANVAS, list(outline(after(now), CANVAS)), {}, {})
    assert not [each for each in told.nodes if each.does == "run"]
    assert (told.price, told.can_run) == ("0", False)


@given(without_circles(), st.sampled_from(IDS))
@settings(deadline=None, max_examples=12)
def test_new_content_marks_what_uses_it_and_a_plan_runs_no_more_than_what_hangs_on_it(
    now: CanvasSituation, id: str
) -> None:
    done = after(now)
    if id not in done.behind:
        return
    request = resolve(done.at(id)).request
    assert request
    changed = made(done, id, request, salt="once more")
    marked = out_of_date(changed) - out_of_date(done)
    assert marked <= done.document.downstream.get(id, set())
    run = {each.node.id for each in outline(changed, CANVAS) if each.does == "run"}
    assert run <= reached(done.document.downstream, marked)
    assert id not in run


@given(without_circles(), st.sampled_from(IDS))
@settings(deadline=None, max_examples=12)
def test_another_prompt_marks_its_own_node_alone(now: CanvasSituation, id: str) -> None:
    done = after(now)
    node = done.document.nodes[id]
    document = Snapshot({**done.document.nodes, id: replace(node, prompt="Quite another")}, done.document.connections)
    marked = out_of_date(replace(done, document=document))
    assert marked <= {id}
    assert bool(marked) == (id in done.behind and node.prompt.strip() != "Quite another")


@given(situations(), st.sampled_from(IDS))
@settings(deadline=None, max_examples=12)
def test_what_is_kept_of_earlier_plans_changes_nothing(now: CanvasSituation, id: str) -> None:
    known = Resolutions()
    moved = replace(now.document.nodes[id], prompt="Fog", mode=None)
    other = replace(now, document=Snapshot({**now.document.nodes, id: moved}, now.document.connections))
    for each in (now, other, after(other), now):
        known.begin(each.registry, each.document.nodes.keys())
        assert list(outline(replace(each, resolve=known.resolve), CANVAS)) == list(outline(each, CANVAS))


def test_a_setting_of_another_type_is_another_setting() -> None:
    known = Resolutions()
    node = new("it", "image", "Fog", settings={"seconds": 1})
    one, other = (situation(replace(node, settings={"seconds": value})) for value in (1, True))
    assert [known.resolve(each).choice.settings["seconds"] is True for each in (one, other)] == [False, True]


@given(without_circles())
@settings(deadline=None, max_examples=12)
def test_what_a_person_made_is_never_run(now: CanvasSituation) -> None:
    theirs = {id for id, node in now.document.nodes.items() if node.text.strip() or id in now.assets}
    for each in outline(now, CANVAS.model_copy(update={"again": True})):
        assert each.does != "run" or each.node.id not in theirs
        assert each.node.kind is not Kind.TEXT or (each.does == "kept") == bool(each.node.text.strip())
