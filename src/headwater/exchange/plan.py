"""Which nodes of a canvas file generate in a run, and which of them wait for which. No I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headwater.exchange.canvas_file import CanvasFile, FileNode
from headwater.platform.errors import InvalidInput


@dataclass(frozen=True)
class Plan:
    """What a run does."""

    nodes: tuple[FileNode, ...]
    """The nodes that generate, in the order of the file."""
    needs: Mapping[str, frozenset[str]]
    """For each of them, those of them that are directly upstream."""


def has_content(node: FileNode) -> bool:
    """Whether a node has what it would generate, so that it does not."""
    return node.file is not None or bool((node.text or "").strip())


def name_of(node: FileNode) -> str:
    """What people call a node: its title, else its id."""
    return node.title or node.id


def whole(file: CanvasFile) -> Plan:
    """Every node without content generates."""
    return _plan(file, {node.id for node in file.nodes if not has_content(node)})


def only(file: CanvasFile, named: str) -> Plan:
    """One node generates, by id or title, and what it needs upstream that has no content. Raises `InvalidInput`."""
    node = _named(file, named)
    if has_content(node):
        raise InvalidInput(f"`{named}` has its content already, so there is nothing to generate. Name another node.")
    before = _before(file)
    empty = {each.id for each in file.nodes if not has_content(each)}
    wanted: set[str] = set()
    waiting = [node.id]
    while waiting:
        id = waiting.pop()
        if id in empty and id not in wanted:
            wanted.add(id)
            waiting += before.get(id, ())
    return _plan(file, wanted)


def _plan(file: CanvasFile, wanted: set[str]) -> Plan:
    before = _before(file)
    nodes = tuple(node for node in file.nodes if node.id in wanted)
    return Plan(nodes, {node.id: frozenset(before.get(node.id, ())) & wanted for node in nodes})


def _before(file: CanvasFile) -> dict[str, set[str]]:
    """The nodes directly upstream of each."""
    before: dict[str, set[str]] = {}
    for line in file.connections:
        before.setdefault(line.to, set()).add(line.from_)
    return before


def _named(file: CanvasFile, named: str) -> FileNode:
    found = _matching(file.nodes, named)
    if not found:
        raise InvalidInput(f"There is no node `{named}` in this file. Give a node's id or its title.")
    if len(found) > 1:
        ids = ", ".join(f"`{node.id}`" for node in found)
        raise InvalidInput(f"{len(found)} nodes are called `{named}`. Give an id: {ids}.")
    return found[0]


def _matching(nodes: Iterable[FileNode], named: str) -> list[FileNode]:
    """The node of that id; else those of that title."""
    nodes = list(nodes)
    return [node for node in nodes if node.id == named] or [node for node in nodes if node.title == named]
