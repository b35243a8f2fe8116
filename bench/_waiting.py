"""Many generations that wait for a slow provider: what they cost others, and how soon they go on after a kill."""

import os
import signal
import time
from collections.abc import Callable, Iterator

from bench._measuring import Row, a_studio, cpu_seconds, most_memory, quantile, row
from bench._provider import AT_ONCE, SLOW, Provider, a_provider
from tests.journeys.studio import Json, Studio, node
from tests.journeys.waiting import until

PAIRS = 60
"""How often each request is made of both studios."""
KILLS = 8
LIFE = 6.0
"""Seconds that a server lives before it is killed: one that lives shorter counts as failing to start."""
WATCHED = 20.0
"""Seconds in which the CPU of waiting is measured."""
PATIENCE = 120.0
"""Seconds until something went wrong."""
MEMORY = 400.0
"""MB that a process with a thousand waiting may hold."""
SLOWER = 2.0
"""How many times slower others may become."""
AGAIN = 3_000.0
"""Milliseconds from kill -9 to polling again."""


def many() -> list[Row]:
    """A thousand that wait in one studio; another one beside it has nothing to do and is asked the same."""
    with a_provider() as provider, a_studio(provider.entry) as busy, a_studio(provider.entry) as idle:
        return [*_waiting(busy, provider, AT_ONCE), *_others(idle, busy), *_restarts(busy, provider, AT_ONCE)]


def killed() -> list[Row]:
    """One that waits, and a server that is killed again and again."""
    with a_provider() as provider, a_studio(provider.entry) as studio:
        _begin(studio, provider, 1)
        return list(_restarts(studio, provider, 1))


def _waiting(studio: Studio, provider: Provider, count: int) -> Iterator[Row]:
    pressed = _begin(studio, provider, count)
    came = provider.submitted()
    waits = [1000 * (came[prompt] - at) for prompt, at in pressed.items()]
    yield row(f"{count:,} begun one after another: pressed to submitted", "ms", waits)
    before = cpu_seconds(studio.pid, children=False)
    time.sleep(WATCHED)
    share = 100 * (cpu_seconds(studio.pid, children=False) - before) / WATCHED
    yield Row(f"{count:,} waiting: CPU of the server", "% of a core", share, share, 1)
    held = most_memory(studio.pid)
    yield Row(f"{count:,} waiting: the most memory ever held", "MB", held, held, 1, MEMORY)


def _begin(studio: Studio, provider: Provider, count: int) -> dict[str, float]:
    """When each was pressed, by its prompt; all of them are at the provider."""
    prompts = [f"{SLOW} {number}" for number in range(count)]
    canvas = studio.canvas([_picture(prompt) for prompt in prompts])
    pressed = {}
    for prompt in prompts:
        panel = studio.get(f"/api/canvases/{canvas}/nodes/{_id(prompt)}/panel")
        pressed[prompt] = time.time()
        studio.press(canvas, _id(prompt), panel)
    until(lambda: len(provider.submitted()) == count, PATIENCE, lambda: "all are submitted")
    return pressed


def _picture(prompt: str) -> dict[str, Json]:
    return {"id": _id(prompt), "kind": "image", "model": "loopback/picture", "prompt": prompt}


def _id(prompt: str) -> str:
    return prompt.replace(" ", "-")


class _Others:
    """Somebody else at a studio, on a small canvas of their own."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        nodes = [{"id": "script", "kind": "text", "text": "A harbour at dawn"}, node("one", "text", prompt="And then?")]
        self._canvas = studio.canvas(nodes, [("script", "one")])

    def asks(self) -> dict[str, Callable[[], Json]]:
        """What they ask for, by its name."""
        studio, canvas = self._studio, self._canvas
        return {
            "the panel": lambda: studio.get(f"/api/canvases/{canvas}/nodes/one/panel"),
            "the list of canvases": lambda: studio.get("/api/canvases"),
            "the assets": lambda: studio.get("/api/assets"),
            "the balance": lambda: studio.get("/api/credits"),
            "a new canvas": lambda: studio.canvas([{"id": "one", "kind": "text", "text": "New"}]),
            "pressing Generate": lambda: studio.press(
                canvas, "one", studio.get(f"/api/canvases/{canvas}/nodes/one/panel")
            ),
        }


def _others(idle: Studio, busy: Studio) -> Iterator[Row]:
    """What others wait for. Both studios are asked in turn, so that the machine is the same for both."""
    asked = zip(_Others(idle).asks().items(), _Others(busy).asks().values(), strict=True)
    for (what, of_idle), of_busy in asked:
        pairs = [(_timed(of_idle), _timed(of_busy)) for _ in range(PAIRS)]
        quiet, loud = [list(times) for times in zip(*pairs, strict=True)]
        yield row(f"{what}, nothing waiting", "ms", quiet)
        yield row(f"{what}, {AT_ONCE:,} waiting", "ms", loud)
        slower = [quantile(loud, share) / quantile(quiet, share) for share in (0.5, 0.95)]
        yield Row(f"{what}: times slower", "x", slower[0], slower[1], PAIRS, SLOWER)


def _timed(ask: Callable[[], Json]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - begun)


def _restarts(studio: Studio, provider: Provider, count: int) -> Iterator[Row]:
    """The server is killed; its parent starts it again, and it takes up what waits."""
    times = [_polls_again(studio, provider) for _ in range(KILLS)]
    yield row(f"{count:,} waiting: kill -9 to polling again", "ms", times, AGAIN)


def _polls_again(studio: Studio, provider: Provider) -> float:
    """Milliseconds."""
    time.sleep(LIFE)
    pid, killed_at = studio.pid, time.time()
    os.kill(pid, signal.SIGKILL)
    until(lambda: provider.polled_since(killed_at) is not None, PATIENCE, lambda: "it polls again")
    again = provider.polled_since(killed_at)
    assert again is not None
    studio.wait_until_up()
    return 1000 * (again - killed_at)
