"""Running many nodes: the plan is seen first, the run keeps to it, and what is up to date is not made again."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.browser import Console
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.deaf_tab import DeafTab
from tests.journeys.studio import Json, node

LONG_MS = 60_000
"""A whole run, on a busy machine."""


def double(kind: str) -> str:
    return f"builtin/double-{kind}"


def a_piece(**picture: Json) -> list[dict[str, Json]]:
    """A script, a picture from it, and a shot from that."""
    return [
        node("s", "text", title="Script", prompt="A sea", model=double("text")),
        node("p", "image", title="Harbour", prompt="A harbour", model=double("image"), x=440, **picture),
        node("v", "video", title="Shot", prompt="Push in", model=double("video"), x=880),
    ]


LINES = [("s", "p"), ("p", "v")]


def plan(canvas: Canvas) -> Locator:
    """The plan of the whole canvas, opened by its key."""
    canvas.select_nothing()
    canvas.page.keyboard.press("r")
    dialog = canvas.page.get_by_role("dialog", name="Run the whole canvas")
    expect(dialog).to_be_visible()
    return dialog


def bar(canvas: Canvas) -> Locator:
    return canvas.page.get_by_role("region", name="Run", exact=True)


def wait_words(canvas: Canvas, words: str) -> None:
    expect(bar(canvas).get_by_role("status")).to_have_text(re.compile(words), timeout=LONG_MS)


def start(dialog: Locator, name: str) -> None:
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_have_count(0)


def test_a_canvas_runs_in_order_at_the_price_that_was_shown_and_then_nothing_is_left_to_make(
    open_canvas: OpenCanvas,
) -> None:
    canvas = open_canvas(a_piece(), LINES)
    dialog = plan(canvas)
    expect(dialog.get_by_role("list", name="In this order").get_by_role("listitem")).to_have_count(3)
    start(dialog, "Run, 17 credits")
    wait_words(canvas, r"Run finished · 3 made · 17 credits")
    expect(canvas.node("Shot").get_by_role("img").first).to_be_visible()
    dialog = plan(canvas)
    expect(dialog).to_contain_text("There is nothing to make")
    expect(dialog.get_by_role("button", name=re.compile("^Run, "))).to_have_attribute("aria-disabled", "true")


def test_a_node_that_fails_stops_only_what_hangs_on_it_and_go_on_repeats_nothing(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(a_piece(settings={"outcome": "content_policy"}), LINES)
    start(plan(canvas), "Run, 17 credits")
    wait_words(canvas, r"Run ended · 1 of 3 made · 1 credit$")
    bar(canvas).get_by_role("button", name="2 without a result").click()
    expect(bar(canvas).get_by_role("listitem")).to_contain_text(
        ["The model refused this prompt", "It hangs on “Harbour”"]
    )
    bar(canvas).get_by_role("button", name=re.compile("^Harbour")).click()
    canvas.choose_setting("Outcome", "Ok")
    bar(canvas).get_by_role("button", name="Go on").click()
    start(canvas.page.get_by_role("dialog", name="Go on with the run"), "Run, 16 credits")
    wait_words(canvas, r"Run finished · 2 made · 16 credits")


def test_a_run_outlives_its_tab_and_is_stopped_from_another(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(a_piece(settings={"seconds": 600}), LINES)
    start(plan(canvas), "Run, 17 credits")
    wait_words(canvas, r"1 of 3 made")
    canvas.page.reload()
    wait_words(canvas, r"Running · 1 of 3 made")
    bar(canvas).get_by_role("button", name="Stop").click()
    wait_words(canvas, r"Run stopped · 1 of 3 made · 1 credit$")


def test_a_rehearsal_costs_nothing_says_so_and_is_put_back(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A harbour", model=double("image"))])
    made = canvas.studio.generate(canvas.id, "p")
    shown = canvas.wait_shown("Harbour", made["id"])
    canvas.select("Harbour")
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" at dawn")
    canvas.wait_sent("A harbour at dawn")
    expect(canvas.panel.get_by_text("Out of date. Changed since: The prompt")).to_be_visible()
    dialog = plan(canvas)
    dialog.get_by_role("radio", name="Rehearsal").click()
    start(dialog, "Rehearse, 0 credits")
    wait_words(canvas, r"Rehearsal finished · 1 made$")
    expect(canvas.node("Harbour").get_by_text("Rehearsal", exact=True)).to_be_visible()
    bar(canvas).get_by_role("button", name="Put back").click()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(shown["asset"]))
    expect(canvas.node("Harbour").get_by_text("Rehearsal", exact=True)).to_have_count(0)


def test_what_was_rehearsed_is_run_for_real_from_where_it_ended(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A harbour", model=double("image"))])
    dialog = plan(canvas)
    dialog.get_by_role("radio", name="Rehearsal").click()
    start(dialog, "Rehearse, 0 credits")
    wait_words(canvas, r"Rehearsal finished · 1 made$")
    bar(canvas).get_by_role("button", name="For real").click()
    start(canvas.page.get_by_role("dialog", name="Run it for real"), "Run, 4 credits")
    wait_words(canvas, r"Run finished · 1 made · 4 credits")
    expect(canvas.node("Harbour").get_by_text("Rehearsal", exact=True)).to_have_count(0)


def test_a_plan_that_changed_in_another_tab_before_the_press_is_shown_anew_and_starts_nothing(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect("409")
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A harbour", model=double("image"))])
    tab = DeafTab.beside(canvas)
    dialog = plan(tab.canvas)
    expect(dialog.get_by_role("button", name="Run, 4 credits", exact=True)).to_be_enabled()
    tab.listening = False
    canvas.select("Harbour")
    canvas.prompt.press("End")
    canvas.page.keyboard.type(" at night")
    canvas.wait_saved()
    with tab.canvas.page.expect_response(re.compile("/runs$")) as answer:
        dialog.get_by_role("button", name="Run, 4 credits", exact=True).click()
    assert answer.value.status == 409
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing was started. This is the plan now.")
    assert canvas.generations() == []
    start(dialog, "Run, 4 credits")
    wait_words(canvas, r"Run finished · 1 made")
    assert [each["prompt"] for each in canvas.generations()] == ["A harbour at night"]


def test_an_open_plan_follows_when_what_it_plans_is_made_meanwhile(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A harbour", model=double("image"))])
    dialog = plan(canvas)
    expect(dialog.get_by_role("button", name="Run, 4 credits", exact=True)).to_be_enabled()
    canvas.studio.generate(canvas.id, "p")
    expect(dialog).to_contain_text("There is nothing to make")


def test_several_takes_that_are_made_are_cancelled_together_and_all_their_credits_come_back(
    open_canvas: OpenCanvas,
) -> None:
    settings = {"seconds": 600}
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A", model=double("image"), settings=settings)])
    before = canvas.balance
    canvas.select("Harbour")
    canvas.panel.get_by_role("button", name="Takes at once: 1").click()
    canvas.page.get_by_role("menuitemradio", name=re.compile("^4 takes")).click()
    canvas.panel.get_by_role("button", name="Generate 4 takes, 16 credits").click()
    canvas.wait_balance(before - 16)
    canvas.node("Harbour").get_by_role("button", name="Cancel all").click()
    canvas.wait_balance(before)
    assert {each["state"] for each in canvas.generations()} == {"cancelled"}


def test_several_takes_are_made_at_one_press_for_the_price_of_all(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("p", "image", title="Harbour", prompt="A harbour", model=double("image"))])
    canvas.select("Harbour")
    canvas.panel.get_by_role("button", name="Takes at once: 1").click()
    canvas.page.get_by_role("menuitemradio", name=re.compile("^4 takes")).click()
    canvas.panel.get_by_role("button", name="Generate 4 takes, 16 credits").click()
    expect(canvas.node("Harbour").get_by_role("button", name="Takes · 4", exact=True)).to_be_visible(timeout=LONG_MS)
