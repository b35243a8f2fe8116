"""A workflow with a call's prompt, files and settings in it, as `/prompt` takes it.

What is bound to what is in `Mode.fixed`, so that a model entry is all that is needed:

| key | what it holds |
|---|---|
| `workflow` | the workflow in API form: nodes by id, each with `class_type` and `inputs` |
| `prompt` | the inputs that get the words, each `[node, input]` |
| `references` | by kind, the inputs that get the first, second… picture, video or sound |
| `settings` | by setting, the inputs that get its value |
| `random` | the settings that are drawn for each generation while nobody sets them |
| `output` | the node whose file is the result; null for the first file of the model's kind |
"""

import copy
import hashlib
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.model import Mode
from headwater.platform.kinds import Kind

Graph = dict[str, dict[str, Any]]
"""Nodes by id."""
Spot = tuple[str, str]
"""A node and one of its inputs."""
RANDOM = 2**32
"""How many values a random number may have: all that every sampler takes."""


def bound(call: Call, files: dict[Kind, list[str]]) -> Graph:
    """The workflow with everything in its place. `files`: names on the server, by kind in connection order.

    Where fewer files are connected than the workflow has places for, those keep what the workflow says.
    """
    graph = workflow(call)
    for spot in _spots(call.using.fixed.get("prompt", ())):
        _put(graph, spot, call.prompt)
    for kind, names in files.items():
        places = _spots(call.using.fixed.get("references", {}).get(kind, ()))
        for spot, name in zip(places, names, strict=False):
            _put(graph, spot, name)
    for name, value in {**drawn(call), **call.settings}.items():
        for spot in _spots(call.using.fixed.get("settings", {}).get(name, ())):
            _put(graph, spot, value)
    return graph


def workflow(call: Call) -> Graph:
    """The workflow as the person gave it. Raises `Failure` where the entry has none."""
    found = call.using.fixed.get("workflow")
    if not isinstance(found, dict) or not found:
        raise Failure(FailureCode.INVALID_INPUT, f"{call.model.name} has no workflow. Save it again in the settings.")
    return copy.deepcopy(found)


def drawn(call: Call) -> dict[str, int]:
    """Random numbers for the settings that nobody set: the same for the same call, so that a repeat repeats it."""
    names = [name for name in call.using.fixed.get("random", ()) if call.settings.get(name) is None]
    return {name: _number(f"{call.id}/{name}", call.using, name) for name in names}


def places(mode: Mode, kind: Kind) -> int:
    """How many files of a kind the workflow has room for."""
    return len(mode.fixed.get("references", {}).get(kind, ()))


def takes_words(call: Call) -> bool:
    """Whether the prompt goes anywhere."""
    return bool(call.using.fixed.get("prompt"))


def weights(graph: Graph) -> dict[str, float]:
    """How much of the work each node is likely to be: a sampler as much as it has steps, any other node as one."""
    return {id: _steps(node) for id, node in graph.items()}


def title(graph: Graph, node: str) -> str:
    """What a person calls a node, with its number."""
    found = graph.get(node, {})
    meta = found.get("_meta")
    name = meta.get("title") if isinstance(meta, dict) else None
    return f"{name or found.get('class_type') or 'node'} (node {node})"


def _spots(said: Any) -> list[Spot]:
    return [(str(node), str(name)) for node, name in said]


def _put(graph: Graph, spot: Spot, value: Any) -> None:
    node, name = spot
    if node not in graph:
        raise Failure(FailureCode.INVALID_INPUT, f"The workflow has no node `{node}`. Save it again in the settings.")
    graph[node]["inputs"][name] = value


def _number(words: str, mode: Mode, name: str) -> int:
    schema = mode.settings.get(name, {})
    least = int(schema.get("minimum", 0))
    size = max(min(int(schema.get("maximum", RANDOM - 1)) - least + 1, RANDOM), 1)
    return least + int.from_bytes(hashlib.sha256(words.encode()).digest()[:8]) % size


def _steps(node: dict[str, Any]) -> float:
    steps = node.get("inputs", {}).get("steps")
    return float(steps) if isinstance(steps, int | float) and 1 <= steps <= 10_000 else 1.0
