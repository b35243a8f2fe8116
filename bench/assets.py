"""How smoothly ten thousand assets scroll, and how soon they are found: `python -m bench.assets`."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from bench._measuring import FRAMES, Row, a_studio, report, row
from tests.journeys.browser import WINDOW, a_browser, check_bundle, signed_in
from tests.journeys.many_assets import make_assets
from tests.journeys.studio import Studio

MANY = 10_000
TURNS = 300
"""Turns of the wheel for one measurement."""
JUMPS = 30
ASKED = 30
JUMP = """async (part) => {
    const main = document.querySelector("main");
    const begun = performance.now();
    main.scrollTo(0, main.scrollHeight * part);
    const filled = () => {
        const view = main.getBoundingClientRect();
        const cells = [...document.querySelectorAll("[role=gridcell]")].filter((cell) => {
            const box = cell.getBoundingClientRect();
            return box.bottom > view.top && box.top < view.bottom;
        });
        return cells.length > 0 && cells.every((cell) => cell.querySelector("[data-tile]"));
    };
    await new Promise((done) => {
        const look = () => (filled() ? done() : requestAnimationFrame(look));
        requestAnimationFrame(look);
    });
    return performance.now() - begun;
}"""
"""Goes to a part of the list; how long until every tile in view is there."""
QUERIES = {
    "first page": "/api/assets?limit=100",
    "a page far down": "/api/assets?limit=100&skip=9000",
    "two words": "/api/assets?limit=100&words=picture+777",
    "counts": "/api/assets/counts",
}


def main() -> None:
    """Measure, print a table, and write the numbers."""
    check_bundle()
    with a_studio() as studio, tempfile.TemporaryDirectory() as folder:
        make_assets(studio, MANY, Path(folder))
        report("assets", [*_answers(studio), *_scrolling(studio)])


def _answers(studio: Studio) -> Iterator[Row]:
    for what, path in QUERIES.items():
        times = [_timed(lambda path=path: studio.get(path)) for _ in range(ASKED)]  # type: ignore[misc]
        yield row(f"{what} of {MANY}", "ms", times)


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _scrolling(studio: Studio) -> Iterator[Row]:
    with a_browser() as browser:
        state = signed_in(browser, studio)
        page = browser.new_context(storage_state=state, viewport=WINDOW).new_page()  # type: ignore[arg-type]
        page.goto(f"{studio.url}/assets")
        page.get_by_role("grid").get_by_role("button").first.wait_for()
        page.mouse.move(WINDOW["width"] / 2, WINDOW["height"] / 2)
        yield row("scrolling slowly: frame", "ms", _scroll(page, 60))
        yield row("scrolling fast: frame", "ms", _scroll(page, 900))
        yield row("tiles that are mounted", "tiles", [page.get_by_role("gridcell").count()])
        jumps = [float(page.evaluate(JUMP, (number * 0.37) % 1)) for number in range(1, JUMPS + 1)]
        yield row("jump until the view is filled", "ms", jumps)


def _scroll(page: Page, by: float) -> list[float]:
    page.evaluate(FRAMES)
    for _ in range(TURNS):
        page.mouse.wheel(0, by)
    page.evaluate("window.measuring = false")
    frames: list[float] = page.evaluate("window.frames_")
    return frames


if __name__ == "__main__":
    main()
