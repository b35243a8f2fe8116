"""What every test may ask for: a real database in a fresh folder."""

import asyncio
import ipaddress
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from headwater.platform.database import Database
from headwater.platform.engine import Engine
from headwater.settings import Settings
from tests.desk import Desk, open_desk
from tests.postgresql import Cluster, a_cluster, programs

CLOSED = "http://127.0.0.1:9"
"""A proxy that answers nobody: whatever honours the environment reaches this machine only."""
os.environ |= {"HTTP_PROXY": CLOSED, "HTTPS_PROXY": CLOSED, "ALL_PROXY": CLOSED, "NO_PROXY": "127.0.0.1,localhost,::1"}
for name in [name for name in os.environ if name.endswith(("_API_KEY", "FAL_KEY"))]:
    del os.environ[name]  # a test never spends on the key of whoever runs it

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell: the processes of the tests would be deaf to Ctrl-C as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries to leave this machine fails, instead of passing only where there is a network."""
    connect = socket.socket.connect

    def here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", here)


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with empty databases at their newest versions, to be copied: making them takes longer than many a test."""
    home = tmp_path_factory.mktemp("migrated")
    asyncio.run(_migrate(Settings(home=home, database_url="")))
    return home


async def _migrate(settings: Settings) -> None:
    database = Database(settings.studio_database)
    await database.migrate()
    await database.close()
    engine = Engine(settings.engine_database, "studio")
    await engine.launch()
    await engine.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--postgresql`: the chosen tests run on a PostgreSQL that is found on this machine."""
    parser.addoption("--postgresql", action="store_true", help="run the studios of the tests on PostgreSQL")


def pytest_configure(config: pytest.Config) -> None:
    """Say plainly when there is no PostgreSQL to run on, instead of running on SQLite once more."""
    if config.getoption("--postgresql") and not programs():
        pytest.exit("No PostgreSQL was found on this machine (Debian: postgresql-15): nothing ran on it.", returncode=0)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster | None]:
    """The server that the tests run on; None when they run on SQLite."""
    found = programs() if request.config.getoption("--postgresql") else None
    if found is None:
        yield None
        return
    with a_cluster(found) as cluster:
        yield cluster


@pytest.fixture(scope="module", autouse=True)
def module_on_postgresql(cluster: Cluster | None) -> Iterator[None]:
    """Every home that a whole module shares is on a PostgreSQL database of the module's own."""
    with _on_a_database_of(cluster):
        yield


@pytest.fixture(autouse=True)
def on_postgresql(cluster: Cluster | None, module_on_postgresql: None) -> Iterator[None]:
    """Every home of this test, and whoever reads its settings, is on a PostgreSQL database of the test's own."""
    with _on_a_database_of(cluster):
        yield


@contextmanager
def _on_a_database_of(cluster: Cluster | None) -> Iterator[None]:
    if cluster is None:
        yield
        return
    url = cluster.new()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADWATER_DATABASE_URL", url)
        yield
    cluster.drop(url)


@pytest.fixture
async def database(tmp_path: Path, migrated: Path, on_postgresql: None) -> AsyncIterator[Database]:
    """A new studio database at its newest version."""
    shutil.copyfile(migrated / "studio.db", tmp_path / "studio.db")
    database = Database(Settings(home=tmp_path).studio_database)
    yield database
    await database.close()


@pytest.fixture
def home(tmp_path: Path, migrated: Path) -> Path:
    """Where a studio may live, through several lives too: its databases are there, and empty."""
    return shutil.copytree(migrated, tmp_path / "home")


@pytest.fixture
async def desk(home: Path, on_postgresql: None) -> AsyncIterator[Desk]:
    """A whole studio in this process, with the test doubles, and somebody to work at it."""
    async with open_desk(home) as desk:
        yield desk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A browser test that would be skipped fails: nobody shall think that it ran."""
    report = yield
    if report.skipped and _in_browser(report):
        report.outcome, report.longrepr = "failed", "A browser test may not be skipped."
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests ran in a browser."""
    reports = [report for found in terminalreporter.stats.values() for report in found if _in_browser(report)]
    if reports:
        terminalreporter.write_line(f"browser tests: {sum(report.when == 'call' for report in reports)} ran")


def _in_browser(report: object) -> bool:
    return isinstance(report, pytest.TestReport) and report.nodeid.startswith("tests/journeys/")
