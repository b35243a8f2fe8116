"""What a node shows: looked at closely, played one at a time, saved, copied and made into the next node."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.assets import samples
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import Json, Studio, node
from tests.journeys.waiting import PATIENCE, until

HEARD = "[...document.querySelectorAll('video, audio')].filter((media) => !media.paused && !media.muted).length"
SILENT = "[...document.querySelectorAll('video, audio')].filter((media) => !media.paused && media.muted).length"


def put(canvas: Canvas, title: str, name: str, content: bytes, folder: Path) -> None:
    """Upload a file into the empty node of this title."""
    (folder / name).write_bytes(content)
    canvas.page.get_by_label(f"Upload into {title}").set_input_files(folder / name)
    expect(canvas.page.get_by_label(f"Upload into {title}")).to_have_count(0)
    expect(canvas.progress(title)).to_have_count(0)


def tool(canvas: Canvas, title: str, name: str) -> Locator:
    """A tool of the selected node, seen at 100 % where all of them have room."""
    canvas.select(title)
    canvas.node(title).focus()
    canvas.page.keyboard.press("2")
    canvas.page.keyboard.press("0")
    return canvas.node(title).get_by_role("button", name=name)


def heard(page: Page, count: int) -> None:
    """Until so many elements play with sound."""
    until(lambda: page.evaluate(HEARD) == count, PATIENCE, lambda: f"{count} play with sound")


def silent(page: Page, count: int) -> None:
    """Until so many elements play without sound."""
    until(lambda: page.evaluate(SILENT) == count, PATIENCE, lambda: f"{count} play without sound")


def seen_at(page: Page, percent: str) -> None:
    """Until the picture in full screen is looked at so closely."""
    expect(page.locator("[data-zoom]")).to_have_attribute("data-zoom", percent)


@pytest.fixture
def moving(new_context: NewContext, studio: Studio, tmp_path: Path) -> Canvas:
    """A video and a sound, for somebody who has nothing against motion."""
    page = new_context(reduced_motion="no-preference").new_page()
    nodes = [node("v", "video", title="Shot"), node("a", "audio", title="Rain", x=420)]
    canvas = Canvas(page, studio, studio.canvas(nodes)).open().fit()
    put(canvas, "Shot", "film.webm", samples.film("webm", "libvpx", "libopus", frames=100, size=(160, 90)), tmp_path)
    put(canvas, "Rain", "rain.wav", samples.sound("wav", "pcm_s16le", 20), tmp_path)
    return canvas


def test_one_sound_plays_at_a_time_and_a_glance_takes_none(moving: Canvas) -> None:
    page = moving.page
    page.get_by_role("button", name="Play Rain").click()
    heard(page, 1)
    moving.node("Shot").hover(position={"x": 12, "y": 12})
    silent(page, 1)
    heard(page, 1)
    page.mouse.move(10, 500)
    silent(page, 0)
    page.get_by_role("button", name="Play Shot").click()
    expect(page.get_by_role("button", name="Play Rain")).to_be_visible()
    heard(page, 1)
    page.get_by_role("button", name="Full screen").last.click()
    expect(page.get_by_role("dialog", name="Video: Shot")).to_be_visible()
    heard(page, 1)
    page.keyboard.press(" ")
    heard(page, 0)


def test_a_sound_in_another_tab_ends_the_one_here(moving: Canvas) -> None:
    moving.page.get_by_role("button", name="Play Rain").click()
    heard(moving.page, 1)
    other = Canvas(moving.page.context.new_page(), moving.studio, moving.id).open().fit()
    other.page.get_by_role("button", name="Play Rain").click()
    heard(other.page, 1)
    heard(moving.page, 0)


def test_a_sound_is_gone_through_with_the_pointer_and_the_keys(moving: Canvas) -> None:
    slider = moving.node("Rain").get_by_role("slider", name="Position in Rain")
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    moving.drag((box["x"] + 4, middle), (box["x"] + box["width"] / 2, middle))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"0:(09|10) of 0:20"))
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuenow", "20")
    slider.press("Home")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "1")
    assert moving.stored("Rain")["x"] == 420


def test_a_picture_is_looked_at_closely_and_the_focus_comes_back(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    page = canvas.page
    put(canvas, "Harbour", "harbour.jpg", samples.picture("JPEG", (1600, 900)), tmp_path)
    canvas.select("Harbour")
    page.keyboard.press("f")
    picture = page.get_by_role("dialog", name="Image: Harbour").get_by_role("img", name="Harbour")
    expect(picture).to_have_attribute("src", re.compile("/file$"))
    seen_at(page, "90")
    page.mouse.dblclick(600, 500)
    seen_at(page, "100")
    page.keyboard.press("+")
    seen_at(page, "125")
    page.mouse.wheel(0, -200)
    expect(page.locator("[data-zoom]")).not_to_have_attribute("data-zoom", "125")
    page.keyboard.press("1")
    seen_at(page, "90")
    page.keyboard.press("Escape")
    expect(picture).to_have_count(0)
    expect(canvas.node("Harbour")).to_be_focused()


def test_what_is_saved_is_named_by_title_and_take(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas(
        [node("a", "image", title="港の朝: 1", prompt="A calm sea"), node("t", "text", x=500, text="Fog.")]
    )
    put(canvas, "港の朝: 1", "harbour.jpg", samples.picture("JPEG", (1600, 900)), tmp_path)
    with canvas.page.expect_download() as first:
        tool(canvas, "港の朝: 1", "Download").click()
    assert first.value.suggested_filename == "港の朝 1.jpg"
    canvas.wait_shown("港の朝: 1", canvas.press_generate())
    with canvas.page.expect_download() as second:
        tool(canvas, "港の朝: 1", "Download").click()
    assert second.value.suggested_filename == "港の朝 1, take 2.png"
    canvas.fit()
    with canvas.page.expect_download() as text:
        tool(canvas, "Text 1", "Download").click()
    assert text.value.suggested_filename == "Text 1.md"
    assert text.value.path().read_text() == "Fog."


def test_a_picture_is_copied_as_a_picture_and_a_text_as_text(
    new_context: NewContext, studio: Studio, tmp_path: Path
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    nodes = [node("a", "image", title="Harbour"), node("t", "text", title="Line", x=500, text="**Fog.**")]
    canvas = Canvas(context.new_page(), studio, studio.canvas(nodes)).open().fit()
    put(canvas, "Harbour", "harbour.jpg", samples.picture("JPEG", (1600, 900)), tmp_path)
    tool(canvas, "Harbour", "Copy picture").click()
    expect(canvas.toast("Picture copied")).to_be_visible()
    types: Json = canvas.page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert types == ["image/png"]
    canvas.fit()
    tool(canvas, "Line", "Copy text").click()
    expect(canvas.toast("Text copied")).to_be_visible()
    assert canvas.page.evaluate("navigator.clipboard.readText()") == "**Fog.**"


def test_a_text_is_used_as_a_voice_in_one_edit(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("t", "text", title="Line", text="Dawn over the harbour.")])
    expect(canvas.node("Line")).not_to_contain_text("4 words")
    tool(canvas, "Line", "Use as").click()
    expect(canvas.node("Line")).to_contain_text("4 words")
    assert canvas.page.get_by_role("menuitem").all_inner_texts() == ["Picture", "Shot", "Voice", "Next text"]
    canvas.page.get_by_role("menuitem", name="Voice", exact=True).click()
    expect(canvas.prompt).to_be_focused()
    expect(canvas.panel.get_by_role("tab", name="Speech")).to_have_attribute("aria-selected", "true")
    canvas.wait_sent("Dawn over the harbour.")
    canvas.wait_saved()
    assert canvas.connections() == [("Line", "Audio 1")]
    canvas.node("Audio 1").focus()
    canvas.undo()
    expect(canvas.node("Audio 1")).to_have_count(0)
    canvas.wait_saved()
    assert canvas.connections() == []
