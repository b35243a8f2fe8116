"""What the measurements share: a server to measure, quantiles, CPU time, a table, and a file with the numbers."""

import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.journeys.studio import Studio

RESULTS = Path(__file__).parent / "results"
FRAMES = """() => {
    window.frames_ = [];
    let last = null;
    const frame = (now) => {
        if (last !== null) window.frames_.push(now - last);
        last = now;
        if (window.measuring) requestAnimationFrame(frame);
    };
    window.measuring = true;
    requestAnimationFrame(frame);
}"""
"""JavaScript that gathers the length of each frame in `frames_`, in milliseconds, while `measuring` is true."""


@dataclass(frozen=True)
class Row:
    """One measured thing."""

    what: str
    unit: str
    p50: float
    p95: float
    runs: int
    goal: float | None = None
    """What the p95 must stay under, where that was promised."""
    load: float = field(default_factory=lambda: os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0)
    """How busy the machine was with all that ran on it: the mean of the last minute."""
    yardstick: float = field(default_factory=lambda: yardstick())  # noqa: PLW0108 - it is defined below
    """How slow the machine was just then: see `yardstick`."""


def row(what: str, unit: str, values: Sequence[float], goal: float | None = None) -> Row:
    """The quantiles of the measured values."""
    return Row(what, unit, quantile(values, 0.5), quantile(values, 0.95), len(values), goal)


def yardstick() -> float:
    """Milliseconds for a million multiplications: a shared machine may be thrice as slow a minute later."""
    begun = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number * number
    return 1000 * (time.perf_counter() - begun)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(name: str, rows: Sequence[Row]) -> None:
    """Print a table, and write the numbers to `bench/results/NAME.json`."""
    table = Table("", "unit", "p50", "p95", "goal", "runs", "load", "yardstick", title=name, title_justify="left")
    for each in rows:
        goal = "" if each.goal is None else f"{each.goal:,g}"
        figures = (
            f"{each.p50:,.2f}",
            f"{each.p95:,.2f}",
            goal,
            str(each.runs),
            f"{each.load:.1f}",
            f"{each.yardstick:.0f}",
        )
        table.add_row(each.what, each.unit, *figures)
    Console().print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps({**machine(), "rows": [asdict(each) for each in rows]}, indent=1))


def machine() -> dict[str, object]:
    """Where and when it was measured: numbers of two machines cannot be compared."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "yardstick": yardstick(),
    }


@contextmanager
def a_studio(entries: str = "") -> Iterator[Studio]:
    """A running server with an empty home, which knows the models of `entries` too."""
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        studio = Studio(Path(folder) / "home", HEADWATER_OPENING_CREDITS="100000")
        models = studio.home / "models"
        models.mkdir(parents=True)
        (models / "bench.toml").write_text(entries)
        studio.start()
        try:
            yield studio
        finally:
            studio.close()


def cpu_seconds(pid: int, *, children: bool = True) -> float:
    """What a process and its ended children have used (Linux: `proc(5)`, the fields `utime` to `cstime`)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11 : 15 if children else 13]) / os.sysconf("SC_CLK_TCK")


def most_memory(pid: int) -> float:
    """The most that a process ever held, in MB (Linux: `VmHWM` in `proc(5)`)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e6
