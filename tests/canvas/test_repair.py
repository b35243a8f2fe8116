"""Repair: what may not be connected does not stay so, whoever did it and in whatever order it came."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Map, Text, UndoManager

from headwater.canvas import repair
from headwater.canvas.canvas import Canvas
from headwater.canvas.connections import REASONS, repairs
from headwater.canvas.document import Document
from headwater.canvas.places import FARTHEST
from headwater.canvas.repair import Watch
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from tests.canvas.peers import LOCAL, Tab, plain

NewTab = Callable[[], Tab]

ILLEGAL = {
    "onto itself": ("text>text", "self"),
    "a picture to sound": ("image>audio", "pair"),
    "sound to a picture": ("audio>image", "pair"),
    "to a node that never was": ("text>nobody", "missing"),
    "to a note": ("text>note", "missing"),
    "against the flow": ("text>image", "circle"),
    "under a key that is none": ("text image", "malformed"),
    "with a key of too many parts": ("text>image>video", "malformed"),
}


@pytest.mark.parametrize(("line", "code"), ILLEGAL.values(), ids=ILLEGAL.keys())
async def test_an_illegal_connection_is_removed_and_everyone_is_told(
    canvas: Canvas, rooms: Rooms, tab: NewTab, line: str, code: str
) -> None:
    async with rooms.open(canvas.id) as room:
        author, other = await tab().join(room), await tab().join(room)
        for kind in ("text", "image", "audio"):
            author.add(kind, kind)
        author.add("note", "note")
        author.connect_nodes("image", "text")
        with author.edit() as document:
            document.connections[line] = {"order": "a0"}
        await author.until(lambda: bool(author.notices) and line not in author.document.connections)
        await author.settled()
        assert set(room.document.connections.keys()) == {"image>text"}
        assert author.plain() == other.plain() == plain(room.document)
        (told,) = author.notices[0]["connections"]
        assert (author.notices[0]["type"], told["code"]) == ("repaired", code)
        assert told["message"] in {*REASONS.values(), "A picture cannot feed sound.", "Sound cannot feed a picture."}
        assert other.notices == (author.notices if code == "circle" else [])


async def test_a_connection_that_is_no_record_is_removed(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        one.add("a", "text")
        one.add("b", "text")
        with one.edit() as document:
            document.connections["a>b"] = "yes"
        await one.until(lambda: bool(one.notices))
        await one.until(lambda: "a>b" not in one.document.connections)


PLACES = {
    "no number": ({"x": math.nan, "y": math.inf}, {"x": 0, "y": FARTHEST}),
    "out of reach": ({"x": 1e9, "y": -1e300}, {"x": FARTHEST, "y": -FARTHEST}),
    "words": ({"x": "left", "y": None}, {"x": 0, "y": 0}),
    "too large": ({"w": 1e9, "h": -5}, {}),
    "as it may be": ({"x": -70.5, "w": 320}, {"x": -70.5, "w": 320}),
}


@pytest.mark.parametrize(("given", "kept"), PLACES.values(), ids=PLACES.keys())
async def test_what_is_out_of_reach_is_brought_back_and_who_put_it_there_is_told(
    canvas: Canvas, rooms: Rooms, tab: NewTab, given: dict[str, Any], kept: dict[str, float]
) -> None:
    async with rooms.open(canvas.id) as room:
        author, other = await tab().join(room), await tab().join(room)
        author.add("a", "text")
        await author.settled()
        with author.edit() as document:
            document.nodes["a"].update(given)
        await author.settled()
        stored = json.loads(str(room.document.nodes["a"]))
        assert {key: stored[key] for key in given if key in stored} == kept
        assert [told["places"]["nodes"] for told in author.notices] == ([] if given == kept else [["a"]])
        assert other.notices == []
        assert author.plain() == other.plain() == plain(room.document)


async def test_deleting_a_node_takes_its_connections_along(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        for node in "abc":
            one.add(node, "text")
        one.connect_nodes("a", "b")
        one.connect_nodes("b", "c")
        one.connect_nodes("a", "c")
        with one.edit() as document:
            del document.nodes["b"]
        await one.until(lambda: set(one.document.connections.keys()) == {"a>c"})
        await one.settled()
        assert set(room.document.connections.keys()) == {"a>c"}


async def test_a_connection_to_a_node_that_another_deletes_meanwhile_goes(
    canvas: Canvas, rooms: Rooms, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.add("a", "text")
        one.add("b", "text")
        await other.until(lambda: "b" in other.document.nodes)
        await other.leave()
        other.connect_nodes("a", "b")
        with one.edit() as document:
            del document.nodes["b"]
        await one.settled()
        await other.join(room)
        await other.until(lambda: len(other.document.connections) == 0)
        assert not room.document.snapshot().connections


async def test_a_node_that_becomes_another_kind_loses_what_no_longer_fits(
    canvas: Canvas, rooms: Rooms, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        one.add("a", "text")
        one.add("b", "audio")
        one.connect_nodes("a", "b")
        await one.settled()
        with one.edit() as document:
            document.nodes["a"]["kind"] = "image"
        await one.until(lambda: bool(one.notices))
        assert one.notices[0]["connections"][0]["code"] == "pair"


async def test_a_circle_made_by_two_people_at_once_loses_exactly_one_connection(
    canvas: Canvas, rooms: Rooms, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        for node in "abc":
            one.add(node, "text")
        one.connect_nodes("a", "b")
        await other.until(lambda: "a>b" in other.document.connections)
        await one.leave()
        await other.leave()
        one.connect_nodes("b", "c")
        other.connect_nodes("c", "a")
        await other.join(room)
        await one.join(room)
        await one.until(lambda: bool(one.notices) and set(one.document.connections.keys()) == {"a>b", "b>c"})
        await other.until(lambda: bool(other.notices) and other.plain() == one.plain())
        assert one.plain() == other.plain() == plain(room.document)
        assert one.notices == other.notices == [_told("c", "a")]


@pytest.mark.parametrize("first", [0, 1])
async def test_whoever_comes_first_the_same_connection_of_a_circle_goes(
    canvas: Canvas, rooms: Rooms, tab: NewTab, first: int
) -> None:
    async with rooms.open(canvas.id) as room:
        tabs = [await tab().join(room), await tab().join(room)]
        tabs[0].add("a", "text")
        tabs[0].add("b", "text")
        await tabs[1].until(lambda: "b" in tabs[1].document.nodes)
        for one in tabs:
            await one.leave()
        tabs[0].connect_nodes("a", "b")
        tabs[1].connect_nodes("b", "a")
        for one in (tabs[first], tabs[1 - first]):
            await one.join(room)
        assert set(room.document.connections.keys()) == {"a>b"}


async def test_redoing_a_repaired_connection_is_repaired_again(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        for node in "ab":
            one.add(node, "text")
        one.connect_nodes("a", "b")
        await one.settled()
        undo = UndoManager(scopes=[one.document.connections], capture_timeout_millis=0)
        undo.include_origin(LOCAL)
        one.connect_nodes("b", "a")
        await one.until(lambda: "b>a" not in one.document.connections)
        undo.undo()
        undo.redo()
        await one.settled()
        await one.until(lambda: set(one.document.connections.keys()) == {"a>b"})
        assert set(room.document.connections.keys()) == {"a>b"}
        assert plain(room.document) == one.plain()


async def test_a_repair_is_kept_like_every_edit(canvas: Canvas, database: Database, tab: NewTab) -> None:
    rooms = Rooms(database)
    one = await tab().join(await rooms.get(canvas.id))
    one.add("a", "text")
    one.connect_nodes("a", "a")
    await one.until(lambda: bool(one.notices))
    await rooms.close()
    again = Rooms(database)
    room = await again.get(canvas.id)
    assert not room.document.snapshot().connections
    late = await tab().join(room)
    assert not late.notices
    await again.close()


async def test_a_browser_cannot_say_that_the_document_is_of_another_version(
    canvas: Canvas, rooms: Rooms, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        with one.edit() as document:
            document.meta["version"] = 99
        await one.until(lambda: one.document.meta["version"] == 1)
        assert room.document.meta["version"] == 1


async def test_typing_and_moving_judge_no_connection(
    canvas: Canvas, rooms: Rooms, tab: NewTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rooms.open(canvas.id) as room:
        one = await tab().join(room)
        for node in "abc":
            one.add(node, "text")
        one.connect_nodes("a", "b")
        one.connect_nodes("b", "c")
        await one.settled()
        judged: list[object] = []
        monkeypatch.setattr(repair, "judged", lambda *asked: judged.append(asked))
        with one.edit() as document:
            document.nodes["a"]["prompt"].insert(0, "x")
            document.nodes["b"]["x"] = 40
            document.nodes["b"]["settings"]["kind"] = "not a node's"
        await one.settled()
        assert not judged
        one.connect_nodes("a", "c")
        await one.settled()
        assert [asked[1:] for asked in judged] == [("a", "c")]  # type: ignore[index]


edits = st.lists(
    st.one_of(
        st.tuples(st.just("connect"), st.sampled_from("abcdef"), st.sampled_from("abcdefz")),
        st.tuples(st.just("disconnect"), st.sampled_from("abcdef"), st.sampled_from("abcdef")),
        st.tuples(st.just("kind"), st.sampled_from("abcdef"), st.sampled_from(["text", "image", "audio", "none"])),
        st.tuples(st.just("delete"), st.sampled_from("abcdef"), st.just("")),
    ),
    max_size=25,
)


@given(st.lists(edits, max_size=5))
@settings(deadline=None, max_examples=150)
def test_watching_finds_what_looking_at_everything_finds(changes: list[list[tuple[str, str, str]]]) -> None:
    document = Document()
    watch = Watch(document)
    for change in changes:
        with document.doc.transaction():
            for edit in change:
                _apply(document, *edit)
        expected = {repair.connection: repair for repair in repairs(document.snapshot())}
        assert watch.repairs() == expected
        with document.doc.transaction():
            for line in expected:
                del document.connections[line]
        assert not watch.repairs()
    assert not repairs(document.snapshot())
    assert not Watch(document).repairs()


def _apply(document: Document, what: str, one: str, other: str) -> None:
    if what == "connect":
        document.connections[f"{one}>{other}"] = {"order": "a0"}
    elif what == "disconnect":
        document.connections.pop(f"{one}>{other}", None)
    elif what == "delete":
        document.nodes.pop(one, None)
    elif one in document.nodes:
        document.nodes[one]["kind"] = other
    else:
        document.nodes[one] = Map({"kind": other, "prompt": Text()})


def _told(from_node: str, to_node: str) -> dict[str, object]:
    line = {"from": from_node, "to": to_node, "code": "circle", "message": REASONS["circle"]}
    return {"type": "repaired", "connections": [line]}
