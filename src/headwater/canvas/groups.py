"""Groups of a canvas: nodes that belong together under a name and a colour; where one lies follows from its nodes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Colour = Literal["grey", "blue", "cyan", "lime", "yellow", "red", "pink", "indigo"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
UNTITLED = "Group"


@dataclass(frozen=True)
class Group:
    """A group that nodes name as theirs. One without nodes is not there: it comes back with the first of them."""

    id: str
    title: str
    colour: Colour


def read_group(id: str, value: object) -> Group | None:
    """A group as the document holds it, in JSON values; None if it is none. What it does not say well is the usual."""
    if not isinstance(value, dict):
        return None
    title, colour = value.get("title"), value.get("colour")
    known = next((each for each in COLOURS if each == colour), COLOURS[0])
    return Group(id, title if isinstance(title, str) and title else UNTITLED, known)


def with_members(groups: Mapping[str, Group], named: Iterable[str | None]) -> dict[str, Group]:
    """The groups that are there: those that a node names as its own."""
    members = set(named)
    return {id: group for id, group in groups.items() if id in members}
