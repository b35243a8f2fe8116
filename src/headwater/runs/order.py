"""Which nodes a run is about, and in which order they can be made: upstream first, whatever the connections. No I/O."""

from collections.abc import Collection, Iterable, Mapping

from headwater.canvas.circles import tangles
from headwater.canvas.document import Snapshot
from headwater.runs.plan import Scope


def in_scope(document: Snapshot, scope: Scope) -> set[str]:
    """The nodes of a scope that there are."""
    named = [id for id in scope.nodes if id in document.nodes]
    match scope.which:
        case "canvas":
            return set(document.nodes)
        case "nodes":
            return set(named)
        case "downstream":
            found = reached(document.downstream, named)
        case "upstream":
            found = reached(_before(document), named)
    return found & document.nodes.keys()


def reached(along: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """`starts`, and every node that connections lead to from them."""
    found = set(starts)
    open_ = list(found)
    while open_:
        fresh = set(along.get(open_.pop(), ())) - found
        found |= fresh
        open_ += fresh
    return found


def in_circles(document: Snapshot) -> set[str]:
    """The nodes whose content would have to come from themselves."""
    open_ = _unresolved(document)
    if not open_:
        return set()
    selves = {line.from_node for line in document.connections if line.from_node == line.to_node}
    return selves.union(*tangles(document.downstream, open_))


def _unresolved(document: Snapshot) -> list[str]:
    """The nodes of circles, and those downstream of them: on most canvases there is none, which is soon seen."""
    before = _before(document)
    waits = {id: len(sources) for id, sources in before.items()}
    ready = list(document.downstream.keys() - before.keys())
    while ready:
        for after in document.downstream.get(ready.pop(), ()):
            waits[after] -= 1
            if not waits[after]:
                ready.append(after)
    return [id for id, number in waits.items() if number]


def upstream_first(document: Snapshot, wanted: Collection[str], circles: Collection[str]) -> list[str]:
    """`wanted`, each after all of them that are upstream of it: else as they lie, from left to right, then down.

    Inside a circle nothing is upstream of anything else: its nodes come together.
    """
    waits = dict.fromkeys(wanted, 0)
    after: dict[str, list[str]] = {id: [] for id in wanted}
    for line in document.connections:
        circular = line.from_node in circles and line.to_node in circles
        if line.from_node in waits and line.to_node in waits and not circular:
            after[line.from_node].append(line.to_node)
            waits[line.to_node] += 1
    ready = _as_they_lie(document, (id for id in wanted if not waits[id]))
    order: list[str] = []
    while ready:
        order += ready
        ready = _as_they_lie(document, _freed(ready, after, waits))
    return order


def _freed(done: Iterable[str], after: Mapping[str, list[str]], waits: dict[str, int]) -> Iterable[str]:
    """Those that waited for nothing but what is done now."""
    for id in done:
        for next_ in after[id]:
            waits[next_] -= 1
            if not waits[next_]:
                yield next_


def _as_they_lie(document: Snapshot, ids: Iterable[str]) -> list[str]:
    return [id for *_, id in sorted((document.nodes[id].x, document.nodes[id].y, id) for id in ids)]


def _before(document: Snapshot) -> dict[str, set[str]]:
    before: dict[str, set[str]] = {}
    for line in document.connections:
        before.setdefault(line.to_node, set()).add(line.from_node)
    return before
