"""Calls that are answered in one go, with words or bytes: made in the background, the answer kept until it is fetched.

An answer is a folder with one file that is put in place when it is whole. A call that was under way when the process
ended left no answer, and nobody can be asked about it: its outcome is unknown.
"""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket

KEPT = 7 * 24 * 3600
"""Seconds that an answer which nobody fetched is kept."""
PIECE = 256 * 1024
"""Bytes handed on at a time."""
TEXT_EVERY, ELSE_EVERY = 0.1, 0.5
"""Seconds between two polls: text is watched as it streams."""
_RESULT = "answer.json"


@dataclass
class Answered:
    """What came: words, or a file beside."""

    text: str | None = None
    file: str | None = None
    """The name of the file in the answer's folder."""
    note: str | None = None
    facts: dict[str, Any] | None = None
    charged: str | None = None
    """US dollars, as a decimal string."""
    partial: str | None = None
    """Why only a part came, in a sentence."""


@dataclass
class Exchange:
    """One call under way."""

    folder: Path
    """Where a file may be put."""
    text: str | None = None
    """What has streamed so far."""


Make = Callable[[Exchange], Awaitable[Answered]]


class Answers:
    """The answers of one adapter, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._under_way: dict[str, tuple[asyncio.Task[None], Exchange]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._remove_old()

    def begin(self, call: Call, make: Make) -> Ticket:
        """Make the call in the background. `make` sends it, once, and gives the answer; it may raise `Failure`."""
        exchange = Exchange(self._folder / f"{call.id}.draft")
        task = asyncio.create_task(self._keep(call.id, make, exchange))
        self._under_way[call.id] = (task, exchange)
        return {"answer": call.id}

    async def find(self, call: Call) -> Ticket | None:
        """The ticket where the answer is there. Raises `Failure` with `unknown_outcome` where it is not."""
        if call.id not in self._under_way and await self._read(call.id) is None:
            raise _lost(call)
        return {"answer": call.id}

    async def poll(self, call: Call) -> Progress:
        """Whether the answer is there, and what has streamed of it."""
        if call.id in self._under_way:
            task, exchange = self._under_way[call.id]
            if not task.done():
                again_in = ELSE_EVERY if exchange.text is None else TEXT_EVERY
                return Progress(Phase.RUNNING, text=exchange.text, again_in=again_in)
            del self._under_way[call.id]
            await _ended(task)
        if await self._read(call.id) is None:
            raise _lost(call)
        return Progress(Phase.SUCCEEDED, 1.0)

    async def fetch(self, call: Call) -> Output:
        """The answer. May be repeated."""
        found = await self._read(call.id)
        if found is None:
            raise _lost(call)
        charged = Decimal(found.charged) if found.charged else None
        media = self._bytes(self._folder / call.id / found.file) if found.file else None
        facts = found.facts or {}
        return Output(found.text, media, found.file or "", found.note, facts, charged, found.partial)

    async def cancel(self, call: Call) -> bool:
        """Stop listening: the connection is closed, and with most providers the work ends."""
        if call.id not in self._under_way:
            return False
        task, _ = self._under_way.pop(call.id)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return True

    async def _keep(self, id: str, make: Make, exchange: Exchange) -> None:
        await asyncio.to_thread(_fresh, exchange.folder)
        answered = await make(exchange)
        await asyncio.to_thread(_put, exchange.folder, self._folder / id, answered)

    async def _read(self, id: str) -> Answered | None:
        return await asyncio.to_thread(_answered, self._folder / id / _RESULT)

    async def _bytes(self, file: Path) -> AsyncIterator[bytes]:
        with await asyncio.to_thread(file.open, "rb") as source:
            while piece := await asyncio.to_thread(source.read, PIECE):
                yield piece

    def _remove_old(self) -> None:
        for place in self._folder.iterdir():
            if place.stat().st_mtime < time.time() - KEPT or place.suffix == ".draft":
                shutil.rmtree(place, ignore_errors=True)


async def _ended(task: asyncio.Task[None]) -> None:
    """Raises what it ended with; an answer that broke off is nowhere else."""
    try:
        await task
    except Failure as failure:
        failure.lost = True
        raise


def _lost(call: Call) -> Failure:
    words = f"{call.connection.provider.name} was still at work when Headwater was stopped, and cannot be asked again."
    failure = Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
    failure.lost = True
    return failure


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _put(draft: Path, to: Path, answered: Answered) -> None:
    (draft / _RESULT).write_text(json.dumps(vars(answered)), "utf-8")
    shutil.rmtree(to, ignore_errors=True)
    draft.replace(to)


def _answered(file: Path) -> Answered | None:
    try:
        return Answered(**json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return None
