"""A canvas as the database knows it: whose it is, its name, and where each person left off."""

from dataclasses import dataclass, field
from typing import Literal

from headwater.canvas.sketch import Sketch
from headwater.platform.bus import Event
from headwater.platform.errors import NotFound


@dataclass(frozen=True)
class Canvas:
    """One infinite workspace. What is on it is in its document, not here."""

    id: str
    """Opaque id."""
    account: str
    """The account that owns it."""
    title: str
    """What people call it; never empty."""
    epoch: str
    """Names this history of the document: a browser's copy of another epoch must never be merged into it."""
    created: int
    """Milliseconds since 1970."""
    updated: int
    """Milliseconds since 1970: the newest edit that is committed."""
    deleted: int | None = None
    """Milliseconds since 1970: when it was deleted; it can be restored at any time."""


@dataclass(frozen=True)
class Listed:
    """A canvas in a list, with its picture."""

    canvas: Canvas
    nodes: int = 0
    """How many there are on it."""
    sketch: Sketch = field(default_factory=Sketch)


@dataclass(frozen=True)
class Place:
    """Where a person looks at a canvas, as the browser keeps it."""

    x: float
    """Canvas units."""
    y: float
    """Canvas units."""
    zoom: float
    """Screen pixels per canvas unit; above 0."""


class CanvasEvent(Event):
    """A canvas is new, or is called, looks or is kept differently; lists of canvases are read again."""

    type: Literal["canvas"] = "canvas"
    canvas: str


class CanvasDeleted(NotFound):
    """The canvas was deleted. All of it is kept, and comes back when it is restored."""

    code = "canvas_deleted"
    status = 410
