"""Cards in the hand go along lines with others, unless one holds them free; and commands bring them into order."""

from playwright.sync_api import expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node

BESIDE = 3
"""Screen pixels from the line at which the hand stops: less than draws a card to it."""


def hold_beside(canvas: Canvas) -> None:
    """Drag the one picture until its top is almost where the other's is."""
    canvas.look()
    canvas.hold("Dawn", (0, canvas.place_of("Harbour")[1] - canvas.place_of("Dawn")[1] + BESIDE))


def two_pictures(open_canvas: OpenCanvas) -> Canvas:
    """One below and to the right of the other."""
    return open_canvas([node("a", "image", title="Harbour", x=0, y=0), node("b", "image", title="Dawn", x=420, y=260)])


def test_a_card_let_go_near_a_line_with_another_lies_on_it(open_canvas: OpenCanvas) -> None:
    canvas = two_pictures(open_canvas)
    hold_beside(canvas)
    expect(canvas.page.locator("[data-snap-line='level']")).to_have_count(3)
    canvas.page.mouse.up()
    expect(canvas.page.locator("[data-snap-line]")).to_have_count(0)
    canvas.wait_stored(lambda: canvas.stored("Dawn")["y"] == 0)


def test_with_ctrl_held_it_lies_where_the_hand_put_it(open_canvas: OpenCanvas) -> None:
    canvas = two_pictures(open_canvas)
    hold_beside(canvas)
    expect(canvas.page.locator("[data-snap-line='level']")).to_have_count(3)
    canvas.page.keyboard.down("Control")
    canvas.page.mouse.move(*canvas.place_of("Dawn"), steps=4)
    expect(canvas.page.locator("[data-snap-line]")).to_have_count(0)
    canvas.page.mouse.up()
    canvas.page.keyboard.up("Control")
    canvas.wait_stored(lambda: canvas.stored("Dawn")["y"] not in (0, 260))


def test_selected_cards_are_brought_in_line_and_one_undo_brings_them_back(open_canvas: OpenCanvas) -> None:
    canvas = two_pictures(open_canvas)
    canvas.page.keyboard.press("Control+a")
    canvas.page.get_by_role("toolbar", name="2 selected nodes").get_by_role("button", name="Align left").click()
    canvas.wait_stored(lambda: canvas.stored("Dawn")["x"] == 0)
    canvas.undo()
    canvas.wait_stored(lambda: canvas.stored("Dawn")["x"] == 420)


def test_tidying_puts_what_feeds_to_the_left_of_what_is_fed(open_canvas: OpenCanvas) -> None:
    nodes = [node("a", "image", title="Fed", x=0, y=0), node("b", "text", title="Feeds", x=300, y=500)]
    canvas = open_canvas(nodes, [("b", "a")])
    canvas.page.keyboard.press("Alt+t")
    canvas.wait_stored(lambda: canvas.stored("Feeds")["x"] == 0 and canvas.stored("Fed")["x"] > 300)
