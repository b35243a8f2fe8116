"""The assets: found, looked at, opened where they were made, deleted and restored, and put onto canvases."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import WINDOW, Console, signed_in
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.many_assets import make_assets
from tests.journeys.media import write_picture
from tests.journeys.studio import Json, Studio, node
from tests.journeys.waiting import PATIENCE, until

MANY = 10_000
DROP = """([asset, x, y]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("application/x-headwater-asset", asset);
    const options = { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true };
    const target = document.elementFromPoint(x, y);
    for (const event of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(event, options));
}"""
"""What a window sees of an asset that another one holds out to it."""


def made(canvas: Canvas, id: str) -> Json:
    """Generate a node; gives its asset."""
    return canvas.studio.get(f"/api/assets/{canvas.studio.generate(canvas.id, id)['asset']}")


def tile(page: Page | Locator, words: str) -> Locator:
    """The tile of an asset."""
    return page.get_by_role("grid", name="Assets").get_by_role("button", name=re.compile(f"^\\w+: {words}"))


def search(page: Page | Locator, words: str) -> None:
    """Look for words."""
    page.get_by_role("searchbox", name="Search assets").fill(words)


def test_an_asset_is_found_by_its_words_and_opened_where_it_was_made(open_canvas: OpenCanvas) -> None:
    words = "A heron under the pier"
    canvas = open_canvas(
        [
            node("a", "image", title="Heron", prompt=words, x=4000, y=3000),
            node("b", "video", title="Shot", prompt="The heron flies up", x=4500, y=3000),
        ],
        [("a", "b")],
    )
    for id in "ab":
        made(canvas, id)
    page = canvas.page
    page.goto(f"{canvas.studio.url}/assets")
    search(page, "pier heron")
    expect(tile(page, words)).to_be_visible()
    expect(tile(page, "The heron flies up")).to_have_count(0)
    search(page, "heron flies")
    tile(page, "The heron flies up").click()
    dialog = page.get_by_role("dialog", name="The heron flies up")
    for said in ("Test double", "no AI", "12 credits", "Create"):
        expect(dialog).to_contain_text(said)

    dialog.get_by_role("list", name="What went in").get_by_role("button").click()
    source = page.get_by_role("dialog", name=words)
    expect(source).to_contain_text("4 credits")
    source.get_by_role("button", name="Open where it was made").click()
    canvas.wait_open()
    expect(canvas.node("Heron")).to_be_in_viewport()
    expect(canvas.panel).to_be_visible()
    assert "?" not in page.url


def test_what_is_looked_for_stands_in_the_address_and_going_back_works(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "audio", title="Gulls", prompt="Gulls at noon")])
    made(canvas, "a")
    page = canvas.page
    page.goto(f"{canvas.studio.url}/assets")
    page.get_by_role("group", name="Kind").get_by_role("button", name="Audio").click()
    search(page, "gulls noon")
    page.wait_for_url(re.compile(r"kind=audio&words=gulls\+noon"))
    tile(page, "Gulls at noon").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog", name="Gulls at noon")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Search assets")).to_have_value("gulls noon")


def test_the_node_being_gone_is_said_on_its_canvas(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Heron", prompt="A lonely heron")])
    asset = made(canvas, "a")
    canvas.delete("Heron")
    canvas.wait_saved()
    canvas.page.goto(f"{canvas.studio.url}/assets?open={asset['id']}")
    canvas.page.get_by_role("button", name="Open where it was made").click()
    expect(canvas.toast("The node it was made in was deleted from this canvas.")).to_be_visible()


def test_deleting_says_what_still_uses_it_and_can_be_undone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Buoy", prompt="A red buoy, still used")])
    asset = made(canvas, "a")
    page = canvas.page
    page.goto(f"{canvas.studio.url}/assets?words=buoy+used")
    tile(page, "A red buoy").focus()
    page.keyboard.press("Delete")
    confirm = page.get_by_role("dialog", name="Delete this asset?")
    expect(confirm.get_by_role("list", name="Used by")).to_contain_text("Buoy on Journey")
    confirm.get_by_role("button", name="Delete", exact=True).click()
    expect(tile(page, "A red buoy")).to_have_count(0)
    assert canvas.studio.get(f"/api/assets/{asset['id']}")["deleted"]
    page.get_by_role("button", name="Undo").click()
    expect(tile(page, "A red buoy")).to_be_visible()


def test_what_was_deleted_is_restored_from_the_bin_and_other_tabs_follow(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Crab", prompt="A crab in the bin")])
    asset = made(canvas, "a")
    page, other = canvas.page, canvas.page.context.new_page()
    for each in (page, other):
        each.goto(f"{canvas.studio.url}/assets?words=crab")
        expect(tile(each, "A crab in the bin")).to_be_visible()
    canvas.studio.http.delete(f"/api/assets/{asset['id']}").raise_for_status()
    for each in (page, other):
        expect(tile(each, "A crab in the bin")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Bin")).click()
    expect(page.get_by_role("grid")).to_contain_text("30 days left")
    tile(page, "A crab in the bin").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(tile(page, "A crab in the bin")).to_have_count(0)
    expect(tile(other, "A crab in the bin")).to_be_visible()


def test_an_asset_dragged_onto_a_canvas_becomes_a_node_there(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    asset = canvas.studio.upload(write_picture(tmp_path / "dragged heron.png"))
    drawer = open_drawer(canvas)
    search(drawer, "dragged heron")
    tile(drawer, "dragged heron.png").drag_to(drawer.get_by_role("heading", name="Assets"))
    expect(canvas.nodes()).to_have_count(0)
    tile(drawer, "dragged heron.png").drag_to(canvas.surface, target_position={"x": 900, "y": 400}, steps=5)
    expect(canvas.node("dragged heron").get_by_role("img", name="dragged heron")).to_be_visible()
    x, y = canvas.place_of("dragged heron")
    assert abs(x - 900) < 4
    assert abs(y - 400) < 40  # The title stands above the picture.
    canvas.wait_saved()
    shown = canvas.studio.get(f"/api/assets/{asset['id']}/uses")["nodes"]
    assert [(use["title"], use["shown"]) for use in shown] == [("dragged heron", True)]
    canvas.surface.focus()
    canvas.undo()
    canvas.undo()
    expect(canvas.node("dragged heron")).to_have_count(0)


def test_an_asset_dragged_over_from_another_window_becomes_a_node(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    asset = canvas.studio.upload(write_picture(tmp_path / "from elsewhere.png"))
    canvas.page.evaluate(DROP, [asset["id"], 700, 400])
    expect(canvas.node("from elsewhere").get_by_role("img", name="from elsewhere")).to_be_visible()


def test_an_asset_is_added_with_the_keyboard_alone(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    canvas.studio.upload(write_picture(tmp_path / "keyed.png"))
    page = canvas.page
    page.get_by_role("navigation", name="Tools").get_by_role("button", name="Assets").focus()
    page.keyboard.press("Enter")
    search(page.get_by_role("region", name="Assets"), "keyed")
    expect(tile(page, "keyed.png")).to_be_visible()
    tile(page, "keyed.png").press("Enter")
    expect(canvas.node("keyed")).to_be_in_viewport()


def test_an_asset_is_taken_along_to_another_canvas(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    title = f"Where the heron goes {canvas.id[:6]}"
    canvas.studio.http.patch(f"/api/canvases/{canvas.id}", json={"title": title}).raise_for_status()
    asset = canvas.studio.upload(write_picture(tmp_path / "traveller.png"))
    page = canvas.page
    page.goto(f"{canvas.studio.url}/assets?open={asset['id']}")
    page.get_by_role("button", name="Use on a canvas").click()
    page.get_by_role("menuitem", name=title).click()
    expect(canvas.node("traveller").get_by_role("img", name="traveller")).to_be_visible()
    page.reload()
    canvas.wait_open()
    expect(canvas.nodes()).to_have_count(1)


def test_a_node_leads_to_its_asset(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Heron", prompt="A heron to look up")])
    made(canvas, "a")
    canvas.select("Heron")
    canvas.node("Heron").get_by_role("button", name="Open in assets").click()
    expect(canvas.page.get_by_role("dialog", name="A heron to look up")).to_be_visible()


def open_drawer(canvas: Canvas) -> Locator:
    """The assets beside the canvas."""
    canvas.page.get_by_role("navigation", name="Tools").get_by_role("button", name="Assets").click()
    return canvas.page.get_by_role("region", name="Assets")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio of its own with ten thousand assets."""
    folder = tmp_path_factory.mktemp("crowded")
    studio = Studio(folder / "home")
    studio.start()
    make_assets(studio, MANY, folder)
    yield studio
    studio.close()


@pytest.fixture
def new_tab(browser: Browser, crowded: Studio, console: Console) -> Iterator[Callable[[], Page]]:
    """Opens tabs there, each in a browser that has seen nothing yet."""
    state = signed_in(browser, crowded)
    with ExitStack() as contexts:

        def open_one() -> Page:
            context = browser.new_context(storage_state=state, viewport=WINDOW)  # type: ignore[arg-type]
            console.listen(contexts.enter_context(context))
            return context.new_page()

        yield open_one


@pytest.fixture
def crowd(new_tab: Callable[[], Page]) -> Page:
    """A tab in the crowded studio."""
    return new_tab()


def mounted(page: Page) -> int:
    """How many tiles and placeholders the page holds."""
    return page.get_by_role("gridcell").count()


def test_ten_thousand_assets_are_scrolled_with_few_tiles_and_few_requests(crowd: Page, crowded: Studio) -> None:
    asked: list[str] = []
    crowd.on("request", lambda request: asked.append(request.url) if "/api/assets?" in request.url else None)
    crowd.goto(f"{crowded.url}/assets")
    expect(tile(crowd, f"Picture {MANY - 1}$")).to_be_visible()
    expect(crowd.get_by_role("status").filter(has_text=f"{MANY + 8} assets")).to_be_attached()
    most = mounted(crowd)
    scroller = crowd.get_by_role("main")
    for part in (0.1, 0.5, 0.9, 1):
        scroller.evaluate("(element, part) => element.scrollTo(0, element.scrollHeight * part)", part)
        expect(crowd.get_by_role("grid").get_by_role("button").first).to_be_visible()
        most = max(most, mounted(crowd))
    expect(tile(crowd, "Picture 0$")).to_be_visible()
    assert most <= 80
    assert len(asked) <= 12
    assert not any("skip=2000" in url for url in asked), "What is jumped over is not fetched."


def test_the_grid_is_walked_with_the_keyboard_from_end_to_end(crowd: Page, crowded: Studio) -> None:
    crowd.goto(f"{crowded.url}/assets?words=picture")
    tile(crowd, f"Picture {MANY - 1}$").focus()
    crowd.keyboard.press("ArrowRight")
    expect(tile(crowd, f"Picture {MANY - 2}$")).to_be_focused()
    crowd.keyboard.press("End")
    expect(tile(crowd, "Picture 0$")).to_be_focused()
    expect(tile(crowd, "Picture 0$")).to_be_in_viewport()
    crowd.keyboard.press("Enter")
    expect(crowd.get_by_role("dialog", name="Picture 0")).to_be_visible()
    crowd.keyboard.press("Escape")
    expect(tile(crowd, "Picture 0$")).to_be_focused()


def test_a_file_that_is_gone_for_good_is_said_calmly_where_it_was_shown(
    new_tab: Callable[[], Page], crowded: Studio, console: Console
) -> None:
    console.expect("410")
    canvas = Canvas(new_tab(), crowded, crowded.canvas([node("a", "image", title="Gone", prompt="Soon gone")])).open()
    asset = crowded.generate(canvas.id, "a")["asset"]
    expect(canvas.node("Gone").get_by_role("img", name="Gone").first).to_be_visible()
    canvas.wait_saved()
    canvas.page.close()
    crowded.http.delete(f"/api/assets/{asset}").raise_for_status()
    crowded.stop()
    with closing(sqlite3.connect(crowded.home / "studio.db")) as database, database:
        database.execute("UPDATE assets SET deleted = 1 WHERE id = ?", (asset,))
    crowded.start()
    until(lambda: crowded.get(f"/api/assets/{asset}")["purged"], PATIENCE, lambda: "the bin is emptied")
    expect(Canvas(new_tab(), crowded, canvas.id).open().node("Gone")).to_contain_text("This file was deleted.")
