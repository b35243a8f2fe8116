"""Hands on the canvas: panning and zooming, the keyboard alone, a screen reader, a phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.canvas import Canvas, Place
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import Studio, node

PHONE = {"width": 390, "height": 844}
BY = (130.0, -70.0)


@contextmanager
def space_held(page: Page) -> Iterator[None]:
    """While Space is held."""
    page.keyboard.down("Space")
    yield
    page.keyboard.up("Space")


def moved(before: Place, after: Place) -> Place:
    """How far something went, in whole pixels."""
    return round(after[0] - before[0]), round(after[1] - before[1])


def test_space_and_dragging_pans_also_over_a_card_that_has_the_focus(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    canvas.studio.generate(canvas.id, "a")
    canvas.node("Harbour").focus()
    before = canvas.place_of("Harbour")
    with space_held(canvas.page):
        canvas.drag(before, (before[0] + BY[0], before[1] + BY[1]))
    assert moved(before, canvas.place_of("Harbour")) == BY
    canvas.wait_saved()
    assert canvas.stored("Harbour")["x"] == 0


def test_space_in_a_prompt_types_a_space(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    canvas.select("Harbour")
    before = canvas.place_of("Harbour")
    canvas.type_prompt("a b")
    expect(canvas.prompt).to_have_text("a b")
    with space_held(canvas.page):
        canvas.drag((200, 700), (260, 760))
    assert moved(before, canvas.place_of("Harbour")) == (0, 0)


def test_space_on_a_button_presses_it(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    button = canvas.page.get_by_role("button", name="Outline")
    button.focus()
    canvas.page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(canvas.page.get_by_role("region", name="Outline")).to_be_visible()


@pytest.mark.parametrize("over", ["the canvas", "a card", "the panel", "the header"])
def test_ctrl_and_the_wheel_zooms_the_canvas_and_never_the_page(open_canvas: OpenCanvas, over: str) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    canvas.select("Harbour")
    _watch_the_wheel(canvas.page)
    canvas.page.mouse.move(*_place(canvas, over))
    before = canvas.page.get_by_role("button", name=re.compile("^Zoom .* set to 100 %$")).inner_text()
    canvas.page.keyboard.down("Control")
    canvas.page.mouse.wheel(0, 60)
    canvas.page.keyboard.up("Control")
    expect(canvas.page.get_by_role("button", name=re.compile("^Zoom .* set to 100 %$"))).not_to_have_text(before)
    assert canvas.page.evaluate("window.zoomedByPage") == 0


def test_the_wheel_pans_in_both_directions(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    before = canvas.place_of("Harbour")
    canvas.page.mouse.move(200, 200)
    canvas.page.mouse.wheel(40, 0)
    canvas.page.mouse.wheel(0, 60)
    expect(canvas.node("Harbour")).to_be_visible()
    canvas.page.wait_for_function(
        "([title, y]) => document.querySelector(`[aria-label='Image: ${title}']`).getBoundingClientRect().y < y",
        arg=["Harbour", before[1]],
    )


def test_keys_zoom_and_fit(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    zoom = canvas.page.get_by_role("button", name=re.compile("^Zoom .* set to 100 %$"))
    canvas.surface.focus()
    for key, shown in (("+", "125 %"), ("0", "100 %"), ("-", "80 %"), ("1", "100 %")):
        canvas.page.keyboard.press(key)
        expect(zoom).to_have_text(shown)


def test_a_picture_is_made_and_found_with_the_keyboard_alone(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    page = canvas.page
    _tab_to(page, canvas.surface)
    page.keyboard.press("i")
    expect(canvas.node("Image 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(canvas.prompt).to_be_focused()
    page.keyboard.type("A harbour at dawn")
    canvas.wait_ready_to_generate()
    with page.expect_response(re.compile("/generations$")) as answer:
        page.keyboard.press("Control+Enter")
    canvas.wait_shown("Image 1", answer.value.json()["id"])
    page.keyboard.press("Escape")
    expect(canvas.node("Image 1")).to_be_focused()
    page.keyboard.press("Escape")
    entry = page.get_by_role("treeitem", name="Image: Image 1")
    _tab_to(page, entry)
    expect(entry).to_be_visible()
    page.keyboard.press("Enter")
    expect(canvas.node("Image 1")).to_be_focused()
    expect(canvas.panel).to_be_visible()


def test_a_screen_reader_finds_everything_by_the_names_that_were_promised(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [node(kind, kind, title=f"My {kind}", x=420 * n) for n, kind in enumerate(("text", "image", "video", "audio"))]
    )
    page = canvas.page
    outline = page.get_by_role("tree", name="Nodes")
    for kind in ("Text", "Image", "Video", "Audio"):
        title = f"My {kind.lower()}"
        expect(page.get_by_role("group", name=f"{kind}: {title}", exact=True)).to_be_visible()
        expect(outline.get_by_role("treeitem", name=f"{kind}: {title}", exact=True)).to_be_attached()
        for side in ("Input", "Output"):
            expect(page.get_by_role("button", name=f"{side} of {title}", exact=True)).to_be_attached()
    expect(page.get_by_role("link", name=re.compile(r"^Balance: [\d.]+ credits$"))).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    canvas.select("My image")
    expect(canvas.prompt).to_be_visible()
    expect(canvas.model).to_be_visible()
    expect(page.get_by_role("button", name="Generate, 4 credits", exact=True)).to_have_attribute(
        "aria-disabled", "true"
    )
    canvas.wait_refused("Write a prompt or connect a text node")


def test_on_a_phone_one_looks_pans_and_generates(new_context: NewContext, studio: Studio) -> None:
    id = studio.canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    canvas = Canvas(context.new_page(), studio, id).open().fit()
    before = canvas.place_of("Harbour")
    _swipe(canvas.page, (200, 700), (160, 640))
    assert moved(before, canvas.place_of("Harbour")) == (-40, -60)

    canvas.node("Harbour").get_by_text("Harbour", exact=True).first.tap()
    expect(canvas.panel).to_be_in_viewport(ratio=0.5)
    box = canvas.panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    with canvas.page.expect_response(re.compile("/generations$")) as answer:
        canvas.wait_ready_to_generate()
        canvas.generate.tap()
    canvas.wait_shown("Harbour", answer.value.json()["id"])
    assert canvas.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def _place(canvas: Canvas, over: str) -> Place:
    places = {
        "the canvas": (300.0, 150.0),
        "a card": canvas.place_of("Harbour"),
        "the panel": _middle(canvas.prompt),
        "the header": _middle(canvas.page.get_by_role("textbox", name="Canvas name")),
    }
    return places[over]


def _middle(locator: Locator) -> Place:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _watch_the_wheel(page: Page) -> None:
    """Count the turns of the wheel with Ctrl that are left to the browser, which zooms the page then."""
    page.evaluate(
        """() => {
            window.zoomedByPage = 0;
            const count = (event) => setTimeout(() => { window.zoomedByPage += event.defaultPrevented ? 0 : 1 });
            window.addEventListener("wheel", count, { capture: true, passive: true });
        }"""
    )


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached with Tab")


def _swipe(page: Page, start: Place, end: Place) -> None:
    """One finger over the screen, by the browser's own touch events."""
    browser = page.context.new_cdp_session(page)

    def touch(kind: str, *points: Place) -> None:
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    for step in range(1, 9):
        touch("touchMove", tuple(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)))  # type: ignore[arg-type]
    touch("touchEnd")
