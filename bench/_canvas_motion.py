"""Hands on a canvas: panning, dragging and zooming by real input events, and what each frame of it cost."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

MIDDLE = (720, 450)
STROKE = 26
"""Events of one stroke of the hand."""
STEP = 40
"""Pixels from one event to the next."""
STROKES = 8
ZOOM_EVENTS = 120
"""Events of the wheel from 100 % to the whole, and as many back."""
LATE = 20.0
"""Milliseconds above which a frame at 60 Hz is late."""


@dataclass(frozen=True)
class Motion:
    """What one gesture cost."""

    late: float
    """Percent of the frames that took longer than `LATE`."""
    main: float
    """Milliseconds of CPU on the main thread for each frame in which something moved."""
    longest: float
    """Milliseconds of the longest frame."""
    uncovered: float
    """Percent of the frames in which a part of the view lay outside of all that was drawn."""
    blurred: float
    """Percent of the frames in which a part of the view was shown by the small picture of the whole alone."""


class Hand:
    """A mouse over a page, with the bill for each gesture."""

    def __init__(self, page: Page, bounds: dict[str, float] | None) -> None:
        """`bounds`: what the document fills, where the page can say what it has drawn."""
        self.page = page
        self._bounds = bounds
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def pan(self, wander: int) -> Motion:
        """Strokes with the middle button; after `wander` of them the other way."""
        with self._billed() as bill:
            for stroke in range(STROKES):
                bill.events += self._stroke(1 if stroke // wander % 2 else -1)
        return bill.motion

    def drag(self, start: tuple[float, float]) -> Motion:
        """What lies under `start`, to and fro, and back to where it was."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        with self._billed() as bill:
            for step in _to_and_fro():
                self.page.mouse.move(start[0] + step * 6, start[1] + step * 3)
                bill.events += 1
        self.page.mouse.move(*start)
        self.page.mouse.up()
        return bill.motion

    def zoom(self, octaves: float, per_octave: float) -> Motion:
        """Out by so many octaves and back, `per_octave` pixels of the wheel for each."""
        self.page.mouse.move(*MIDDLE)
        self.page.keyboard.down("Control")
        with self._billed() as bill:
            for turn in range(2 * ZOOM_EVENTS):
                way = 1 if turn < ZOOM_EVENTS else -1
                self.page.mouse.wheel(0, way * octaves * per_octave / ZOOM_EVENTS)
                bill.events += 1
        self.page.keyboard.up("Control")
        return bill.motion

    def _stroke(self, way: int) -> int:
        x, y = MIDDLE[0] - way * STROKE * STEP / 2, MIDDLE[1] - way * STROKE * STEP / 8
        self.page.mouse.move(x, y)
        self.page.mouse.down(button="middle")
        for step in range(1, STROKE + 1):
            self.page.mouse.move(x + way * step * STEP, y + way * step * STEP / 4)
        self.page.mouse.up(button="middle")
        return STROKE

    @contextmanager
    def _billed(self) -> "Iterator[Bill]":
        self.page.evaluate("(bounds) => probe.start(bounds)", self._bounds)
        bill = Bill(self._main_thread())
        yield bill
        bill.close(self._main_thread(), self.page.evaluate("probe.stop()"))

    def _main_thread(self) -> float:
        metrics = self._cdp.send("Performance.getMetrics")["metrics"]
        return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


class Bill:
    """Adds up one gesture."""

    motion: Motion

    def __init__(self, begun: float) -> None:
        self.events = 0
        self._begun = begun

    def close(self, ended: float, seen: dict[str, Any]) -> None:
        """`ended`: seconds of the main thread; `seen`: what the probe saw."""
        frames: list[float] = seen["frames"]
        moved = max(1, min(self.events, len(frames)))
        share = 100 / max(1, seen["looked"])
        late = 100 * sum(frame > LATE for frame in frames) / max(1, len(frames))
        main = (ended - self._begun) * 1000 / moved
        self.motion = Motion(late, main, max(frames), seen["uncovered"] * share, seen["blurred"] * share)


def _to_and_fro() -> Iterator[int]:
    yield from range(40)
    yield from range(40, -40, -1)
    yield from range(-40, 1)


def median(motions: Sequence[Motion], of: Callable[[Motion], float]) -> float:
    """The middle one of an odd number of figures."""
    return sorted(map(of, motions))[len(motions) // 2]
