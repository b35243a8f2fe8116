"""Random canvases and random edits of them, as documents of browsers hold and receive them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from hypothesis import strategies as st
from pycrdt import Map, Text

from headwater.canvas.document import Document, connection_id
from headwater.platform.kinds import Kind
from tests.generation.any_models import PROVIDER, VALUES

Edit = Callable[[Document], None]
IDS = ("a", "b", "c", "d", "e")
SHOWN: dict[Kind, list[dict[str, Any]]] = {}
"""What media nodes may show, by kind: set by the test, once its files are uploaded."""

LAST = IDS[-1]
KINDS = {
    "a": [Kind.TEXT],
    "b": [Kind.TEXT, Kind.IMAGE, Kind.AUDIO],
    "c": [Kind.IMAGE, Kind.VIDEO, Kind.AUDIO],
    "d": [Kind.VIDEO, Kind.IMAGE],
    LAST: [Kind.VIDEO, Kind.IMAGE, Kind.TEXT, Kind.AUDIO],
}
"""Of all sorts, and so that there mostly is a text to put aside and more than one reference to mistake."""
NODES = st.sampled_from([*IDS, *[LAST] * 6])
"""Most of what happens, happens to the last one: then much of it meets."""
PAIRS = [(before, after) for at, before in enumerate(IDS) for after in IDS[at + 1 :]]
LINKS = st.sampled_from([*PAIRS, *[pair for pair in PAIRS if pair[1] == LAST] * 4])
FRAMES = st.sampled_from([None, None, "first", 0.1, 0.3])
ORDERS = st.sampled_from(["a0", "a1", "a2", "a3", "Zz", "a0V"])
WORDS = st.text(st.sampled_from("mist ⟦⟧@🌊é\n"), max_size=12)
CHIPS = st.sampled_from([*IDS, "gone"]).map(lambda id: f"⟦{id}⟧")
PROMPTS = st.lists(st.one_of(WORDS, CHIPS), max_size=4).map(lambda parts: "A pier " + "".join(parts))
MODES = st.sampled_from([*[None] * 12, "write", "create", "edit", "references", "first-last", "speech", "own"])
MODELS = st.sampled_from([*[None] * 4, *(f"{PROVIDER}/{kind}-{name}" for kind in Kind for name in ("one", "two"))])


@dataclass(frozen=True)
class Node:
    """A node as it stands when the canvas is opened."""

    id: str
    kind: Kind
    prompt: str
    text: str
    content: int | None
    mode: str | None
    settings: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Canvas:
    """A canvas as it stands when it is opened."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[tuple[str, str], "Line"], ...]


@dataclass(frozen=True)
class Line:
    """What a document holds for a connection."""

    order: str
    aside: bool
    frame: str | float | None


def lines() -> st.SearchStrategy[Line]:
    """Any connection."""
    return st.builds(Line, ORDERS, st.sampled_from([False, False, True]), FRAMES)


@st.composite
def canvases(draw: st.DrawFn) -> Canvas:
    """Five nodes with any connections between them, also such as are not allowed."""
    contents = st.sampled_from([*range(4)] * 5 + [None])
    settings = st.lists(VALUES, max_size=3).map(tuple)
    nodes = st.tuples(
        *(
            st.builds(Node, st.just(id), st.sampled_from(KINDS[id]), PROMPTS, PROMPTS, contents, MODES, settings)
            for id in IDS
        )
    )
    links = st.tuples(*map(_perhaps, PAIRS)).map(lambda all: tuple(filter(None, all)))
    return draw(st.builds(Canvas, nodes, links))


def _perhaps(pair: tuple[str, str]) -> st.SearchStrategy[tuple[tuple[str, str], Line] | None]:
    there = st.tuples(st.just(pair), lines())
    odds = [there] * 4 + [st.none()] if pair[1] == LAST else [there] + [st.none()] * 3
    return st.sampled_from(odds).flatmap(lambda one: one)


def edits() -> st.SearchStrategy[Edit]:
    """One edit of anything that a panel could depend on, and of what it could not."""
    often = [
        st.builds(lambda node, text: partial(wrote, node, "prompt", text), NODES, PROMPTS),
        st.builds(lambda node, text: partial(wrote, node, "text", text), st.sampled_from(IDS), PROMPTS),
        st.builds(lambda node, setting: partial(chose, node, *setting), NODES, VALUES),
        st.builds(lambda node, number: partial(shows, node, number), st.sampled_from(IDS), st.integers(0, 3)),
        st.builds(lambda link, line: partial(linked, link, line), LINKS, lines()),
    ]
    seldom = [
        st.builds(lambda node, mode: partial(changed, node, "mode", mode), NODES, MODES),
        st.builds(lambda node, model: partial(changed, node, "model", model), NODES, MODELS),
        st.builds(lambda node, title: partial(changed, node, "title", title), NODES, WORDS),
        st.builds(lambda node, x: partial(changed, node, "x", x), NODES, st.integers(0, 9)),
        st.builds(lambda link: partial(unlinked, link), LINKS),
        st.builds(lambda node: partial(deleted, node), st.sampled_from(IDS)),
    ]
    return st.sampled_from(often * 3 + seldom).flatmap(lambda one: one)


def laid_out(canvas: Canvas, document: Document) -> None:
    """Put a whole canvas into a document."""
    for each in canvas.nodes:
        shared = {"kind": each.kind.value, "x": 0.0, "y": 0.0, "title": each.id, "settings": Map(dict(each.settings))}
        texts = {"prompt": Text(each.prompt), **({"text": Text(each.text)} if each.kind is Kind.TEXT else {})}
        document.nodes[each.id] = Map(shared | texts | ({"mode": each.mode} if each.mode else {}))
        if each.content is not None:
            shows(each.id, each.content, document)
    for link, line in canvas.links:
        linked(link, line, document)


def wrote(node: str, name: str, text: str, document: Document) -> None:
    """Replace a prompt or a text."""
    held = document.nodes[node].get(name) if node in document.nodes else None
    if isinstance(held, Text):
        held.clear()
        held += text


def chose(node: str, name: str, value: Any, document: Document) -> None:
    """Choose a setting."""
    if node in document.nodes:
        document.nodes[node]["settings"][name] = value


def changed(node: str, name: str, value: Any, document: Document) -> None:
    """Change what stands beside prompt and settings; None takes it away."""
    if node not in document.nodes:
        return
    if value is not None:
        document.nodes[node][name] = value
    elif name in document.nodes[node]:
        del document.nodes[node][name]


def shows(node: str, number: int, document: Document) -> None:
    """Show another take."""
    kept = SHOWN.get(Kind(document.nodes[node]["kind"]), []) if node in document.nodes else []
    if kept:
        document.nodes[node]["shown"] = kept[number % len(kept)]


def linked(link: tuple[str, str], line: Line, document: Document) -> None:
    """Connect, or change a connection."""
    if all(end in document.nodes for end in link):
        more = {"aside": line.aside or None, "frame": line.frame}
        held = {name: value for name, value in more.items() if value is not None}
        document.connections[connection_id(*link)] = {"order": line.order, **held}


def unlinked(link: tuple[str, str], document: Document) -> None:
    """Take a connection away."""
    if connection_id(*link) in document.connections:
        del document.connections[connection_id(*link)]


def deleted(node: str, document: Document) -> None:
    """Delete a node, and leave its connections: a browser may be that careless."""
    if node in document.nodes:
        del document.nodes[node]
