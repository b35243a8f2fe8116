"""A ComfyUI workflow in API form, read and checked where it comes in: nodes by id, their values and their links."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.platform.errors import InvalidInput

Json = Any
SIZE = 2 * 2**20
"""Bytes of a workflow; the largest that people share have a tenth of it."""
NODES = 1000
WORDS = 200
"""Characters of a class, a title or the name of an input."""
_ID = re.compile(r"[\w.:-]{1,80}")
_EXPORT = "In ComfyUI, choose *Export (API)* in the menu of the workflow, and bring that file"


class BrokenWorkflow(InvalidInput):
    """A file is no ComfyUI workflow in API form; the message says what is wrong with it."""

    code = "broken_workflow"


@dataclass(frozen=True)
class Node:
    """One node of a workflow."""

    id: str
    class_type: str
    """What it does, as the server calls it."""
    title: str
    """What the person calls it."""
    inputs: Mapping[str, Json]
    """Values, and links `[node, output]`."""

    def values(self) -> dict[str, Json]:
        """The inputs that hold a value of their own: words, a number, yes or no."""
        return {name: value for name, value in self.inputs.items() if isinstance(value, str | int | float)}

    def links(self) -> dict[str, str]:
        """The nodes that its other inputs come from."""
        return {name: str(value[0]) for name, value in self.inputs.items() if is_link(value)}


@dataclass(frozen=True)
class Workflow:
    """A workflow whose shape is right."""

    nodes: Mapping[str, Node]

    def graph(self) -> dict[str, Json]:
        """The same as the server takes it."""
        return {node.id: _plain(node) for node in self.nodes.values()}

    def above(self, start: str) -> Iterator[Node]:
        """The node `start` and all that feed it, the nearest first."""
        waiting, seen = [start], {start}
        while waiting:
            node = self.nodes[waiting.pop(0)]
            yield node
            fresh = [each for each in dict.fromkeys(node.links().values()) if each not in seen]
            seen.update(fresh)
            waiting += fresh


def parse(said: Json) -> Workflow:
    """The workflow in an upload; it may lie under `prompt`, as in a request. Raises `BrokenWorkflow`."""
    if isinstance(said, dict) and isinstance(said.get("nodes"), list):
        raise BrokenWorkflow(f"This is a workflow as ComfyUI shows it, not as it runs it. {_EXPORT} instead.")
    graph = said.get("prompt") if isinstance(said, dict) and isinstance(said.get("prompt"), dict) else said
    if not isinstance(graph, dict) or not graph:
        raise BrokenWorkflow(f"This is no ComfyUI workflow. {_EXPORT}.")
    if len(graph) > NODES or len(json.dumps(graph)) > SIZE:
        raise BrokenWorkflow(f"This workflow is too large: {NODES} nodes and {SIZE // 2**20} MB are the most.")
    nodes = {str(id): _node(str(id), node) for id, node in graph.items()}
    _check_links(nodes)
    return Workflow(nodes)


def is_link(value: Json) -> bool:
    """Whether an input comes from another node."""
    match value:
        case [str() | int(), int()]:
            return True
        case _:
            return False


def _node(id: str, said: Json) -> Node:
    if not _ID.fullmatch(id):
        raise BrokenWorkflow(f"`{id[:WORDS]}` is no id of a node.")
    match said:
        case {"class_type": str() as class_type, **rest} if 0 < len(class_type) <= WORDS:
            return Node(id, class_type, _title(rest, class_type), _inputs(id, rest.get("inputs", {})))
        case _:
            raise BrokenWorkflow(f"Node `{id}` names no `class_type`. {_EXPORT}.")


def _title(said: Mapping[Any, Json], otherwise: str) -> str:
    match said.get("_meta"):
        case {"title": str() as title} if title.strip():
            return title.strip()[:WORDS]
        case _:
            return otherwise


def _inputs(id: str, said: Json) -> dict[str, Json]:
    if not isinstance(said, dict) or any(not 0 < len(name) <= WORDS for name in said):
        raise BrokenWorkflow(f"The `inputs` of node `{id}` cannot be read.")
    return said


def _check_links(nodes: Mapping[str, Node]) -> None:
    for node in nodes.values():
        for name, source in node.links().items():
            if source not in nodes:
                raise BrokenWorkflow(
                    f"The input `{name}` of node `{node.id}` comes from `{source}`, which is not there."
                )


def _plain(node: Node) -> dict[str, Json]:
    return {"class_type": node.class_type, "inputs": dict(node.inputs), "_meta": {"title": node.title}}
