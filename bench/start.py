"""How long it takes from the command to the first answer: `python -m bench.start`."""

import tempfile
import time
from pathlib import Path

from bench._measuring import report, row
from tests.journeys.studio import Studio

ROUNDS = 5
KILLS = 3
"""Its parent gives up on a server that keeps dying young."""


def main() -> None:
    """Start in an empty home, again in the same one, and after the server process was killed."""
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        homes = [Studio(Path(folder) / f"home-{number}") for number in range(ROUNDS)]
        report(
            "start",
            [
                row("first start: an empty home", "s", [_started_and_stopped(home) for home in homes]),
                row("later start: the same home", "s", [_started_and_stopped(home) for home in homes]),
                row("up again after kill -9", "s", _killed(homes[0])),
            ],
        )


def _started_and_stopped(studio: Studio) -> float:
    started = time.perf_counter()
    studio.start()
    seconds = time.perf_counter() - started
    studio.stop()
    return seconds


def _killed(studio: Studio) -> list[float]:
    studio.start()
    seconds = [_killed_once(studio) for _ in range(KILLS)]
    studio.close()
    return seconds


def _killed_once(studio: Studio) -> float:
    started = time.perf_counter()
    studio.kill_server()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
