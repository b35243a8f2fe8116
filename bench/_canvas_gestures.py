"""The gestures that are measured, on the studio's canvas and on the rivals' alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from playwright.sync_api import Page

from bench._canvas_document import Measured
from bench._canvas_motion import ZOOM_EVENTS, Hand, Motion
from bench._canvas_page import Place, place_around

ZOOMS = (("100 %", 1.0, 2), ("50 %", 0.5, 2), ("20 %", 0.2, 1), ("the whole", None, 1))
"""Name, zoom, and how many strokes the hand pans one way before it turns."""
FIFTY = 50
FIFTY_AT = 0.2
"""The zoom at which fifty nodes are dragged: they are all in view."""
PER_OCTAVE = 100
"""Pixels of the wheel that double the zoom (`canvas/use_wheel.ts`, as a pinch)."""


@dataclass(frozen=True)
class Gesture:
    """What the hand does, from where, and how many percent of its frames may be late."""

    name: str
    place: Place
    late: float
    act: Callable[[Hand], Motion]


def gestures(canvas: Measured) -> Iterator[Gesture]:
    """All of them. Each ends where it began, so that it can be done again."""
    for name, zoom, wander in ZOOMS:
        place = place_around(canvas, zoom)
        yield Gesture(f"pan at {name}", place, 5, lambda hand, wander=wander: hand.pan(wander))  # type: ignore[misc]
    near, mid = place_around(canvas, 1), place_around(canvas, FIFTY_AT)
    yield Gesture("drag one node", near, 5, lambda hand: _drag(hand, canvas, near, 1))
    yield Gesture("drag fifty nodes", mid, 5, lambda hand: _drag(hand, canvas, mid, FIFTY))
    yield Gesture("zoom from 100 % to the whole and back", near, 10, lambda hand: _zoom(hand, canvas, near))


def _drag(hand: Hand, canvas: Measured, place: Place, count: int) -> Motion:
    held = place.nearest(canvas, count)
    points = [place.on_screen(canvas.boxes[id]) for id in held]
    if count > 1:
        _select(hand.page, held, points)
    return hand.drag(points[0])


def _select(page: Page, ids: Sequence[str], points: Sequence[tuple[float, float]]) -> None:
    """By hand; a rival is told, since each has another way."""
    if page.evaluate("Boolean(window.rival)"):
        page.evaluate("(ids) => rival.select(ids)", list(ids))
        return
    page.keyboard.press("Escape")
    page.keyboard.down("Shift")
    for point in points:
        page.mouse.click(*point)
    page.keyboard.up("Shift")
    page.wait_for_timeout(1000)


def _zoom(hand: Hand, canvas: Measured, place: Place) -> Motion:
    octaves = place.octaves_above(place_around(canvas, None))
    per_octave = hand.page.evaluate("(step) => window.rival?.pace(step)", octaves / ZOOM_EVENTS)
    return hand.zoom(octaves, per_octave or PER_OCTAVE)


def look_again(page: Page, place: Place) -> None:
    """Place the view of a rival."""
    page.evaluate("(view) => rival.look(view)", asdict(place))
