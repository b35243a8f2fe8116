"""While a generation runs and when it has ended badly: what is said, and what can be done about it."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node


def test_a_running_generation_tells_how_long_and_what_is_usual_in_the_node_and_in_the_panel(
    open_canvas: OpenCanvas,
) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 0})])
    canvas.select("Harbour")
    canvas.wait_shown("Harbour", canvas.press_generate())
    expect(canvas.panel).to_contain_text(re.compile(r"Usually about 0:\d\d"))
    canvas.set_number("Seconds", "60")
    canvas.prompt.click()
    canvas.press_generate()
    for place in (canvas.node("Harbour"), canvas.panel):
        expect(place).to_contain_text(re.compile(r"0:0\d · usually about 0:\d\d"))
    expect(canvas.generate).to_have_accessible_description("This node is generating")


def test_a_cancel_says_that_it_is_on_its_way_and_then_what_came_of_it(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "video", title="Shot", prompt="Water", settings={"seconds": 60})])
    canvas.select("Shot")
    id = canvas.press_generate()
    canvas.page.route("**/cancel", lambda route: None)
    canvas.node("Shot").get_by_role("button", name="Cancel").click()
    expect(canvas.node("Shot")).to_contain_text("Cancelling…")
    expect(canvas.panel).to_contain_text("Cancelling…")
    canvas.studio.post(f"/api/generations/{id}/cancel", {})
    expect(canvas.page.get_by_text("Cancelled. Your 12 credits are back.")).to_be_visible()


def test_a_failed_node_is_tried_again_with_one_press_where_its_price_is_in_sight(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 0, "outcome": "timeout"})]
    )
    canvas.select("Harbour")
    canvas.wait_failed("Harbour", canvas.press_generate())
    canvas.select_nothing()
    again = canvas.node("Harbour").get_by_role("button", name="Try again")
    again.click()
    expect(canvas.generate).to_be_focused()
    assert len(canvas.generations()) == 1

    canvas.wait_ready_to_generate()
    with canvas.page.expect_response(re.compile("/generations$")) as answer:
        again.click()
    canvas.wait_failed("Harbour", answer.value.json()["id"])
    assert len(canvas.generations()) == 2


def test_refused_words_lead_to_the_prompt(open_canvas: OpenCanvas) -> None:
    refused = {"seconds": 0, "outcome": "content_policy"}
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings=refused)])
    canvas.select("Harbour")
    canvas.wait_failed("Harbour", canvas.press_generate())
    canvas.node("Harbour").get_by_role("button", name="Edit the prompt").click()
    expect(canvas.prompt).to_be_focused()


def test_two_quick_presses_start_one_generation(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 0})])
    canvas.select("Harbour")
    canvas.wait_ready_to_generate()
    canvas.generate.dblclick()
    expect(canvas.node("Harbour").locator("img").first).to_be_visible()
    assert len(canvas.generations()) == 1
    expect(canvas.panel.get_by_role("alert")).to_have_text("")


def test_beginning_and_end_are_read_out(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 2})])
    canvas.select("Harbour")
    spoken = canvas.page.locator("[aria-live=polite]")
    canvas.press_generate()
    expect(spoken.get_by_text("Image: Harbour is generating")).to_be_attached()
    expect(spoken.get_by_text("Image: Harbour is done")).to_be_attached()
