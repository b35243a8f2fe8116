"""A piece made by hand, from a text to a picture to a shot."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import OpenCanvas


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
