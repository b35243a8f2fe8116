"""Notes: words for people on the canvas, handled as nodes are, and read by no model."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, node
from tests.journeys.waiting import PATIENCE, until

HARBOUR = node("a", "image", title="Harbour", prompt="A harbour", x=0, y=0)


def note(canvas: Canvas, words: str) -> Locator:
    """The note that begins so."""
    return canvas.page.get_by_role("group", name=re.compile(f"^Note: {re.escape(words)}"))


def stored(canvas: Canvas) -> list[Json]:
    """The notes that the server has."""
    found: list[Json] = canvas.file()["notes"]
    return found


def written(open_canvas: OpenCanvas, words: str) -> Canvas:
    """A canvas with one node, and a note that was made and written by key."""
    canvas = open_canvas([HARBOUR])
    canvas.select_nothing()
    canvas.page.keyboard.press("n")
    expect(canvas.page.get_by_role("textbox", name="Text")).to_be_focused()
    canvas.page.keyboard.type(words)
    canvas.page.keyboard.press("Escape")
    expect(note(canvas, words)).to_be_focused()
    return canvas


def test_a_note_is_written_by_key_and_is_there_after_a_reload(open_canvas: OpenCanvas) -> None:
    canvas = written(open_canvas, "Cut to black")
    expect(canvas.panel).to_have_count(0)
    expect(canvas.page.get_by_role("button", name="Output of Cut to black")).to_have_count(0)
    canvas.wait_saved().reload()
    expect(note(canvas, "Cut to black")).to_have_text("Cut to black")
    assert [(each["text"], each["colour"]) for each in stored(canvas)] == [("Cut to black", "yellow")]


def test_a_note_is_coloured_copied_deleted_and_undone(open_canvas: OpenCanvas) -> None:
    canvas = written(open_canvas, "Cut to black")
    canvas.page.get_by_role("button", name="Colour of the note").click()
    canvas.page.get_by_role("menuitemradio", name="Pink").click()
    expect(note(canvas, "Cut to black")).to_have_attribute("data-colour", "pink")
    note(canvas, "Cut to black").focus()
    canvas.page.keyboard.press("Control+d")
    expect(note(canvas, "Cut to black")).to_have_count(2)
    canvas.page.keyboard.press("Delete")
    expect(note(canvas, "Cut to black")).to_have_count(1)
    canvas.undo()
    expect(note(canvas, "Cut to black")).to_have_count(2)
    until(lambda: [each["colour"] for each in stored(canvas)] == ["pink", "pink"], PATIENCE, lambda: "both are stored")


def test_a_note_is_found_by_its_words_and_is_in_the_outline(open_canvas: OpenCanvas) -> None:
    canvas = written(open_canvas, "Cut to black")
    canvas.select_nothing()
    canvas.page.keyboard.press("Control+k")
    canvas.page.keyboard.type("to black")
    canvas.page.get_by_role("option", name="Cut to black").click()
    expect(note(canvas, "Cut to black")).to_be_focused()
    expect(canvas.page.get_by_role("treeitem", name="Note: Cut to black")).to_have_attribute("aria-selected", "true")


def test_a_note_runs_with_nothing_and_takes_no_connection(open_canvas: OpenCanvas) -> None:
    canvas = written(open_canvas, "Cut to black")
    canvas.page.keyboard.press("Control+k")
    expect(canvas.page.get_by_role("option", name="Delete")).to_be_visible()
    for name in ("Generate", "Connect", "Run from here on", "Full screen"):
        expect(canvas.page.get_by_role("option", name=name, exact=True)).to_have_count(0)
    canvas.page.keyboard.press("Escape")
    canvas.drag_point("Harbour", centre(note(canvas, "Cut to black")))
    expect(canvas.menu_item("Video")).to_be_visible()
    assert canvas.connections() == []


def centre(what: Locator) -> tuple[float, float]:
    """Where the middle of something is, in CSS pixels of the window."""
    box = what.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
