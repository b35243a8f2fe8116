"""Whatever is on a canvas, a canvas file holds it and gives it back."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.canvas.colours import COLOURS
from headwater.canvas.connections import pair
from headwater.canvas.document import LATEST, CanvasNode, Connection, Document, FramePick, Snapshot
from headwater.canvas.edits import NewConnection, add
from headwater.canvas.groups import Group
from headwater.canvas.notes import Note
from headwater.canvas.places import FARTHEST, LARGEST
from headwater.exchange.canvas_file import parse, pieces_of, written
from headwater.platform.kinds import Kind

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False, width=32)
values = st.recursive(
    st.none() | st.booleans() | numbers | words, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
places = st.floats(-FARTHEST, FARTHEST)
picks: list[FramePick] = [None, "first"]
frames = st.sampled_from(picks) | st.floats(0, LATEST)
sizes = st.none() | st.floats(1, LARGEST)
ids = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)


Pieces = tuple[list[CanvasNode], list[NewConnection], list[Group], list[Note]]


@st.composite
def documents(draw: st.DrawFn) -> Pieces:
    """Nodes, connections among them that are allowed and go one way, groups and notes."""
    names = draw(st.lists(ids, max_size=8, unique=True))
    groups = [draw(_group(name)) for name in draw(st.lists(ids, max_size=2, unique=True))]
    around = st.none() | st.sampled_from([group.id for group in groups]) if groups else st.none()
    at = draw(st.integers(0, len(names)))
    nodes = [draw(_node(name, names, around)) for name in names[:at]]
    notes = [draw(_note(name, around)) for name in names[at:]]
    pairs = [
        (one.id, other.id)
        for place, one in enumerate(nodes)
        for other in nodes[place + 1 :]
        if pair(one.kind, other.kind).allowed
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    links = [NewConnection(*ends, draw(st.booleans()), draw(frames)) for ends in chosen]
    return nodes, links, groups, notes


def _group(id: str) -> st.SearchStrategy[Group]:
    return st.builds(Group, id=st.just(id), title=words.filter(bool), colour=st.sampled_from(COLOURS))


def _note(id: str, around: st.SearchStrategy[str | None]) -> st.SearchStrategy[Note]:
    colours = st.sampled_from(COLOURS)
    return st.builds(
        Note, id=st.just(id), x=places, y=places, w=sizes, h=sizes, text=words, colour=colours, group=around
    )


def _node(id: str, names: list[str], around: st.SearchStrategy[str | None]) -> st.SearchStrategy[CanvasNode]:
    chips = st.sampled_from(names).map(lambda name: f"⟦{name}⟧")
    return st.sampled_from(Kind).flatmap(
        lambda kind: st.builds(
            CanvasNode,
            id=st.just(id),
            kind=st.just(kind),
            x=places,
            y=places,
            w=sizes,
            h=sizes,
            title=words.filter(bool),
            prompt=st.lists(words | chips).map("".join),
            mode=st.none() | st.sampled_from(["write", "create", "mine"]),
            model=st.none() | words.filter(bool),
            settings=st.dictionaries(words, values, max_size=3),
            text=words if kind is Kind.TEXT else st.just(""),
            group=around,
        )
    )


@settings(deadline=None)
@given(documents())
def test_a_canvas_comes_back_from_its_file_as_it_was(arranged: Pieces) -> None:
    before = _snapshot(arranged)
    file = parse(written("A title", before).text().encode())
    after = _snapshot(pieces_of(file))
    assert file.title == "A title"
    assert (after.nodes, after.groups, after.notes) == (before.nodes, before.groups, before.notes)
    for node in before.nodes:
        assert _arriving(after, node) == _arriving(before, node)


def test_what_no_file_may_hold_is_passed_over_and_never_fatal() -> None:
    odd: dict[str, Any] = {"settings": {"n": float("nan")}, "title": "x" * 999, "model": "y" * 999, "w": -5.0}
    node = CanvasNode("a", Kind.IMAGE, float("inf"), 1e300, **odd)
    lost = Connection("a", "nobody", "a0")
    note = Note("n", float("nan"), -1e300, h=float("inf"), group="gone")
    notes = {"n": note, "no id": replace(note, id="no id")}
    file = parse(written("t" * 999, Snapshot({"a": node}, (lost,), notes=notes)).text().encode())
    (only,) = file.nodes
    assert (only.x, only.y, only.w, only.settings, only.model) == (0, FARTHEST, None, {}, None)
    assert file.connections == []
    (kept,) = file.notes
    assert (kept.x, kept.y, kept.h, kept.group) == (0, -FARTHEST, None, None)


def _snapshot(pieces: Pieces) -> Snapshot:
    document = Document()
    with document.doc.transaction():
        add(document, *pieces)
    return document.snapshot()


def _arriving(document: Snapshot, node: str) -> list[tuple[str, bool, FramePick]]:
    return [(line.from_node, line.aside, line.frame) for line in document.incoming(node)]
