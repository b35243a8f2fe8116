"""Undo and redo of every edit of mine, and never of what a generation or another person did."""

import re

from playwright.sync_api import expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node


def test_adding_is_undone_and_redone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    canvas.add_by_toolbar("image")
    canvas.select_nothing()
    canvas.undo()
    expect(canvas.node("Image 1")).to_have_count(0)
    canvas.redo()
    expect(canvas.node("Image 1")).to_be_visible()
    canvas.wait_stored(lambda: canvas.stored("Image 1") is not None)


def test_moving_is_undone_and_redone_as_one_edit(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", x=0, y=0)])
    canvas.move("Harbour", (150, 90))
    canvas.wait_stored(lambda: (canvas.stored("Harbour")["x"], canvas.stored("Harbour")["y"]) == (150, 90))
    canvas.undo()
    canvas.wait_stored(lambda: (canvas.stored("Harbour")["x"], canvas.stored("Harbour")["y"]) == (0, 0))
    canvas.redo()
    canvas.wait_stored(lambda: canvas.stored("Harbour")["x"] == 150)


def test_connecting_and_deleting_are_undone_and_redone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script", text="Once"), node("b", "image", title="Harbour", x=480)])
    canvas.connect("Script", "Harbour")
    canvas.wait_stored(lambda: canvas.connections() == [("Script", "Harbour")])
    canvas.undo()
    canvas.wait_stored(lambda: canvas.connections() == [])
    canvas.redo()
    canvas.wait_stored(lambda: canvas.connections() == [("Script", "Harbour")])

    canvas.delete("Script")
    canvas.wait_stored(lambda: canvas.stored("Script") is None)
    canvas.undo()
    expect(canvas.node("Script")).to_contain_text("Once")
    canvas.wait_stored(lambda: canvas.connections() == [("Script", "Harbour")])
    canvas.redo()
    canvas.wait_stored(lambda: canvas.stored("Script") is None)


def test_choosing_an_earlier_take_is_an_edit_that_can_be_undone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    first = canvas.studio.generate(canvas.id, "a")
    canvas.select("Harbour")
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" at night")
    canvas.wait_sent("A harbour at night")
    second = canvas.wait_shown("Harbour", canvas.press_generate())

    canvas.select("Harbour")
    takes = canvas.open_takes("Harbour")
    expect(takes).to_have_count(2)
    takes.first.click()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(first["asset"]))
    canvas.node("Harbour").focus()
    canvas.undo()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(second["asset"]))
    canvas.redo()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(first["asset"]))


def test_undo_never_takes_away_what_a_generation_made(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", x=0)])
    canvas.move("Harbour", (150, 90))
    made = canvas.studio.generate(canvas.id, "a")
    canvas.wait_shown("Harbour", made["id"])
    canvas.undo()
    canvas.wait_stored(lambda: canvas.stored("Harbour")["x"] == 0)
    canvas.undo()
    canvas.wait_shown("Harbour", made["id"])


def test_undo_never_takes_away_what_another_person_did(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", x=0, y=0)])
    other = Canvas(canvas.page.context.new_page(), canvas.studio, canvas.id).open()
    canvas.move("Harbour", (150, 90))
    other.add_by_toolbar("audio")
    expect(canvas.node("Audio 1")).to_be_visible()
    canvas.undo()
    canvas.undo()
    canvas.wait_stored(lambda: canvas.stored("Harbour")["x"] == 0)
    assert canvas.stored("Audio 1") is not None


def test_a_node_is_renamed_where_its_title_stands(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Image 1")])
    canvas.node("Image 1").get_by_text("Image 1", exact=True).dblclick()
    canvas.page.get_by_role("textbox", name="Title").fill("Harbour")
    canvas.page.keyboard.press("Enter")
    expect(canvas.node("Harbour")).to_be_visible()
    expect(canvas.page.get_by_role("treeitem", name="Image: Harbour")).to_be_attached()
    canvas.wait_stored(lambda: canvas.stored("Harbour") is not None)


def test_text_is_typed_in_its_node_and_read_as_markdown(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script")])
    canvas.node("Script").get_by_text("Write here, or generate below").dblclick()
    canvas.page.keyboard.type("## Dawn\nA **small** harbour")
    canvas.page.keyboard.press("Escape")
    expect(canvas.node("Script").get_by_role("heading", name="Dawn")).to_be_visible()
    canvas.wait_stored(lambda: canvas.stored("Script").get("text") == "## Dawn\nA **small** harbour")


def test_several_nodes_are_selected_by_a_box_moved_and_duplicated(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [node(id, "image", title=id.upper(), x=420 * n, y=0) for n, id in enumerate("ab")]
        + [node("c", "image", title="C", x=0, y=400)]
    )
    (left, top), (right, bottom) = canvas.place_of("A"), canvas.place_of("B")
    canvas.drag((left - 200, top - 160), (right + 60, bottom + 110))
    expect(canvas.panel).to_have_count(0)
    canvas.page.keyboard.press("Control+d")
    expect(canvas.nodes()).to_have_count(5)
    canvas.undo()
    expect(canvas.nodes()).to_have_count(3)
    canvas.drag((left - 200, top - 160), (right + 60, bottom + 110))
    canvas.page.keyboard.press("ArrowDown")
    canvas.wait_stored(lambda: [canvas.stored(title)["y"] for title in "ABC"] == [8, 8, 400])
