"""Nothing that was shown as saved is ever lost, nothing runs or is paid twice, whatever dies when."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, expect

from tests.journeys.browser import WINDOW, Console, enter, executable, flags
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Studio, node

PUT_AWAY = """async () => {
    for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith("canvas:")) continue;
        const database = await new Promise((opened) => {
            indexedDB.open(name).onsuccess = ({ target }) => opened(target.result);
        });
        await new Promise((done) => { database.transaction("updates").oncomplete = done; });
        database.close();
    }
}"""
"""Until the browser has put away what was edited: a transaction begins only after those before it have ended."""


def test_a_generation_survives_the_death_of_the_server_and_is_done_and_paid_once(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect_lost_line()
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour", settings={"seconds": 3})])
    start = canvas.balance
    canvas.select("Harbour")
    id = canvas.press_generate()
    expect(canvas.progress("Harbour")).to_be_visible()
    canvas.studio.kill_server()
    canvas.wait_shown("Harbour", id)
    canvas.wait_balance(start - 4)
    assert canvas.studio.get("/api/doubles")[id] == 1
    canvas.reload().wait_shown("Harbour", id)
    canvas.wait_balance(start - 4)


def test_everything_is_where_it_was_after_a_power_cut_with_place_and_zoom(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect_lost_line()
    canvas = open_canvas([node("a", "text", title="Script", text="Once"), node("b", "image", title="Harbour", x=480)])
    canvas.connect("Script", "Harbour")
    canvas.select("Harbour")
    canvas.type_prompt("A harbour at dawn")
    canvas.select_nothing()
    canvas.page.mouse.move(400, 300)
    with canvas.page.expect_response(lambda answer: answer.url.endswith("/place")):
        canvas.page.keyboard.down("Control")
        canvas.page.mouse.wheel(0, 60)
        canvas.page.keyboard.up("Control")
    canvas.wait_saved()
    before = [canvas.node(title).bounding_box() for title in ("Script", "Harbour")]

    canvas.studio.kill()
    canvas.studio.start()
    canvas.reload()
    for title, box in zip(("Script", "Harbour"), before, strict=True):
        expect(canvas.node(title)).to_be_visible()
        assert canvas.node(title).bounding_box() == box
    assert canvas.connections() == [("Script", "Harbour")]
    canvas.select("Harbour")
    expect(canvas.prompt).to_have_text("A harbour at dawn")


def test_an_edit_under_way_when_the_server_dies_is_not_lost(open_canvas: OpenCanvas, console: Console) -> None:
    console.expect_lost_line()
    canvas = open_canvas([node("a", "image", title="Harbour")])
    canvas.select("Harbour")
    canvas.prompt.click()
    canvas.page.keyboard.type("A harbour ")
    canvas.studio.kill()
    canvas.page.keyboard.type("at dawn")
    canvas.add_by_toolbar("audio")
    expect(canvas.page.get_by_role("status", name=re.compile(r"^Offline"))).to_be_visible()
    canvas.studio.start()
    canvas.wait_saved()
    assert canvas.stored("Harbour")["prompt"] == "A harbour at dawn"
    assert canvas.stored("Audio 1")
    canvas.reload()
    expect(canvas.node("Audio 1")).to_be_visible()


def test_edits_made_without_a_server_join_later_also_after_the_tab_was_closed(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect_lost_line()
    canvas = open_canvas([node("a", "text", title="Script", text="Once")])
    _have_editor(canvas)
    canvas.studio.kill()
    _edit_alone(canvas)
    canvas.page.close()
    canvas.studio.start()

    later = Canvas(canvas.page.context.new_page(), canvas.studio, canvas.id).open()
    _check_joined(later)


def test_edits_made_without_a_server_join_later_also_after_the_browser_was_closed(
    playwright: Playwright, studio: Studio, console: Console, tmp_path: Path
) -> None:
    console.expect_lost_line()
    profile = str(tmp_path / "profile")
    id = studio.canvas([node("a", "text", title="Script", text="Once")])
    context = _browser_of(playwright, profile, console)
    enter(context, studio)
    canvas = Canvas(context.new_page(), studio, id).open()
    _have_editor(canvas)
    studio.kill()
    _edit_alone(canvas)
    context.close()
    studio.start()

    context = _browser_of(playwright, profile, console)
    _check_joined(Canvas(context.new_page(), studio, id).open())
    context.close()


def _browser_of(playwright: Playwright, profile: str, console: Console) -> BrowserContext:
    """A browser with a profile of its own, as people have: what it keeps, it keeps on the disk."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=executable(),
        args=flags(),
        viewport=WINDOW,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    console.listen(context)
    return context


def _have_editor(canvas: Canvas) -> None:
    """The editor of texts comes a moment after the canvas: a server that dies before has not sent it."""
    canvas.node("Script").get_by_text("Once").dblclick()
    expect(canvas.page.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
    canvas.page.keyboard.press("Escape")
    expect(canvas.page.get_by_role("textbox", name="Text", exact=True)).to_have_count(0)


def _edit_alone(canvas: Canvas) -> None:
    """Edit while there is no server; what is on screen then may be relied on, whatever is closed."""
    expect(canvas.page.get_by_role("status", name=re.compile(r"^Offline"))).to_be_visible()
    canvas.add_by_toolbar("image")
    canvas.node("Script").get_by_text("Once").dblclick()
    canvas.page.keyboard.type(" upon a time")
    expect(canvas.node("Script")).to_contain_text("Once upon a time")
    canvas.page.evaluate(PUT_AWAY)


def _check_joined(canvas: Canvas) -> None:
    expect(canvas.node("Image 1")).to_be_visible()
    canvas.wait_saved()
    assert canvas.stored("Image 1") is not None
    assert canvas.stored("Script")["text"] == "Once upon a time"
