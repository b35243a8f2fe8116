"""Deleting a canvas stops nothing and loses nothing: what runs on it ends, is paid once, and is found."""

from headwater.assets.asset import AssetEvent
from tests.desk import Desk, node


async def test_what_runs_on_a_deleted_canvas_ends_and_arrives_in_the_assets_with_a_word(desk: Desk) -> None:
    canvas = await desk.canvas([node("b", "image", prompt="A harbour", settings={"seconds": 2})])
    with desk.bus.subscribe(desk.studio.owner.id) as events:
        begun = (await desk.press(canvas, "b")).json()
        await desk.http.delete(f"/api/canvases/{canvas}")
        ended = await desk.ended(begun["id"])
        said = await anext(event async for event in events if isinstance(event, AssetEvent) and event.message)
    assert said.message == "The picture arrived in your assets: its canvas was deleted meanwhile."
    assert (ended["state"], [asset["id"] for asset in await desk.get("/api/assets")]) == ("succeeded", [ended["asset"]])
    assert await desk.submits() == {begun["id"]: 1}
    assert (await desk.balance())[1] == "0"


async def test_a_restored_canvas_shows_what_came_while_it_was_deleted(desk: Desk) -> None:
    canvas = await desk.canvas([node("b", "image", prompt="A harbour", settings={"seconds": 2})])
    begun = (await desk.press(canvas, "b")).json()
    await desk.http.delete(f"/api/canvases/{canvas}")
    ended = await desk.ended(begun["id"])
    await desk.http.post(f"/api/canvases/{canvas}/restore")
    async with desk.studio.app.state.rooms.open(canvas) as room:
        assert room.document.node("b").shown.asset == ended["asset"]


async def test_nothing_begins_on_a_deleted_canvas(desk: Desk) -> None:
    canvas = await desk.canvas([node("b", "image", prompt="A harbour")])
    panel = await desk.panel(canvas, "b")
    await desk.http.delete(f"/api/canvases/{canvas}")
    assert (await desk.press(canvas, "b", panel)).json()["code"] == "canvas_deleted"
