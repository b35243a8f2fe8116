"""The adapter of the built-in models: each call is a job in a folder and a child process of its own.

A job is deterministic. One that was lost in a crash, or whose result was handed on and dropped, is simply done again:
nothing is paid for it, and the same result comes out.
"""

import asyncio
import hashlib
import json
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.models.builtin.job import PROGRESS
from headwater.platform.children import Children
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind

MAKERS = frozenset({"writer", "voice", "composer", "foley", "painter", "camera"})
"""The models there are, each a module beside this one."""
SECONDS = 900.0
"""The longest that one job may take: a minute of 1080p video on a slow machine takes a few minutes."""
MEMORY = 6 * 2**30
"""Bytes of address space for one job. Neural runtimes reserve far more than they use."""
AT_ONCE = 2
"""Jobs that run side by side; each may use all cores."""
KEPT = 24 * 3600
"""Seconds that a finished job which nobody fetched stays in its folder."""
PIECE = 256 * 1024
"""Bytes handed on at a time."""
TEXT_EVERY, MEDIA_EVERY = 0.1, 0.3
"""Seconds between two polls: text is watched as it streams."""
_RESULT = "result.json"


@dataclass
class Work:
    """A job that is waiting or under way in this process."""

    task: asyncio.Task[None]
    begun: bool = False


class Workshop:
    """Does the built-in models' jobs, one after the other as there is room."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children = Children(AT_ONCE)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._work: dict[str, Work] = {}
        folder.mkdir(parents=True, exist_ok=True)

    async def tidy(self) -> None:
        """Remove what nobody came back for."""
        await asyncio.to_thread(self._remove_old)

    async def close(self) -> None:
        """Stop all jobs; they are done again when they are asked for."""
        for id in list(self._work):
            await self._stop(id)

    async def submit(self, call: Call) -> Ticket:
        """Take the job: a folder for it."""
        _maker(call)
        await asyncio.to_thread(self._place(call).mkdir, parents=True, exist_ok=True)
        return {"job": call.id}

    async def find(self, call: Call) -> Ticket | None:
        """The folder is there from the moment at which the job was taken."""
        return {"job": call.id} if await asyncio.to_thread(self._place(call).is_dir) else None

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How far the job is. Begins it when it is not under way."""
        if await self._result(call) is not None:
            self._work.pop(call.id, None)
            return Progress(Phase.SUCCEEDED, 1.0)
        work = self._under_way(call)
        if work.task.done():
            del self._work[call.id]
            await work.task
            return Progress(Phase.SUCCEEDED, 1.0)
        again_in = TEXT_EVERY if call.model.kind is Kind.TEXT else MEDIA_EVERY
        if not work.begun:
            return Progress(Phase.QUEUED, queue_position=self._before(call.id), again_in=again_in)
        told = await asyncio.to_thread(_read, self._place(call) / PROGRESS) or {}
        return Progress(Phase.RUNNING, told.get("fraction"), text=told.get("text"), again_in=again_in)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The result; done anew when it is no longer there."""
        while (result := await self._result(call)) is None:
            await self._under_way(call).task
            self._work.pop(call.id, None)
        said = {"note": result["note"], "facts": {**result["facts"], "seed": _seed(call)}}
        if result["file"] is None:
            await asyncio.to_thread(_remove, self._place(call))
            return Output(text=result["text"] or "", **said)
        file = self._place(call) / result["file"]
        return Output(media=self._handed_on(call, file), name=file.name, **said)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Kill the child and drop what it made."""
        await self._stop(call.id)
        await asyncio.to_thread(_remove, self._place(call))
        return True

    def samples(self, call: Call) -> bool:
        """The voice speaks a sentence for nothing."""
        return _maker(call) == "voice"

    async def sample(self, call: Call) -> AsyncIterator[bytes]:
        """What the voice makes of a short text."""
        made = await self.fetch(call, await self.submit(call))
        if made.media is None:
            raise Failure(FailureCode.PROVIDER_ERROR, "The voice said nothing.")
        return made.media

    def _under_way(self, call: Call) -> Work:
        if call.id not in self._work:
            self._work[call.id] = Work(asyncio.create_task(self._do(call)))
        return self._work[call.id]

    async def _do(self, call: Call) -> None:
        async with self._turns:
            self._work[call.id].begun = True
            place = self._place(call)
            await asyncio.to_thread(place.mkdir, parents=True, exist_ok=True)
            arguments = _arguments(call, place)
            try:
                made = await self._children.run(
                    "headwater.models.builtin.job:run", arguments, seconds=SECONDS, memory=MEMORY, cwd=place
                )
            except HeadwaterError:  # it has failed for good: nobody comes back for what it left
                await asyncio.to_thread(_remove, place)
                raise
            await asyncio.to_thread(_write, place / _RESULT, made)

    async def _stop(self, id: str) -> None:
        work = self._work.pop(id, None)
        if work:
            work.task.cancel()
            await asyncio.gather(work.task, return_exceptions=True)

    async def _result(self, call: Call) -> dict[str, Any] | None:
        return await asyncio.to_thread(_read, self._place(call) / _RESULT)

    async def _handed_on(self, call: Call, file: Path) -> AsyncIterator[bytes]:
        """The bytes; once they have been taken, the job is forgotten."""
        with await asyncio.to_thread(file.open, "rb") as result:
            while piece := await asyncio.to_thread(result.read, PIECE):
                yield piece
        await asyncio.to_thread(_remove, self._place(call))

    def _before(self, id: str) -> int:
        """How many jobs that have not begun were there earlier."""
        waiting = [each for each, work in self._work.items() if not work.begun and not work.task.done()]
        return waiting.index(id)

    def _place(self, call: Call) -> Path:
        return self._folder / call.id

    def _remove_old(self) -> None:
        for place in filter(Path.is_dir, self._folder.iterdir()):
            if place.stat().st_mtime < time.time() - KEPT:
                _remove(place)


def _arguments(call: Call, place: Path) -> dict[str, Any]:
    return {
        "maker": f"headwater.models.builtin.{_maker(call)}",
        "mode": call.mode,
        "prompt": call.prompt,
        "settings": call.settings,
        "given": [{**asdict(each), "path": str(each.path)} for each in call.inputs],
        "seed": _seed(call),
        "folder": str(place),
    }


def _maker(call: Call) -> str:
    name = call.model.id.removeprefix("builtin/")
    if name not in MAKERS:
        raise Failure(FailureCode.INVALID_INPUT, f"There is no built-in model `{call.model.id}`.")
    return name


def _seed(call: Call) -> int:
    """Another one for each generation, and the same when one is done again."""
    return int.from_bytes(hashlib.sha256(call.id.encode()).digest()[:4], "big") >> 1


def _read(file: Path) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, PermissionError):  # Windows refuses what is being replaced just now
        return None
    return content


def _write(file: Path, content: Any) -> None:
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(content), "utf-8")
    draft.replace(file)


def _remove(place: Path) -> None:
    """The result goes first: a folder that is left half removed then counts as a job that is still to be done."""
    (place / _RESULT).unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)
