"""What a plan, and what is out of date, cost does not grow with the canvas."""

from headwater.generation.resolution import Resolutions
from headwater.runs.canvas_situation import CanvasSituation
from headwater.runs.planning import Planning
from tests.desk import Desk, node
from tests.queries import queries
from tests.runs.planned import outdated, plan

MOST = 12
"""Queries for one plan: the session, the canvas, what happened, what may be spent, and the times of two models."""


async def chain(desk: Desk, length: int) -> str:
    """A canvas of texts and pictures, each text after the one before it."""
    texts = [node(f"t{number}", "text", prompt="Mist") for number in range(length)]
    pictures = [node(f"p{number}", "image", prompt="Fog") for number in range(length)]
    links = [(f"t{number}", f"t{number + 1}") for number in range(length - 1)]
    return await desk.canvas([*texts, *pictures], [*links, *((f"t{n}", f"p{n}") for n in range(length))])


async def test_a_plan_takes_the_same_few_queries_however_large_the_canvas(desk: Desk) -> None:
    asked = []
    for canvas in (await chain(desk, 2), await chain(desk, 150)):
        await plan(desk, canvas)  # the first one also opens the canvas
        with queries() as found:
            await plan(desk, canvas)
            await outdated(desk, canvas)
        asked.append(len(found))
    assert asked[0] == asked[1] <= 2 * MOST


async def test_what_did_not_change_is_not_worked_out_again(desk: Desk) -> None:
    canvas = await chain(desk, 20)
    worked = Resolutions()
    first = await _situation(desk, canvas)
    worked.begin(first.registry, first.document.nodes.keys())
    before = {id: worked.resolve(first.at(id)) for id in first.document.nodes}
    again = await _situation(desk, canvas)
    worked.begin(again.registry, again.document.nodes.keys())
    assert all(worked.resolve(again.at(id)) is before[id] for id in again.document.nodes)


async def _situation(desk: Desk, canvas: str) -> CanvasSituation:
    known: Planning = desk.studio.app.state.planning
    return await known._situation(desk.studio.owner, canvas)
