"""The rules by which the engine survives every kill; for 6 and 7 see `test_engine_settling.py`."""

import ast
import asyncio
import inspect
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import event

import headwater
from headwater.generation.generation import State
from headwater.generation.workflow import GenerationWorkflow
from headwater.platform.engine import CONNECTIONS, THREADS, Engine, config
from tests.crash.points import PLACES
from tests.desk import Desk, node, open_desk
from tests.generation.work import held_up, parts, until
from tests.platform.engine_files import STEPS
from tests.reading import Which, rows


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """An engine of its own, not launched yet."""
    engine = Engine(f"sqlite:///{tmp_path / 'engine.db'}", "test")
    yield engine
    await engine.close()


class Crowd:
    """A hundred workflows that are all under way at once."""

    SIZE = 100

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._arrived = 0
        self._all_here = asyncio.Event()
        self._left = asyncio.Semaphore(0)
        engine.register("one", self._run)

    async def gather(self) -> None:
        """Start all of them, and return when each has been through a step that waited for all others."""
        async with asyncio.timeout(60):
            await asyncio.gather(*(self._engine.start("one", f"w{place}") for place in range(self.SIZE)))
            for _ in range(self.SIZE):
                await self._left.acquire()

    async def _run(self, id: str) -> None:
        await self._engine.step(self._meet)
        self._left.release()

    async def _meet(self) -> None:
        self._arrived += 1
        if self._arrived == self.SIZE:
            self._all_here.set()
        await self._all_here.wait()


# 1. SQLite before 3.42 lacks what the engine's tables default to.


def test_rule_1_every_sqlite_connection_knows_the_time_in_fractions_of_a_second() -> None:
    database = sqlalchemy.create_engine("sqlite://")
    with database.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INTEGER, at INTEGER DEFAULT (unixepoch('subsec') * 1000))")
        connection.exec_driver_sql("INSERT INTO t (id) VALUES (1)")
        at, whole = connection.exec_driver_sql("SELECT at, unixepoch() FROM t").one()
    database.dispose()
    assert at / 1000 == pytest.approx(whole, abs=2)


# 2. Write-ahead logging, and two files.


async def test_rule_2_the_engine_has_a_file_of_its_own_with_write_ahead_logging(home: Path) -> None:
    async with open_desk(home):
        pass
    assert rows(home, "engine", "PRAGMA journal_mode") == [("wal",)]
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    both: tuple[Which, Which] = ("engine", "studio")
    in_engine, in_studio = ({name for (name,) in rows(home, which, tables)} for which in both)
    assert "workflow_status" in in_engine - in_studio
    assert "generations" in in_studio - in_engine


# 3. No datasources: they wait for a lock that the pool's own threads hold.


def test_rule_3_nothing_uses_a_datasource() -> None:
    files = sorted(Path(headwater.__file__).parent.rglob("*.py"))
    named = {
        (file.name, name)
        for file in files
        for name in _names(ast.parse(file.read_text()))
        if "datasource" in name.lower() or name == "DBOSClient"
    }
    outside = {file.name for file in files if any("dbos" in name.lower() for name in _imports(file))}
    assert (named, outside) == (set(), {"engine.py"})


async def test_rule_3_a_hundred_generations_at_once_all_end(desk: Desk) -> None:
    known = parts(desk).providers.catalogue.providers
    known["doubles"] = known["doubles"].model_copy(update={"at_once": 100})
    held = held_up(desk)
    canvas = await desk.canvas([node(f"n{place}", "text", prompt="A poem") for place in range(100)])
    async with asyncio.timeout(600):
        ids = [(await desk.press(canvas, f"n{place}")).json()["id"] for place in range(100)]
        for id in ids:
            await until(desk, id, State.RUNNING)
        held.go.set()
        ended = [await desk.ended(id) for id in ids]
    assert {each["state"] for each in ended} == {"succeeded"}
    assert await desk.balance() == ("900", "0")


# 4. Bounded threads, one executor, a pinned version, a quiet log.


def test_rule_4_the_engine_is_configured_as_measured() -> None:
    found = config("sqlite://", "studio")
    assert found["max_executor_threads"] == THREADS <= 64
    assert (found["executor_id"], found["application_version"]) == ("studio", "1")
    assert found["log_level"] == "WARNING"
    assert len(found["name"]) >= 3


async def test_rule_4_a_hundred_workflows_at_once_take_a_bounded_number_of_threads(engine: Engine) -> None:
    crowd = Crowd(engine)
    before = threading.active_count()
    await engine.launch()
    await crowd.gather()
    others = 16  # the engine's own loops and asyncio's pool
    assert threading.active_count() - before <= THREADS + others


async def test_rule_4_after_a_restart_it_is_the_same_executor_and_version(home: Path) -> None:
    for _ in range(2):
        async with open_desk(home) as desk:
            canvas = await desk.canvas([node("it", "text", prompt="A poem")])
            await desk.generate(canvas, "it")
    ran = rows(home, "engine", "SELECT DISTINCT executor_id, application_version FROM workflow_status")
    assert ran == [("studio", "1")]
    assert rows(home, "engine", "SELECT count(*) FROM workflow_status") == [(2,)]


# 5. Async only; polling is one step; a step is repeated.


async def test_rule_5_polling_leaves_no_rows_however_long_it_takes(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("quick", "text", prompt="A poem"), node("slow", "text", prompt="A poem", settings={"seconds": 0.8})]
    )
    steps = [await parts(desk).engine.steps((await desk.generate(canvas, each))["id"]) for each in ("quick", "slow")]
    assert [each[:5] for each in steps] == [STEPS[:5], STEPS[:5]]


def test_rule_5_the_workflow_and_its_steps_are_async() -> None:
    functions = [GenerationWorkflow.run, *(getattr(*PLACES[name]) for name in (*STEPS, "fail"))]
    assert all(inspect.iscoroutinefunction(function) for function in functions)


@pytest.mark.usefixtures("impatient")
async def test_rule_5_a_step_that_stumbles_is_repeated_and_recorded_once(engine: Engine) -> None:
    tries, done = 0, asyncio.Event()

    async def stumble() -> str:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError("The network is down.")
        return "there"

    async def run(id: str) -> None:
        assert await engine.step(stumble) == "there"
        done.set()

    engine.register("one", run)
    await engine.launch()
    await engine.start("one", "w")
    await asyncio.wait_for(done.wait(), 20)
    assert (tries, await engine.steps("w")) == (3, ["stumble"])


@pytest.mark.usefixtures("impatient")
async def test_rule_5_a_step_that_always_fails_gives_its_own_error(engine: Engine) -> None:
    caught: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()

    async def fail() -> None:
        raise OSError("The network is down.")

    async def run(id: str) -> None:
        try:
            await engine.step(fail)
        except OSError as error:
            caught.set_result(error)

    engine.register("one", run)
    await engine.launch()
    await engine.start("one", "w")
    assert str(await asyncio.wait_for(caught, 20)) == "The network is down."


# 8. Few connections.


async def test_rule_8_the_engine_keeps_to_few_connections(engine: Engine, tmp_path: Path) -> None:
    assert config("sqlite://", "x")["sys_db_pool_size"] == CONNECTIONS <= 20
    crowd, made = Crowd(engine), 0

    def count(connection: sqlite3.Connection, _record: object) -> None:
        nonlocal made
        made += str(tmp_path / "engine.db") in str(connection.execute("PRAGMA database_list").fetchall())

    event.listen(sqlalchemy.engine.Engine, "connect", count)
    try:
        await engine.launch()
        await crowd.gather()
    finally:
        event.remove(sqlalchemy.engine.Engine, "connect", count)
    migrating = 2  # launching opens one to migrate, and one to look at the version
    assert 0 < made <= CONNECTIONS + migrating


def _names(tree: ast.AST) -> set[str]:
    found = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}
    found |= {part.attr for part in ast.walk(tree) if isinstance(part, ast.Attribute)}
    return found | {part.name for part in ast.walk(tree) if isinstance(part, ast.alias)}


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    found = {part.module or "" for part in ast.walk(tree) if isinstance(part, ast.ImportFrom)}
    return found | {alias.name for part in ast.walk(tree) if isinstance(part, ast.Import) for alias in part.names}
