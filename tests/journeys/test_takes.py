"""The filmstrip: everything that a node has held can be looked at, chosen, used again, deleted and put back."""

import re

from playwright.sync_api import Locator, Route, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, node
from tests.journeys.waiting import PATIENCE, until


def three_pictures(open_canvas: OpenCanvas) -> tuple[Canvas, list[Json]]:
    """A node with three takes, which is selected; and its generations, oldest first."""
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", x=0, y=0)])
    made = [canvas.studio.generate(canvas.id, "a") for _ in range(3)]
    canvas.wait_shown("Harbour", made[2]["id"])
    canvas.select("Harbour")
    return canvas, made


def opened(canvas: Canvas) -> Locator:
    """The frames of the three takes, of which the last is shown."""
    frames = canvas.open_takes("Harbour")
    expect(frames).to_have_count(3)
    expect(frames.nth(2)).to_have_attribute("aria-selected", "true")
    return frames


def wait_count(canvas: Canvas, title: str, count: int) -> None:
    expect(canvas.node(title).get_by_role("button", name=f"Takes · {count}", exact=True)).to_be_visible()


def request(canvas: Canvas) -> Locator:
    """The request behind the take that one looks at."""
    return canvas.page.get_by_role("region", name="The request behind this take")


def large(canvas: Canvas, title: str) -> Locator:
    """A take that is looked at, over what its node shows."""
    return canvas.node(title).locator("[data-take-preview]")


def test_the_button_counts_the_takes_and_the_arrows_show_each_large_in_the_node(open_canvas: OpenCanvas) -> None:
    canvas, made = three_pictures(open_canvas)
    wait_count(canvas, "Harbour", 3)
    opened(canvas)
    canvas.page.keyboard.press("ArrowLeft")
    expect(large(canvas, "Harbour").locator(f"[src*='{made[1]['asset']}']").first).to_be_visible()
    canvas.page.keyboard.press("Home")
    expect(large(canvas, "Harbour").locator(f"[src*='{made[0]['asset']}']").first).to_be_visible()
    canvas.page.keyboard.press("End")
    expect(large(canvas, "Harbour")).to_have_count(0)
    canvas.node("Harbour").focus()
    canvas.page.keyboard.press("ArrowLeft")
    expect(large(canvas, "Harbour").locator(f"[src*='{made[1]['asset']}']").first).to_be_visible()
    canvas.page.keyboard.press("Escape")
    expect(large(canvas, "Harbour")).to_have_count(0)
    expect(canvas.panel).to_be_visible()
    assert canvas.stored("Harbour")["x"] == 0
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[2]["asset"]))


def test_a_press_on_a_take_that_is_still_being_read_chooses_it_when_it_comes(open_canvas: OpenCanvas) -> None:
    canvas, _ = three_pictures(open_canvas)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    canvas.page.route("**/nodes/a/takes?*", hold, times=1)
    frames = canvas.open_takes("Harbour")
    expect(frames).to_have_count(3)
    frames.nth(0).click()
    held[0].continue_()
    expect(frames.nth(0)).to_have_attribute("aria-selected", "true")


def test_enter_chooses_a_take_and_undo_brings_the_other_back(open_canvas: OpenCanvas) -> None:
    canvas, made = three_pictures(open_canvas)
    frames = opened(canvas)
    canvas.page.keyboard.press("ArrowLeft")
    expect(large(canvas, "Harbour")).to_be_visible()
    canvas.page.keyboard.press("Enter")
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[1]["asset"]))
    expect(frames.nth(1)).to_have_attribute("aria-selected", "true")
    canvas.page.keyboard.press("Escape")
    expect(canvas.node("Harbour").get_by_role("button", name=re.compile("^Takes"))).to_be_focused()
    canvas.undo()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[2]["asset"]))


def test_a_take_tells_its_request_and_its_settings_are_used_again(open_canvas: OpenCanvas) -> None:
    nodes = [
        node("t", "text", title="Mood", text="Cold and patient", x=0, y=0),
        node("a", "image", title="Harbour", prompt="Dawn, ⟦t⟧", x=480, y=0),
    ]
    canvas = open_canvas(nodes, [("t", "a")])
    canvas.studio.generate(canvas.id, "a")
    canvas.select("Harbour")
    canvas.prompt.press("Control+End")
    canvas.page.keyboard.type(" at night")
    canvas.wait_sent("at night")
    canvas.set_number("Seconds", "1")
    until(lambda: canvas.stored("Harbour")["settings"] == {"seconds": 1}, PATIENCE, lambda: "the setting is stored")
    canvas.wait_ended(canvas.press_generate())
    wait_count(canvas, "Harbour", 2)

    canvas.open_takes("Harbour").first.click()
    expect(request(canvas)).to_contain_text("Dawn, Cold and patient")
    expect(request(canvas)).not_to_contain_text("at night")
    expect(request(canvas).get_by_role("list", name="Made with")).to_contain_text("Seconds 0")
    canvas.page.get_by_role("button", name="Use these settings again").click()
    expect(canvas.prompt).to_be_focused()
    expect(canvas.prompt).not_to_contain_text("at night")
    until(lambda: canvas.stored("Harbour")["prompt"] == "Dawn, ⟦t⟧", PATIENCE, lambda: "the prompt is back")
    assert canvas.stored("Harbour")["settings"] == {"seconds": 0}
    canvas.node("Harbour").focus()
    canvas.undo()
    expect(canvas.prompt).to_contain_text("at night")
    until(lambda: canvas.stored("Harbour")["settings"] == {"seconds": 1}, PATIENCE, lambda: "the settings are back")


def test_a_deleted_take_gives_way_to_the_one_before_and_undo_puts_it_back(open_canvas: OpenCanvas) -> None:
    canvas, made = three_pictures(open_canvas)
    frames = opened(canvas)
    canvas.page.get_by_role("listbox", name="Takes").press("Delete")
    expect(frames).to_have_count(2)
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[1]["asset"]))
    wait_count(canvas, "Harbour", 2)
    canvas.page.get_by_role("region", name="Notifications").get_by_role("button", name="Undo").click()
    expect(frames).to_have_count(3)
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[2]["asset"]))


def test_a_deleted_take_is_a_take_again_when_the_edit_is_undone(open_canvas: OpenCanvas) -> None:
    canvas, made = three_pictures(open_canvas)
    frames = opened(canvas)
    canvas.page.get_by_role("button", name="Delete this take").click()
    expect(frames).to_have_count(2)
    canvas.page.keyboard.press("Escape")
    canvas.undo()
    expect(canvas.picture("Harbour")).to_have_attribute("src", re.compile(made[2]["asset"]))
    wait_count(canvas, "Harbour", 3)


def test_typed_text_is_in_the_strip_and_is_kept_when_another_take_is_chosen(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script", prompt="Begin", x=0, y=0)])
    made = canvas.studio.generate(canvas.id, "a")
    expect(canvas.node("Script")).to_contain_text("Begin")
    canvas.node("Script").get_by_text("Begin").dblclick()
    canvas.page.keyboard.press("Control+a")
    canvas.page.keyboard.type("My own words")
    canvas.page.keyboard.press("Escape")
    wait_count(canvas, "Script", 2)

    frames = canvas.open_takes("Script")
    expect(frames.nth(1)).to_have_accessible_name("Take 2 of 2, what is typed now")
    canvas.page.keyboard.press("ArrowLeft")
    expect(large(canvas, "Script")).to_contain_text("Begin")
    canvas.page.keyboard.press("Enter")
    expect(frames.nth(0)).to_have_attribute("aria-selected", "true")
    expect(frames.nth(1)).to_have_accessible_name(re.compile("typed, My own words"))
    takes = canvas.studio.get(f"/api/canvases/{canvas.id}/nodes/a/takes")
    assert (takes[0]["how"], takes[0]["text"], takes[1]["id"]) == ("typed", "My own words", made["take"])

    frames.nth(1).click()
    expect(canvas.node("Script")).to_contain_text("My own words")
    expect(frames).to_have_count(2)
