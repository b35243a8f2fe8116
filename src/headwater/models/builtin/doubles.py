"""The test doubles: a provider in miniature that takes time, fails as told, and remembers what it was asked.

Its memory is one JSON file a call, so that it goes on "working" while the studio is down, as a real provider would.
"""

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.platform.children import Children
from headwater.platform.kinds import Kind

RENDER_SECONDS = 60.0
"""The longest that drawing one result may take."""
RENDER_MEMORY = 2 * 2**30
"""Bytes of address space for it."""
PIECE = 256 * 1024
"""Bytes handed on at a time."""


class Doubles:
    """An adapter whose provider is a folder."""

    def __init__(self, folder: Path, children: Children) -> None:
        self._folder = folder
        self._children = children
        folder.mkdir(parents=True, exist_ok=True)

    async def submit(self, call: Call) -> Ticket:
        """Take the work, count it, and lose the answer if that was asked for."""
        await asyncio.to_thread(self._take, call)
        if call.settings["outcome"] == "lost_answer":
            raise Failure(FailureCode.UNKNOWN_OUTCOME, "The connection was lost before the answer came.", "unknown")
        return {"reference": call.id}

    async def find(self, call: Call) -> Ticket | None:
        """Look a call up, except where the answer was to be lost: that one cannot be asked for."""
        if call.settings["outcome"] == "lost_answer":
            raise Failure(FailureCode.UNKNOWN_OUTCOME, "The double cannot be asked about this call.", "unknown")
        return {"reference": call.id} if self._record(call.id).exists() else None

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How much of the asked time has passed."""
        record = await asyncio.to_thread(self._read, ticket["reference"])
        seconds = float(call.settings["seconds"])
        left = record["taken"] + seconds - time.time()
        if left <= 0:
            _end_as_told(call.settings["outcome"])
            return Progress(Phase.SUCCEEDED, 1.0)
        fraction = 1 - left / seconds
        return Progress(Phase.RUNNING, fraction, None, _so_far(call, fraction), again_in=min(left, 0.25))

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """Make the result now; it is the same each time."""
        if call.model.kind is Kind.TEXT:
            return Output(text=_words(call))
        return Output(media=self._render(call), name=f"{call.model.kind}.{_ENDINGS[call.model.kind]}")

    async def cancel(self, call: Call, ticket: Ticket) -> None:
        """Nothing runs between polls, so there is nothing to stop."""

    async def submits(self) -> dict[str, int]:
        """How often each call was submitted, by our reference."""
        records = await asyncio.to_thread(
            lambda: [json.loads(path.read_text()) for path in self._folder.glob("*.json")]
        )
        return {record["reference"]: record["submits"] for record in records}

    async def _render(self, call: Call) -> AsyncIterator[bytes]:
        with TemporaryDirectory(prefix="headwater-double-") as folder:
            arguments = {
                "kind": call.model.kind,
                "prompt": call.prompt,
                "settings": call.settings,
                "inputs": [{**asdict(input), "path": str(input.path)} for input in call.inputs],
                "to": str(Path(folder) / "result"),
            }
            await self._children.run(
                "headwater.models.builtin.doubles_child:render",
                arguments,
                seconds=RENDER_SECONDS,
                memory=RENDER_MEMORY,
                cwd=Path(folder),
            )
            result = await asyncio.to_thread(Path(folder, "result").open, "rb")
            with result:
                while piece := await asyncio.to_thread(result.read, PIECE):
                    yield piece

    def _record(self, reference: str) -> Path:
        return self._folder / f"{reference}.json"

    def _read(self, reference: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = json.loads(self._record(reference).read_text())
        except FileNotFoundError:
            raise Failure(FailureCode.EXPIRED, "The double knows nothing of this call.") from None
        return record

    def _take(self, call: Call) -> None:
        before = self._read(call.id) if self._record(call.id).exists() else {"submits": 0}
        record = {"reference": call.id, "taken": time.time(), "submits": before["submits"] + 1}
        draft = self._record(call.id).with_suffix(".draft")
        draft.write_text(json.dumps(record))
        draft.replace(self._record(call.id))


_ENDINGS = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "wav"}


def _end_as_told(outcome: str) -> None:
    if outcome not in ("ok", "lost_answer"):
        raise Failure(FailureCode(outcome), "The double was told to end like this.")


def _words(call: Call) -> str:
    given = [f"{input.kind} ({input.use.replace('_', ' ')})" for input in call.inputs]
    with_what = f" I was given: {', '.join(given)}." if given else ""
    asked = "".join(f"\n> {line}" for line in call.prompt.strip().splitlines())
    return f"This is a test double's text, in mode *{call.mode}*.{with_what}" + (
        f" I was asked:\n{asked}" if asked else ""
    )


def _so_far(call: Call, fraction: float) -> str | None:
    if call.model.kind is not Kind.TEXT:
        return None
    words = _words(call).split(" ")
    return " ".join(words[: math.floor(len(words) * fraction)])
