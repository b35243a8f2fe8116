"""The eight rules by which the engine survives every kill; see `docs/decisions/engine.md`."""

import ast
import asyncio
import inspect
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import event

import headwater
from headwater.credits import store as credits
from headwater.credits.ledger import Reason
from headwater.generation.generation import State
from headwater.generation.placing import Placing
from headwater.generation.press import Generations
from headwater.generation.sweep import Sweep
from headwater.generation.workflow import GenerationWorkflow
from headwater.platform import engine as engine_module
from headwater.platform.engine import CONNECTIONS, THREADS, Engine, config
from tests.desk import Desk, node, open_desk
from tests.generation.work import held_up, parts, until

STEPS = ["prepare", "submit", "wait", "fetch", "succeed", "place"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home for several studios, one after the other."""
    return tmp_path / "home"


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """An engine of its own, not launched yet."""
    engine = Engine(f"sqlite:///{tmp_path / 'engine.db'}", "test")
    yield engine
    await engine.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are repeated as often as ever, but at once."""
    monkeypatch.setitem(engine_module.PATIENCE, "interval_seconds", 0.001)


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


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a database that a studio left behind says."""
    with sqlite3.connect(path) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def sweep(desk: Desk) -> Sweep:
    """A sweep of this studio."""
    generations: Generations = desk.studio.app.state.generations
    with_ = parts(desk)
    return Sweep(with_.engine, with_.database, generations.workflow, with_.placing)


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
    assert rows(home / "engine.db", "PRAGMA journal_mode") == [("wal",)]
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    in_engine, in_studio = ({name for (name,) in rows(home / file, tables)} for file in ("engine.db", "studio.db"))
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
    registry = parts(desk).registry
    registry.models["builtin/double-text"] = registry.models["builtin/double-text"].model_copy(update={"at_once": 100})
    held = held_up(desk)
    canvas = await desk.canvas([node(f"n{place}", "text", prompt="A poem") for place in range(100)])
    async with asyncio.timeout(120):
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
    ran = rows(home / "engine.db", "SELECT DISTINCT executor_id, application_version FROM workflow_status")
    assert ran == [("studio", "1")]
    assert rows(home / "engine.db", "SELECT count(*) FROM workflow_status") == [(2,)]


# 5. Async only; polling is one step; a step is repeated.


async def test_rule_5_polling_leaves_no_rows_however_long_it_takes(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("quick", "text", prompt="A poem"), node("slow", "text", prompt="A poem", settings={"seconds": 0.8})]
    )
    steps = [await parts(desk).engine.steps((await desk.generate(canvas, each))["id"]) for each in ("quick", "slow")]
    assert [each[:5] for each in steps] == [STEPS[:5], STEPS[:5]]


def test_rule_5_the_workflow_and_its_steps_are_async() -> None:
    functions = [getattr(GenerationWorkflow, name) for name in ("run", *STEPS[:5], "fail")] + [Placing.place]
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


# 6. The workflow catches everything and settles.


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("step", ["prepare", "submit", "wait", "fetch", "succeed"])
async def test_rule_6_an_unexpected_error_in_a_step_still_settles_the_hold(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(GenerationWorkflow, step, broken)
    monkeypatch.setattr(broken, "__name__", step)
    canvas = await desk.canvas([node("it", "image", prompt="A poem")])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"]) == ("failed", "provider_error")
    assert "(ZeroDivisionError)" in ended["error"]["message"]
    assert await desk.balance() == ("1000", "0")


@pytest.mark.usefixtures("impatient")
async def test_rule_6_an_error_once_is_no_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every step, once: before it did anything, and after it did everything."""
    for owner, name in [*((GenerationWorkflow, name) for name in STEPS[:5]), (Placing, "place")]:
        monkeypatch.setattr(owner, name, _stumbling(getattr(owner, name)))
    canvas = await desk.canvas([node("it", "image", prompt="A poem")])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["placed"]) == ("succeeded", True)
    assert await desk.submits() == {ended["id"]: 1}
    assert await desk.balance() == ("996", "0")


# 7. A sweep settles what the engine lost.


@pytest.mark.parametrize("status", ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"])
async def test_rule_7_a_workflow_that_died_is_settled(home: Path, status: str) -> None:
    id = await _left_running(home)
    rows(home / "engine.db", f"UPDATE workflow_status SET status = '{status}'")
    async with open_desk(home) as desk:
        ended = await desk.ended(id)
        assert (ended["state"], ended["error"]["code"]) == ("failed", "process_crash")
        assert await desk.balance() == ("1000", "0")


async def test_rule_7_a_workflow_that_the_engine_lost_is_started_again_but_not_sent_again(home: Path) -> None:
    id = await _left_running(home)
    rows(home / "engine.db", "DELETE FROM workflow_status")
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"
        assert await desk.submits() == {id: 1}
        assert await desk.balance() == ("999", "0")


async def test_rule_7_a_lost_database_of_the_engine_loses_no_generation(home: Path) -> None:
    id = await _left_running(home)
    (home / "engine.db").unlink()
    async with open_desk(home) as desk:
        assert (await desk.ended(id))["state"] == "succeeded"
        assert await desk.submits() == {id: 1}


async def test_rule_7_a_generation_that_was_never_started_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> None:
        """The process ended here."""

    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "start", nothing)
        id = (await desk.press(canvas, "it")).json()["id"]
    await sweep(desk).once()
    assert (await desk.ended(id))["state"] == "succeeded"
    assert await desk.submits() == {id: 1}


async def test_rule_7_a_hold_without_a_generation_is_released(desk: Desk) -> None:
    async with desk.studio.database.write() as tx:
        await credits.hold(tx, desk.studio.owner.id, "nobody", 5_000_000, "Something")
    await sweep(desk).once()
    assert await desk.balance() == ("1000", "0")
    async with desk.studio.database.read() as view:
        newest = (await credits.entries(view, desk.studio.owner.id))[0]
    assert (newest.generation, newest.reason) == ("nobody", Reason.SWEPT)


async def test_rule_7_the_sweep_leaves_alone_what_is_well(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    await sweep(desk).once()
    assert (await desk.get(f"/api/generations/{id}"))["state"] == "running"
    assert await desk.balance() == ("999", "1")
    held.go.set()
    await desk.ended(id)
    await sweep(desk).once()
    assert await desk.balance() == ("999", "0")


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


async def _left_running(home: Path) -> str:
    """A studio that was closed while a generation ran at its provider; gives its id."""
    async with open_desk(home) as desk:
        held_up(desk)
        canvas = await desk.canvas([node("it", "text", prompt="A poem")])
        id = str((await desk.press(canvas, "it")).json()["id"])
        await until(desk, id, State.RUNNING)
    return id


def _stumbling(step: Any) -> Any:
    """`step`, which fails before it does anything the first time, and after it did everything the second time."""
    calls = 0

    async def stumbles(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ZeroDivisionError
        result = await step(*args)
        if calls == 2:
            raise ZeroDivisionError
        return result

    stumbles.__name__ = step.__name__
    return stumbles


def _names(tree: ast.AST) -> set[str]:
    found = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}
    found |= {part.attr for part in ast.walk(tree) if isinstance(part, ast.Attribute)}
    return found | {part.name for part in ast.walk(tree) if isinstance(part, ast.alias)}


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    found = {part.module or "" for part in ast.walk(tree) if isinstance(part, ast.ImportFrom)}
    return found | {alias.name for part in ast.walk(tree) if isinstance(part, ast.Import) for alias in part.names}
