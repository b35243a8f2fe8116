"""What a panel costs does not grow with the canvas."""

from tests.desk import Desk, node
from tests.queries import queries

MOST = 11
"""Queries for one panel: the session, the canvas, what happened, and what may be spent."""


async def asked(desk: Desk, canvas: str) -> list[str]:
    """The queries of the second panel: the first one also opens the canvas."""
    await desk.panel(canvas, "it")
    with queries() as found:
        await desk.panel(canvas, "it")
    return found


async def test_a_panel_takes_the_same_few_queries_however_large_the_canvas(desk: Desk) -> None:
    texts = [node(f"t{number}", "text", text="Mist") for number in range(300)]
    pictures = [node(f"p{number}", "image", prompt="Fog") for number in range(6)]
    chain = [(f"t{number}", f"t{number + 1}") for number in range(299)]
    into = [("t299", "it"), *((each["id"], "it") for each in pictures)]
    small = await desk.canvas([node("it", "image", prompt="A pier")])
    large = await desk.canvas([*texts, *pictures, node("it", "image", prompt="A pier")], [*chain, *into])
    alone, among_many = await asked(desk, small), await asked(desk, large)
    assert len(alone) == len(among_many) <= MOST
