"""Notes of a canvas: words on a coloured sheet, for people; no model reads them, and nothing is connected to them."""

from dataclasses import dataclass

from headwater.canvas.colours import Colour, read_colour
from headwater.canvas.reading import read_number, read_string

KIND = "note"
"""What the document says of a note, among its nodes, in place of a kind."""
USUAL: Colour = "yellow"


@dataclass(frozen=True)
class Note:
    """One note, as people arranged it."""

    id: str
    x: float
    """Canvas units, the left edge."""
    y: float
    """Canvas units, the top edge."""
    w: float | None = None
    """Canvas units; None: the usual width."""
    h: float | None = None
    """Canvas units; None: the usual height."""
    text: str = ""
    """Markdown."""
    colour: Colour = USUAL
    group: str | None = None
    """Id of the group that it is in."""


def read_note(id: str, value: object) -> Note | None:
    """A note as the document holds it, in JSON values; None if it is none. What it does not say well is the usual."""
    if not isinstance(value, dict) or value.get("kind") != KIND:
        return None
    return Note(
        id,
        x=read_number(value.get("x")) or 0.0,
        y=read_number(value.get("y")) or 0.0,
        w=read_number(value.get("w")),
        h=read_number(value.get("h")),
        text=read_string(value.get("text")) or "",
        colour=read_colour(value.get("colour"), USUAL),
        group=read_string(value.get("group")),
    )
