"""A piece made by hand, from a text to a picture to a shot."""

import re

from PIL.Image import Image as Picture
from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.media import difference, first_and_last_frame, picture
from tests.journeys.studio import node


def test_a_text_a_picture_and_a_shot_are_made_by_hand_each_from_the_one_before(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    start = canvas.balance

    canvas.add_by_double_click("text", (300, 250))
    canvas.type_prompt("A harbour at dawn")
    canvas.wait_price("1")
    canvas.wait_ended(canvas.press_generate())
    expect(canvas.node("Text 1")).to_contain_text("A harbour at dawn")
    canvas.wait_balance(start - 1)

    canvas.add_by_dragging("Text 1", (620, 250), "image")
    expect(canvas.panel.get_by_role("list", name="Connected texts")).to_contain_text("Text 1")
    canvas.wait_price("4")
    canvas.wait_shown("Image 1", canvas.press_generate())
    expect(canvas.picture("Image 1")).to_be_visible()
    canvas.wait_balance(start - 5)

    canvas.select_nothing()
    canvas.add_by_toolbar("video")
    canvas.move("Video 1", (380, 20))
    canvas.connect("Image 1", "Video 1")
    canvas.select("Video 1")
    expect(canvas.panel.get_by_role("button", name=re.compile("^Image 1: Image 1"))).to_be_visible()
    canvas.wait_price("12")
    canvas.wait_shown("Video 1", canvas.press_generate())
    expect(canvas.node("Video 1").get_by_role("button", name="Play Video 1")).to_be_visible()
    canvas.wait_balance(start - 17)


def test_a_shot_is_made_of_a_text_and_two_pictures_both_used_in_their_order(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [
            node("words", "text", title="Words", text="Slowly, from one to the other", x=0, y=0),
            node("one", "image", title="One", prompt="dawn", x=0, y=320),
            node("two", "image", title="Two", prompt="midnight", x=0, y=640),
            node("shot", "video", title="Shot", x=560, y=0),
        ]
    )
    pictures = [_made(canvas, id) for id in ("one", "two")]
    for title in ("Words", "One", "Two"):
        canvas.connect(title, "Shot")
    canvas.select("Shot")
    expect(canvas.full_prompt()).to_have_text("Slowly, from one to the other")
    expect(_references(canvas)).to_have_text(["1", "2"])

    shot = canvas.wait_shown("Shot", canvas.press_generate())
    first, last = first_and_last_frame(canvas.studio.download(shot["asset"]))
    assert difference(first, pictures[0]) < 6 < difference(first, pictures[1])
    assert difference(last, pictures[1]) < 6 < difference(last, pictures[0])

    canvas.panel.get_by_role("button", name="Image 1: One, number 1 of 2").press("ArrowRight")
    expect(canvas.panel.get_by_role("button", name="Image 1: Two, number 1 of 2")).to_be_visible()
    again = canvas.wait_shown("Shot", canvas.press_generate())
    first, _ = first_and_last_frame(canvas.studio.download(again["asset"]))
    assert difference(first, pictures[1]) < 6


def _made(canvas: Canvas, id: str) -> Picture:
    generation = canvas.studio.generate(canvas.id, id)
    return picture(canvas.studio.download(generation["asset"]))


def _references(canvas: Canvas) -> Locator:
    return canvas.panel.get_by_role("list", name="References").get_by_role("button", name=re.compile("number"))
