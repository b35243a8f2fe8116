"""Tabs that look at the measured canvas, and the places from which they look."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from bench._canvas_document import Measured
from tests.journeys.browser import WINDOW, executable, flags, signed_in
from tests.journeys.canvas import Canvas
from tests.journeys.studio import Studio
from tests.journeys.waiting import until

PROBE = Path(__file__).with_name("canvas_probe.js")
MARGIN = 96
"""Pixels left around the whole, as `viewOf` in `canvas/geometry.ts` leaves them."""
QUIET = 1.0
"""Seconds without a request after which everything has been loaded."""
LONGEST = 180.0


@dataclass(frozen=True)
class Place:
    """A view: screen = canvas x zoom + (x, y)."""

    x: float
    y: float
    zoom: float

    def on_screen(self, box: tuple[float, float, float, float]) -> tuple[float, float]:
        """The middle of a box, in pixels."""
        x, y, w, h = box
        return (x + w / 2) * self.zoom + self.x, (y + h / 2) * self.zoom + self.y

    def nearest(self, canvas: Measured, count: int) -> list[str]:
        """The nodes nearest to the middle of the view, that one first."""

        def distance(id: str) -> float:
            return math.dist(self.on_screen(canvas.boxes[id]), (WINDOW["width"] / 2, WINDOW["height"] / 2))

        return sorted(canvas.boxes, key=distance)[:count]

    def octaves_above(self, other: "Place") -> float:
        """How often the zoom of the other doubles until it is this one's."""
        return math.log2(self.zoom / other.zoom)


def place_around(canvas: Measured, zoom: float | None) -> Place:
    """The middle of the canvas at this zoom; None: the whole of it."""
    bounds = canvas.bounds
    whole = min((WINDOW["width"] - 2 * MARGIN) / bounds["w"], (WINDOW["height"] - 2 * MARGIN) / bounds["h"])
    seen = zoom or whole
    x, y = (WINDOW[side] / 2 - bounds[length] / 2 * seen for side, length in (("width", "w"), ("height", "h")))
    return Place(x, y, seen)


class Desk:
    """Opens tabs on a studio, signed in."""

    def __init__(self, studio: Studio, browser: Browser) -> None:
        self.studio = studio
        self.browser = browser
        self._state = signed_in(browser, studio)

    def look_at(self, canvas: Measured, place: Place) -> None:
        """Where the next tab opens the canvas."""
        self.studio.http.put(f"/api/canvases/{canvas.id}/place", json=asdict(place)).raise_for_status()

    @contextmanager
    def visitor(self, browser: Browser | None = None) -> Iterator[BrowserContext]:
        """A browser that has seen nothing yet; its pages are probed."""
        with probed(browser or self.browser, self._state) as context:
            yield context

    @contextmanager
    def opened(self, canvas: Measured, browser: Browser | None = None) -> Iterator[Page]:
        """The canvas in a tab of its own, with all that it loads there."""
        with self.visitor(browser) as context:
            page = context.new_page()
            with quiet_afterwards(page):
                page.goto(f"{self.studio.url}/canvas/{canvas.id}")
                self._wait_open(page, canvas)
            yield page

    @contextmanager
    def another_browser(self) -> Iterator[Browser]:
        """A process of its own, as another person has: a tab behind another one is drawn once a second."""
        with self.browser.browser_type.launch(executable_path=executable(), args=flags()) as browser:
            yield browser

    def first_paint(self, context: BrowserContext, canvas: Measured) -> float:
        """Milliseconds from the navigation until the nodes are on screen."""
        page = context.new_page()
        page.goto(f"{self.studio.url}/canvas/{canvas.id}", wait_until="commit")
        until(lambda: bool(page.evaluate("window.probe?.drawnAt")), LONGEST, lambda: "the canvas is drawn")
        drawn = float(page.evaluate("probe.drawnAt"))
        self._wait_open(page, canvas)
        page.close()
        return drawn

    def _wait_open(self, page: Page, canvas: Measured) -> None:
        there = Canvas(page, self.studio, canvas.id)
        there.surface.wait_for(timeout=LONGEST * 1000)
        there.wait_open()


@contextmanager
def probed(browser: Browser, state: Any = None) -> Iterator[BrowserContext]:
    """A context whose pages carry the probe."""
    with browser.new_context(storage_state=state, viewport=WINDOW) as context:  # type: ignore[arg-type]
        context.add_init_script(path=PROBE)
        yield context


@contextmanager
def quiet_afterwards(page: Page) -> Iterator[None]:
    """Ends when what was begun in it has loaded everything."""
    last = time.monotonic()

    def asked(_: object) -> None:
        nonlocal last
        last = time.monotonic()

    page.on("request", asked)
    yield
    end = time.monotonic() + LONGEST
    while time.monotonic() - last < QUIET and time.monotonic() < end:
        page.wait_for_timeout(100)
    page.remove_listener("request", asked)
