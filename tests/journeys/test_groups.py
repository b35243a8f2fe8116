"""Groups: a name and a colour for nodes that belong together, which move and run as one."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node

NODES = [
    node("a", "image", title="Harbour", prompt="A harbour", x=0, y=0),
    node("b", "image", title="Pier", prompt="A pier", x=0, y=340),
    node("c", "image", title="Dawn", prompt="Dawn", x=900, y=0),
]


def grouped(open_canvas: OpenCanvas, name: str) -> Canvas:
    """The two on the left in a group, made and named by key."""
    canvas = open_canvas(NODES)
    canvas.node("Harbour").click()
    canvas.node("Pier").click(modifiers=["Shift"])
    canvas.page.keyboard.press("Control+g")
    expect(canvas.page.get_by_role("textbox", name="Name of the group")).to_be_focused()
    canvas.page.keyboard.type(name)
    canvas.page.keyboard.press("Enter")
    expect(head(canvas, name)).to_be_visible()
    return canvas


def head(canvas: Canvas, name: str) -> Locator:
    """The name above the group, by which it is selected and moved."""
    return canvas.page.get_by_role("button", name=re.compile(f"^Group: {name}, "))


def pull(canvas: Canvas, what: Locator, right: float) -> None:
    """Drag something to the right, by so many pixels of the window."""
    box = what.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + right, y, steps=8)
    canvas.page.mouse.up()


def test_a_group_moves_by_its_name_and_one_undo_brings_it_back(open_canvas: OpenCanvas) -> None:
    canvas = grouped(open_canvas, "Opening")
    pull(canvas, head(canvas, "Opening"), -60)
    canvas.wait_stored(lambda: canvas.stored("Harbour")["x"] < 0 and canvas.stored("Pier")["x"] < 0)
    canvas.undo()
    canvas.wait_stored(lambda: canvas.stored("Harbour")["x"] == 0 == canvas.stored("Pier")["x"])
    expect(head(canvas, "Opening")).to_be_visible()


def test_what_is_put_into_a_group_belongs_to_it_also_after_a_reload(open_canvas: OpenCanvas) -> None:
    canvas = grouped(open_canvas, "Opening")
    from_, to = canvas.place_of("Dawn"), canvas.place_of("Pier")
    pull(canvas, canvas.node("Dawn"), to[0] - from_[0])
    expect(head(canvas, "Opening")).to_have_accessible_name("Group: Opening, 3 nodes")
    canvas.wait_stored(lambda: canvas.stored("Dawn")["group"] == canvas.stored("Pier")["group"])
    canvas.reload()
    expect(head(canvas, "Opening")).to_have_accessible_name("Group: Opening, 3 nodes")


def test_a_group_is_run_as_one(open_canvas: OpenCanvas) -> None:
    canvas = grouped(open_canvas, "Opening")
    canvas.page.get_by_role("button", name="Run the group").click()
    plan = canvas.page.get_by_role("dialog", name="Run the group “Opening”")
    expect(plan).to_contain_text("Harbour")
    expect(plan).to_contain_text("Pier")
    expect(plan).not_to_contain_text("Dawn")
