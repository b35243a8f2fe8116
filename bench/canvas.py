"""How good the canvas is with 5,000 nodes, beside React Flow and litegraph: `python -m bench.canvas [--runs 5]`."""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

from rich.console import Console
from rich.table import Table

from bench._canvas_document import Measured, make_canvas
from bench._canvas_edits import edit_times, server_cost
from bench._canvas_gestures import Gesture, gestures, look_again
from bench._canvas_looks import blank_nodes, times_until_mounted
from bench._canvas_motion import Hand, Motion
from bench._canvas_page import Desk, place_around, probed, quiet_afterwards
from bench._canvas_rivals import RIVALS, served_rivals
from bench._measuring import RESULTS, a_studio, machine, quantile
from tests.journeys.browser import a_browser, check_bundle

NODES = 5000
RUNS = 5
OURS = "headwater"
MAIN_THREAD = 6.0
"""Milliseconds of the main thread for each frame that a gesture may cost."""


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    unit: str
    figure: float
    """What counts: the median of the runs unless the name says otherwise."""
    runs: Sequence[float] = ()
    """What each run gave."""
    goal: float | None = None
    """What the figure must not exceed, where that was promised."""
    of: str = OURS
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    """How busy the machine was: the mean of the last minute."""

    @property
    def verdict(self) -> str:
        """Whether the promise is kept."""
        if self.goal is None:
            return ""
        return "kept" if self.figure <= self.goal else "missed"


def main() -> None:
    """Measure, print a table, and write the numbers."""
    wish = _wish()
    check_bundle()
    figures: list[Figure] = []
    with a_studio() as studio, a_browser() as browser:
        desk = Desk(studio, browser)
        canvas = make_canvas(studio, wish.nodes)
        for name in wish.only or PARTS:
            figures += PARTS[name](desk, canvas, wish.runs)
    _report(figures)


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.canvas", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="how many runs, of which the median counts")
    parser.add_argument("--nodes", type=int, default=NODES, help="how many nodes, each with a picture of its own")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part alone; may be repeated")
    return parser.parse_args()


def _openings(desk: Desk, canvas: Measured, runs: int) -> Iterator[Figure]:
    """From a server just started and a browser that has seen nothing; then from the browser's own copy."""
    desk.look_at(canvas, place_around(canvas, 1))
    cold, copied = [], []
    for _ in range(runs):
        desk.studio.stop()
        desk.studio.start()
        with desk.visitor() as context:
            cold.append(desk.first_paint(context, canvas))
            copied.append(desk.first_paint(context, canvas))
    yield _median("first paint, cold server and browser", "ms", cold, 1500)
    yield _median("first paint, local copy", "ms", copied, 600)


def _motions(desk: Desk, canvas: Measured, runs: int) -> Iterator[Figure]:
    for gesture in gestures(canvas):
        desk.look_at(canvas, gesture.place)
        with desk.opened(canvas) as page:
            hand = Hand(page, canvas.bounds)
            yield from _bill(gesture, [gesture.act(hand) for _ in range(runs)], OURS)


def _rivals(desk: Desk, canvas: Measured, runs: int) -> Iterator[Figure]:
    """The same gestures on the same document."""
    with served_rivals(desk.studio, canvas) as address, probed(desk.browser) as context:
        for rival in RIVALS:
            page = context.new_page()
            page.goto(f"{address}?rival={rival}")
            page.wait_for_function("window.rival", timeout=120_000)
            for gesture in gestures(canvas):
                with quiet_afterwards(page):
                    look_again(page, gesture.place)
                hand = Hand(page, None)
                yield from _bill(gesture, [gesture.act(hand) for _ in range(runs)], rival)
            page.close()


def _looks(desk: Desk, canvas: Measured, runs: int) -> Iterator[Figure]:
    desk.look_at(canvas, place_around(canvas, 0.5))
    with desk.opened(canvas) as page:
        blank = list(blank_nodes(page, canvas))
        yield Figure(f"nodes blank in {len(blank)} screenshots amid motion", "nodes", sum(blank), blank, 0)
    desk.look_at(canvas, place_around(canvas, 1))
    with desk.opened(canvas) as page:
        rests = list(times_until_mounted(page, canvas))
        yield Figure("at rest until every card is mounted, slowest", "ms", max(rests), rests, 150)


def _edits(desk: Desk, canvas: Measured, runs: int) -> Iterator[Figure]:
    saved, seen = edit_times(desk, canvas)
    yield Figure("edit acknowledged, p95", "ms", quantile(saved, 0.95), saved, 50)
    yield Figure("edit seen in the other tab, p95", "ms", quantile(seen, 0.95), seen, 50)
    yield _median("server CPU per edit in a burst", "us", [server_cost(desk, canvas) for _ in range(runs)], 150)


def _bill(gesture: Gesture, motions: Sequence[Motion], of: str) -> Iterator[Figure]:
    ours = of == OURS

    def line(what: str, unit: str, part: Callable[[Motion], float], goal: float | None = None) -> Figure:
        return _median(f"{gesture.name}: {what}", unit, [part(each) for each in motions], goal if ours else None, of)

    yield line("frames over 20 ms", "%", lambda motion: motion.late, gesture.late)
    yield line("main thread a frame", "ms", lambda motion: motion.main, MAIN_THREAD)
    yield line("longest frame", "ms", lambda motion: motion.longest)
    if ours:
        yield line("frames that showed less than is drawn", "%", lambda motion: motion.uncovered, 0)
        yield line("frames blurred at a side", "%", lambda motion: motion.blurred)


def _median(what: str, unit: str, runs: Sequence[float], goal: float | None = None, of: str = OURS) -> Figure:
    return Figure(what, unit, median(runs), runs, goal, of)


def _report(figures: Sequence[Figure]) -> None:
    table = Table("", "of", "goal", "figure", "", "load", title="canvas", title_justify="left")
    for each in figures:
        goal = "" if each.goal is None else f"{each.goal:g} {each.unit}"
        table.add_row(each.what, each.of, goal, f"{each.figure:,.2f} {each.unit}", each.verdict, f"{each.load:.1f}")
    Console(width=140).print(table)
    RESULTS.mkdir(exist_ok=True)
    rows = [asdict(each) | {"verdict": each.verdict} for each in figures]
    (RESULTS / "canvas.json").write_text(json.dumps({**machine(), "rows": rows}, indent=1))


PARTS = {"openings": _openings, "motions": _motions, "looks": _looks, "edits": _edits, "rivals": _rivals}


if __name__ == "__main__":
    main()
