"""What the nodes of a canvas file would cost, before there is a canvas: by the same panel that is asked later."""

from collections.abc import Iterable
from dataclasses import replace
from graphlib import TopologicalSorter

from pydantic import BaseModel

from headwater.assets.asset import Asset
from headwater.canvas.document import CanvasNode, Document, Snapshot
from headwater.canvas.edits import add
from headwater.exchange.canvas_file import CanvasFile, connections_of, nodes_of
from headwater.exchange.plan import has_content
from headwater.generation.generation import Told
from headwater.generation.imagined import WORDS, imagined
from headwater.generation.panel import assess
from headwater.generation.situation import Situation
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind

_PLENTY = 10**18
"""Micro-credits: an estimate does not ask whether they are there."""


class NodePrice(BaseModel):
    """What one node would cost."""

    node: str
    price: str | None
    """Credits. What cannot be known before, as how long a speech will be, is guessed; the panel has the last word."""
    reason: Told | None
    """Why it could not run, once everything before it is there."""


class Estimate(BaseModel):
    """What the nodes that generate would cost, each alone."""

    nodes: list[NodePrice]


def estimate(file: CanvasFile, registry: Registry) -> Estimate:
    """The price of each node without content; media that the file names counts as there. Raises what `add` raises."""
    document = _imagined(file)
    wanted = {node.id for node in file.nodes if not has_content(node)}
    there: dict[str, Asset] = {}
    priced: dict[str, NodePrice] = {}
    for id in _upstream_first(document):
        panel = assess(Situation(document, document.nodes[id], there, frozenset(), _PLENTY, registry)).panel
        if id in wanted:
            priced[id] = NodePrice(node=id, price=panel.price, reason=panel.reason)
        if document.nodes[id].kind is not Kind.TEXT:
            there[id] = imagined(document.nodes[id], panel.request.prompt, panel.request.settings)
    return Estimate(nodes=[priced[node.id] for node in file.nodes if node.id in priced])


def _upstream_first(document: Snapshot) -> Iterable[str]:
    before = {id: [line.from_node for line in document.incoming(id)] for id in document.nodes}
    return TopologicalSorter(before).static_order()


def _imagined(file: CanvasFile) -> Snapshot:
    """The canvas as if every text were written."""
    document = Document()
    nodes = [node if node.text.strip() or node.kind is not Kind.TEXT else _written(node) for node in nodes_of(file)]
    with document.doc.transaction():
        add(document, nodes, connections_of(file))
    return document.snapshot()


def _written(node: CanvasNode) -> CanvasNode:
    return replace(node, text=WORDS)
