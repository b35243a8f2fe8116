"""Reading a document as typed values, and the studio's own edits of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Map, Text

from headwater.canvas.document import CanvasNode, Connection, Document, Shown, Snapshot
from headwater.canvas.edits import ConnectionRefused, add, next_title, replace_text, show
from headwater.platform.errors import InvalidInput
from headwater.platform.kinds import Kind


def document(**nodes: object) -> Document:
    made = Document()
    for id, node in nodes.items():
        made.nodes[id] = Map(node) if isinstance(node, dict) else node
    return made


def test_whole_numbers_are_whole() -> None:
    """Yjs has one kind of number, and pycrdt gives each as a float."""
    values = {"seed": 5, "scale": 1.5, "sizes": [1, 2.0, {"deep": 3}], "on": True}
    made = document(n={"kind": "image", "x": 1, "y": 2.5, "settings": Map(values), "shown": {"take": "t", "width": 64}})
    node = made.node("n")
    assert node
    assert node.settings == {"seed": 5, "scale": 1.5, "sizes": [1, 2, {"deep": 3}], "on": True}
    assert [type(node.settings["seed"]), type(node.settings["sizes"][1])] == [int, int]
    assert (node.x, node.y) == (1, 2.5)
    assert node.shown
    assert type(node.shown.width) is int


def test_what_is_missing_has_its_meaning() -> None:
    assert document(n={"kind": "image"}).node("n") == CanvasNode("n", Kind.IMAGE, 0, 0, title="Image")


MALFORMED = {
    "no kind": {"x": 1},
    "an unknown kind": {"kind": "hologram"},
    "a kind that is a number": {"kind": 3},
    "a kind that is a map": {"kind": Map({"text": 1})},
    "no map": 5,
    "a text": Text("hello"),
    "a list": Array([1]),
}


@pytest.mark.parametrize("value", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_node_is_passed_over(value: object) -> None:
    made = document(bad=value, good={"kind": "text"})
    assert made.node("bad") is None
    assert set(made.snapshot().nodes) == {"good"}


def test_a_node_nested_too_deeply_harms_nobody() -> None:
    """How deep Python reads depends on its version: the node is passed over, or read without what is nested."""
    made = document(deep={"kind": "text", "settings": "@"}, good={"kind": "text"})
    nested = made.doc.get_update().replace(b"w\x01@", b"u\x01" * 3000 + b"}\x01")
    hostile = Document()
    hostile.doc.apply_update(nested)
    deep = hostile.node("deep")
    assert deep is None or deep.settings == {}
    assert "good" in hostile.snapshot().nodes


def test_fields_of_the_wrong_type_are_as_if_absent() -> None:
    wrong = {
        "kind": "text", "x": "left", "y": True, "w": [1], "title": 5, "prompt": 7, "mode": 1, "model": False,
        "settings": "none", "text": 1.5, "shown": {"asset": "no take"},
    }  # fmt: skip
    assert document(n=wrong).node("n") == CanvasNode("n", Kind.TEXT, 0, 0, title="Text")


def test_only_text_nodes_hold_text() -> None:
    node = document(n={"kind": "image", "text": Text("hidden")}).node("n")
    assert node
    assert not node.text


def test_ids_that_are_none_are_passed_over() -> None:
    made = document()
    made.nodes["no id!"] = Map({"kind": "text"})
    made.nodes["x" * 65] = Map({"kind": "text"})
    made.connections["a>b>c"] = {"order": "a0"}
    made.connections[">b"] = {"order": "a0"}
    made.connections["a>b"] = "a0"
    assert made.snapshot() == Snapshot({}, ())


def test_connections_come_in_order_and_ties_are_broken_by_id() -> None:
    made = document()
    for id, order in [("d>t", "a1"), ("c>t", "a0"), ("b>t", "a0"), ("a>t", "a0V"), ("z>t", "Zz")]:
        made.connections[id] = {"order": order}
    assert [line.from_node for line in made.snapshot().incoming("t")] == ["z", "b", "c", "a", "d"]


@pytest.mark.parametrize(
    ("held", "means"),
    [
        ("first", "first"),
        (0, 0.0),
        (3.25, 3.25),
        (None, None),
        ("last", None),
        (-0.1, None),
        (float("inf"), None),
        (1e300, None),
        (True, None),
        ({"at": 1}, None),
    ],
)
def test_a_frame_that_cannot_be_read_is_the_last(held: object, means: object) -> None:
    made = document()
    made.connections["a>b"] = {"order": "a0", "frame": held}
    (line,) = made.snapshot().connections
    assert (line.frame, type(line.frame)) == (means, type(means))


def test_upstream_is_everything_that_reaches_a_node() -> None:
    lines = [("a", "b"), ("b", "c"), ("x", "c"), ("c", "d"), ("y", "z")]
    snapshot = Snapshot({}, tuple(Connection(a, b, "a0") for a, b in lines))
    assert snapshot.upstream("c") == {"a", "b", "x"}
    assert snapshot.upstream("a") == frozenset()
    assert [line.to_node for line in snapshot.outgoing("c")] == ["d"]


def test_around_a_node_is_what_is_connected_to_it_and_every_line_upstream() -> None:
    made = document(**{id: {"kind": "text", "prompt": Text(id)} for id in "abcdxyz"})
    for line in ("a>b", "b>c", "x>c", "c>d", "y>z"):
        made.connections[line] = {"order": "a0"}
    around, whole = made.around("c"), made.snapshot()
    assert set(around.nodes) == {"b", "c", "x"}
    assert [line.id for line in around.connections] == ["a>b", "b>c", "x>c"]
    assert around.incoming("c") == whole.incoming("c")
    assert all(around.nodes[id] == whole.nodes[id] for id in around.nodes)
    assert around.upstream("c") == whole.upstream("c") == {"a", "b", "x"}
    assert made.around("gone") == Snapshot({}, ())


def test_around_a_node_follows_every_edit_of_the_connections() -> None:
    made = document(**{id: {"kind": "text", "prompt": Text(id)} for id in "abc"})
    made.connections["a>c"] = {"order": "a0"}
    assert made.around("c").upstream("c") == {"a"}
    with made.doc.transaction():
        made.connections["b>c"] = {"order": "Zz"}
        made.connections["a>c"] = {"order": "a0", "aside": True}
        made.connections["b>a"] = {"order": "a0"}
    assert made.around("c") == made.snapshot()
    del made.connections["a>c"]
    made.connections["b>c"] = "no connection"
    assert made.around("c").connections == ()
    theirs = Document()
    theirs.doc.apply_update(made.doc.get_update())
    theirs.connections["a>c"] = {"order": "a1"}
    made.doc.apply_update(theirs.doc.get_update())
    assert [line.id for line in made.around("c").connections] == ["b>a", "a>c"]


def test_showing_a_take_writes_what_a_card_needs() -> None:
    made = document(n={"kind": "video"})
    shown = Shown("t", "a", "video/mp4", 1280, 720, 4.5)
    assert show(made, "n", shown)
    node = made.node("n")
    assert node
    assert node.shown == shown
    assert not show(made, "gone", shown)


@pytest.mark.parametrize(("node", "kind"), [("gone", "text"), ("n", "image")])
def test_text_is_written_into_text_nodes_only(node: str, kind: str) -> None:
    made = document(n={"kind": kind})
    assert not replace_text(made, node, "words")


def test_only_what_differs_is_replaced() -> None:
    made = document(n={"kind": "text", "text": Text("The cat sat on the mat.")})
    seen: list[list[dict[str, object]]] = []
    text = made.nodes["n"]["text"]
    text.observe(lambda event: seen.append(event.delta))
    with made.doc.transaction():
        assert replace_text(made, "n", "The cat slept on the mat.")
    ((keep, *change),) = seen
    assert keep == {"retain": 9}
    assert sum(len(str(part.get("insert", ""))) for part in change) == 3


@given(st.text(alphabet="ab😀😁é⟦\n", max_size=12), st.text(alphabet="ab😀😁é⟦\n", max_size=12))
@settings(deadline=None)
def test_any_text_becomes_any_other(before: str, after: str) -> None:
    made = document(n={"kind": "text", "text": Text(before)})
    assert replace_text(made, "n", after)
    node = made.node("n")
    assert node
    assert node.text == after


def test_halves_of_characters_are_joined_or_replaced() -> None:
    made = document(n={"kind": "text"})
    assert replace_text(made, "n", "\ud83d\ude00 and \ud83d")
    node = made.node("n")
    assert node
    assert node.text == "😀 and �"


def test_a_new_title_is_one_above_the_highest_of_its_kind() -> None:
    assert next_title(Kind.IMAGE, []) == "Image 1"
    assert next_title(Kind.IMAGE, ["Image 2", "Image 7", "Video 9", "Image x", "My Image 12"]) == "Image 8"


def test_nodes_and_connections_are_added_whole() -> None:
    made = document(old={"kind": "image", "title": "Image 4"})
    script = CanvasNode("script", Kind.TEXT, 10, 20, w=300, prompt="⟦old⟧", text="# Hi", mode="write")
    photo = CanvasNode("photo", Kind.IMAGE, 0, 0, model="m", settings={"seed": 1}, shown=Shown("t", "a"))
    other = CanvasNode("other", Kind.IMAGE, 0, 0)
    add(made, [script, photo, other], [("script", "photo"), ("old", "photo"), ("script", "other")])
    assert made.node("script") == CanvasNode(**{**vars(script), "title": "Text 1"})
    assert made.node("photo") == CanvasNode(**{**vars(photo), "title": "Image 5"})
    assert made.snapshot().nodes["other"].title == "Image 6"
    assert [line.from_node for line in made.snapshot().incoming("photo")] == ["script", "old"]


def test_a_connection_is_added_after_those_that_are_there() -> None:
    made = document(a={"kind": "text"}, b={"kind": "text"}, t={"kind": "text"})
    made.connections["b>t"] = {"order": "a5"}
    add(made, [], [("a", "t")])
    assert [line.from_node for line in made.snapshot().incoming("t")] == ["b", "a"]


REFUSED = {
    "self": [("a", "a")],
    "twice": [("a", "b"), ("a", "b")],
    "circle": [("a", "b"), ("b", "a")],
    "pair": [("s", "i")],
    "missing": [("a", "nobody")],
}


@pytest.mark.parametrize(("code", "lines"), REFUSED.items(), ids=REFUSED.keys())
def test_a_connection_that_may_not_be_is_refused(code: str, lines: list[tuple[str, str]]) -> None:
    nodes = [CanvasNode(id, Kind.TEXT, 0, 0) for id in "ab"]
    nodes += [CanvasNode("s", Kind.AUDIO, 0, 0), CanvasNode("i", Kind.IMAGE, 0, 0)]
    with pytest.raises(ConnectionRefused) as refused:
        add(document(), nodes, lines)
    assert refused.value.details["reason"] == code


@pytest.mark.parametrize("id", ["", "no id!", "x" * 65, "taken"])
def test_an_id_that_is_none_or_taken_is_refused(id: str) -> None:
    with pytest.raises(InvalidInput):
        add(document(taken={"kind": "text"}), [CanvasNode(id, Kind.TEXT, 0, 0)], [])
