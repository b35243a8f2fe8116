"""Work in child processes that may crash, hang or eat memory without harming the studio.

Each job gets a fresh interpreter (`platform/child`) with limits, in a process group of its own. It is killed when its
time is up or the waiting task is cancelled, and it ends itself when the studio dies.
"""

import asyncio
import contextlib
import json
import math
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

from headwater.platform.errors import HeadwaterError

JSON: TypeAlias = "Mapping[str, JSON] | list[JSON] | str | int | float | bool | None"

LONGEST_ANSWER = 16 * 2**20
"""Bytes of JSON that a child may answer with."""
LONGEST_COMPLAINT = 4096
"""Bytes of a child's standard error that are kept: its end."""
LARGEST_FILE = 2 * 2**30
"""Bytes that a file written by a child may have."""

_INHERITED = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_THREADS = str(min(4, os.cpu_count() or 1))
_DIRECTORIES = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[^\\/\s\"':]+[\\/])*")


class ChildFailed(HeadwaterError):
    """The child process ended without an answer: it crashed, or was killed from outside."""

    code = "process_crash"
    status = 500


class ChildOutOfMemory(ChildFailed):
    """The work needed more memory than it was allowed."""


class ChildTimedOut(HeadwaterError):
    """The work took longer than it was allowed, and was killed."""

    code = "timeout"
    status = 504


class ChildRefused(HeadwaterError):
    """The work was refused for a reason that a person should be told."""

    code = "invalid_input"
    status = 422


class Children:
    """Runs functions in child processes, at most `limit` at once; further ones wait for their turn."""

    def __init__(self, limit: int = 2) -> None:
        self._turns = asyncio.Semaphore(limit)

    async def run(self, function: str, arguments: Mapping[str, Any], *, seconds: float, memory: int, cwd: Path) -> JSON:
        """What `function` ("package.module:name"), called with keyword `arguments` in a child, returns.

        `seconds` counts from the child's start, not from the call; `memory` is its whole address space in bytes (the
        libraries it loads included); relative paths and temporary files are in `cwd`. A function refuses by raising a
        `HeadwaterError`. Raises `ChildRefused`, `ChildTimedOut`, `ChildOutOfMemory`, `ChildFailed`.
        """
        request = {"function": function, "arguments": arguments, "limits": _limits(seconds, memory)}
        async with self._turns:
            process = await _start(cwd)
            try:
                async with asyncio.timeout(seconds):
                    answer, complaint, _ = await _converse(process, json.dumps(request).encode())
            except TimeoutError:
                raise _timed_out(seconds) from None
            finally:
                await _end(process)
        return _result(process.returncode or 0, answer, complaint, seconds)


def _limits(seconds: float, memory: int) -> dict[str, JSON]:
    # Generous: the wall clock ends the work. This is for a child that outlives the studio and never lets go.
    cpu = math.ceil(seconds) * (os.cpu_count() or 1) + 1
    return {"AS": memory, "CPU": cpu, "CORE": 0, "FSIZE": LARGEST_FILE}


async def _start(cwd: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-X", "utf8", "-m", "headwater.platform.child"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=cwd,
        env=_environment(cwd),
        start_new_session=True,
    )


def _environment(cwd: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    # Number crunchers reserve memory for each core of the machine, which on a large one breaks the limit at once.
    threads = {"OMP_NUM_THREADS": _THREADS, "OPENBLAS_NUM_THREADS": _THREADS, "MALLOC_ARENA_MAX": "2"}
    return kept | threads | {"HOME": str(cwd), "TMPDIR": str(cwd), "TEMP": str(cwd), "TMP": str(cwd)}


async def _converse(process: Process, request: bytes) -> tuple[bytes, bytes, int]:
    stdin, stdout, stderr = _pipes(process)
    stdin.write(request + b"\n")
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        await stdin.drain()
    # Standard input stays open: its end tells the child that the studio is gone.
    return await asyncio.gather(_tail(stdout, LONGEST_ANSWER), _tail(stderr, LONGEST_COMPLAINT), process.wait())


async def _tail(stream: asyncio.StreamReader, limit: int) -> bytes:
    kept = bytearray()
    while chunk := await stream.read(2**16):
        kept += chunk
        del kept[:-limit]
    return bytes(kept)


async def _end(process: Process) -> None:
    """Kill the child and all that it started, and read its pipes to their end so that nothing stays open."""
    stdin, stdout, stderr = _pipes(process)
    if process.returncode is None or not stdout.at_eof() or not stderr.at_eof():
        _kill(process)
    stdin.close()
    await asyncio.gather(_tail(stdout, 1), _tail(stderr, 1), process.wait())


def _pipes(process: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader, asyncio.StreamReader]:
    """Standard input, output and error, which are always there: `_start` asks for them."""
    return cast(Any, process).stdin, cast(Any, process).stdout, cast(Any, process).stderr


def _kill(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _timed_out(seconds: float) -> ChildTimedOut:
    return ChildTimedOut(
        f"This took longer than the {seconds:g} seconds it may take, and was stopped.", seconds=seconds
    )


def _result(status: int, answer: bytes, complaint: bytes, seconds: float) -> JSON:
    if os.name == "posix" and status == -signal.SIGXCPU:
        raise _timed_out(seconds)
    try:
        said = json.loads(answer)
    except ValueError:
        raise _crashed(status, complaint) from None
    if "refused" in said:
        raise ChildRefused(said["refused"]["message"], **said["refused"]["details"])
    if "memory" in said:
        raise ChildOutOfMemory("This needed more memory than it may use. Try something smaller.")
    result: JSON = said["result"]
    return result


def _crashed(status: int, complaint: bytes) -> ChildFailed:
    """The last words of the child, without the names of this machine's folders."""
    lines = complaint.decode(errors="replace").strip().splitlines()
    said = _DIRECTORIES.sub("", lines[-1])[:300] if lines else ""
    return ChildFailed("The process that did this work crashed. Try again.", exit=status, said=said)
