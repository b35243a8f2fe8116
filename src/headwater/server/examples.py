"""Examples for the API's description: what goes in and what comes out, on the way that most scripts take."""

from collections.abc import Mapping
from typing import Any, NamedTuple

Json = Any
CANVAS = "8f0c6a2e5d5b4c0f9a3f5a1e6f0b7c21"
GENERATION = "2b1f0d9c4e6a4f57b8c3d2e1f0a9b8c7"
ASSET = "c4d3b2a190e8475f8d6c5b4a39281706"
HASH = "f2b2d1c6a0984e7f6d5c4b3a29180716f2b2d1c6a0984e7f6d5c4b3a29180716"
MOMENT = 1_795_363_200_000

FILE: Json = {
    "headwater": 1,
    "title": "Lighthouse",
    "nodes": [
        {"id": "words", "kind": "text", "text": "A lighthouse on a cliff at dusk, calm sea."},
        {"id": "picture", "kind": "image", "model": "builtin/painter", "prompt": "one lit window, a crescent moon"},
    ],
    "connections": [{"from": "words", "to": "picture"}],
}
SUMMARY: Json = {
    "id": CANVAS,
    "title": "Lighthouse",
    "created": MOMENT,
    "updated": MOMENT,
    "nodes": 2,
    "sketch": {
        "nodes": [{"kind": "text", "x": 0, "y": 0, "lines": [100, 10]}, {"kind": "image", "x": 440, "y": 0}],
        "connections": [[0, 1]],
    },
}
BEGUN: Json = {
    "id": GENERATION,
    "canvas": CANVAS,
    "node": "picture",
    "kind": "image",
    "state": "queued",
    "progress": None,
    "queue_position": None,
    "created": MOMENT,
    "started": None,
    "ended": None,
    "typical_seconds": 1.4,
    "price": "4",
    "error": None,
    "cancelling": False,
    "take": None,
    "asset": None,
    "placed": None,
    "model": "builtin/painter",
    "mode": "create",
    "prompt": "A lighthouse on a cliff at dusk, calm sea.\n\none lit window, a crescent moon",
}
DONE: Json = BEGUN | {
    "state": "succeeded",
    "progress": 1.0,
    "started": MOMENT + 20,
    "ended": MOMENT + 1800,
    "take": "0a9b8c7d6e5f40312233445566778899",
    "asset": ASSET,
    "placed": True,
}


PROOF: Json = {
    "agrees": True,
    "doubts": [],
    "granted": "1000",
    "held": "8",
    "pending": "0",
    "delivered": "4",
    "returned": "4",
    "balance": "996",
    "count": {"pending": 0, "delivered": 1, "returned": 1},
    "entries": 5,
}


class Example(NamedTuple):
    """What a call sends and what it answers."""

    request: Json = None
    answer: Json = None


EXAMPLES: Mapping[tuple[str, str], Example] = {
    ("get", "/api/canvases"): Example(answer=[SUMMARY]),
    ("post", "/api/canvases"): Example(
        FILE, {"id": CANVAS, "title": "Lighthouse", "created": MOMENT, "updated": MOMENT}
    ),
    ("patch", "/api/canvases/{id}"): Example(
        {"title": "Lighthouse at dusk"}, SUMMARY | {"title": "Lighthouse at dusk"}
    ),
    ("post", "/api/canvases/{id}/restore"): Example(answer=SUMMARY),
    ("put", "/api/canvases/{id}/place"): Example({"x": 320.0, "y": 180.0, "zoom": 0.75}),
    ("post", "/api/canvases/{canvas}/nodes/{node}/generations"): Example(
        {"price": "4", "hash": HASH, "key": "lighthouse-picture-1"}, BEGUN
    ),
    ("post", "/api/canvases/{canvas}/nodes/{node}/takes"): Example({"asset": ASSET}),
    ("get", "/api/generations"): Example(answer=[DONE]),
    ("get", "/api/generations/{id}"): Example(answer=DONE),
    ("get", "/api/credits"): Example(answer={"balance": "996", "held": "0"}),
    ("post", "/api/credits"): Example({"amount": "500", "key": "topping-up-1"}),
    ("put", "/api/credits/limits"): Example(
        {"day": "50", "canvases": {CANVAS: "20"}},
        {"day": "50", "canvases": {CANVAS: "20"}, "spent_today": "4", "spent": {CANVAS: "4"}},
    ),
    ("get", "/api/credits/proof"): Example(answer=PROOF),
}
"""By method and path."""


def add_examples(description: dict[str, Any]) -> None:
    """Put the examples where the API's description has its place for them."""
    for (method, path), example in EXAMPLES.items():
        operation = description["paths"][path][method]
        if example.request is not None:
            operation["requestBody"]["content"]["application/json"]["example"] = example.request
        if example.answer is not None:
            done = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
            done["content"]["application/json"]["example"] = example.answer
