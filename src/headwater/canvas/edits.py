"""The studio's own edits of a document: what a generation shows, and whole nodes and notes from a canvas file.

All run inside the transaction of `Room.edit`.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from pycrdt import Map, Text

from headwater.canvas.circles import returning
from headwater.canvas.connections import REASONS, Refusal, judged
from headwater.canvas.document import NODE_ID, CanvasNode, Document, FramePick, Shown, Snapshot, connection_id
from headwater.canvas.groups import Group
from headwater.canvas.notes import KIND as NOTE
from headwater.canvas.notes import Note
from headwater.canvas.order import is_order, order_between
from headwater.platform.errors import InvalidInput
from headwater.platform.kinds import Kind


class ConnectionRefused(InvalidInput):
    """Two nodes may not be connected this way; the message says why."""

    code = "connection_refused"


class NewConnection(NamedTuple):
    """A connection that is about to be; any pair of node ids will do for one."""

    from_node: str
    to_node: str
    aside: bool = False
    """Whether its text stays out of the prompt."""
    frame: FramePick = None
    """Which frame of a video is the reference."""


def show(document: Document, node: str, shown: Shown) -> bool:
    """Let a node show a take. False, and nothing is changed, if the node is gone."""
    held = _node(document, node)
    if held is not None:
        held["shown"] = {key: value for key, value in asdict(shown).items() if value is not None}
    return held is not None


def show_nothing(document: Document, node: str) -> bool:
    """Let a node be empty. False, and nothing is changed, if it is gone."""
    held = _node(document, node)
    if held is not None:
        held.pop("shown", None)
        replace_text(document, node, "")
    return held is not None


def replace_text(document: Document, node: str, text: str) -> bool:
    """Make `text` what a text node holds. False, and nothing is changed, if the node is gone or holds no text.

    Only what differs is replaced, so that the cursor of somebody who types elsewhere in it stays; always by whole code
    points, since Yjs and yrs read a split one differently.
    """
    held = _node(document, node)
    if held is None or held.get("kind") != Kind.TEXT:
        return False
    if not isinstance(held.get("text"), Text):
        held["text"] = Text()
    _rewrite(held["text"], _well_formed(text))
    return True


def add(
    document: Document,
    nodes: Iterable[CanvasNode],
    connections: Iterable[NewConnection | tuple[str, str]],
    groups: Iterable[Group] = (),
    notes: Iterable[Note] = (),
) -> None:
    """Add nodes, connections in the given order, groups and notes. Raises InvalidInput or ConnectionRefused;
    then nothing is kept.

    A node without a title gets the next free one of its kind.
    """
    titles = [str(node.get("title")) for node in document.nodes.values() if isinstance(node, Map)]
    numbers = {kind: _highest(kind, titles) for kind in Kind}
    for node in nodes:
        numbers[node.kind] += not node.title
        _put(document, node.id, _shared(node, node.title or _title(node.kind, numbers[node.kind])))
    for note in notes:
        _put(document, note.id, _shared_note(note))
    for group in groups:
        document.groups[group.id] = Map({"title": _well_formed(group.title), "colour": group.colour})
    _connect(document, document.snapshot(), [NewConnection(*each) for each in connections])


def next_title(kind: Kind, taken: Iterable[str]) -> str:
    """The title of a new node: its kind and one more than the highest number in use, "Image 3"."""
    return _title(kind, _highest(kind, taken) + 1)


def _title(kind: Kind, number: int) -> str:
    return f"{kind.capitalize()} {number}"


def _highest(kind: Kind, taken: Iterable[str]) -> int:
    matches = (re.fullmatch(rf"{kind.capitalize()} (\d{{1,9}})", title) for title in taken)
    return max((int(match[1]) for match in matches if match), default=0)


def _node(document: Document, id: str) -> Map[Any] | None:
    held = document.nodes.get(id)
    return held if isinstance(held, Map) else None


def _rewrite(held: Text, text: str) -> None:
    before = str(held)
    start = _alike(before, text)
    end = _alike(before[start:][::-1], text[start:][::-1])
    old, new = before[start : len(before) - end], text[start : len(text) - end]
    at = len(before[:start].encode())
    if old:
        del held[at : at + len(old.encode())]
    if new:
        held.insert(at, new)


def _alike(one: str, other: str) -> int:
    """How many leading code points both have."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _well_formed(text: str) -> str:
    """`text` with halves of characters, which a careless sender may leave, joined or replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _put(document: Document, id: str, shared: dict[str, Any]) -> None:
    if not NODE_ID.fullmatch(id):
        raise InvalidInput(f"`{id}` is no node id: 1 to 64 letters, digits, `-` or `_`.", node=id)
    if id in document.nodes:
        raise InvalidInput(f"There is a node or a note `{id}` already. Give the new one another id.", node=id)
    document.nodes[id] = Map(shared)


def _shared(node: CanvasNode, title: str) -> dict[str, Any]:
    """A node as the document holds it; what is not set is absent."""
    values = {"w": node.w, "h": node.h, "mode": node.mode, "model": node.model, "group": node.group}
    shared: dict[str, Any] = {"kind": node.kind.value, "x": node.x, "y": node.y, "title": _well_formed(title)}
    shared |= {key: value for key, value in values.items() if value is not None}
    shared |= {"prompt": Text(_well_formed(node.prompt)), "settings": Map(dict(node.settings))}
    if node.kind is Kind.TEXT:
        shared["text"] = Text(_well_formed(node.text))
    if node.shown:
        shared["shown"] = {key: value for key, value in asdict(node.shown).items() if value is not None}
    return shared


def _shared_note(note: Note) -> dict[str, Any]:
    """A note as the document holds it; what is not set is absent."""
    values = {"w": note.w, "h": note.h, "group": note.group}
    shared: dict[str, Any] = {"kind": NOTE, "x": note.x, "y": note.y, "colour": note.colour}
    shared |= {key: value for key, value in values.items() if value is not None}
    return shared | {"text": Text(_well_formed(note.text))}


def _connect(document: Document, snapshot: Snapshot, connections: Iterable[NewConnection]) -> None:
    downstream = {node: set(after) for node, after in snapshot.downstream.items()}
    last = {line.to_node: line.order for line in snapshot.connections if is_order(line.order)}
    for from_node, to_node, aside, frame in connections:
        refused = judged(snapshot.kinds, from_node, to_node)
        if refused or to_node in downstream.get(from_node, ()):
            raise _refused(from_node, to_node, refused or Refusal("twice", REASONS["twice"]))
        downstream.setdefault(from_node, set()).add(to_node)
        last[to_node] = order_between(last.get(to_node), None)
        document.connections[connection_id(from_node, to_node)] = _said(last[to_node], aside, frame)
    for from_node, to_node in returning(downstream, downstream)[:1]:
        raise _refused(from_node, to_node, Refusal("circle", REASONS["circle"]))


def _said(order: str, aside: bool, frame: FramePick) -> dict[str, Any]:
    """A connection as the document holds it; what is usual is absent."""
    said: dict[str, Any] = {"order": order}
    return said | ({"aside": True} if aside else {}) | ({} if frame is None else {"frame": frame})


def _refused(from_node: str, to_node: str, refusal: Refusal) -> ConnectionRefused:
    return ConnectionRefused(
        f"`{from_node}` cannot be connected to `{to_node}`. {refusal.message}",
        **{"from": from_node, "to": to_node, "reason": refusal.code},
    )
