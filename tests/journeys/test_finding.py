"""Finding a node by its words, doing things by their names, and the menu of a node."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node

NODES = [
    node("a", "text", title="Script", text="She left the harbour at dawn.", x=0, y=0),
    node("b", "image", title="Pier", prompt="a pier in fog", x=4000, y=3000),
]


def test_a_node_far_away_is_found_by_the_words_of_its_prompt_and_has_the_focus(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(NODES)
    page = canvas.page
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find a node or a command")
    expect(field).to_be_focused()
    field.press_sequentially("fog pier")
    found = page.get_by_role("option")
    expect(found).to_have_text(re.compile("Pier.*a pier in fog", re.DOTALL))
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    expect(canvas.node("Pier")).to_be_focused()
    expect(canvas.node("Pier")).to_be_in_viewport()


def test_a_command_is_done_by_its_name_and_the_focus_goes_where_it_leads(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(NODES)
    page = canvas.page
    page.get_by_role("button", name="Find", exact=True).click()
    page.keyboard.type("add vid")
    expect(page.get_by_role("option", name="Add video")).to_be_visible()
    page.keyboard.press("Enter")
    expect(canvas.node("Video 1")).to_be_focused()


def test_the_sheet_of_keys_opens_with_a_key_and_closes_with_another(open_canvas: OpenCanvas) -> None:
    page = open_canvas(NODES).page
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_text("Duplicate")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_the_menu_of_a_node_says_and_does_what_can_be_done_with_it(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(NODES)
    canvas.look()
    canvas.node("Script").click(button="right")
    menu = canvas.page.get_by_role("menu", name="Text: Script")
    expect(menu.get_by_role("menuitem", name="Run from here on")).to_be_visible()
    menu.get_by_role("menuitem", name="Duplicate").click()
    expect(canvas.node("Script")).to_have_count(2)


def test_what_may_be_added_narrows_as_one_types_and_a_preset_begins_the_new_node(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([])
    canvas.page.mouse.dblclick(300, 760)
    canvas.page.keyboard.type("orb")
    expect(canvas.page.get_by_role("option")).to_have_text(["Orbit"])
    canvas.page.keyboard.press("Enter")
    expect(canvas.node("Video 1")).to_be_visible()
    expect(canvas.prompt).to_be_focused()
    expect(canvas.prompt).not_to_be_empty()
