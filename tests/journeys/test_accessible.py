"""Nothing on any page keeps out somebody who listens to the screen or sees little: axe-core finds nothing serious."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import serious
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Studio, node

PAGES = {
    "/": "Canvases",
    "/assets": "Assets",
    "/generations": "Generations",
    "/credits": "Credits",
    "/credits/proof": "Proof",
    "/settings": "Settings",
    "/help": "Help",
    "/help/nodes": "Nodes",
    "/nowhere": "There is nothing here",
}
"""By path, words that are on the page once it is there."""
NODES = [
    node("script", "text", title="Script", text="## Dawn\n\nA *small* harbour. [More](https://example.com)", x=0, y=0),
    node("harbour", "image", title="Harbour", prompt="A harbour", x=420, y=0),
    node("shot", "video", title="Shot", prompt="A slow push in", x=840, y=0),
    node("voice", "audio", title="Voice", x=420, y=340),
    node("wrong", "image", title="Wrong", prompt="Refuse this", settings={"outcome": "content_policy"}, x=0, y=340),
]
LINES = [("script", "harbour"), ("harbour", "shot"), ("voice", "shot")]


@pytest.fixture
def canvas(open_canvas: OpenCanvas, studio: Studio) -> Canvas:
    """Every kind: empty, ready, failed; with a note and a group."""
    canvas = open_canvas(NODES, LINES)
    for made in ("harbour", "wrong"):
        studio.generate(canvas.id, made)
    expect(canvas.picture("Harbour")).to_be_visible()
    expect(canvas.node("Wrong").get_by_role("alert")).to_be_visible()
    return canvas


@pytest.mark.parametrize("path", PAGES)
def test_the_pages(page: Page, studio: Studio, path: str) -> None:
    studio.canvas(NODES[:2], LINES[:1])
    page.goto(studio.url + path)
    expect(page.get_by_role("heading", name=PAGES[path]).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert serious(page) == []


def test_a_canvas_and_what_is_selected(canvas: Canvas) -> None:
    assert serious(canvas.page) == []
    for title in ("Script", "Harbour", "Shot", "Voice", "Wrong"):
        canvas.select(title)
        expect(canvas.panel.get_by_role("button", name=re.compile("^Generate"))).to_be_visible()
        assert (title, serious(canvas.page)) == (title, [])


def test_what_opens_on_a_canvas(canvas: Canvas) -> None:
    page = canvas.page
    canvas.select("Harbour")
    canvas.full_prompt()
    canvas.model.click()
    expect(page.get_by_role("listbox").first).to_be_visible()
    assert ("models", serious(page)) == ("models", [])
    page.keyboard.press("Escape")
    canvas.open_takes("Harbour")
    assert ("takes", serious(page)) == ("takes", [])
    canvas.select_nothing()
    for keys in ("Control+k", "?", "r"):
        page.keyboard.press(keys)
        expect(page.get_by_role("dialog").first).to_be_visible()
        assert (keys, serious(page)) == (keys, [])
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    canvas.node("Harbour").click(button="right")
    expect(page.get_by_role("menu")).to_be_visible()
    assert ("menu", serious(page)) == ("menu", [])
    page.keyboard.press("Escape")
    canvas.node("Harbour").press("f")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert ("full screen", serious(page)) == ("full screen", [])


def test_groups_notes_the_outline_and_the_assets_on_a_canvas(canvas: Canvas) -> None:
    page = canvas.page
    canvas.select_nothing()
    page.keyboard.press("n")
    page.keyboard.type("Ask Ada")
    page.keyboard.press("Escape")
    assert ("note", serious(page)) == ("note", [])
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+g")
    page.keyboard.type("Opening")
    page.keyboard.press("Enter")
    assert ("group", serious(page)) == ("group", [])
    for name in ("Outline", "Assets"):
        page.get_by_role("navigation", name="Tools").get_by_role("button", name=name).click()
        expect(page.get_by_role("region", name=name).or_(page.get_by_role("grid", name=name)).first).to_be_visible()
        assert (name, serious(page)) == (name, [])


def test_the_canvas_from_afar_and_the_menu_that_adds(canvas: Canvas) -> None:
    canvas.select_nothing()
    for _ in range(6):
        canvas.page.keyboard.press("-")
    assert ("far", serious(canvas.page)) == ("far", [])
    canvas.page.mouse.dblclick(200, 760)
    expect(canvas.menu_item("Video")).to_be_visible()
    assert ("menu", serious(canvas.page)) == ("menu", [])
