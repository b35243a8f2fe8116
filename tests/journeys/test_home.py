"""Home: every canvas with its picture, and what is done with whole canvases."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import NewContext
from tests.journeys.studio import Studio, node

PIECE = [
    node("a", "text", title="Script", text="A harbour at dawn"),
    node("b", "image", title="Harbour", prompt="wide", x=440, y=0),
    node("c", "video", title="Shot", prompt="⟦b⟧ slowly", x=880, y=0),
]
LINES = [("a", "b"), ("b", "c")]


@pytest.fixture
def home(page: Page, studio: Studio) -> Page:
    """A tab at home."""
    page.goto(studio.url)
    expect(page.get_by_role("link", name=re.compile("^Balance: "))).to_be_visible()
    return page


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))


def choose(page: Page, title: str, item: str) -> None:
    card(page, title).hover()
    page.get_by_role("button", name=f"Menu of {title}", exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def test_a_card_shows_what_is_on_its_canvas_and_follows_it(home: Page, studio: Studio) -> None:
    canvas = studio.canvas(PIECE, LINES, title="Pictured")
    asset = studio.generate(canvas, "b")["asset"]
    pictured = card(home, "Pictured")
    expect(pictured).to_contain_text("3 nodes")
    expect(pictured.locator(f"image[href*='{asset}']")).to_be_visible()
    other = Canvas(home.context.new_page(), studio, canvas).open()
    other.select("Harbour")
    other.page.keyboard.press("Delete")
    other.wait_saved()
    expect(pictured).to_contain_text("2 nodes")
    expect(pictured.locator("image")).to_have_count(0)


def test_a_canvas_is_opened_from_its_card_and_home_is_at_its_top_left(home: Page, studio: Studio) -> None:
    studio.canvas(PIECE, title="Opened")
    card(home, "Opened").get_by_role("link").click()
    expect(home).to_have_title("Opened · Headwater")
    home.get_by_role("link", name="All canvases").click()
    expect(card(home, "Opened")).to_be_visible()
    expect(home).to_have_title("Headwater")


def test_n_makes_a_new_canvas(home: Page) -> None:
    expect(home.get_by_role("button", name="New canvas")).to_be_visible()
    home.keyboard.press("n")
    expect(home.get_by_role("textbox", name="Canvas name")).to_have_value("Untitled canvas")


def test_a_canvas_is_renamed_on_its_card(home: Page, studio: Studio) -> None:
    canvas = studio.canvas(title="Before")
    choose(home, "Before", "Rename")
    name = home.get_by_role("textbox", name="Canvas name")
    expect(name).to_be_focused()
    name.fill("After")
    with home.expect_response(re.compile(f"/api/canvases/{canvas}$")):
        name.press("Enter")
    expect(card(home, "After")).to_be_visible()
    assert studio.get(f"/api/canvases/{canvas}")["title"] == "After"


def test_a_duplicate_is_whole_and_generates(home: Page, studio: Studio) -> None:
    canvas = studio.canvas(PIECE, LINES, title="Original")
    studio.generate(canvas, "b")
    choose(home, "Original", "Duplicate")
    card(home, "Original copy").get_by_role("link").click()
    home.wait_for_url(re.compile("/canvas/"))
    copy = Canvas(home, studio, home.url.rsplit("/", 1)[1])
    assert copy.id != canvas
    copy.fit()
    expect(copy.node("Harbour").get_by_role("img")).to_be_visible()
    copy.select("Shot")
    expect(copy.prompt).to_contain_text("@Image 1 slowly")
    copy.wait_ended(copy.press_generate())
    assert studio.get(f"/api/generations?canvas={canvas}&node=c") == []


def test_a_deleted_canvas_comes_back_by_undo(home: Page, studio: Studio) -> None:
    studio.canvas(PIECE, title="Undone")
    choose(home, "Undone", "Delete")
    expect(card(home, "Undone")).to_have_count(0)
    home.get_by_role("button", name="Undo").click()
    expect(card(home, "Undone")).to_contain_text("3 nodes")


def test_a_deleted_canvas_can_be_restored_later(home: Page, studio: Studio) -> None:
    canvas = studio.canvas(PIECE, LINES, title="Restored")
    choose(home, "Restored", "Delete")
    home.get_by_role("link", name="Deleted canvases").click()
    home.get_by_role("button", name="Restore Restored").click()
    expect(home.get_by_role("button", name="Restore Restored")).to_have_count(0)
    home.get_by_role("link", name="Canvases").click()
    card(home, "Restored").get_by_role("link").click()
    expect(home.get_by_role("group", name="Image: Harbour")).to_be_visible()
    assert len(studio.get(f"/api/canvases/{canvas}")["nodes"]) == 3


def test_whoever_has_a_deleted_canvas_open_is_told_and_can_restore_it(
    home: Page, studio: Studio, new_context: NewContext
) -> None:
    canvas = studio.canvas(PIECE, title="Open elsewhere")
    other = Canvas(new_context().new_page(), studio, canvas).open()
    choose(home, "Open elsewhere", "Delete")
    expect(other.page.get_by_role("heading", name="This canvas was deleted")).to_be_visible()
    expect(other.surface).to_have_count(0)
    other.page.get_by_role("button", name="Restore").click()
    expect(other.node("Harbour")).to_be_visible()
    other.add_by_toolbar("image")
    other.wait_saved()
    expect(card(home, "Open elsewhere")).to_contain_text("4 nodes")


def test_among_many_canvases_one_is_found_by_words_of_its_title(home: Page, studio: Studio) -> None:
    for number in range(10):
        studio.canvas(title=f"Reel {number}")
    studio.canvas(title="A very particular storm")
    home.get_by_role("searchbox", name="Find a canvas").fill("storm particular")
    expect(home.get_by_role("list", name="Canvases").get_by_role("listitem")).to_have_count(1)
    expect(card(home, "A very particular storm")).to_be_visible()


def test_help_is_there_without_a_network(home: Page, studio: Studio) -> None:
    home.context.route(lambda address: not address.startswith(studio.url), lambda route: route.abort())
    home.get_by_role("link", name="Help").click()
    home.get_by_role("link", name=re.compile("^Nodes")).click()
    expect(home.get_by_role("heading", name="Connections")).to_be_visible()
    expect(home.get_by_role("columnheader", name="audio")).to_be_visible()
    home.get_by_role("navigation", name="On this page").get_by_role("link", name="Keys").click()
    expect(home.get_by_role("heading", name="Keys")).to_be_in_viewport()
    home.goto(f"{studio.url}/docs")
    expect(home.get_by_role("heading", name="API reference")).to_be_visible()
    expect(home.get_by_text(f'"{studio.url}/api/canvases" ')).to_have_count(2)
