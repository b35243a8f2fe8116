"""How soon an edit is acknowledged and seen in the other tab, and what it costs the server."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from pycrdt import Map

from bench._canvas_document import Measured
from bench._canvas_page import Desk, place_around
from bench._canvas_peer import Peer
from tests.journeys.waiting import until

EDITS = 60
PAUSE_MS = 40
"""Between two presses of a key, which repeats about as fast."""
BURST = 5000


def edit_times(desk: Desk, canvas: Measured) -> tuple[list[float], list[float]]:
    """Milliseconds until an edit is acknowledged, and from the key until the card has moved in another browser."""
    place = place_around(canvas, 1)
    desk.look_at(canvas, place)
    moved = place.nearest(canvas, 1)[0]
    with desk.opened(canvas) as page, desk.another_browser() as browser, desk.opened(canvas, browser) as other:
        for each in (page, other):
            each.evaluate("(id) => probe.watch(id)", moved)
        _nudge(page, moved)
        until(lambda: _count(other, "moves") >= EDITS, 20, lambda: "the other tab has seen every edit")
        until(lambda: _count(page, "acknowledged") >= EDITS, 20, lambda: "every edit is acknowledged")
        presses, moves = page.evaluate("probe.presses"), other.evaluate("probe.moves")
        seen = [moved - pressed for pressed, moved in zip(presses[-EDITS:], moves[-EDITS:], strict=True)]
        return page.evaluate("probe.acknowledged"), seen


def _nudge(page: Page, node: str) -> None:
    page.locator(f'[data-card="{node}"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    page.evaluate("probe.presses.length = probe.acknowledged.length = 0")
    for _ in range(EDITS):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(PAUSE_MS)


def _count(page: Page, what: str) -> int:
    return int(page.evaluate(f"probe.{what}.length"))


def server_cost(desk: Desk, canvas: Measured) -> float:
    """Microseconds of the server's CPU for each edit of a burst: nodes moved, each an update of its own."""
    with Peer.at(desk.studio, canvas.id) as peer:
        updates = list(_moves(peer))
        time.sleep(1)
        before = _cpu(desk.studio.pid)
        peer.send(updates)
        peer.wait_saved()
        return (_cpu(desk.studio.pid) - before) / len(updates) * 1e6


def _moves(peer: Peer) -> Iterator[bytes]:
    ids = list(peer.document.nodes.keys())
    for number in range(BURST):
        yield peer.edit(partial(_move, ids[number % len(ids)]))


def _move(id: str, nodes: "Map[Any]") -> None:
    nodes[id]["x"] = nodes[id]["x"] + 1


def _cpu(pid: int) -> float:
    """Seconds that all threads of a process have run (Linux: `schedstat`, to the nanosecond)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
