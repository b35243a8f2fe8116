"""The canvas file (`*.headwater.json`): a canvas as plain JSON that people and scripts can read and write.

The order of `connections` is their order; everything but `id` and `kind` of a node may be left out.
"""

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, field_validator
from pydantic_core import from_json

from headwater.canvas.colours import Colour
from headwater.canvas.connections import pair
from headwater.canvas.document import LATEST, NODE_ID, CanvasNode, Connection, Snapshot
from headwater.canvas.edits import NewConnection
from headwater.canvas.groups import UNTITLED, Group
from headwater.canvas.groups import USUAL as USUAL_OF_GROUPS
from headwater.canvas.notes import USUAL as USUAL_OF_NOTES
from headwater.canvas.notes import Note
from headwater.canvas.places import FARTHEST, LARGEST
from headwater.platform.errors import HeadwaterError, InvalidInput
from headwater.platform.kinds import Kind

VERSION = 1
MOST_NODES = 10_000
LONGEST_TITLE = 200
LONGEST_TEXT = 1_000_000
EXACT = 2**53
"""Whole numbers up to here are the same in every language."""
SPACING = (440, 340)
"""How far apart nodes without a place are laid, in canvas units."""
C = TypeVar("C", CanvasNode, Note)
NodeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class CanvasFileFromTheFuture(HeadwaterError):
    """The canvas file was written by a newer Headwater; nothing of it was taken in."""

    code = "canvas_file_version"
    status = 422


class Part(BaseModel):
    """A part of the file; what is not known is refused, so that nothing is dropped in silence."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Card(Part):
    """What has a place on the canvas."""

    id: NodeId
    x: float | None = Field(default=None, ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)
    y: float | None = Field(default=None, ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)
    w: float | None = Field(default=None, gt=0, le=LARGEST, allow_inf_nan=False)
    h: float | None = Field(default=None, gt=0, le=LARGEST, allow_inf_nan=False)
    """A size that somebody gave it, in canvas units; otherwise the usual one."""
    group: NodeId | None = None
    """Id of the group that it is in, one of `groups`."""


class FileNode(Card):
    """One node."""

    kind: Kind
    title: str | None = Field(default=None, max_length=LONGEST_TITLE)
    prompt: str = Field(default="", max_length=LONGEST_TEXT)
    """`⟦node-id⟧` in it is a chip that stands for that node; `⟦⟦` is one `⟦`."""
    mode: str | None = Field(default=None, max_length=LONGEST_TITLE)
    model: str | None = Field(default=None, max_length=LONGEST_TITLE)
    settings: dict[str, JsonValue] = {}
    text: str | None = Field(default=None, max_length=LONGEST_TEXT)
    file: str | None = Field(default=None, max_length=1000)
    """The media file that it shows: a relative path beside the canvas file, in a folder or in an archive."""
    rehearsal: bool = False
    """Whether a built-in model made that text or file, in place of the chosen one: a run makes it for real."""

    @field_validator("settings")
    @classmethod
    def _exact(cls, settings: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if not _all_exact(settings):
            raise ValueError("a whole number in it is larger than 2^53, which not every program can hold")
        return settings


class FileNote(Card):
    """One note: words for people, which no model reads."""

    text: str = Field(default="", max_length=LONGEST_TEXT)
    colour: Colour = USUAL_OF_NOTES


class FileGroup(Part):
    """A group: nodes and notes that belong together, under a name and a colour."""

    id: NodeId
    title: str = Field(default=UNTITLED, max_length=LONGEST_TITLE)
    colour: Colour = USUAL_OF_GROUPS


class FileConnection(Part):
    """One connection."""

    from_: NodeId = Field(alias="from")
    to: NodeId
    aside: bool = False
    """Whether its text was taken out of the prompt; the connection stays."""
    frame: Literal["first"] | Annotated[float, Field(ge=0, le=LATEST, strict=True)] | None = None
    """Which frame of a video is the reference: the first, or that of so many seconds; otherwise the last."""


class CanvasFile(Part):
    """A whole canvas."""

    headwater: Literal[1] = 1
    """The version of the file's shape."""
    title: str | None = Field(default=None, max_length=LONGEST_TITLE)
    nodes: list[FileNode] = Field(default=[], max_length=MOST_NODES)
    connections: list[FileConnection] = Field(default=[], max_length=10 * MOST_NODES)
    groups: list[FileGroup] = Field(default=[], max_length=MOST_NODES)
    notes: list[FileNote] = Field(default=[], max_length=MOST_NODES)

    def text(self) -> str:
        """The file as it is written: readable, and without what may be left out."""
        said = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for card in [*said.get("nodes", ()), *said.get("notes", ())]:
            card |= {side: int(card[side]) for side in "xywh" if float(card.get(side, 0.5)).is_integer()}
        return json.dumps({"headwater": VERSION} | said, ensure_ascii=False, indent=1) + "\n"


def parse(content: bytes) -> CanvasFile:
    """A canvas file from its bytes. Raises `InvalidInput` in words, `CanvasFileFromTheFuture`."""
    try:
        values = from_json(content, allow_inf_nan=False)
    except ValueError as error:
        raise InvalidInput(f"This is no canvas file: it is not JSON ({error}).") from None
    if not isinstance(values, dict):
        raise InvalidInput("This is no canvas file: it must be a JSON object with `headwater`, `nodes`, `connections`.")
    return checked(values)


def checked(values: Mapping[str, Any]) -> CanvasFile:
    """A canvas file from JSON values. Raises `InvalidInput` in words, `CanvasFileFromTheFuture`."""
    version = values.get("headwater", VERSION)
    if isinstance(version, int | float) and version > VERSION:
        words = f"This canvas file is of version {version:g}, written by a newer Headwater. Update to open it."
        raise CanvasFileFromTheFuture(words, version=version, newest=VERSION)
    try:
        return CanvasFile.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InvalidInput(f"`{place}` does not fit a canvas file: {first['msg']}.", place=place) from None


def nodes_of(file: CanvasFile) -> list[CanvasNode]:
    """The nodes of a file, for the document, without their media. Raises `InvalidInput` for what contradicts itself."""
    _check_groups(file, file.nodes)
    return [_node(node, place) for place, node in enumerate(file.nodes)]


def notes_of(file: CanvasFile) -> list[Note]:
    """The notes of a file; those without a place lie below the nodes without one. Raises `InvalidInput`."""
    _check_groups(file, file.notes)
    return [
        Note(note.id, *_laid(note, len(file.nodes) + place), note.w, note.h, note.text, note.colour, note.group)
        for place, note in enumerate(file.notes)
    ]


def groups_of(file: CanvasFile) -> list[Group]:
    """The groups of a file. Raises `InvalidInput` for one that is there twice."""
    groups = {each.id: Group(each.id, each.title, each.colour) for each in file.groups}
    if len(groups) < len(file.groups):
        raise InvalidInput("Two `groups` have the same id. Give each one of its own.")
    return list(groups.values())


def pieces_of(file: CanvasFile) -> tuple[list[CanvasNode], list[NewConnection], list[Group], list[Note]]:
    """All that a file holds, for the document, without media. Raises `InvalidInput` for what contradicts itself."""
    return nodes_of(file), connections_of(file), groups_of(file), notes_of(file)


def connections_of(file: CanvasFile) -> list[NewConnection]:
    """The connections of a file, in their order."""
    return [NewConnection(each.from_, each.to, each.aside, each.frame) for each in file.connections]


def written(
    title: str, document: Snapshot, media: Mapping[str, str] | None = None, rehearsed: Collection[str] = ()
) -> CanvasFile:
    """A canvas as a file, nodes from left to right. `media` names the file that a node shows, by node id.

    `rehearsed` are the nodes that show what a built-in model made in place of the chosen one.
    What a hostile or broken editor left in the document, and no file may hold, is passed over as on the canvas.
    """
    if max(len(document.nodes), len(document.notes)) > MOST_NODES:
        words = f"A canvas file holds at most {MOST_NODES:,} nodes and as many notes, and this canvas has more."
        raise InvalidInput(f"{words} Divide it.")
    files = media or {}
    nodes = [
        _file_node(_in_its_group(node, document), files.get(node.id), node.id in rehearsed)
        for node in in_order(document)
    ]
    notes = [
        _file_note(_in_its_group(document.notes[id], document))
        for id in sorted(document.notes)
        if NODE_ID.fullmatch(id)
    ]
    links = [_file_connection(each) for each in document.connections if _carries(document, each)]
    groups = [
        FileGroup(id=each.id, title=each.title[:LONGEST_TITLE], colour=each.colour)
        for each in sorted(document.groups.values(), key=lambda group: group.id)
    ]
    return CanvasFile(title=title[:LONGEST_TITLE], nodes=nodes, connections=links, groups=groups, notes=notes)


def in_order(document: Snapshot) -> list[CanvasNode]:
    """The nodes as files hold them: from left to right, then from top to bottom."""
    return sorted(document.nodes.values(), key=lambda node: (_place(node.x), _place(node.y), node.id))


def _check_groups(file: CanvasFile, cards: Iterable[Card]) -> None:
    groups = {group.id for group in file.groups}
    for card in cards:
        if card.group is not None and card.group not in groups:
            raise InvalidInput(f"`{card.id}` is in the group `{card.group}`, which `groups` does not have.")


def _laid(card: Card, place: int) -> tuple[float, float]:
    """Where a card lies; one without a place is the `place`-th of those laid out in rows."""
    x = card.x if card.x is not None else place % 6 * SPACING[0]
    return x, card.y if card.y is not None else place // 6 * SPACING[1]


def _node(node: FileNode, place: int) -> CanvasNode:
    if node.text is not None and node.kind is not Kind.TEXT:
        raise InvalidInput(f"The node `{node.id}` is of kind {node.kind} and cannot hold `text`.")
    if node.file is not None and node.kind is Kind.TEXT:
        raise InvalidInput(f"The node `{node.id}` is of kind text: give it `text`, not `file`.")
    x, y = _laid(node, place)
    return CanvasNode(
        id=node.id,
        kind=node.kind,
        x=x,
        y=y,
        w=node.w,
        h=node.h,
        title=node.title or "",
        prompt=node.prompt,
        mode=node.mode,
        model=node.model,
        settings=node.settings,
        text=node.text or "",
        group=node.group,
    )


def _file_node(node: CanvasNode, file: str | None, rehearsed: bool) -> FileNode:
    return FileNode(
        id=node.id,
        kind=node.kind,
        x=_place(node.x),
        y=_place(node.y),
        w=_size(node.w),
        h=_size(node.h),
        title=node.title[:LONGEST_TITLE],
        prompt=node.prompt[:LONGEST_TEXT],
        mode=_short(node.mode),
        model=_short(node.model),
        settings={name: value for name, each in sorted(node.settings.items()) if _all_exact(value := _as_double(each))},
        text=node.text[:LONGEST_TEXT] or None,
        file=file,
        rehearsal=rehearsed and bool(file or node.text),
        group=node.group,
    )


def _file_note(note: Note) -> FileNote:
    return FileNote(
        id=note.id,
        x=_place(note.x),
        y=_place(note.y),
        w=_size(note.w),
        h=_size(note.h),
        text=note.text[:LONGEST_TEXT],
        colour=note.colour,
        group=note.group,
    )


def _in_its_group(card: C, document: Snapshot) -> C:
    """Without a group that is gone."""
    return card if card.group in document.groups else replace(card, group=None)


def _file_connection(connection: Connection) -> FileConnection:
    ends = {"from": connection.from_node, "to": connection.to_node}
    return FileConnection.model_validate(ends | {"aside": connection.aside, "frame": connection.frame})


def _carries(document: Snapshot, line: Connection) -> bool:
    """Whether both ends are there and the table allows it: what is about to be repaired is in no file."""
    ends = document.nodes.get(line.from_node), document.nodes.get(line.to_node)
    return bool(ends[0] and ends[1] and ends[0] is not ends[1] and pair(ends[0].kind, ends[1].kind).allowed)


def _place(value: float) -> float:
    return min(max(value, -FARTHEST), FARTHEST) if math.isfinite(value) else 0.0


def _size(value: float | None) -> float | None:
    return min(value, LARGEST) if value is not None and math.isfinite(value) and value > 0 else None


def _short(id: str | None) -> str | None:
    return id if id is not None and len(id) <= LONGEST_TITLE else None


def _as_double(value: Any) -> Any:
    """The same JSON value with huge whole numbers as the floating point numbers that they are in the document."""
    match value:
        case dict():
            return {name: _as_double(each) for name, each in value.items()}
        case list():
            return [_as_double(each) for each in value]
        case int() if abs(value) > EXACT:
            return float(value)
    return value


def _all_exact(value: object) -> bool:
    """Whether every number in a JSON value is finite, and every whole one the same everywhere."""
    match value:
        case dict():
            return all(_all_exact(each) for each in value.values())
        case list():
            return all(_all_exact(each) for each in value)
        case float():
            return math.isfinite(value)
        case bool() | None | str():
            return True
        case int():
            return abs(value) <= EXACT
    return False
