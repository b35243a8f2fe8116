"""Random canvases at one moment, with any connections, and what becomes of them when a plan is carried out: no I/O."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from headwater.assets.asset import Asset
from headwater.canvas.document import Connection, Document, Snapshot
from headwater.generation.behind import Behind
from headwater.generation.panel import Panel, assess
from headwater.generation.request import Request
from headwater.generation.resolution import resolve
from headwater.platform.kinds import Kind
from headwater.runs.canvas_situation import CanvasSituation
from headwater.runs.outline import Outlined, outline
from headwater.runs.plan import Scope
from tests.generation import arranged
from tests.generation.any_canvas import IDS, Canvas, canvases, laid_out
from tests.generation.any_models import some_models

CANVAS = Scope(which="canvas")
WRONG_WAY = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=2)
"""Connections that should not be: back, onto itself, of kinds that do not go together."""


@st.composite
def situations(draw: st.DrawFn, wrong: st.SearchStrategy[list[tuple[str, str]]] = WRONG_WAY) -> CanvasSituation:
    """A canvas of five nodes, some of them empty, some a person's; nothing was generated yet."""
    document = _document(draw(canvases()), draw(wrong))
    empty = draw(st.sets(st.sampled_from(IDS)))
    nodes = {id: replace(node, text="") if id in empty else node for id, node in document.nodes.items()}
    media = {id: node for id, node in nodes.items() if node.kind is not Kind.TEXT and id not in empty}
    return CanvasSituation(
        Snapshot(nodes, document.connections),
        arranged.only(*draw(some_models())),
        assets={id: arranged.asset(node, id, 3.0) for id, node in media.items()},
        available=10**15,
    )


def without_circles() -> st.SearchStrategy[CanvasSituation]:
    """The same with connections that go one way."""
    return situations(st.just([]))


def _document(canvas: Canvas, wrong: list[tuple[str, str]]) -> Snapshot:
    document = Document()
    laid_out(canvas, document)
    found = document.snapshot()
    return Snapshot(found.nodes, (*found.connections, *(Connection(*ends, order="z") for ends in wrong)))


def carried_out(now: CanvasSituation, scope: Scope = CANVAS) -> Iterator[tuple[Outlined, Panel, CanvasSituation]]:
    """Each node that the plan runs: what was planned, its panel at its turn, and the canvas afterwards."""
    for planned in list(outline(now, scope)):
        if planned.does == "run":
            assessment = assess(now.at(planned.node.id))
            if assessment.panel.can_generate and assessment.request:
                now = made(now, planned.node.id, assessment.request)
            yield planned, assessment.panel, now


def after(now: CanvasSituation, scope: Scope = CANVAS) -> CanvasSituation:
    """The canvas once a plan was carried out."""
    for _, _, later in carried_out(now, scope):
        now = later
    return now


def made(now: CanvasSituation, id: str, request: Request, salt: str = "") -> CanvasSituation:
    """The canvas once a node was generated: another length, and other words, than anybody could have guessed."""
    node, content = now.document.nodes[id], hashlib.sha256(f"{request.content}{salt}".encode()).hexdigest()
    text = f"Fog {content}" if node.kind is Kind.TEXT else None
    behind = {**now.behind, id: Behind(f"generation-{id}", request.content, False, text)}
    nodes = {**now.document.nodes, id: replace(node, text=text or "")}
    there: dict[str, Asset] = {} if text else {id: arranged.asset(node, content, 1 + int(content[:2], 16) / 10)}
    document = Snapshot(nodes, now.document.connections)
    return replace(now, document=document, assets={**now.assets, **there}, behind=behind)


def out_of_date(now: CanvasSituation) -> set[str]:
    """The nodes whose request is not the one that made what they show."""
    asked = {id: resolve(now.at(id)).request for id in now.behind}
    return {id for id, request in asked.items() if request and request.content != now.behind[id].content}
