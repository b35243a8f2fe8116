"""Rules of work in child processes: it answers, refuses, crashes, hangs or eats memory, and the studio lives on."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.platform.children import (
    JSON,
    LARGEST_FILE,
    ChildFailed,
    ChildOutOfMemory,
    ChildRefused,
    Children,
    ChildTimedOut,
)

MEMORY = 512 * 2**20


@pytest.fixture
def children() -> Children:
    """At most two at once."""
    return Children(limit=2)


async def run(children: Children, function: str, arguments: dict[str, JSON], cwd: Path, seconds: float = 20) -> JSON:
    return await children.run(function, arguments, seconds=seconds, memory=MEMORY, cwd=cwd)


async def run_script(children: Children, cwd: Path, script: str, seconds: float = 20) -> JSON:
    """Run Python text inside a child, in `cwd`."""
    (cwd / "script.py").write_text(script)
    return await run(children, "runpy:run_path", {"path_name": "script.py", "run_name": "job"}, cwd, seconds)


def alive(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def until(there: Callable[[], bool]) -> None:
    """Wait for what another process does; only looking again can tell."""
    while not there():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def text(file: Path) -> str:
    return file.read_text() if file.exists() else ""


async def pid_in(folder: Path) -> int:
    """The process id that a script wrote into the file `pid`."""
    await until(lambda: text(folder / "pid") != "")
    return int(text(folder / "pid"))


def found(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


async def test_a_child_answers_with_what_the_function_returns(children: Children, tmp_path: Path) -> None:
    assert await run(children, "json:loads", {"s": '{"a": [1, "é"]}'}, tmp_path) == {"a": [1, "é"]}


async def test_what_a_child_prints_does_not_disturb_its_answer(children: Children, tmp_path: Path) -> None:
    assert await run(children, "builtins:print", {"end": "noise"}, tmp_path) is None


async def test_a_refusal_carries_its_words_and_details(children: Children, tmp_path: Path) -> None:
    refuse = "from headwater.platform.errors import InvalidInput\nraise InvalidInput('Not this one.', reason='taste')"
    with pytest.raises(ChildRefused) as caught:
        await run_script(children, tmp_path, refuse)
    assert (caught.value.message, caught.value.details) == ("Not this one.", {"reason": "taste"})


async def test_a_child_that_aborts_is_a_crash(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailed) as caught:
        await run(children, "os:abort", {}, tmp_path)
    assert caught.value.code == "process_crash"
    assert caught.value.details["exit"] == -signal.SIGABRT


async def test_an_error_in_a_child_is_told_without_the_names_of_folders(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailed) as caught:
        await run_script(children, tmp_path, f"open({str(tmp_path / 'missing.png')!r})")
    assert "missing.png" in caught.value.details["said"]
    assert str(tmp_path) not in str(caught.value.details)


async def test_a_child_that_loops_is_killed_when_its_time_is_up(children: Children, tmp_path: Path) -> None:
    loop = "import os, pathlib\npathlib.Path('pid').write_text(str(os.getpid()))\nwhile True: pass"
    with pytest.raises(ChildTimedOut):
        await run_script(children, tmp_path, loop, seconds=1)
    assert not alive(int((tmp_path / "pid").read_text()))


GRANDCHILD = """
import pathlib, subprocess, sys, time
started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("pid").write_text(str(started.pid))
time.sleep(600)
"""


async def test_what_a_child_started_dies_with_it(children: Children, tmp_path: Path) -> None:
    running = asyncio.create_task(run_script(children, tmp_path, GRANDCHILD))
    grandchild = await pid_in(tmp_path)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await until(lambda: not alive(grandchild))


async def test_cancelling_kills_the_child(children: Children, tmp_path: Path) -> None:
    sleep = "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(600)"
    running = asyncio.create_task(run_script(children, tmp_path, sleep))
    child = await pid_in(tmp_path)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not alive(child)


async def test_a_child_that_eats_memory_is_refused_it(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildOutOfMemory):
        await run_script(children, tmp_path, f"bytearray({2 * MEMORY})")


async def test_a_child_leaves_no_core_and_writes_no_endless_file(children: Children, tmp_path: Path) -> None:
    ask = "import resource, pathlib\nnames = ('RLIMIT_CORE', 'RLIMIT_FSIZE', 'RLIMIT_CPU')\n"
    tell = "pathlib.Path('limits').write_text(repr([resource.getrlimit(getattr(resource, n))[1] for n in names]))"
    with pytest.raises(ChildFailed):
        await run_script(children, tmp_path, ask + tell)
    core, file, cpu = eval((tmp_path / "limits").read_text())
    assert core == 0
    assert file == LARGEST_FILE
    assert 0 < cpu < 20 * (os.cpu_count() or 1) + 2


async def test_a_child_knows_no_secrets(children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVIDER_KEY", "hush")
    with pytest.raises(ChildFailed):
        await run_script(children, tmp_path, "import os\nopen('seen', 'w').write(repr(dict(os.environ)))")
    seen = (tmp_path / "seen").read_text()
    assert "PATH" in seen
    assert "hush" not in seen


TAKE_TURNS = """
import os, pathlib, time
pathlib.Path(f"in-{os.getpid()}").touch()
while not pathlib.Path("go").exists():
    time.sleep(0.01)
count = len(list(pathlib.Path().glob("in-*")))
pathlib.Path(f"in-{os.getpid()}").unlink()
pathlib.Path(f"seen-{os.getpid()}").write_text(str(count))
"""


async def test_never_more_children_run_at_once_than_the_limit(children: Children, tmp_path: Path) -> None:
    jobs = [asyncio.create_task(run_script(children, tmp_path, TAKE_TURNS)) for _ in range(5)]
    await until(lambda: len(found(tmp_path, "in-*")) == 2)
    (tmp_path / "go").touch()
    ended = await asyncio.gather(*jobs, return_exceptions=True)
    assert all(isinstance(outcome, ChildFailed) for outcome in ended)
    seen = [int(file.read_text()) for file in found(tmp_path, "seen-*")]
    assert len(seen) == 5
    assert max(seen) <= 2


async def test_a_turn_is_free_again_after_a_failure(tmp_path: Path) -> None:
    alone = Children(limit=1)
    with pytest.raises(ChildFailed):
        await run(alone, "os:abort", {}, tmp_path)
    assert await run(alone, "json:loads", {"s": "1"}, tmp_path) == 1


STUDIO = """
import asyncio, sys
from pathlib import Path
from headwater.platform.children import Children
job = {"path_name": "script.py", "run_name": "job"}
asyncio.run(Children().run("runpy:run_path", job, seconds=600, memory=2**29, cwd=Path(sys.argv[1])))
"""


async def test_a_child_dies_with_the_studio(tmp_path: Path) -> None:
    sleep = "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(600)"
    (tmp_path / "script.py").write_text(sleep)
    studio = await asyncio.create_subprocess_exec(sys.executable, "-c", STUDIO, str(tmp_path))
    child = await pid_in(tmp_path)
    studio.kill()
    await studio.wait()
    await until(lambda: not alive(child))


async def test_an_answer_that_is_no_answer_is_a_crash(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailed):
        await run(children, "builtins:object", {}, tmp_path)
