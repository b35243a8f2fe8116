"""What the nodes of a canvas file would cost, before there is a canvas: by the same panel that is asked later."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel

from headwater.assets.asset import Asset, Uploaded
from headwater.canvas.document import CanvasNode, Document, Snapshot
from headwater.canvas.edits import add
from headwater.exchange.canvas_file import CanvasFile, connections_of, nodes_of
from headwater.exchange.plan import has_content
from headwater.generation.generation import Told
from headwater.generation.panel import Situation, assess
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind

_MIMES = {Kind.IMAGE: "image/png", Kind.VIDEO: "video/mp4", Kind.AUDIO: "audio/wav"}
_WORDS = "…"
"""Stands for a text that is not written yet."""
_PLENTY = 10**18
"""Micro-credits: an estimate does not ask whether they are there."""


class NodePrice(BaseModel):
    """What one node would cost."""

    node: str
    price: str | None
    """Credits. What is not known before, as the length of a sound yet to be made, counts as it stands now."""
    reason: Told | None
    """Why it could not run, once everything before it is there."""


class Estimate(BaseModel):
    """What the nodes that generate would cost, each alone."""

    nodes: list[NodePrice]


def estimate(file: CanvasFile, registry: Registry) -> Estimate:
    """The price of each node without content; media that the file names counts as there. Raises what `add` raises."""
    document = _imagined(file)
    there = {node.id: _stand_in(node) for node in document.nodes.values() if node.kind is not Kind.TEXT}
    wanted = [document.nodes[node.id] for node in file.nodes if not has_content(node)]
    return Estimate(nodes=[_priced(document, node, there, registry) for node in wanted])


def _imagined(file: CanvasFile) -> Snapshot:
    """The canvas as if every text were written."""
    document = Document()
    nodes = [node if node.text.strip() or node.kind is not Kind.TEXT else _written(node) for node in nodes_of(file)]
    with document.doc.transaction():
        add(document, nodes, connections_of(file))
    return document.snapshot()


def _priced(document: Snapshot, node: CanvasNode, there: Mapping[str, Asset], registry: Registry) -> NodePrice:
    panel = assess(Situation(document, node, there, frozenset(), _PLENTY, registry)).panel
    return NodePrice(node=node.id, price=panel.price, reason=panel.reason)


def _written(node: CanvasNode) -> CanvasNode:
    return replace(node, text=_WORDS)


def _stand_in(node: CanvasNode) -> Asset:
    """Media that is not there yet, of which only the kind is known."""
    return Asset(
        id=node.id,
        account="",
        sha="0" * 64,
        kind=node.kind,
        mime=_MIMES[node.kind],
        size=1,
        name="",
        width=None,
        height=None,
        seconds=None,
        origin=Uploaded(),
        created=0,
    )
