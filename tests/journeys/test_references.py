"""The reference strip: what is sent and in which order, which frame of a video, what goes unused, where it is from."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, node


def feeding(open_canvas: OpenCanvas, kind: str, *sources: str, **more: Json) -> Canvas:
    """A node `Next` of `kind`, selected, fed by nodes of these kinds that show something: `A`, `B`, `C`…"""
    titles = "ABCDEF"[: len(sources)]
    made = [
        node(title, source, title=title, prompt=title, x=0, y=320 * at)
        for at, (title, source) in enumerate(zip(titles, sources, strict=True))
    ]
    last = node("next", kind, title="Next", prompt="again", x=560, y=0, **more)
    canvas = open_canvas([*made, last], [(title, "next") for title in titles])
    for title in titles:
        canvas.studio.generate(canvas.id, title)
    canvas.select("Next")
    expect(strip(canvas)).to_have_count(len(sources))
    return canvas


def strip(canvas: Canvas) -> Locator:
    """The references' pictures, in order."""
    return canvas.panel.get_by_role("list", name="References").get_by_role("button", name=re.compile("sent|number"))


def names(canvas: Canvas, *expected: str) -> None:
    """Wait until the strip reads so."""
    for place, name in enumerate(expected):
        expect(strip(canvas).nth(place)).to_have_accessible_name(name)


def does(canvas: Canvas, reference: int, what: str) -> None:
    """Choose something from the menu of one reference, counted from 0."""
    strip(canvas).nth(reference).click()
    canvas.page.get_by_role("menuitem", name=what).click()


def panel(canvas: Canvas) -> Json:
    """The panel of `Next` as the server has it."""
    return canvas.studio.get(f"/api/canvases/{canvas.id}/nodes/next/panel")


def sent(canvas: Canvas) -> list[str]:
    """The nodes whose content would be sent, in order."""
    canvas.wait_saved()
    return [each["node"] for each in panel(canvas)["request"]["references"]]


def test_what_is_dragged_or_moved_by_keys_to_another_place_is_sent_there(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "image", "image", "image", "image")
    first, last = strip(canvas).first.bounding_box(), strip(canvas).last.bounding_box()
    assert first
    assert last
    canvas.drag((last["x"] + 30, last["y"] + 30), (first["x"] + 20, first["y"] + 30))
    names(canvas, "Image 1: C, number 1 of 3", "Image 2: A, number 2 of 3", "Image 3: B, number 3 of 3")
    assert sent(canvas) == ["C", "A", "B"]

    strip(canvas).first.focus()
    for _ in range(2):
        canvas.page.keyboard.press("ArrowRight")
    names(canvas, "Image 1: A, number 1 of 3", "Image 2: B, number 2 of 3", "Image 3: C, number 3 of 3")
    expect(strip(canvas).last).to_be_focused()
    assert sent(canvas) == ["A", "B", "C"]
    canvas.wait_ended(canvas.press_generate())


def test_first_and_last_frame_names_its_two_and_says_what_it_does_not_use(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "video", "image", "video", "image", mode="first-last")
    names(
        canvas,
        "Image 1: A, number 1 of 2, First frame",
        "Video 1: B, not sent, First & last frame uses the two pictures only",
        "Image 2: C, number 2 of 2, Last frame",
    )
    expect(canvas.panel.get_by_text("Not used", exact=True)).to_be_visible()
    strip(canvas).first.focus()
    canvas.page.keyboard.press("Tab")
    expect(canvas.page.get_by_text("B · First & last frame uses the two pictures only")).to_be_visible()
    assert sent(canvas) == ["A", "C"]


def test_the_frame_of_a_video_that_is_found_by_scrubbing_is_the_one_that_is_sent(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "image", "video")
    names(canvas, "Image 1: A, number 1 of 1, Last frame")
    does(canvas, 0, "Pick the frame")
    slider = canvas.page.get_by_role("slider", name="Moment in the video")
    slider.press("Home")
    for _ in range(5):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Frame at 0:00.2")
    canvas.page.get_by_role("button", name="Use this frame").click()
    names(canvas, "Image 1: A, number 1 of 1, Frame at 0:00.2")
    canvas.wait_saved()
    assert [each["frame"] for each in canvas.file()["connections"]] == [0.2]
    assert [each["frame"] for each in panel(canvas)["references"]] == [0.2]
    canvas.wait_ended(canvas.press_generate())

    canvas.undo()
    names(canvas, "Image 1: A, number 1 of 1, Last frame")


def test_a_reference_is_seen_large_and_one_comes_back_to_it(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "video", "audio", "image")
    strip(canvas).nth(1).press("Enter")
    canvas.page.get_by_role("menuitem", name="Show large").press("Enter")
    expect(canvas.page.get_by_role("dialog").get_by_role("img", name="B")).to_be_visible()
    canvas.page.keyboard.press("Escape")
    expect(strip(canvas).nth(1)).to_be_focused()

    does(canvas, 0, "Show large")
    canvas.page.get_by_role("dialog").get_by_role("button", name="Play A").click()
    expect(canvas.page.get_by_role("dialog").get_by_role("button", name="Pause A")).to_be_visible()
    canvas.page.keyboard.press("Escape")
    expect(strip(canvas).first).to_be_focused()


def test_one_goes_to_where_a_reference_comes_from(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "video", "image")
    does(canvas, 0, "Go there")
    expect(canvas.node("A")).to_be_focused()
    expect(canvas.node("A")).to_be_in_viewport()


def test_a_reference_is_pointed_to_or_disconnected_from_its_menu(open_canvas: OpenCanvas) -> None:
    canvas = feeding(open_canvas, "image", "image", "video")
    does(canvas, 1, "Point to it in the prompt")
    expect(canvas.prompt).to_contain_text("@Image 2")
    expect(canvas.prompt).to_be_focused()
    does(canvas, 0, "Disconnect")
    expect(strip(canvas)).to_have_count(1)
    expect(strip(canvas).first).to_be_focused()
    strip(canvas).first.press("Delete")
    expect(canvas.prompt).to_be_focused()
    canvas.wait_saved()
    assert canvas.connections() == []
