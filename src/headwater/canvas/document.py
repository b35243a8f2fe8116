"""The canvas document: its shape in Yjs, read into plain typed values. Malformed parts are passed over, never fatal."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar

from pycrdt import Doc, Map

from headwater.canvas.groups import Group, read_group, with_members
from headwater.canvas.latest import Latest
from headwater.canvas.lines import Lines
from headwater.canvas.notes import Note, read_note
from headwater.canvas.reading import read_number, read_string
from headwater.platform.kinds import Kind

SERVER = "server"
"""The origin of the studio's own edits; a browser undoes only its own."""
NODE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
LATEST = 1e6
"""Seconds into a video at which a frame may be picked; what names a later one is malformed."""
C = TypeVar("C")
_KINDS = {kind.value: kind for kind in Kind}

FramePick = Literal["first"] | float | None
"""Which frame of a video: the first, the one shown 0 to `LATEST` seconds after the beginning, or (None) the last."""


@dataclass(frozen=True)
class Shown:
    """The take that a node shows: enough of it to paint the node without asking."""

    take: str
    """The take's id."""
    asset: str | None = None
    """The asset's id; None for text."""
    mime: str | None = None
    """Media type of the asset."""
    width: int | None = None
    """Pixels."""
    height: int | None = None
    """Pixels."""
    seconds: float | None = None
    """Duration."""
    rehearsal: Literal[True] | None = None
    """Whether a built-in model stood in for the chosen one; None: it did not."""


@dataclass(frozen=True)
class CanvasNode:
    """One piece of content of one kind, as people arranged it."""

    id: str
    kind: Kind
    x: float
    """Canvas units, the card's left edge."""
    y: float
    """Canvas units, the card's top edge."""
    w: float | None = None
    """Canvas units; None: the kind's usual width."""
    h: float | None = None
    """Canvas units; None: the kind's usual height."""
    title: str = ""
    prompt: str = ""
    """As written, with chips (see `prompt.py`)."""
    mode: str | None = None
    """None: it follows what is connected."""
    model: str | None = None
    """None: the kind's default."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """JSON values; numbers without a fraction are ints."""
    text: str = ""
    """Markdown; what a text node holds."""
    shown: Shown | None = None
    group: str | None = None
    """Id of the group that it is in."""


@dataclass(frozen=True)
class Connection:
    """A line that carries content from one node to another."""

    from_node: str
    to_node: str
    order: str
    """Order key among all that arrive at `to_node`; ties are broken by `id`."""
    aside: bool = False
    """The upstream text was taken out of the prompt; the connection stays."""
    frame: FramePick = None
    """Which frame of a video is the reference, where one is; it stays where none is."""

    @property
    def id(self) -> str:
        """Its key in the document."""
        return connection_id(self.from_node, self.to_node)


@dataclass(frozen=True)
class Snapshot:
    """Nodes and connections at one moment. A connection's nodes may be missing."""

    nodes: Mapping[str, CanvasNode]
    connections: tuple[Connection, ...]
    """Ascending by order, ties by id."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    """Those that have a node or a note."""
    notes: Mapping[str, Note] = field(default_factory=dict)

    def incoming(self, node: str) -> tuple[Connection, ...]:
        """What arrives at `node`, number 1 first."""
        return tuple(self._incoming.get(node, ()))

    def outgoing(self, node: str) -> tuple[Connection, ...]:
        """What leaves `node`."""
        return tuple(connection for connection in self.connections if connection.from_node == node)

    def upstream(self, node: str) -> frozenset[str]:
        """The ids of all nodes whose content reaches `node`, at any depth."""
        return frozenset(_gathered(node, self._before))

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Each node's kind."""
        return {id: node.kind for id, node in self.nodes.items()}

    @cached_property
    def downstream(self) -> Mapping[str, set[str]]:
        """Each node's directly connected downstream nodes."""
        found: dict[str, set[str]] = {}
        for connection in self.connections:
            found.setdefault(connection.from_node, set()).add(connection.to_node)
        return found

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return {to: [line.from_node for line in arriving] for to, arriving in self._incoming.items()}

    @cached_property
    def _incoming(self) -> dict[str, list[Connection]]:
        found: dict[str, list[Connection]] = {}
        for connection in self.connections:
            found.setdefault(connection.to_node, []).append(connection)
        return found


class Document:
    """A Yjs document with a canvas in it."""

    def __init__(self, doc: Doc[Any] | None = None) -> None:
        self.doc: Doc[Any] = Doc() if doc is None else doc
        self.nodes: Map[Any] = self.doc.get("nodes", type=Map)
        self.connections: Map[Any] = self.doc.get("connections", type=Map)
        self.groups: Map[Any] = self.doc.get("groups", type=Map)
        self.meta: Map[Any] = self.doc.get("meta", type=Map)
        self._last, self._last_lines = Snapshot({}, ()), dict[str, Connection]()

    def node(self, id: str) -> CanvasNode | None:
        """The node with this id; None if there is none, or none that can be read."""
        return read_node(id, _plain(self.nodes.get(id)))

    def snapshot(self) -> Snapshot:
        """Everything on the canvas."""
        with self.doc.transaction():
            cards = self._every_card()
            nodes, notes = _read(cards, read_node), _read(cards, read_note)
            lines = _ordered(line for _, line in self._every_line())
            return Snapshot(nodes, lines, self._groups_of([*nodes.values(), *notes.values()]), notes)

    def latest(self) -> Snapshot:
        """Nodes and connections, for whoever asks often: reads only what changed. Not to be asked within an edit."""
        with self.doc.transaction():
            nodes, lines = self._latest_nodes.held(), self._latest_lines.held()
        if lines is not self._last_lines:
            self._last, self._last_lines = Snapshot(nodes, _ordered(lines.values())), lines
        elif nodes is not self._last.nodes:
            self._last = Snapshot(nodes, self._last.connections)
        return self._last

    def around(self, node: str) -> Snapshot:
        """A node, what is connected to it, and every connection upstream: what its generation can depend on."""
        with self.doc.transaction():
            lines = list(self._lines.upstream(node))
            near = [node, *(line.from_node for line in lines if line.to_node == node)]
            read = (read_node(id, _plain(self.nodes.get(id))) for id in near)
            return Snapshot({each.id: each for each in read if each}, _ordered(lines))

    def _every_card(self) -> dict[str, Any]:
        """One by one where not all can be read at once, so that only what is malformed is passed over."""
        return _plain(self.nodes) or {id: _plain(self.nodes.get(id)) for id in list(self.nodes.keys())}

    def _groups_of(self, cards: Iterable[CanvasNode | Note]) -> dict[str, Group]:
        held = ((id, read_group(id, _plain(self.groups.get(id)))) for id in list(self.groups.keys()))
        groups = {id: group for id, group in held if group and NODE_ID.fullmatch(id)}
        return with_members(groups, (card.group for card in cards))

    def _every_line(self) -> Iterator[tuple[str, Connection]]:
        held = _plain(self.connections) or dict(self.connections.items())
        return ((id, line) for id, value in held.items() if (line := read_connection(id, value)))

    @cached_property
    def _lines(self) -> Lines[Connection]:
        return Lines(self.connections, read_connection)

    @cached_property
    def _latest_nodes(self) -> Latest[CanvasNode]:
        return Latest(self.nodes, lambda: _read(self._every_card(), read_node).items(), self.node)

    @cached_property
    def _latest_lines(self) -> Latest[Connection]:
        return Latest(self.connections, self._every_line, lambda id: read_connection(id, self.connections.get(id)))


def connection_id(from_node: str, to_node: str) -> str:
    """The key of a connection in the document: twice the same cannot exist."""
    return f"{from_node}>{to_node}"


def ends(connection: str) -> tuple[str, str] | None:
    """The two node ids in a connection's key; None if it is no such key."""
    from_node, _, to_node = connection.partition(">")
    return (from_node, to_node) if NODE_ID.fullmatch(from_node) and NODE_ID.fullmatch(to_node) else None


def read_kind(value: object) -> Kind | None:
    """The kind that the document holds for a node; None if it is not known."""
    return _KINDS.get(value) if isinstance(value, str) else None


def read_node(id: str, value: object) -> CanvasNode | None:
    """A node as the document holds it, in JSON values; None if it has no known kind."""
    kind = read_kind(value.get("kind")) if isinstance(value, dict) else None
    if kind is None or not isinstance(value, dict) or not NODE_ID.fullmatch(id):
        return None
    settings = value.get("settings")
    return CanvasNode(
        id,
        kind,
        x=read_number(value.get("x")) or 0.0,
        y=read_number(value.get("y")) or 0.0,
        w=read_number(value.get("w")),
        h=read_number(value.get("h")),
        title=read_string(value.get("title")) or kind.capitalize(),
        prompt=read_string(value.get("prompt")) or "",
        mode=read_string(value.get("mode")),
        model=read_string(value.get("model")),
        settings=settings if isinstance(settings, dict) else {},
        text=read_string(value.get("text")) or "" if kind is Kind.TEXT else "",
        shown=_shown(value.get("shown")),
        group=read_string(value.get("group")),
    )


def read_connection(id: str, value: object) -> Connection | None:
    """A connection as the document holds it; None if it cannot be read."""
    nodes = ends(id)
    if nodes is None or not isinstance(value, dict):
        return None
    order, aside = read_string(value.get("order")) or "", value.get("aside") is True
    return Connection(*nodes, order=order, aside=aside, frame=read_frame(value.get("frame")))


def read_frame(value: object) -> FramePick:
    """Which frame the document says; what cannot be read is the last one."""
    if value == "first":
        return "first"
    seconds = read_number(value)
    return seconds if seconds is not None and 0 <= seconds <= LATEST else None


def _shown(value: object) -> Shown | None:
    take = read_string(value.get("take")) if isinstance(value, dict) else None
    if not take or not isinstance(value, dict):
        return None
    return Shown(
        take,
        asset=read_string(value.get("asset")),
        mime=read_string(value.get("mime")),
        width=_pixels(value.get("width")),
        height=_pixels(value.get("height")),
        seconds=read_number(value.get("seconds")),
        rehearsal=True if value.get("rehearsal") is True else None,
    )


def _read(cards: Mapping[str, Any], read: Callable[[str, Any], C | None]) -> dict[str, C]:
    """Those of the cards that can be read so."""
    return {id: card for id, value in cards.items() if (card := read(id, value))}


def _plain(value: object) -> dict[str, Any]:
    """A shared map as JSON values; empty if it is none, or nested too deeply to be read.

    By way of JSON text: that is fast, reads whatever a browser can put there, and gives whole numbers as ints, where
    pycrdt's own conversion makes floats of them.
    """
    try:
        held: dict[str, Any] = json.loads(str(value)) if isinstance(value, Map) else {}
    except RecursionError:
        return {}
    return held


def _ordered(lines: Iterable[Connection]) -> tuple[Connection, ...]:
    return tuple(sorted(lines, key=lambda line: (line.order, line.id)))


def _pixels(value: object) -> int | None:
    number = read_number(value)
    return None if number is None else round(number)


def _gathered(node: str, into: Mapping[str, list[str]]) -> Iterator[str]:
    """Every node from which lines lead to `node`; a circle may make `node` one of them."""
    seen: set[str] = set()
    open_ = [node]
    while open_:
        for before in into.get(open_.pop(), ()):
            if before not in seen:
                seen.add(before)
                open_.append(before)
                yield before
