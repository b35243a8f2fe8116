"""Watches a document, and finds after every change what must not stay so, without reading all of it."""

from typing import Any

from pycrdt import Map

from headwater.canvas.connections import REASONS, Refusal, Repair, circle_repairs, judged
from headwater.canvas.document import NODE_ID, Document, connection_id, ends, read_kind
from headwater.canvas.places import KEYS, brought_back
from headwater.platform.kinds import Kind


class Watch:
    """The kinds of all nodes and the connections between them, as far as they are allowed.

    It finds what `connections.repairs` finds in a whole snapshot, but judges only what changed since the last time.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kinds: dict[str, Kind] = {}
        self._downstream: dict[str, set[str]] = {}
        self._upstream: dict[str, set[str]] = {}
        self._changed_nodes = set(document.nodes.keys())
        self._changed_lines = set(document.connections.keys())
        self._changed_places: set[str] = set()
        document.nodes.observe_deep(self._see_nodes)
        document.connections.observe(self._see_lines)

    def repairs(self) -> dict[str, Repair]:
        """The connections to remove by their key in the document; empty when all is well."""
        if not self._changed_nodes and not self._changed_lines:
            return {}
        with self._document.doc.transaction():
            self._read_kinds()
            return self._judge_lines()

    def misplaced(self) -> dict[str, dict[str, float | None]]:
        """By id, the nodes and notes that lie where nobody finds them, with what their values should be."""
        changed, self._changed_places = self._changed_places, set()
        found = ((id, brought_back(self._document.nodes.get(id))) for id in changed)
        return {id: values for id, values in found if values}

    def _see_nodes(self, events: list[Any]) -> None:
        for event in events:
            if not event.path:
                self._changed_nodes.update(event.keys)
                self._changed_places.update(event.keys)
            elif len(event.path) == 1 and (keys := getattr(event, "keys", None)):
                if "kind" in keys:
                    self._changed_nodes.add(event.path[0])
                if not KEYS.isdisjoint(keys):
                    self._changed_places.add(event.path[0])

    def _see_lines(self, event: Any) -> None:
        self._changed_lines.update(event.keys)

    def _read_kinds(self) -> None:
        """Know the kinds of changed nodes; every connection of a node whose kind is another is judged again."""
        for node in self._changed_nodes:
            kind = self._kind(node)
            if kind is not self._kinds.get(node):
                self._changed_lines.update(connection_id(node, after) for after in self._downstream.get(node, ()))
                self._changed_lines.update(connection_id(before, node) for before in self._upstream.get(node, ()))
            if kind:
                self._kinds[node] = kind
            else:
                self._kinds.pop(node, None)
        self._changed_nodes = set()

    def _kind(self, node: str) -> Kind | None:
        held = self._document.nodes.get(node)
        return read_kind(held.get("kind")) if isinstance(held, Map) and NODE_ID.fullmatch(node) else None

    def _judge_lines(self) -> dict[str, Repair]:
        lines, self._changed_lines = self._changed_lines, set()
        held = {line: self._document.connections.get(line) for line in lines}
        refused = {line: refusal for line, value in held.items() if (refusal := self._refusal(line, value))}
        kept = {line for line, value in held.items() if value is not None} - refused.keys()
        for line in lines - kept:
            self._drop(line)
        starts = {self._put(line) for line in kept}
        found = {line: Repair(*_ends(line), refusal.code, refusal.message) for line, refusal in refused.items()}
        return found | {repair.connection: repair for repair in circle_repairs(self._downstream, starts)}

    def _refusal(self, line: str, value: object) -> Refusal | None:
        """Why a connection must go; None if it may stay, or is gone already."""
        if value is None and line not in self._document.connections:
            return None
        nodes = ends(line)
        if nodes is None or not isinstance(value, dict):
            return Refusal("malformed", REASONS["malformed"])
        return judged(self._kinds, *nodes)

    def _put(self, line: str) -> str:
        from_node, to_node = _ends(line)
        self._downstream.setdefault(from_node, set()).add(to_node)
        self._upstream.setdefault(to_node, set()).add(from_node)
        return to_node

    def _drop(self, line: str) -> None:
        from_node, to_node = _ends(line)
        self._downstream.get(from_node, set()).discard(to_node)
        self._upstream.get(to_node, set()).discard(from_node)


def _ends(line: str) -> tuple[str, str]:
    from_node, _, to_node = line.partition(">")
    return from_node, to_node
