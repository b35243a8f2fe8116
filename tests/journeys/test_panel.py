"""The generation panel: what is connected arrives in it by itself, and can be pointed to, ordered and left out."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node


def two_pictures(open_canvas: OpenCanvas, kind: str = "image") -> Canvas:
    """Two pictures and a text that feed a third node, which is selected."""
    canvas = open_canvas(
        [
            node("t", "text", title="Mood", text="Cold and patient", x=0, y=0),
            node("a", "image", title="Harbour", prompt="dawn", x=0, y=320),
            node("b", "image", title="Mara", prompt="dusk", x=0, y=640),
            node("c", kind, title="Next", x=560, y=0),
        ],
        [("t", "c"), ("a", "c"), ("b", "c")],
    )
    for id in "ab":
        canvas.studio.generate(canvas.id, id)
    canvas.select("Next")
    return canvas


def references(canvas: Canvas) -> Locator:
    """The reference strip's pictures, in order."""
    return canvas.panel.get_by_role("list", name="References").get_by_role("button", name=re.compile("number"))


def test_an_at_sign_lists_the_references_and_the_chosen_one_becomes_a_chip_that_follows_its_node(
    open_canvas: OpenCanvas,
) -> None:
    canvas = two_pictures(open_canvas)
    canvas.prompt.click()
    canvas.page.keyboard.type("Like @")
    options = canvas.page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text([re.compile("Image 1"), re.compile("Image 2"), re.compile("Mood")])
    options.nth(1).click()
    canvas.page.keyboard.type("at night")
    expect(canvas.prompt).to_have_text("Like @Image 2 at night")

    references(canvas).nth(1).press("ArrowLeft")
    expect(references(canvas).first).to_have_accessible_name("Image 1: Mara, number 1 of 2")
    expect(canvas.prompt).to_have_text("Like @Image 1 at night")
    canvas.prompt.press("End")
    for _ in range(len(" at night") + 1):
        canvas.page.keyboard.press("Backspace")
    expect(canvas.prompt).to_have_text("Like")


def test_a_connected_text_joins_the_prompt_and_can_be_left_out_and_put_back(open_canvas: OpenCanvas) -> None:
    canvas = two_pictures(open_canvas)
    canvas.type_prompt("A harbour")
    expect(canvas.full_prompt()).to_have_text("Cold and patient\n\nA harbour", use_inner_text=True)
    canvas.panel.get_by_role("button", name="Leave Mood out").click()
    expect(canvas.full_prompt()).to_have_text("A harbour")
    assert ("Mood", "Next") in canvas.connections()
    canvas.panel.get_by_role("button", name="Put Mood back").click()
    expect(canvas.full_prompt()).to_contain_text("Cold and patient")


def test_the_mode_follows_what_is_connected_until_it_is_picked(open_canvas: OpenCanvas) -> None:
    canvas = two_pictures(open_canvas, "video")
    mode = canvas.panel.get_by_role("tab", selected=True)
    expect(mode).to_have_text("First & last frame")
    canvas.panel.get_by_role("list", name="References").get_by_role("listitem").last.hover()
    canvas.panel.get_by_role("button", name="Disconnect Image 2").click()
    expect(mode).to_have_text("Create")
    canvas.undo()
    expect(mode).to_have_text("First & last frame")

    canvas.panel.get_by_role("tab", name="References").click()
    expect(mode).to_have_text("References")
    canvas.panel.get_by_role("button", name="Auto: follow what is connected").click()
    expect(mode).to_have_text("First & last frame")


def test_a_setting_changes_the_price_before_anything_is_pressed(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "video", title="Shot", prompt="Water")])
    canvas.select("Shot")
    canvas.wait_price("12")
    canvas.set_number("Duration", "10")
    canvas.wait_price("24")
    canvas.set_number("Duration", "11")
    canvas.wait_refused(re.compile("Write a number from 1 to 10"))
    canvas.set_number("Duration", "1")
    canvas.wait_price("2.4")


def test_every_generation_is_a_take_and_the_node_shows_the_newest(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script", prompt="Begin")])
    canvas.select("Script")
    canvas.wait_ended(canvas.press_generate())
    expect(canvas.node("Script")).to_contain_text("Begin")
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" again")
    canvas.wait_sent("Begin again")
    canvas.wait_ended(canvas.press_generate())
    expect(canvas.node("Script")).to_contain_text("Begin again")
    expect(canvas.open_takes("Script")).to_have_count(2)
