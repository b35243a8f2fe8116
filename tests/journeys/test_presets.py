"""Beginning an empty node with a preset: one press teaches the craft, and one undo takes all of it back."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, node


def card(canvas: Canvas, title: str, preset: str) -> Locator:
    """A preset on an empty node."""
    return canvas.node(title).get_by_role("button", name=preset, exact=True)


def offered(canvas: Canvas, kind: str, name: str) -> Json:
    """A preset as the server has it."""
    listed = canvas.studio.get("/api/presets")
    return next(preset for preset in listed if (preset["kind"], preset["name"]) == (kind, name))


def whole(preset: Json) -> str:
    """Its prompt."""
    return str(preset["prompt"]["before"] + preset["prompt"]["own"] + preset["prompt"]["after"])


def test_a_preset_fills_prompt_mode_and_settings_and_typing_replaces_its_example(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "audio", title="Rain", settings={"seconds": 0})])
    canvas.select("Rain")
    card(canvas, "Rain", "Underscore").click()
    preset = offered(canvas, "audio", "Underscore")
    expect(canvas.prompt).to_have_text(whole(preset))
    expect(canvas.prompt).to_be_focused()

    canvas.page.keyboard.type("a quarrel in a kitchen")
    before, after = preset["prompt"]["before"], preset["prompt"]["after"]
    canvas.wait_sent(f"{before}a quarrel in a kitchen{after}")
    canvas.wait_saved()
    stored = canvas.stored("Rain")
    assert (stored["mode"], stored["settings"]["duration"]) == ("music", preset["settings"]["duration"])


def test_one_undo_takes_a_preset_back_and_it_is_offered_again(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "audio", title="Rain", settings={"seconds": 0})])
    untouched = canvas.stored("Rain")
    canvas.select("Rain")
    card(canvas, "Rain", "Narrator").click()
    expect(canvas.prompt).to_have_text(whole(offered(canvas, "audio", "Narrator")))
    canvas.page.keyboard.type("Once")
    canvas.wait_sent("Once")
    canvas.undo()
    expect(canvas.prompt).to_have_text(whole(offered(canvas, "audio", "Narrator")))
    canvas.undo()
    expect(card(canvas, "Rain", "Narrator")).to_be_visible()
    canvas.wait_saved()
    assert canvas.stored("Rain") == untouched


def test_the_node_says_what_its_preset_teaches_and_undoes_it_by_a_press(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Shot")])
    canvas.select("Shot")
    card(canvas, "Shot", "Product shot").click()
    expect(canvas.node("Shot")).to_contain_text(offered(canvas, "image", "Product shot")["teaches"])
    canvas.node("Shot").get_by_role("button", name="Undo").click()
    expect(card(canvas, "Shot", "Product shot")).to_be_visible()


def test_more_presets_are_found_by_typing_and_chosen_with_keys(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "video", title="Shot", settings={"seconds": 0})])
    canvas.select("Shot")
    canvas.node("Shot").get_by_role("combobox", name="More presets").press("Enter")
    canvas.page.keyboard.type("tripod or not: nothing has these words")
    expect(canvas.page.get_by_text("No preset has these words.")).to_be_visible()
    canvas.page.get_by_role("combobox", name="Search presets").fill("dream")
    canvas.page.keyboard.press("Enter")
    expect(canvas.prompt).to_have_text(whole(offered(canvas, "video", "Dream drift")))
    expect(canvas.prompt).to_be_focused()


def test_a_prompt_that_is_begun_is_left_alone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Begun", prompt="A harbour")])
    canvas.select("Begun")
    expect(canvas.node("Begun").get_by_role("button", name="Upload")).to_be_visible()
    expect(card(canvas, "Begun", "Product shot")).to_have_count(0)
    expect(canvas.node("Begun").get_by_role("combobox", name="More presets")).to_have_count(0)
    expect(canvas.prompt).to_have_text(re.compile("^A harbour$"))
