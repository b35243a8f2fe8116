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
