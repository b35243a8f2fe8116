"""One small canvas file, as the API's description shows it."""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "headwater": 1,
    "title": "A lighthouse at dusk",
    "nodes": [
        {"id": "idea", "kind": "text", "x": 0, "y": 0, "title": "Idea", "text": "A lighthouse at dusk, calm sea."},
        {
            "id": "still",
            "kind": "image",
            "x": 480,
            "y": 0,
            "title": "Still",
            "prompt": "⟦idea⟧ Wide shot.",
            "model": "builtin/painter",
            "settings": {"aspect": "16:9"},
        },
    ],
    "connections": [{"from": "idea", "to": "still"}],
}
