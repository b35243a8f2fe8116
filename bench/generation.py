"""What one generation costs beside the model's own time: `python -m bench.generation`."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from bench._measuring import Row, a_studio, cpu_seconds, report, row
from tests.journeys.studio import Json, Studio, node

RUNS = 30
KINDS = ("text", "image", "audio", "video")


def main() -> None:
    """Press Generate again and again, on a double that takes no time."""
    with a_studio() as studio, _events(studio) as events:
        studio.get("/api/models")
        report("generation", [line for kind in KINDS for line in _measured(studio, events, kind)])


def _measured(studio: Studio, events: ClientConnection, kind: str) -> Iterator[Row]:
    canvas = studio.canvas([node("one", kind, prompt="A harbour at dawn", settings=_short(kind))])
    _run(studio, events, canvas)  # the first one also warms what is loaded only when needed
    runs = RUNS if kind == "text" else RUNS // 3
    before = cpu_seconds(studio.pid)
    timed = [_run(studio, events, canvas) for _ in range(runs)]
    used = (cpu_seconds(studio.pid) - before) / runs
    yield row(f"{kind}: Generate to submit", "ms", [each["submitted"] for each in timed])
    yield row(f"{kind}: Generate to shown", "ms", [each["shown"] for each in timed])
    yield row(f"{kind}: ended to told (live event)", "ms", [each["told"] for each in timed])
    yield Row(f"{kind}: CPU of a generation, with its children", "s", used, used, runs)


def _short(kind: str) -> dict[str, Json]:
    return {"duration": 1} if kind in ("video", "audio") else {}


def _run(studio: Studio, events: ClientConnection, canvas: str) -> dict[str, float]:
    """Milliseconds from pressing to each thing that follows."""
    panel = studio.get(f"/api/canvases/{canvas}/nodes/one/panel")
    pressed = time.time()
    id = studio.press(canvas, "one", panel)["id"]
    ended = told = 0.0
    for event in (json.loads(message) for message in events):
        if event["type"] != "generation" or event["generation"]["id"] != id:
            continue
        now = event["generation"]
        if now["ended"] and not ended:
            ended, told = now["ended"] / 1000, time.time()
        if now["placed"] is not None:
            break
    return {
        "submitted": 1000 * (_taken(studio.home, id) - pressed),
        "shown": 1000 * (time.time() - pressed),
        "told": 1000 * (told - ended),
    }


def _taken(home: Path, id: str) -> float:
    """When the double took it, by its own record."""
    records = (json.loads(path.read_text()) for path in (home / "doubles").glob("*.json"))
    return next(float(record["taken"]) for record in records if record["reference"] == id)


@contextmanager
def _events(studio: Studio) -> Iterator[ClientConnection]:
    address = studio.url.replace("http", "ws") + "/api/live"
    headers = {"Authorization": studio.http.headers["Authorization"]}
    with connect(address, additional_headers=headers, max_size=None) as events:
        yield events


if __name__ == "__main__":
    main()
