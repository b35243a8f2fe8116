"""A duplicate is a canvas of its own: all that stood on the first, with its takes, and nothing that still runs."""

import pytest

from headwater.exchange.duplicate import copy_title
from tests.desk import Desk, node

PIECE = [
    node("a", "text", title="Script", text="A lighthouse"),
    node("b", "image", title="Lighthouse", prompt="Like ⟦a⟧, at dusk"),
    node("c", "video", prompt="⟦b⟧ slowly"),
]
LINES = [("a", "b"), ("b", "c")]


async def duplicated(desk: Desk, canvas: str) -> str:
    answer = await desk.http.post(f"/api/canvases/{canvas}/duplicate")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_duplicate_has_everything_under_another_title(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE, LINES)
    copy = await desk.get(f"/api/canvases/{await duplicated(desk, canvas)}")
    original = await desk.get(f"/api/canvases/{canvas}")
    assert copy == original | {"title": "Untitled canvas copy"}


async def test_a_duplicate_has_all_takes_and_shares_their_media(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE, LINES)
    await desk.generate(canvas, "b")
    await desk.generate(canvas, "b")
    copy = await duplicated(desk, canvas)
    before, after = [await desk.get(f"/api/canvases/{each}/nodes/b/takes") for each in (canvas, copy)]
    assert [take["asset"] for take in after] == [take["asset"] for take in before]
    assert [take["model"] for take in after] == [take["model"] for take in before]
    assert {take["id"] for take in after}.isdisjoint(take["id"] for take in before)
    assert len(await desk.get("/api/assets")) == 2


async def test_a_node_of_a_duplicate_shows_its_own_take_and_can_feed_others(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE, LINES)
    await desk.generate(canvas, "b")
    copy = await duplicated(desk, canvas)
    async with desk.studio.app.state.rooms.open(copy) as room:
        shown = room.document.node("b").shown.take
    assert shown in {take["id"] for take in await desk.get(f"/api/canvases/{copy}/nodes/b/takes")}
    panel, original = await desk.panel(copy, "c"), await desk.panel(canvas, "c")
    assert panel["can_generate"], panel["reason"]
    assert panel["request"] == original["request"]
    assert (await desk.generate(copy, "c"))["state"] == "succeeded"


async def test_a_duplicate_opens_where_the_first_was_left(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE)
    place = {"x": -12.5, "y": 3.0, "zoom": 0.25}
    await desk.http.put(f"/api/canvases/{canvas}/place", json=place)
    assert (await desk.get(f"/api/canvases/{await duplicated(desk, canvas)}/opening"))["place"] == place


async def test_what_generates_goes_on_in_the_first_canvas_only(desk: Desk) -> None:
    canvas = await desk.canvas([node("b", "image", prompt="A harbour", settings={"seconds": 600})])
    running = (await desk.press(canvas, "b")).json()["id"]
    copy = await duplicated(desk, canvas)
    assert await desk.get(f"/api/generations?canvas={copy}") == []
    assert (await desk.panel(copy, "b"))["can_generate"]
    await desk.http.post(f"/api/generations/{running}/cancel")
    await desk.ended(running)


async def test_a_duplicate_has_its_picture_at_once(desk: Desk) -> None:
    copy = await duplicated(desk, await desk.canvas(PIECE, LINES))
    listed = {canvas["id"]: canvas for canvas in await desk.get("/api/canvases")}
    assert listed[copy]["nodes"] == 3
    assert {each["kind"] for each in listed[copy]["sketch"]["nodes"]} == {"text", "image", "video"}


@pytest.mark.parametrize(
    ("title", "taken", "copy"),
    [
        ("Film", {"Film"}, "Film copy"),
        ("Film", {"Film", "Film copy"}, "Film copy 2"),
        ("Film copy", {"Film copy"}, "Film copy 2"),
        ("Film copy 2", {"Film copy 2"}, "Film copy"),
    ],
)
def test_a_copy_is_called_after_the_original(title: str, taken: set[str], copy: str) -> None:
    assert copy_title(title, taken) == copy


def test_the_title_of_a_copy_is_never_too_long() -> None:
    assert len(copy_title("x" * 200, ())) <= 200
