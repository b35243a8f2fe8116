"""What every test may ask for: a real database in a fresh folder."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from headwater.platform.database import Database, sqlite_url
from tests.desk import Desk, open_desk

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell: the processes of the tests would be deaf to Ctrl-C as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty studio database at its newest version, to be copied: to migrate one takes longer than many a test."""
    path = tmp_path_factory.mktemp("migrated") / "studio.db"
    asyncio.run(_migrate(path))
    return path


async def _migrate(path: Path) -> None:
    database = Database(sqlite_url(path))
    await database.migrate()
    await database.close()


@pytest.fixture
async def database(tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    """A new studio database at its newest version."""
    path = tmp_path / "studio.db"
    shutil.copyfile(migrated, path)
    database = Database(sqlite_url(path))
    yield database
    await database.close()


@pytest.fixture
async def desk(tmp_path: Path, migrated: Path) -> AsyncIterator[Desk]:
    """A whole studio in this process, with the test doubles, and somebody to work at it."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(migrated, home / "studio.db")
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
