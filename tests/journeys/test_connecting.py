"""Connections carry content one way only; what cannot be connected says why, and nothing is made."""

import pytest
from playwright.sync_api import expect

from tests.journeys.canvas import NAMES, Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, Studio, node

REFUSED = (("image", "audio", "A picture cannot feed sound."), ("audio", "image", "Sound cannot feed a picture."))


def two(start: str, end: str) -> list[dict[str, Json]]:
    """Two nodes side by side."""
    return [node("a", start, title="From", x=0, y=0), node("b", end, title="To", x=480, y=120)]


def wait_connections(canvas: Canvas, expected: list[tuple[str, str]]) -> None:
    """What the server has once everything is saved."""
    canvas.wait_saved()
    assert canvas.connections() == expected


@pytest.mark.parametrize(("start", "end", "reason"), REFUSED)
def test_a_refused_pair_says_why_before_and_after_letting_go_and_makes_no_connection(
    open_canvas: OpenCanvas, start: str, end: str, reason: str
) -> None:
    canvas = open_canvas(two(start, end))
    canvas.hold_point("From", canvas.place_of("To"))
    expect(canvas.page.get_by_text(reason)).to_be_visible()
    canvas.page.mouse.up()
    expect(canvas.toast(reason)).to_be_visible()
    wait_connections(canvas, [])


def test_the_pairs_that_are_refused_are_those_of_the_table(studio: Studio) -> None:
    pairs = studio.get("/api/connections")["pairs"]
    assert [(each["from"], each["to"], each["reason"]) for each in pairs if not each["allowed"]] == list(REFUSED)


def test_every_other_pair_connects(open_canvas: OpenCanvas) -> None:
    kinds = list(NAMES)
    nodes = [node(f"{kind}{side}", kind, title=f"{kind} {side}") for side in "ab" for kind in kinds]
    places = [{**each, "x": 600 * (n // 4), "y": 300 * (n % 4)} for n, each in enumerate(nodes)]
    canvas = open_canvas(places)
    allowed = [(start, end) for start in kinds for end in kinds if (start, end) not in {pair[:2] for pair in REFUSED}]
    for start, end in allowed:
        canvas.connect(f"{start} a", f"{end} b")
    canvas.wait_saved()
    assert sorted(canvas.connections()) == sorted((f"{start} a", f"{end} b") for start, end in allowed)


def test_a_circle_is_refused_at_any_length(open_canvas: OpenCanvas) -> None:
    nodes = [node(id, "image", title=id.upper(), x=420 * n, y=60 * n) for n, id in enumerate("abc")]
    canvas = open_canvas(nodes, [("a", "b"), ("b", "c")])
    canvas.connect("C", "A")
    expect(canvas.toast("This would close a circle: content flows one way only.")).to_be_visible()
    wait_connections(canvas, [("A", "B"), ("B", "C")])


def test_twice_the_same_is_refused(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(two("text", "image"), [("a", "b")])
    canvas.connect("From", "To")
    expect(canvas.toast("These nodes are connected already.")).to_be_visible()
    wait_connections(canvas, [("From", "To")])


def test_a_node_cannot_feed_itself(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Alone", x=0, y=0)])
    x, y = canvas.place_of("Alone")
    canvas.hold_point("Alone", (x, y + 40))
    expect(canvas.page.get_by_text("A node cannot feed itself.")).to_be_visible()
    canvas.page.mouse.up()
    wait_connections(canvas, [])


def test_dragging_out_to_the_empty_canvas_offers_only_what_may_be_connected(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "audio", title="Voice", x=0, y=0)])
    x, y = canvas.place_of("Voice")
    canvas.drag_point("Voice", (x + 420, y))
    expect(canvas.page.get_by_role("option")).to_have_text(["Text", "Video", "Audio"])
    canvas.choose("video")
    expect(canvas.node("Video 1")).to_be_visible()
    wait_connections(canvas, [("Voice", "Video 1")])

    canvas.select_nothing()
    canvas.drag_point("Voice", (x - 420, y), "Input")
    expect(canvas.page.get_by_role("option")).to_have_text(["Text", "Video", "Audio"])
    canvas.choose("text")
    canvas.wait_saved()
    assert ("Text 1", "Voice") in canvas.connections()


def test_a_connection_is_made_and_removed_with_the_keyboard_alone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(two("text", "image"))
    canvas.select("From")
    canvas.point("From", "Output").focus()
    canvas.page.keyboard.press("Enter")
    canvas.page.get_by_role("option", name="Image: To").click()
    expect(canvas.page.get_by_role("option")).to_have_count(0)
    wait_connections(canvas, [("From", "To")])
    canvas.select("To")
    canvas.page.get_by_role("list", name="Connected texts").wait_for()
    canvas.page.keyboard.press("Control+z")
    wait_connections(canvas, [])


def test_an_end_of_a_connection_is_taken_to_another_node(open_canvas: OpenCanvas) -> None:
    nodes = [*two("text", "image"), node("c", "image", title="Other", x=400, y=500)]
    canvas = open_canvas(nodes, [("a", "b")])
    canvas.drag_end("To", canvas.place_of("Other"))
    wait_connections(canvas, [("From", "Other")])
    canvas.page.keyboard.press("Control+z")
    wait_connections(canvas, [("From", "To")])


def test_an_end_that_is_dropped_on_nothing_takes_its_connection_away(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(two("text", "image"), [("a", "b")])
    x, y = canvas.place_of("To")
    canvas.drag_end("To", (x - 200, y + 260))
    wait_connections(canvas, [])


def test_c_offers_what_the_selected_node_may_be_connected_with(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(two("text", "image"))
    canvas.select("From")
    canvas.node("From").focus()
    canvas.page.keyboard.press("c")
    canvas.page.get_by_role("option", name="Image: To").click()
    wait_connections(canvas, [("From", "To")])


def test_what_cannot_be_connected_steps_back_while_a_connection_is_drawn(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([*two("audio", "image"), node("c", "video", title="Film", x=400, y=500)])
    x, y = canvas.place_of("To")
    canvas.hold_point("From", (x - 60, y + 150))
    expect(canvas.node("To")).to_have_attribute("data-receding", "true")
    expect(canvas.node("Film")).not_to_have_attribute("data-receding", "true")
    canvas.page.mouse.up()


def test_a_connection_is_found_selected_and_deleted_by_key(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script"), node("b", "image", title="Harbour", x=500)], [("a", "b")])
    canvas.node("Harbour").focus()
    canvas.page.keyboard.press("Enter")
    canvas.page.keyboard.press("Shift+c")
    canvas.page.get_by_role("option", name="From Text: Script").press("Enter")
    expect(canvas.page.get_by_role("button", name="Remove the connection")).to_be_visible()
    canvas.page.keyboard.press("Delete")
    canvas.wait_stored(lambda: canvas.connections() == [])
    expect(canvas.node("Harbour")).to_be_visible()
