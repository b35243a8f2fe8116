"""What the measurements share: a server to measure, quantiles, CPU time, a table, and a file with the numbers."""

import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.journeys.studio import Studio

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One measured thing."""

    what: str
    unit: str
    p50: float
    p95: float
    runs: int


def row(what: str, unit: str, values: Sequence[float]) -> Row:
    """The quantiles of the measured values."""
    return Row(what, unit, quantile(values, 0.5), quantile(values, 0.95), len(values))


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(name: str, rows: Sequence[Row]) -> None:
    """Print a table, and write the numbers to `bench/results/NAME.json`."""
    table = Table("", "unit", "p50", "p95", "runs", title=name, title_justify="left")
    for each in rows:
        table.add_row(each.what, each.unit, f"{each.p50:,.2f}", f"{each.p95:,.2f}", str(each.runs))
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
    }


@contextmanager
def a_studio() -> Iterator[Studio]:
    """A running server with an empty home."""
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        studio = Studio(Path(folder) / "home", HEADWATER_OPENING_CREDITS="100000")
        studio.start()
        try:
            yield studio
        finally:
            studio.close()


def cpu_seconds(pid: int) -> float:
    """What a process and its ended children have used (Linux: `proc(5)`, the fields `utime` to `cstime`)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
