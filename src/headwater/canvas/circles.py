"""Circles among connections: whether one would close, and which connections to take out where some have."""

from collections.abc import Collection, Iterable, Iterator, Mapping

Downstream = Mapping[str, Collection[str]]
"""Each node's directly connected downstream nodes."""


def reaches(downstream: Downstream, start: str, goal: str) -> bool:
    """Whether content that leaves `start` arrives at `goal`."""
    seen, open_ = {start}, [start]
    while open_:
        node = open_.pop()
        if node == goal:
            return True
        fresh = set(downstream.get(node, ())) - seen
        seen |= fresh
        open_ += fresh
    return False


def returning(downstream: Downstream, starts: Iterable[str]) -> list[tuple[str, str]]:
    """The connections that close circles downstream of `starts`: without them there is no circle left.

    The answer depends on the connections alone, not on the order they came in, so that everyone finds the same:
    a tangle of circles is walked from its least node id, following connections by ascending node id, and a connection
    that leads back onto the path just walked is one of the answers. Each answer is needed: the walked path stays.
    """
    return [pair for tangle in tangles(downstream, starts) for pair in _walk(downstream, tangle)]


def tangles(downstream: Downstream, starts: Iterable[str]) -> list[set[str]]:
    """The sets of two or more nodes that all reach each other, among all downstream of `starts`.

    These are the strongly connected components, by Tarjan's algorithm (1972), without recursion.
    """
    search = _Search(downstream)
    for start in starts:
        search.run(start)
    return search.found


class _Search:
    def __init__(self, downstream: Downstream) -> None:
        self.found: list[set[str]] = []
        self._downstream = downstream
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._held: dict[str, None] = {}
        self._path: list[tuple[str, Iterator[str]]] = []

    def run(self, start: str) -> None:
        if start not in self._number:
            self._enter(start)
        while self._path:
            node, onward = self._path[-1]
            for after in onward:
                if after not in self._number:
                    self._enter(after)
                    break
                if after in self._held:
                    self._lowest[node] = min(self._lowest[node], self._number[after])
            else:
                self._leave()

    def _enter(self, node: str) -> None:
        self._number[node] = self._lowest[node] = len(self._number)
        self._held[node] = None
        self._path.append((node, iter(self._downstream.get(node, ()))))

    def _leave(self) -> None:
        node, _ = self._path.pop()
        if self._path:
            before = self._path[-1][0]
            self._lowest[before] = min(self._lowest[before], self._lowest[node])
        if self._lowest[node] == self._number[node]:
            self._release(node)

    def _release(self, node: str) -> None:
        tangle = {node}
        while (last := self._held.popitem()[0]) != node:
            tangle.add(last)
        if len(tangle) > 1:
            self.found.append(tangle)


def _walk(downstream: Downstream, tangle: set[str]) -> Iterator[tuple[str, str]]:
    """The connections inside `tangle` that lead back onto the path walked from its least node."""

    def onward(node: str) -> Iterator[str]:
        return iter(sorted(tangle.intersection(downstream.get(node, ()))))

    least = min(tangle)
    path, seen = {least: onward(least)}, {least}
    while path:
        node, after = next(reversed(path.items()))
        for next_ in after:
            if next_ in path:
                yield node, next_
            elif next_ not in seen:
                seen.add(next_)
                path[next_] = onward(next_)
                break
        else:
            del path[node]
