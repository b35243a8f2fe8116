"""The test doubles: a provider in miniature that takes time, fails as told, and remembers what it was asked.

Its memory is one JSON file a call, so that it goes on "working" while the studio is down, as a real provider would.
"""

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from decimal import Decimal
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
        outcome = call.settings["outcome"]
        if outcome != "never_arrived":
            await asyncio.to_thread(self._take, call)
        if outcome in ("lost_answer", "late_answer", "never_arrived"):
            raise Failure(FailureCode.UNKNOWN_OUTCOME, "The connection was lost before the answer came.", "unknown")
        return {"reference": call.id}

    async def find(self, call: Call) -> Ticket | None:
        """Look a call up; one whose answer was to be lost cannot be asked for, and a late one the first time not."""
        if call.settings["outcome"] == "lost_answer":
            failure = Failure(FailureCode.UNKNOWN_OUTCOME, "The double cannot be asked about this call.", "unknown")
            failure.lost = True
            raise failure
        known = await asyncio.to_thread(self._record(call.id).exists)
        if known and call.settings["outcome"] == "late_answer" and await asyncio.to_thread(self._asked_first, call):
            raise Failure(FailureCode.UNKNOWN_OUTCOME, "The double does not answer just now.", "unknown")
        return {"reference": call.id} if known else None

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How much of the asked time has passed."""
        record = await asyncio.to_thread(self._read, ticket["reference"])
        seconds = float(call.settings["seconds"])
        left = record["taken"] + seconds - time.time()
        if left <= 0:
            _end_as_told(call)
            return Progress(Phase.SUCCEEDED, 1.0)
        fraction = 1 - left / seconds
        return Progress(Phase.RUNNING, fraction, None, _so_far(call, fraction), again_in=min(left, 0.25))

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """Make the result now; it is the same each time. A text that was to be a part ends in its middle."""
        if call.model.kind is Kind.TEXT and call.settings["outcome"] == "partial":
            half = Decimal("0.5")
            return Output(text=_so_far(call, float(half)), partial="The double was told to break off.", share=half)
        if call.model.kind is Kind.TEXT:
            return Output(text=_words(call))
        return Output(media=self._render(call), name=f"{call.model.kind}.{_ENDINGS[call.model.kind]}")

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Nothing runs between polls, so there is nothing to stop."""
        return True

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

    def _asked_first(self, call: Call) -> bool:
        """Whether it is looked up for the first time."""
        record = self._read(call.id)
        if "asked" in record:
            return False
        self._keep(call, record | {"asked": True})
        return True

    def _take(self, call: Call) -> None:
        before = self._read(call.id) if self._record(call.id).exists() else {"submits": 0}
        record = {"reference": call.id, "taken": time.time(), "submits": before["submits"] + 1}
        self._keep(call, record)

    def _keep(self, call: Call, record: dict[str, Any]) -> None:
        draft = self._record(call.id).with_suffix(".draft")
        draft.write_text(json.dumps(record))
        draft.replace(self._record(call.id))


_ENDINGS = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "wav"}


def _end_as_told(call: Call) -> None:
    outcome = call.settings["outcome"]
    part_of_a_text = outcome == "partial" and call.model.kind is Kind.TEXT
    if outcome not in ("ok", "lost_answer", "late_answer", "never_arrived") and not part_of_a_text:
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
