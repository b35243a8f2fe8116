"""The canvas file over HTTP: what goes in comes out, and what cannot be taken in makes no canvas."""

from typing import Any

import pytest

from tests.desk import Desk

WHOLE: dict[str, Any] = {
    "headwater": 1,
    "title": "Lighthouse",
    "nodes": [
        {"id": "a", "kind": "text", "x": 0, "y": -20.5, "w": 400, "h": 300, "title": "Idea", "text": "Fog 😀"},
        {"id": "b", "kind": "image", "x": 500, "y": 0, "title": "Still", "prompt": "⟦a⟧ at dusk", "mode": "create"},
        {"id": "c", "kind": "video", "x": 900, "y": 0, "title": "Shot", "model": "x/y", "settings": {"n": 5, "f": 0.5}},
    ],
    "connections": [{"from": "a", "to": "c"}, {"from": "b", "to": "c"}, {"from": "a", "to": "b"}],
}


async def test_a_canvas_file_comes_out_as_it_went_in(desk: Desk) -> None:
    canvas = (await desk.http.post("/api/canvases", json=WHOLE)).json()["id"]
    out = await desk.get(f"/api/canvases/{canvas}")
    assert out["title"] == "Lighthouse"
    for given, got in zip(WHOLE["nodes"], out["nodes"], strict=True):
        assert {name: got[name] for name in given} == given
    into_the_shot = [link["from"] for link in out["connections"] if link["to"] == "c"]
    assert into_the_shot == ["a", "b"]
    assert (await desk.http.post("/api/canvases", json=out)).status_code == 201


async def test_groups_come_out_as_they_went_in_and_one_without_nodes_is_gone(desk: Desk) -> None:
    nodes = [{"id": "a", "kind": "text", "group": "g"}, {"id": "b", "kind": "image"}]
    groups = [{"id": "g", "title": "Scene 1", "colour": "blue"}, {"id": "h", "title": "Nobody's"}]
    answer = await desk.http.post("/api/canvases", json={"headwater": 1, "nodes": nodes, "groups": groups})
    out = await desk.get(f"/api/canvases/{answer.json()['id']}")
    assert [(node["id"], node.get("group")) for node in out["nodes"]] == [("a", "g"), ("b", None)]
    assert out["groups"] == groups[:1]


async def test_notes_come_out_as_they_went_in_and_hold_a_group(desk: Desk) -> None:
    notes = [
        {"id": "n", "x": -40, "y": 20.5, "w": 300, "h": 200, "text": "Cut to *black*?", "colour": "pink", "group": "g"},
        {"id": "o", "x": 0, "y": 0, "text": "Ask Ada"},
    ]
    groups = [{"id": "g", "title": "Opening", "colour": "blue"}]
    answer = await desk.http.post("/api/canvases", json={"headwater": 1, "notes": notes, "groups": groups})
    out = await desk.get(f"/api/canvases/{answer.json()['id']}")
    for given, got in zip(notes, out["notes"], strict=True):
        assert {name: got[name] for name in given} == given
    assert (out["groups"], out["nodes"]) == (groups, [])


async def test_nothing_can_be_connected_to_a_note(desk: Desk) -> None:
    links = [{"from": "n", "to": "a"}]
    file = {"headwater": 1, "nodes": [{"id": "a", "kind": "text"}], "notes": [{"id": "n"}], "connections": links}
    answer = await desk.http.post("/api/canvases", json=file)
    assert (answer.status_code, answer.json()["code"]) == (422, "connection_refused")


@pytest.mark.parametrize("frame", ["first", 0, 3.25])
async def test_the_frame_that_was_picked_of_a_video_comes_out_as_it_went_in(desk: Desk, frame: object) -> None:
    nodes = [{"id": "film", "kind": "video"}, {"id": "still", "kind": "image"}]
    links = [{"from": "film", "to": "still", "frame": frame}]
    answer = await desk.http.post("/api/canvases", json={"headwater": 1, "nodes": nodes, "connections": links})
    out = await desk.get(f"/api/canvases/{answer.json()['id']}")
    assert [link["frame"] for link in out["connections"]] == [frame]


@pytest.mark.parametrize("frame", ["middle", -1, 1e9, True, [1]])
async def test_a_frame_that_is_none_is_refused(desk: Desk, frame: object) -> None:
    links = [{"from": "film", "to": "still", "frame": frame}]
    nodes = [{"id": "film", "kind": "video"}, {"id": "still", "kind": "image"}]
    answer = await desk.http.post("/api/canvases", json={"headwater": 1, "nodes": nodes, "connections": links})
    assert (answer.status_code, "connections.0.frame" in answer.json()["message"]) == (422, True)


async def test_what_is_left_out_gets_a_place_and_a_title(desk: Desk) -> None:
    canvas = await desk.canvas([{"id": "a", "kind": "image"}, {"id": "b", "kind": "image"}])
    nodes = (await desk.get(f"/api/canvases/{canvas}"))["nodes"]
    assert [node["title"] for node in nodes] == ["Image 1", "Image 2"]
    assert len({(node["x"], node["y"]) for node in nodes}) == 2


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"headwater": 2}, "newer Headwater"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "smell"}]}, "kind"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "text", "group": "g"}]}, "the group `g`"),
        ({"headwater": 1, "groups": [{"id": "g"}, {"id": "g"}]}, "same id"),
        ({"headwater": 1, "groups": [{"id": "g", "colour": "ultraviolet"}]}, "groups.0.colour"),
        ({"headwater": 1, "notes": [{"id": "n", "group": "g"}]}, "the group `g`"),
        ({"headwater": 1, "notes": [{"id": "n", "title": "Loud"}]}, "notes.0.title"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "text"}], "notes": [{"id": "a"}]}, "already"),
        ({"headwater": 1, "nodes": [{"id": "a b", "kind": "text"}]}, "id"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "image", "text": "no"}]}, "cannot hold `text`"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "text"}, {"id": "a", "kind": "text"}]}, "already"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "text", "x": 1e300}]}, "x"),
        ({"headwater": 1, "nodes": [{"id": "a", "kind": "text", "colour": "red"}]}, "colour"),
        (
            {
                "headwater": 1,
                "nodes": [{"id": "a", "kind": "audio"}, {"id": "b", "kind": "image"}],
                "connections": [{"from": "a", "to": "b"}],
            },
            "Sound cannot feed a picture",
        ),
        (
            {
                "headwater": 1,
                "nodes": [{"id": "a", "kind": "text"}, {"id": "b", "kind": "text"}],
                "connections": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
            },
            "circle",
        ),
        ({"headwater": 1, "connections": [{"from": "a", "to": "b"}]}, "gone"),
    ],
)
async def test_a_wrong_file_is_refused_with_the_reason_and_makes_no_canvas(
    desk: Desk, file: dict[str, Any], says: str
) -> None:
    answer = await desk.http.post("/api/canvases", json=file)
    assert answer.status_code in (409, 422)
    assert says in answer.json()["message"]
    assert await desk.get("/api/canvases") == []
