"""Deleting a node discards its text; pictures, videos and sounds stay in the assets; the focus goes on."""

from playwright.sync_api import expect

from tests.journeys.canvas import NAMES
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node

WORDS = "A harbour that nobody has seen"


def test_media_stays_in_the_assets_and_text_is_gone(open_canvas: OpenCanvas) -> None:
    kinds = list(NAMES)
    nodes = [node(kind, kind, title=f"My {kind}", prompt=WORDS, x=420 * n) for n, kind in enumerate(kinds)]
    canvas = open_canvas(nodes)
    made = {kind: canvas.studio.generate(canvas.id, kind) for kind in kinds}
    expect(canvas.node("My text")).to_contain_text(WORDS)
    for kind in kinds:
        canvas.delete(f"My {kind}")
    canvas.wait_saved()
    assert canvas.file()["nodes"] == []

    canvas.page.goto(f"{canvas.studio.url}/assets")
    for kind in ("image", "video", "audio"):
        tile = canvas.page.get_by_role("button", name=f"{NAMES[kind]}: {WORDS}").first
        expect(tile).to_be_visible()
        assert canvas.studio.download(made[kind]["asset"])
    assert made["text"]["asset"] is None
    assert all(asset["kind"] != "text" for asset in canvas.studio.get("/api/assets"))


def test_the_result_of_a_node_deleted_meanwhile_arrives_in_the_assets_and_says_so(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="Deleted", settings={"seconds": 2})])
    canvas.select("Harbour")
    id = canvas.press_generate()
    canvas.delete("Harbour")
    expect(canvas.toast("The picture arrived in your assets: its node was deleted meanwhile.")).to_be_visible()
    made = canvas.wait_ended(id)
    assert made["placed"] is False
    canvas.page.get_by_role("link", name="Assets").last.click()
    canvas.page.get_by_role("button", name="Image: Deleted").first.click()
    dialog = canvas.page.get_by_role("dialog", name="Deleted", exact=True)
    expect(dialog.get_by_role("img", name="Deleted")).to_have_attribute("src", f"/api/assets/{made['asset']}/file")
    expect(dialog).to_contain_text("4 credits")


def test_a_deleted_node_comes_back_with_what_it_showed(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="Back"), node("b", "video", title="Shot", x=480)])
    made = canvas.studio.generate(canvas.id, "a")
    canvas.connect("Harbour", "Shot")
    canvas.delete("Harbour")
    canvas.undo()
    canvas.wait_shown("Harbour", made["id"])
    canvas.wait_saved()
    assert canvas.connections() == [("Harbour", "Shot")]


def test_the_focus_outlives_the_node_that_had_it(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour"), node("b", "image", title="Quay", x=500)])
    canvas.node("Harbour").click()
    canvas.node("Harbour").focus()
    canvas.page.keyboard.press("Delete")
    expect(canvas.node("Quay")).to_be_focused()
    canvas.node("Quay").press("Enter")
    canvas.page.keyboard.press("Delete")
    expect(canvas.page.locator(".react-flow")).to_be_focused()
