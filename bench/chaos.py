"""Every step may be the last before a crash: `python -m bench.chaos [generation|canvas] [--kills N] [--seed S]`.

`generation`: kills a server with -9 so many times, at each step boundary in turn and at random moments, while
generations go on at a loopback provider that counts what arrives. `canvas`: at random moments, while four people edit
one canvas with and without a line. Then says what is wrong. Ends with status 1 if anything is.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bench._measuring import Row, report, row
from tests.crash import canvas_storm
from tests.crash.server import a_nursery
from tests.crash.storm import BOUNDARIES, Report, storm

KILLS = {"generation": 500, "canvas": 200}


def main() -> int:
    """Kill, look, tell."""
    arguments = _arguments()
    kills = arguments.kills or KILLS[arguments.part]
    return PARTS[arguments.part](kills, arguments.seed)


def _canvas(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="headwater-chaos-") as folder:
        came = asyncio.run(_canvas_storm(Path(folder) / "home", kills, seed))
    counts = {
        "kills": came.kills,
        "edits": came.edits,
        "acknowledged edits looked for": came.acknowledged,
        "tabs closed and opened again": came.reopened,
        "comparisons of all": came.comparisons,
    }
    return _told("chaos-canvas", [Row(what, "", count, count, 1) for what, count in counts.items()], came.violations)


def _generation(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="headwater-chaos-") as folder:
        came = asyncio.run(_storm(Path(folder) / "home", kills, seed))
    counts = {
        "kills": came.kills,
        "at a step boundary": came.at_points,
        f"different ones, of {len(BOUNDARIES)}": len(came.boundaries),
        "generations": came.generations,
        **came.ends,
    }
    rows = [Row(what, "", count, count, 1) for what, count in counts.items()]
    if came.polling_again:
        rows.append(row("started to polling again", "ms", came.polling_again))
    return _told("chaos", rows, came.violations)


PARTS = {"generation": _generation, "canvas": _canvas}


def _told(name: str, rows: Sequence[Row], violations: Sequence[str]) -> int:
    """Print it all; the status to end with."""
    report(name, [*rows, Row("violations", "", len(violations), len(violations), 1)])
    for violation in violations:
        Console().print(f"[red]{violation}[/red]")
    return 1 if violations else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=sorted(PARTS), default="generation")
    parser.add_argument("--kills", type=int, help="500 for `generation`, 200 for `canvas`")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def _storm(home: Path, kills: int, seed: int) -> Report:
    async with a_nursery() as nursery:
        return await storm(nursery, home, kills, seed)


async def _canvas_storm(home: Path, kills: int, seed: int) -> canvas_storm.Report:
    async with a_nursery() as nursery:
        return await canvas_storm.storm(nursery, home, kills, seed)


if __name__ == "__main__":
    sys.exit(main())
