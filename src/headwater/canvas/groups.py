"""Groups of a canvas: what belongs together under a name and a colour; where one lies follows from what is in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headwater.canvas.colours import Colour, read_colour

UNTITLED = "Group"
USUAL: Colour = "grey"


@dataclass(frozen=True)
class Group:
    """A group that nodes and notes name as theirs. Without any it is not there, and comes back with the first."""

    id: str
    title: str
    colour: Colour


def read_group(id: str, value: object) -> Group | None:
    """A group as the document holds it, in JSON values; None if it is none. What it does not say well is the usual."""
    if not isinstance(value, dict):
        return None
    title = value.get("title")
    return Group(id, title if isinstance(title, str) and title else UNTITLED, read_colour(value.get("colour"), USUAL))


def with_members(groups: Mapping[str, Group], named: Iterable[str | None]) -> dict[str, Group]:
    """The groups that are there: those that a node or a note names as its own."""
    members = set(named)
    return {id: group for id, group in groups.items() if id in members}
