"""The canvas as it stands, kept up to date: a large one is asked about far more often than most of it changes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from pycrdt import Map

T = TypeVar("T")

_MANY = 500
"""So many changed entries are read one by one; of more, all are read at once, which is faster then."""


class Latest(Generic[T]):
    """The entries of one shared map of a document as plain values, for as long as the document lives.

    What changed is noted when a transaction ends, and read when somebody asks: not to be asked inside of one.
    """

    def __init__(
        self,
        shared: Map[Any],
        read_all: Callable[[], Iterable[tuple[str, T]]],
        read_one: Callable[[str], T | None],
    ) -> None:
        self._shared = shared
        self._read_all = read_all
        self._read_one = read_one
        self._held: dict[str, T] | None = None
        self._changed: set[str] = set()
        self._subscription = shared.observe_deep(self._see)

    def held(self) -> dict[str, T]:
        """Every entry that can be read; the very same object while nothing changed."""
        if self._held is None or len(self._changed) > _MANY:
            self._held = dict(self._read_all())
        elif self._changed:
            self._held = self._with_changes(self._held)
        self._changed = set()
        return self._held

    def _with_changes(self, before: Mapping[str, T]) -> dict[str, T]:
        now = dict(before)
        for id in self._changed:
            value = self._read_one(id) if id in self._shared else None
            if value is None:
                now.pop(id, None)
            else:
                now[id] = value
        return now

    def _see(self, events: list[Any]) -> None:
        for event in events:
            self._changed.update(event.path[:1] or event.keys)
