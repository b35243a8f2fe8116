"""Pressing Generate: what it costs is seen first, what was seen is what runs, and nothing is ever paid for nothing."""

import re

from playwright.sync_api import Route, expect

from tests.journeys.browser import Console
from tests.journeys.conftest import OpenCanvas
from tests.journeys.deaf_tab import DeafTab
from tests.journeys.studio import node


def test_a_failing_model_gives_all_credits_back_says_what_to_do_and_may_be_tried_again(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [node("a", "image", title="Harbour", prompt="A harbour", settings={"outcome": "content_policy"})]
    )
    start = canvas.balance
    canvas.select("Harbour")
    failed = canvas.wait_failed("Harbour", canvas.press_generate())
    assert failed["error"]["code"] == "content_policy"
    alert = canvas.node("Harbour").get_by_role("alert")
    for words in (
        "The model refused this prompt.",
        "Your 4 credits are back.",
        "Edit the prompt or try another model.",
    ):
        expect(alert).to_contain_text(words)
    canvas.wait_balance(start)

    canvas.choose_setting("Outcome", "Ok")
    canvas.wait_shown("Harbour", canvas.press_generate())
    expect(alert).to_have_count(0)
    canvas.wait_balance(start - 4)


def test_an_earlier_take_stays_when_a_later_one_fails(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    canvas.select("Harbour")
    first = canvas.wait_shown("Harbour", canvas.press_generate())
    canvas.choose_setting("Outcome", "Provider_error")
    canvas.wait_failed("Harbour", canvas.press_generate())
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(first["asset"]))


def test_what_is_downstream_waits_at_any_depth_and_comes_on_again_by_itself(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [
            node("a", "text", title="First", prompt="Begin", x=0, y=0, settings={"seconds": 4}),
            node("b", "image", title="Second", prompt="Go on", x=480, y=0),
            node("c", "image", title="Third", prompt="End", x=960, y=0),
        ],
        [("a", "b"), ("b", "c")],
    )
    canvas.studio.generate(canvas.id, "b")
    running = canvas.studio.begin(canvas.id, "a")
    for title in ("Second", "Third"):
        canvas.select(title)
        canvas.wait_refused("Upstream task in progress")
    canvas.wait_ended(running["id"])
    canvas.wait_ready_to_generate()


def test_a_generation_is_cancelled_and_its_credits_come_back(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "video", title="Shot", prompt="Water", settings={"seconds": 60})])
    start = canvas.balance
    canvas.select("Shot")
    id = canvas.press_generate()
    canvas.wait_balance(start - 12)
    canvas.page.get_by_role("button", name="Cancel").first.click()
    assert canvas.wait_ended(id)["state"] == "cancelled"
    canvas.wait_balance(start)
    canvas.wait_ready_to_generate()


def test_what_changed_in_another_tab_between_showing_and_pressing_does_not_run(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect("409")
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    tab = DeafTab.beside(canvas)
    deaf = tab.canvas
    deaf.select("Harbour")
    deaf.wait_price("4")
    tab.listening = False

    canvas.select("Harbour")
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" at night")
    canvas.wait_saved()

    with deaf.page.expect_response(re.compile("/generations$")) as answer:
        deaf.generate.click()
    assert answer.value.status == 409
    expect(deaf.panel.get_by_role("alert")).to_contain_text("Nothing was started.")
    expect(deaf.full_prompt()).to_contain_text("A harbour at night")
    assert canvas.generations() == []


def test_a_key_press_that_is_still_on_its_way_never_runs_unseen(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    canvas.select("Harbour")
    canvas.type_prompt("A harbour")
    canvas.wait_ready_to_generate()

    canvas.page.route("**/panel", lambda _: None)
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" at night")
    canvas.page.keyboard.press("Control+Enter")
    canvas.wait_saved()
    assert canvas.generations() == []

    canvas.page.unroute("**/panel")
    canvas.wait_sent("A harbour at night")
    assert canvas.wait_shown("Harbour", canvas.press_generate())["prompt"] == "A harbour at night"
    assert len(canvas.generations()) == 1


def test_a_generation_that_ends_before_the_press_is_answered_stays_ended(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"outcome": "timeout"})])
    canvas.select("Harbour")

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        canvas.wait_ended(answer.json()["id"])
        route.fulfill(response=answer)

    canvas.page.route("**/generations", answer_late)
    canvas.wait_failed("Harbour", canvas.press_generate())
    canvas.wait_ready_to_generate()


def test_the_prompt_can_be_sent_with_keys(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    canvas.select("Harbour")
    canvas.type_prompt("A harbour")
    canvas.wait_ready_to_generate()
    with canvas.page.expect_response(re.compile("/generations$")) as answer:
        canvas.prompt.press("Control+Enter")
    canvas.wait_shown("Harbour", answer.value.json()["id"])


def test_generate_says_why_it_is_off(open_canvas: OpenCanvas) -> None:
    nodes = [node("a", "image", title="Empty", x=0, y=0), node("b", "image", title="Next", prompt="On", x=480, y=0)]
    canvas = open_canvas(nodes, [("a", "b")])
    canvas.select("Empty")
    canvas.wait_refused("Write a prompt or connect a text node")
    canvas.select("Next")
    canvas.wait_refused("“Empty” is empty. Fill it, or remove the connection")
