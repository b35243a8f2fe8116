"""A sketch of a canvas: the few facts from which the home page draws a small picture of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.canvas.document import CanvasNode, Connection, Snapshot
from headwater.platform.kinds import Kind

MOST = 60
"""Nodes in one sketch: more could not be told apart in a picture of this size."""
MOST_CONNECTIONS = 90
WINDOW = (3840, 2400)
"""Canvas units, width and height: of a wider canvas only its busiest part of this size is drawn."""
_LINE = 38
"""Letters to a line of a text node at its usual size."""
_MOST_LINES = 6
_ASPECT = re.compile(r"\d{1,2}:\d{1,2}")


class Part(BaseModel):
    """Read often, changed never."""

    model_config = ConfigDict(frozen=True)


class SketchNode(Part):
    """One node as the picture needs it: where it is, how large, what it shows."""

    kind: Kind
    x: int
    """Canvas units, like all that follow."""
    y: int
    w: int | None = None
    """A size that somebody gave it; otherwise its kind's usual one."""
    h: int | None = None
    asset: str | None = None
    """What it shows, for a picture of it."""
    width: int | None = None
    """Pixels of what it shows."""
    height: int | None = None
    aspect: str | None = None
    """The aspect that its settings ask for, like `16:9`, while it shows nothing."""
    lines: list[int] | None = None
    """How full each of the first lines of a text is, in percent."""


class Sketch(Part):
    """A small picture of a canvas."""

    nodes: list[SketchNode] = []
    connections: list[tuple[int, int]] = []
    """From and to, as places in `nodes`."""


def sketch_of(snapshot: Snapshot) -> Sketch:
    """What a picture of this canvas shows: its busiest part, and there at most `MOST` nodes."""
    chosen = _chosen(list(snapshot.nodes.values()))
    places = {node.id: place for place, node in enumerate(chosen)}
    return Sketch(nodes=[_drawn(node) for node in chosen], connections=_connected(snapshot.connections, places))


def _chosen(nodes: list[CanvasNode]) -> list[CanvasNode]:
    """Always in the same order, so that the same canvas gives the same sketch."""
    ordered = sorted(_busiest(nodes), key=lambda node: (node.y, node.x, node.id))
    kept = {node.id for node in sorted(ordered, key=lambda node: -_weight(node))[:MOST]}
    return [node for node in ordered if node.id in kept]


def _busiest(nodes: list[CanvasNode]) -> list[CanvasNode]:
    """Those in the window with the most content; all of them where one window holds all."""
    if not nodes or _fits(nodes):
        return nodes
    cells: Counter[tuple[int, int]] = Counter()
    for node in nodes:
        cells[_cell(node)] += _weight(node)
    column, row = max(cells, key=lambda cell: (_around(cells, *cell), -cell[1], -cell[0]))
    return [node for node in nodes if (at := _cell(node))[0] - column in (0, 1) and at[1] - row in (0, 1)]


def _fits(nodes: list[CanvasNode]) -> bool:
    wide = max(node.x for node in nodes) - min(node.x for node in nodes)
    high = max(node.y for node in nodes) - min(node.y for node in nodes)
    return wide <= WINDOW[0] and high <= WINDOW[1]


def _cell(node: CanvasNode) -> tuple[int, int]:
    """A window is two cells wide and high."""
    return int(node.x // (WINDOW[0] / 2)), int(node.y // (WINDOW[1] / 2))


def _weight(node: CanvasNode) -> int:
    return 1 if node.shown is None and not node.text else 3


def _around(cells: Mapping[tuple[int, int], int], column: int, row: int) -> int:
    return sum(cells.get((column + right, row + down), 0) for right in (0, 1) for down in (0, 1))


def _connected(connections: Iterable[Connection], places: Mapping[str, int]) -> list[tuple[int, int]]:
    both = ((places.get(line.from_node), places.get(line.to_node)) for line in connections)
    return [(start, end) for start, end in both if start is not None and end is not None][:MOST_CONNECTIONS]


def _drawn(node: CanvasNode) -> SketchNode:
    shown = node.shown
    return SketchNode(
        kind=node.kind,
        x=round(node.x),
        y=round(node.y),
        w=None if node.w is None else round(node.w),
        h=None if node.h is None else round(node.h),
        asset=shown.asset if shown else None,
        width=shown.width if shown else None,
        height=shown.height if shown else None,
        aspect=None if shown else _aspect(node.settings),
        lines=_lines(node.text) if node.kind is Kind.TEXT and node.text.strip() else None,
    )


def _aspect(settings: Mapping[str, Any]) -> str | None:
    asked = (value for value in settings.values() if isinstance(value, str) and _ASPECT.fullmatch(value))
    return next(asked, None)


def _lines(text: str) -> list[int]:
    paragraphs = text[: _LINE * _MOST_LINES * 2].splitlines()
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, _LINE)]
    return [100 * len(line) // _LINE for line in lines[:_MOST_LINES]]
