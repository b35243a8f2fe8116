"""What generations cost beside the model's own time, and how many may wait: `python -m bench.generation [PART…]`.

Parts: `one`, `kinds`, `many`, `kill`, `plan`; all of them, unless some are named. The goals are in the table: pressed
to submitted, our own CPU for each, what a thousand that wait cost others, how soon a killed server polls again, and how
long the plan of two thousand nodes takes.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from bench._measuring import Row, a_studio, cpu_seconds, report, row
from bench._provider import Provider, a_provider
from bench._waiting import PATIENCE, killed, many
from tests.journeys.studio import Json, Studio, node
from tests.journeys.waiting import until

RUNS = 100
KINDS = ("text", "image", "audio", "video")
SUBMITTED = 100.0
"""Milliseconds from pressing to submitted."""
OURS = 60.0
"""Milliseconds of our own CPU for each."""
PIECES = 400
"""Pieces of five nodes on the canvas that is planned."""
PLANNED = 100.0
"""Milliseconds until the plan of all of them is there."""


def main() -> None:
    """Measure the parts that are asked for."""
    parts: dict[str, Callable[[], list[Row]]] = {
        "one": _one,
        "kinds": _kinds,
        "many": many,
        "kill": killed,
        "plan": _plan,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help="which to measure")
    wanted = parser.parse_args().parts or parts
    report("generation", [line for part in wanted for line in parts[part]()])


def _one() -> list[Row]:
    """One after the other: a picture of a provider over HTTP, and a text of a double, which has no file."""
    with a_provider() as provider, a_studio(provider.entry) as studio, _events(studio) as events:
        return [*_pictures(studio, events, provider), *_texts(studio, events)]


def _pictures(studio: Studio, events: ClientConnection, provider: Provider) -> Iterator[Row]:
    names = [f"picture-{number}" for number in range(RUNS + 1)]
    nodes = [{"id": name, "kind": "image", "model": "loopback/picture", "prompt": name} for name in names]
    canvas = studio.canvas([{"id": "words", "kind": "text", "text": "At dawn."}, *nodes])
    pressed, ours = _pressed(studio, events, canvas, names)
    came = provider.submitted()
    waits = [1000 * (came[name] - pressed[name]) for name in names[1:]]
    yield row("picture over HTTP: pressed to submitted", "ms", waits, SUBMITTED)
    yield Row("picture over HTTP: our own CPU, speaking and storing too", "ms", ours, ours, RUNS, OURS)


def _texts(studio: Studio, events: ClientConnection) -> Iterator[Row]:
    names = [f"text-{number}" for number in range(RUNS + 1)]
    canvas = studio.canvas([node(name, "text", prompt=name) for name in names])
    _, ours = _pressed(studio, events, canvas, names)
    yield Row("text of a double: our own CPU", "ms", ours, ours, RUNS, OURS)


def _pressed(
    studio: Studio, events: ClientConnection, canvas: str, nodes: Sequence[str]
) -> tuple[dict[str, float], float]:
    """When each was pressed, and what each cost in milliseconds of the server's own CPU, until it is shown.

    The panels are asked for before. The first generation warms what is loaded only when it is needed.
    """
    panels = {name: studio.get(f"/api/canvases/{canvas}/nodes/{name}/panel") for name in nodes}
    pressed, before = {}, 0.0
    for number, name in enumerate(nodes):
        if number == 1:
            before = cpu_seconds(studio.pid, children=False)
        pressed[name] = time.time()
        _shown(events, studio.press(canvas, name, panels[name])["id"])
    used = cpu_seconds(studio.pid, children=False) - before
    return pressed, 1000 * used / (len(nodes) - 1)


def _plan() -> list[Row]:
    """The plan of a canvas of two thousand nodes, four in five of which run; another one is edited before each."""
    with a_studio() as studio:
        canvas = _pieces(studio)
        times, used = [], []
        for number in range(RUNS // 2 + 1):
            studio.press(canvas, f"words-{number}", studio.get(f"/api/canvases/{canvas}/nodes/words-{number}/panel"))
            until(lambda: _rests(studio, canvas), PATIENCE, lambda: "it is made")
            before, asked = cpu_seconds(studio.pid, children=False), time.perf_counter()
            plan = studio.http.post(f"/api/canvases/{canvas}/plans", json={"which": "canvas"})
            times.append(1000 * (time.perf_counter() - asked))
            used.append(1000 * (cpu_seconds(studio.pid, children=False) - before))
            does = Counter(each["does"] for each in plan.json()["nodes"])
            assert does == {"kept": PIECES, "reused": number + 1, "run": 4 * PIECES - number - 1}, does
    return [
        row("the plan of 2,000 nodes, a moment after one was made: there and back", "ms", times[1:], PLANNED),
        row("the plan of 2,000 nodes, a moment after one was made: CPU of the server", "ms", used[1:], PLANNED),
    ]


def _rests(studio: Studio, canvas: str) -> bool:
    """Whether everything that was made on a canvas is shown."""
    made = studio.get(f"/api/generations?canvas={canvas}&limit=1")
    return bool(made[0]["placed"])


def _pieces(studio: Studio) -> str:
    """A canvas on which texts become words, pictures, pictures of them, and films."""
    nodes, links = [], []
    for number in range(PIECES):
        idea, words, still, other, shot = (f"{what}-{number}" for what in ("idea", "words", "still", "other", "shot"))
        nodes += [
            {"id": idea, "kind": "text", "text": "A lighthouse at dusk"},
            node(words, "text", prompt="More of it"),
        ]
        nodes += [node(still, "image"), node(other, "image", prompt="At night"), node(shot, "video")]
        links += [(idea, words), (words, still), (still, other), (other, shot), (words, shot)]
    return studio.canvas(nodes, links)


def _kinds() -> list[Row]:
    """Each kind on a double that takes no time, with its file."""
    with a_studio() as studio, _events(studio) as events:
        return [line for kind in KINDS for line in _measured(studio, events, kind)]


def _measured(studio: Studio, events: ClientConnection, kind: str) -> Iterator[Row]:
    canvas = studio.canvas([node("one", kind, prompt="A harbour at dawn", settings=_short(kind))])
    _run(studio, events, canvas)  # the first one also warms what is loaded only when needed
    runs = RUNS // 10
    before = cpu_seconds(studio.pid)
    timed = [_run(studio, events, canvas) for _ in range(runs)]
    used = 1000 * (cpu_seconds(studio.pid) - before) / runs
    yield row(f"{kind} of a double: pressed to submitted", "ms", [each["submitted"] for each in timed], SUBMITTED)
    yield row(f"{kind} of a double: pressed to shown", "ms", [each["shown"] for each in timed])
    yield row(f"{kind} of a double: ended to told", "ms", [each["told"] for each in timed])
    yield Row(f"{kind} of a double: CPU, with the model's and the file's", "ms", used, used, runs)


def _short(kind: str) -> dict[str, Json]:
    return {"duration": 1} if kind in ("video", "audio") else {}


def _run(studio: Studio, events: ClientConnection, canvas: str) -> dict[str, float]:
    """Milliseconds from pressing to each thing that follows."""
    panel = studio.get(f"/api/canvases/{canvas}/nodes/one/panel")
    pressed = time.time()
    id = studio.press(canvas, "one", panel)["id"]
    told = _shown(events, id)
    return {
        "submitted": 1000 * (_taken(studio.home, id) - pressed),
        "shown": 1000 * (time.time() - pressed),
        "told": told,
    }


def _shown(events: ClientConnection, id: str) -> float:
    """Until the node shows it; gives the milliseconds between its end and the news of it."""
    told = 0.0
    for event in (json.loads(message) for message in events):
        if event["type"] != "generation" or event["generation"]["id"] != id:
            continue
        now = event["generation"]
        if now["ended"] and not told:
            assert now["state"] == "succeeded", now
            told = 1000 * time.time() - now["ended"]
        if now["placed"] is not None:
            return told
    raise AssertionError("The live socket was closed.")


def _taken(home: Path, id: str) -> float:
    """When the double took it, by its own record."""
    return float(json.loads((home / "doubles" / f"{id}.json").read_text())["taken"])


@contextmanager
def _events(studio: Studio) -> Iterator[ClientConnection]:
    address = studio.url.replace("http", "ws") + "/api/live"
    headers = {"Authorization": studio.http.headers["Authorization"]}
    with connect(address, additional_headers=headers, max_size=None) as events:
        yield events


if __name__ == "__main__":
    main()
