"""Durable workflows: what is started here is finished, whatever is killed in between.

DBOS underneath, held to the rules that made it survive every kill (see `docs/decisions/engine.md`). Nothing outside
this file names it.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy
from dbos import DBOS, DBOSConfig, SetWorkflowID, StepOptions
from dbos import error as dbos_errors
from sqlalchemy import event

from headwater.platform.database import with_driver

P = ParamSpec("P")
R = TypeVar("R")
Workflow = Callable[[str], Coroutine[Any, Any, None]]

THREADS = 16
"""Threads for the engine's own database work; unbounded, 300 starts at once made 2,000 of them."""
CONNECTIONS = 5
"""Connections of one process to the engine's database."""
VERSION = "1"
"""Pinned: by default it is a hash of the source, and every edit would strand what is running."""
SCHEMA = "headwater_engine"
"""Where the engine's tables lie on PostgreSQL, beside ours."""
LISTEN_EVERY = 0.1
"""Seconds between two looks for messages. None are sent here, but closing waits for the next look."""
TAKE_UP_EVERY = (0.1, 1.0)
"""Seconds between two looks for what must be taken up: just after the start, and once `TAKEN_UP` have passed."""
TAKEN_UP = 10.0
LAST_WORDS = 5.0
"""Seconds that closing waits at most for results that are just being recorded."""
PATIENCE: StepOptions = {"retries_allowed": True, "max_attempts": 5, "interval_seconds": 0.2}
"""How often a step is tried, and seconds before the second time; each further wait is twice as long."""
LIVES = 10_000
"""Starts of the process that one workflow may see. By default 100: a studio that cannot start for a few minutes, and
is started again and again, would give up all that waits in it."""
OPEN = ("PENDING", "ENQUEUED")


@event.listens_for(sqlalchemy.engine.Engine, "connect")
def _teach_old_sqlite(connection: Any, _record: object) -> None:
    """SQLite before 3.42 has no `unixepoch('subsec')`, which the engine's tables default to."""
    if isinstance(connection, sqlite3.Connection) and sqlite3.sqlite_version_info < (3, 42):
        connection.create_function("unixepoch", 1, lambda unit: time.time() if unit == "subsec" else int(time.time()))
        connection.execute("PRAGMA trusted_schema=ON")


def config(url: str, executor: str) -> DBOSConfig:
    """How DBOS is run. `executor` must be the same after a restart: only it takes up what it left unfinished."""
    return {
        "name": "headwater",
        "system_database_url": with_driver(url),
        "dbos_system_schema": SCHEMA,
        "application_version": VERSION,
        "executor_id": executor,
        "max_executor_threads": THREADS,
        "sys_db_pool_size": CONNECTIONS,
        "notification_listener_polling_interval_sec": LISTEN_EVERY,
        "log_level": "WARNING",
        "enable_otlp": False,
    }


class Engine:
    """Starts workflows by id and remembers their steps. One in a process."""

    def __init__(self, url: str, executor: str) -> None:
        self._url = url
        self._workflows: dict[str, Workflow] = {}
        self._closing = False
        self._running: set[asyncio.Task[Any]] = set()
        self._recording: set[asyncio.Task[Any]] = set()
        self._dbos = DBOS(config=config(url, executor))

    def register(self, name: str, workflow: Workflow) -> None:
        """Name a workflow, before `launch`. It gets the id that it was started with."""

        async def run(id: str) -> None:
            self._running.add(_this())
            _this().add_done_callback(self._forget)
            await workflow(id)
            await self._record()

        self._workflows[name] = DBOS.workflow(name=name, max_recovery_attempts=LIVES)(run)

    async def launch(self) -> None:
        """Open the database and take up every workflow that was running when the last process ended."""
        _use_wal(self._url)
        self._look_for_unfinished(TAKE_UP_EVERY[0])
        DBOS.launch()
        asyncio.get_running_loop().call_later(TAKEN_UP, self._look_for_unfinished, TAKE_UP_EVERY[1])

    def _look_for_unfinished(self, every: float) -> None:
        """What a process left is put into a queue of DBOS's own, whose pace can be set in no other way."""
        self._dbos._registry.get_internal_queue()._polling_interval_sec = every

    async def start(self, name: str, id: str) -> None:
        """Start a workflow; the same id again starts nothing. Who is a step itself starts none that hangs on it."""
        await asyncio.create_task(self._start(name, id), context=Context())

    async def _start(self, name: str, id: str) -> None:
        with SetWorkflowID(id):
            await DBOS.start_workflow_async(self._workflows[name], id)

    async def step(self, function: Callable[P, Awaitable[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one step of the running workflow, or give what it gave when it ran before.

        A step that raises is tried again some times; then its last error comes out.
        """

        async def run() -> R:
            self._recording.discard(_this())
            try:
                result = await function(*args, **kwargs)
            except Exception:
                await self._record()
                raise
            await self._record()
            return result

        await self._record()
        try:
            return await DBOS.run_step_async({"name": _name(function), **PATIENCE}, run)
        except dbos_errors.DBOSMaxStepRetriesExceeded as exceeded:
            raise exceeded.errors[-1] from exceeded
        finally:
            self._recording.discard(_this())

    async def _record(self) -> None:
        """From here on the engine's database is used. While closing, stop here: nothing could be recorded."""
        if self._closing:
            _this().cancel()
            await asyncio.sleep(0)
        self._recording.add(_this())

    async def states(self, ids: list[str]) -> dict[str, bool]:
        """Of the workflows in `ids` that are known here, whether each is still running."""
        if not ids:
            return {}
        found = await DBOS.list_workflows_async(workflow_ids=ids, load_input=False, load_output=False)
        return {workflow.workflow_id: workflow.status in OPEN for workflow in found}

    async def steps(self, id: str) -> list[str]:
        """The names of the steps that a workflow has finished, in order."""
        return [step["function_name"] for step in await DBOS.list_workflow_steps_async(id)]

    async def forget(self, older_than: float) -> int:
        """Delete workflows that ended over `older_than` seconds ago; our own tables are the history."""
        until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - older_than))
        ended = await DBOS.list_workflows_async(completed_before=until, load_input=False, load_output=False)
        await DBOS.delete_workflows_async([workflow.workflow_id for workflow in ended])
        return len(ended)

    async def close(self) -> None:
        """Stop, as if killed but for results that are just being recorded; what is unfinished goes on next time."""
        self._closing = True
        await self._recorded()
        logging.getLogger("dbos").setLevel(logging.ERROR)  # it warns of each that is cut short
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        # DBOS made its own threads the loop's, and they end with it; others still need some.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)

    async def _recorded(self) -> None:
        """Let whoever is using the engine's database finish; workflows stop before their next use of it."""
        until = time.monotonic() + LAST_WORDS
        while self._recording and time.monotonic() < until:
            await asyncio.wait(self._recording, timeout=0.01)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        self._recording.discard(task)


def _this() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("Workflows and their steps run in tasks.")
    return task


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.lstrip("_")


def _use_wal(url: str) -> None:
    """Turn on write-ahead logging, which DBOS leaves off and without which each step takes nine times as long."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
