"""Two tabs, or two people: each sees within a moment what the other does, and what is being made."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import node
from tests.journeys.waiting import PATIENCE, until


@pytest.fixture
def other(new_context: NewContext) -> Callable[[Canvas], Canvas]:
    """Opens the same canvas in another browser."""
    return lambda canvas: Canvas(new_context().new_page(), canvas.studio, canvas.id).open().fit()


def test_each_sees_the_edits_of_the_other(open_canvas: OpenCanvas, other: Callable[[Canvas], Canvas]) -> None:
    one = open_canvas([node("a", "text", title="Script", text="Once"), node("b", "image", title="Harbour", x=480)])
    two = other(one)

    one.connect("Script", "Harbour")
    two.select("Harbour")
    expect(two.panel.get_by_role("list", name="Connected texts")).to_contain_text("Script")

    one.select("Harbour")
    one.type_prompt("A harbour")
    expect(two.prompt).to_have_text("A harbour")
    two.prompt.press("End")
    two.page.keyboard.type(" at night")
    expect(one.prompt).to_have_text("A harbour at night")

    two.select_nothing()
    two.delete("Script")
    expect(one.node("Script")).to_have_count(0)
    before = two.place_of("Harbour")
    one.select_nothing()
    one.move("Harbour", (0, 120))
    until(lambda: two.place_of("Harbour") != before, PATIENCE, lambda: "the other sees it move")
    one.wait_saved()
    assert two.stored("Harbour")["y"] == 120


def test_a_node_in_which_another_wrote_stays_when_its_adding_is_undone_and_that_is_said(
    open_canvas: OpenCanvas, other: Callable[[Canvas], Canvas]
) -> None:
    one = open_canvas([node("a", "image", title="Harbour")])
    one.add_by_toolbar("image")
    two = other(one)
    two.select("Image 1")
    two.type_prompt("A quay")
    one.select_nothing()
    one.undo()
    expect(one.page.get_by_text("“Image 1” stays: a generation or somebody else wrote in it since.")).to_be_visible()
    one.select("Image 1")
    expect(one.prompt).to_have_text("A quay")


def test_each_sees_progress_and_result_of_what_the_other_started(
    open_canvas: OpenCanvas, other: Callable[[Canvas], Canvas]
) -> None:
    one = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 3})])
    two = other(one)
    start = one.balance
    one.select("Harbour")
    id = one.press_generate()
    for tab in (one, two):
        expect(tab.progress("Harbour")).to_have_attribute("aria-valuenow", re.compile(r"[1-9]\d?"))
        tab.wait_balance(start - 4)
    for tab in (one, two):
        tab.wait_shown("Harbour", id)
        expect(tab.progress("Harbour")).to_have_count(0)


def test_a_second_tab_of_the_same_browser_sees_the_edits_too(open_canvas: OpenCanvas) -> None:
    one = open_canvas([node("a", "image", title="Harbour")])
    two = Canvas(one.page.context.new_page(), one.studio, one.id).open()
    two.select("Harbour")
    two.type_prompt("A harbour")
    one.select("Harbour")
    expect(one.prompt).to_have_text("A harbour")
    one.prompt.press("End")
    one.page.keyboard.type(" at night")
    expect(two.prompt).to_have_text("A harbour at night")


def test_text_streams_into_both_and_is_read_only_meanwhile(
    open_canvas: OpenCanvas, other: Callable[[Canvas], Canvas]
) -> None:
    one = open_canvas([node("a", "text", title="Script", prompt="Begin", text="Before", settings={"seconds": 5})])
    two = other(one)
    one.select("Script")
    id = one.press_generate()
    for tab in (one, two):
        expect(tab.node("Script")).to_contain_text("This is")
        expect(tab.progress("Script")).to_be_visible()
        expect(tab.node("Script")).not_to_contain_text("Before")
    two.node("Script").get_by_text("This is").dblclick(force=True)
    expect(two.page.get_by_role("textbox", name="Text", exact=True)).to_have_count(0)
    one.wait_ended(id)
    for tab in (one, two):
        expect(tab.node("Script")).to_contain_text("I was asked")
    takes = one.studio.get(f"/api/canvases/{one.id}/nodes/a/takes")
    assert [take["text"] for take in takes][1:] == ["Before"]


def test_added_credits_are_in_the_header_of_the_other_tab(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    start = canvas.balance
    page = canvas.page.context.new_page()
    page.goto(f"{canvas.studio.url}/credits")
    page.get_by_label("Amount").fill("250.5")
    page.get_by_role("button", name="Add credits").click()
    canvas.wait_balance(start + 250.5)
    expect(page.get_by_role("table")).to_contain_text("+250.5")
