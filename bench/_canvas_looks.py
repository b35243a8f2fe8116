"""What the eye would see: no blank where nodes are while the hand moves, and cards soon after it rests."""

import io
from collections.abc import Iterator

from PIL import Image
from playwright.sync_api import Page

from bench._canvas_document import Measured
from bench._canvas_motion import MIDDLE
from bench._canvas_page import Place
from tests.journeys.browser import WINDOW

SHOTS = 20
RESTS = 10
APART = 6
"""How much a colour must differ from the empty ground, summed over red, green and blue."""
EDGE = 80
"""Pixels at the sides of the window where headers and tools float above the canvas."""


def blank_nodes(page: Page, canvas: Measured) -> Iterator[int]:
    """In so many screenshots from the midst of fast zooms and pans: how many nodes in view had bare ground there."""
    page.mouse.move(*MIDDLE)
    ground = _ground(page)
    for shot in range(SHOTS):
        way = 1 if shot % 10 < 5 else -1
        page.keyboard.down("Control")
        for _ in range(12):
            page.mouse.wheel(0, way * 8)
        page.keyboard.up("Control")
        for _ in range(6):
            page.mouse.wheel(way * 60, way * 30)
        yield _blank(page, canvas, ground)


def _blank(page: Page, canvas: Measured, ground: tuple[int, int, int]) -> int:
    before = _view(page)
    picture = Image.open(io.BytesIO(page.screenshot(scale="css"))).convert("RGB")
    after = _view(page)
    assert before == after, "The view moved while nobody moved it."
    points = [before.on_screen(box) for box in canvas.boxes.values()]
    return sum(_is_ground(picture, x, y, ground) for x, y in points if _in_the_open(x, y))


def _is_ground(picture: Image.Image, x: float, y: float, ground: tuple[int, int, int]) -> bool:
    colour = picture.getpixel((int(x), int(y)))
    assert isinstance(colour, tuple)
    return sum(abs(one - other) for one, other in zip(colour, ground, strict=True)) < APART


def _in_the_open(x: float, y: float) -> bool:
    wide, high = WINDOW["width"], WINDOW["height"]
    return EDGE < x < wide - EDGE and EDGE < y < high - 3 * EDGE


def _view(page: Page) -> Place:
    return Place(**page.evaluate("probe.view()"))


def _ground(page: Page) -> tuple[int, int, int]:
    """The colour of the empty canvas."""
    colour = page.evaluate("probe.ground()")
    return (colour[0], colour[1], colour[2])


def times_until_mounted(page: Page, canvas: Measured) -> Iterator[float]:
    """Milliseconds from the last movement at 100 % until each node in view is a card."""
    nodes = [[id, *box] for id, box in canvas.boxes.items()]
    page.mouse.move(*MIDDLE)
    for rest in range(RESTS):
        for _ in range(25):
            page.mouse.wheel(*((90, 20) if rest % 2 else (-70, -40)))
        seen = page.evaluate("(nodes) => probe.mounted(nodes)", nodes)
        assert seen["cards"] > 0, "There is no node in view."
        yield float(seen["milliseconds"])
