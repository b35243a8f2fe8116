"""How fast the canvas is in a browser: first paint, edits acknowledged, panning, zooming: `python -m bench.canvas`."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

from playwright.sync_api import Browser, Page

from bench._measuring import Row, a_studio, report, row
from tests.journeys.browser import WINDOW, a_browser, check_bundle, signed_in
from tests.journeys.canvas import Canvas
from tests.journeys.studio import Json, Studio, node
from tests.journeys.waiting import until

SIZES = (0, 500, 5000)
EDITED = 500
COLUMNS = 60
LOADS = 5
EDITS = 60
MOVES = 240
"""Events of the mouse for one measurement; the browser takes about one a frame."""
KINDS = ("text", "image", "image", "video", "audio")
DRAWN = """
    const drawn = () => document.querySelector(".underlay")?.style.visibility === "visible"
        || document.body?.innerText.includes("double-click anywhere");
    const look = () => drawn() ? (window.drawnAt = performance.now()) : requestAnimationFrame(look);
    requestAnimationFrame(look);
"""
"""Notes when the canvas is on screen: its nodes from afar, or the words of an empty one."""
PAINTED = "[performance.getEntriesByName('first-contentful-paint')[0]?.startTime, window.drawnAt]"
ACKNOWLEDGED = """
    window.acknowledged = [];
    const sent = new WeakMap();
    const send = WebSocket.prototype.send;
    const number = (bytes, at) => {
        for (let value = 0, shift = 0; ; shift += 7) {
            value |= (bytes[at] & 127) << shift;
            if (bytes[at++] < 128) return value;
        }
    };
    WebSocket.prototype.send = function (data) {
        if (!sent.has(this)) {
            sent.set(this, []);
            this.addEventListener("message", ({ data }) => {
                if (!(data instanceof ArrayBuffer)) return;
                const bytes = new Uint8Array(data);
                if (bytes[0] !== 100) return;
                const times = sent.get(this).slice(0, number(bytes, 1));
                times.forEach((time, index) => {
                    if (time !== null) window.acknowledged.push(performance.now() - time);
                    sent.get(this)[index] = null;
                });
            });
        }
        const bytes = typeof data === "string" ? [] : new Uint8Array(data.buffer ?? data);
        if (bytes[0] === 0 && bytes[1] > 0) sent.get(this).push(performance.now());
        return send.call(this, data);
    };
"""
"""Times each update of the document from sending to acknowledgement (message 100: "your first n are committed")."""
FRAMES = """() => {
    window.frames_ = [];
    let last = null;
    const frame = (now) => {
        if (last !== null) window.frames_.push(now - last);
        last = now;
        if (window.measuring) requestAnimationFrame(frame);
    };
    window.measuring = true;
    requestAnimationFrame(frame);
}"""


def main() -> None:
    """Measure canvases of three sizes."""
    check_bundle()
    with a_studio() as studio, a_browser() as browser:
        state = signed_in(browser, studio)
        canvases = {size: _canvas_of(studio, size) for size in SIZES}
        rows = [line for size, id in canvases.items() for line in _first_paint(studio, browser, state, size, id)]
        rows.append(_edits(studio, browser, state, canvases[EDITED]))
        rows += _motion(studio, browser, state, canvases[max(SIZES)])
        report("canvas", rows)


def _canvas_of(studio: Studio, size: int) -> str:
    """Chains of five nodes each, side by side."""
    nodes: list[dict[str, Json]] = []
    for number in range(size):
        column, line = number % COLUMNS, number // COLUMNS
        words = {"text": "Once upon a time. " * 12} if number % 5 == 0 else {"prompt": "A harbour at dawn"}
        nodes.append(node(f"n{number}", KINDS[number % 5], x=column * 440, y=line * 340, **words))
    links = [(f"n{n - 1}", f"n{n}") for n in range(size) if n % 5 in (1, 2, 3)]
    return studio.canvas(nodes, links)


@contextmanager
def _tab(browser: Browser, state: Any) -> Iterator[Page]:
    """A tab that times what the canvas does, in a browser that has seen nothing yet."""
    with browser.new_context(storage_state=state, viewport=WINDOW) as context:  # type: ignore[arg-type]
        context.add_init_script(DRAWN)
        context.add_init_script(ACKNOWLEDGED)
        yield context.new_page()


def _first_paint(studio: Studio, browser: Browser, state: Any, size: int, id: str) -> Iterator[Row]:
    loads = [_load(studio, browser, state, id) for _ in range(LOADS)]
    yield row(f"first paint of the page, {size:,} nodes", "ms", [paint for paint, _ in loads])
    yield row(f"canvas on screen, {size:,} nodes", "ms", [drawn for _, drawn in loads])


def _load(studio: Studio, browser: Browser, state: Any, id: str) -> tuple[float, float]:
    with _tab(browser, state) as page:
        page.goto(f"{studio.url}/canvas/{id}")
        until(lambda: all(page.evaluate(PAINTED)), 60, lambda: "the canvas is drawn")
        paint, drawn = page.evaluate(PAINTED)
        return float(paint), float(drawn)


def _edits(studio: Studio, browser: Browser, state: Any, id: str) -> Row:
    """A node moved by the arrow keys, one step after the other."""
    with _tab(browser, state) as page:
        _look_at(studio, id, EDITED, 1)
        canvas = Canvas(page, studio, id).open()
        canvas.nodes().first.focus()
        page.keyboard.press("Enter")
        page.evaluate("window.acknowledged.length = 0")
        for done in range(1, EDITS + 1):
            page.keyboard.press("ArrowRight")
            until(lambda done=done: _acknowledged(page) >= done, 10, lambda: "an edit is acknowledged")  # type: ignore[misc]
        return row(f"edit acknowledged, {EDITED} nodes", "ms", page.evaluate("window.acknowledged"))


def _acknowledged(page: Page) -> int:
    return int(page.evaluate("window.acknowledged.length"))


def _motion(studio: Studio, browser: Browser, state: Any, id: str) -> Iterator[Row]:
    """Frame times under real events of mouse and wheel; 16.7 ms is as fast as the screen."""
    size = f"{max(SIZES):,} nodes"
    for name, zoom in (("at 100 %", 1.0), ("all in view", 0.055)):
        _look_at(studio, id, max(SIZES), zoom)
        with _tab(browser, state) as page:
            Canvas(page, studio, id).open()
            yield row(f"pan, {name}, {size}: frame", "ms", _pan(page))
    _look_at(studio, id, max(SIZES), 1)
    with _tab(browser, state) as page:
        Canvas(page, studio, id).open()
        yield row(f"zoom from 100 % to all and back, {size}: frame", "ms", _zoom(page))


def _look_at(studio: Studio, id: str, size: int, zoom: float) -> None:
    """The middle of a canvas of this size, at this zoom."""
    middle = (COLUMNS * 440 / 2, size / COLUMNS * 340 / 2)
    place = {"x": WINDOW["width"] / 2 - middle[0] * zoom, "y": WINDOW["height"] / 2 - middle[1] * zoom, "zoom": zoom}
    studio.http.put(f"/api/canvases/{id}/place", json=place).raise_for_status()


def _pan(page: Page) -> list[float]:
    page.mouse.move(720, 300)
    page.keyboard.down("Space")
    page.mouse.down()
    page.evaluate(FRAMES)
    path = cycle([*range(0, 400, 10), *range(400, 0, -10)])
    for _, step in zip(range(MOVES), path, strict=False):
        page.mouse.move(500 + step, 250 + step / 2)
    frames = _frames(page)
    page.mouse.up()
    page.keyboard.up("Space")
    return frames


def _zoom(page: Page) -> list[float]:
    page.mouse.move(720, 300)
    page.keyboard.down("Control")
    page.evaluate(FRAMES)
    for turn in range(MOVES):
        page.mouse.wheel(0, 12 if turn < MOVES / 2 else -12)
    frames = _frames(page)
    page.keyboard.up("Control")
    return frames


def _frames(page: Page) -> list[float]:
    page.evaluate("window.measuring = false")
    frames: list[float] = page.evaluate("window.frames_")
    return frames


if __name__ == "__main__":
    main()
