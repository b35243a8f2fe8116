"""The connections of a document by the node where they arrive, kept up to date: panels are read far more often."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from pycrdt import Map, MapEvent


class Line(Protocol):
    """A connection as far as its ends go."""

    @property
    def from_node(self) -> str:
        """The id of the node where it begins."""
        ...


L = TypeVar("L", bound=Line)


class Lines(Generic[L]):
    """An index of a document's shared connections, for as long as the document lives."""

    def __init__(self, shared: Map[Any], read: Callable[[str, object], L | None]) -> None:
        self._read = read
        self._into: dict[str, dict[str, L]] = {}
        for id, value in shared.items():
            self._put(id, value)
        self._subscription = shared.observe(self._see)

    def into(self, node: str) -> list[L]:
        """What arrives at a node, in no order."""
        return list(self._into.get(node, {}).values())

    def upstream(self, node: str) -> Iterator[L]:
        """Every connection through which content reaches a node, at any depth, in no order."""
        seen, waiting = {node}, [node]
        while waiting:
            for line in self.into(waiting.pop()):
                yield line
                if line.from_node not in seen:
                    seen.add(line.from_node)
                    waiting.append(line.from_node)

    def _see(self, event: MapEvent) -> None:
        for id, change in event.keys.items():  # type: ignore[attr-defined]
            self._put(id, change.get("newValue"))

    def _put(self, id: str, value: object) -> None:
        """Keep a connection as it is now; one that is gone, or cannot be read, is none."""
        arriving = self._into.setdefault(id.partition(">")[2], {})
        arriving.pop(id, None)
        if line := self._read(id, value):
            arriving[id] = line
