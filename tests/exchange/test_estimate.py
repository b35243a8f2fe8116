"""What a canvas file would cost, told without making anything."""

import json
from pathlib import Path

from tests.desk import Desk, Json, node

EXAMPLES = Path(__file__).parents[2] / "examples"


async def estimate(desk: Desk, file: Json) -> dict[str, Json]:
    answer = await desk.http.post("/api/estimates", json=file)
    assert answer.status_code == 200, answer.text
    return {each["node"]: each for each in answer.json()["nodes"]}


async def test_each_node_without_content_has_its_price_and_nothing_is_made(desk: Desk) -> None:
    nodes = [
        {"id": "idea", "kind": "text", "text": "Fog"},
        node("still", "image", model="builtin/double-image"),
        node("shot", "video", model="builtin/double-video", settings={"duration": 2}),
        node("there", "image", model="builtin/double-image", file="a.png"),
        node("empty", "image", model="builtin/double-image"),
    ]
    links = [{"from": "idea", "to": "still"}, {"from": "still", "to": "shot"}]
    told = await estimate(desk, {"nodes": nodes, "connections": links})
    assert {id: each["price"] for id, each in told.items()} == {"still": "4", "shot": "4.8", "empty": "4"}
    assert {id: each["reason"] and each["reason"]["code"] for id, each in told.items()} == {
        "still": None,
        "shot": None,
        "empty": "no_prompt",
    }
    assert await desk.get("/api/canvases") == []


async def test_a_film_as_long_as_a_speech_that_is_not_spoken_yet_is_priced_by_its_words(desk: Desk) -> None:
    told = await estimate(desk, json.loads((EXAMPLES / "lighthouse.headwater.json").read_text("utf-8")))
    assert told["film"]["price"] == "24"
    assert all(each["reason"] is None for each in told.values())


async def test_a_file_that_cannot_be_is_refused(desk: Desk) -> None:
    circle = [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]
    file = {"nodes": [node("a", "image"), node("b", "image")], "connections": circle}
    assert (await desk.http.post("/api/estimates", json=file)).json()["code"] == "connection_refused"
