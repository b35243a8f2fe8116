"""How often a panel asks the server: soon after something that it depends on changed, and never otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Request, Route, expect

from tests.journeys.browser import Console
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node

LINE = "A lighthouse in a storm, seen from the sea, every pane lit and the keeper on the stairs"


@contextmanager
def asked(canvas: Canvas) -> Iterator[list[str]]:
    """The panels that the browser asks for meanwhile."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/panel"):
            found.append(request.url)

    canvas.page.on("request", note)
    yield found
    canvas.page.remove_listener("request", note)


def three(open_canvas: OpenCanvas) -> Canvas:
    """A mood that feeds a picture, which is selected, and a node apart."""
    canvas = open_canvas(
        [
            node("t", "text", title="Mood", text="Cold", x=0, y=0),
            node("c", "image", title="Next", x=560, y=0),
            node("n", "text", title="Apart", x=0, y=400),
        ],
        [("t", "c")],
    )
    canvas.select("Next")
    canvas.wait_sent("Cold")
    return canvas


def test_typing_asks_now_and_then_and_shows_all_of_it_in_the_end(open_canvas: OpenCanvas) -> None:
    canvas = three(open_canvas)
    canvas.prompt.click()
    with asked(canvas) as panels:
        canvas.page.keyboard.type(LINE, delay=20)
        canvas.wait_sent(f"Cold\n\n{LINE}")
    assert 1 <= len(panels) <= len(LINE) // 5, "each letter asked for a panel of its own"


def test_moving_a_node_asks_for_nothing(open_canvas: OpenCanvas) -> None:
    canvas = three(open_canvas)
    with asked(canvas) as panels:
        canvas.move("Next", (40, 30))
        canvas.move("Next", (-60, 10))
        canvas.wait_saved()
        assert panels == []
        canvas.type_prompt("A harbour")
        canvas.wait_sent("Cold\n\nA harbour")
    assert panels


def test_a_panel_that_cannot_be_asked_for_stays_and_is_asked_for_again(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect("503")
    canvas = three(open_canvas)
    canvas.page.route("**/panel", _busy)
    canvas.prompt.click()
    canvas.page.keyboard.type("A harbour")
    said = canvas.panel.get_by_role("alert").filter(has_text="The studio is busy.")
    expect(said).to_be_visible()
    expect(canvas.prompt).to_contain_text("A harbour")
    canvas.page.unroute("**/panel", _busy)
    canvas.wait_sent("A harbour")
    expect(said).to_have_count(0)


def _busy(route: Route) -> None:
    route.fulfill(status=503, json={"code": "busy", "message": "The studio is busy.", "details": {}})
