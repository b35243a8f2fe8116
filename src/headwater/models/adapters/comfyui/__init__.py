"""Workflows on a ComfyUI server: sent under an id of ours, so that a lost answer can be looked up, never sent twice.

The server keeps its queue and its history in memory and knows nothing of a workflow after a restart.
"""

import asyncio
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.models.adapters import http, links
from headwater.models.adapters.comfyui import ending
from headwater.models.adapters.comfyui.ending import Entry, File
from headwater.models.adapters.comfyui.graph import Graph, bound, drawn, takes_words, title, workflow
from headwater.models.adapters.comfyui.upload import upload_all
from headwater.models.adapters.comfyui.watch import Watch
from headwater.models.adapters.said import DETAIL
from headwater.platform.kinds import Kind

OURS = uuid.UUID("5f0d9d3e-6f0b-5b3e-9d0c-8a54a7f5f2c1")
"""The namespace of our ids: the same generation always has the same id at the server."""
SETTLES = 2.0
"""Seconds within which a request that arrived is in the queue: it is checked first, which reads folders of models."""
POLL_EVERY = 1.0
"""Seconds between two polls."""

Json = Any


class ComfyUI:
    """The adapter `comfyui`."""

    def __init__(self, folder: Path) -> None:
        self._watch = Watch()

    async def submit(self, call: Call) -> Ticket:
        """Upload what it reads, then send the workflow, once. What may have arrived all the same is looked up."""
        graph = bound(call, await upload_all(call))
        self._watch.begin(call.connection, prompt_id(call), graph)
        try:
            return _ticket(call, await self._send(call, graph))
        except Failure as failure:
            found = await self._landed(call, failure)
            if found is None:
                self._watch.end(prompt_id(call))
                raise
            return found

    async def find(self, call: Call) -> Ticket | None:
        """The ticket of a workflow that the server has or had since it was started; None where it never arrived."""
        failed: Failure | None = None
        for wait in (0.0, SETTLES):
            await asyncio.sleep(wait)
            try:
                if await _queued(call) or await _history(call) is not None:
                    return _ticket(call)
                failed = None
            except Failure as failure:
                failed = failure
        if failed:
            raise Failure(FailureCode.UNKNOWN_OUTCOME, failed.message, "unknown") from failed
        return None

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """Its place in the queue, or how far it is. Raises `Failure` where it ended badly or is not known any more."""
        if progress := await _queued(call):
            return self._with_news(call, progress)
        entry = await _history(call)
        if entry is None:
            self._watch.end(prompt_id(call))
            words = f"{call.connection.provider.name} no longer knows of it. Perhaps it was started anew meanwhile."
            raise Failure(FailureCode.EXPIRED, words, "unknown")
        if not ending.has_ended(entry):
            return self._with_news(call, Progress(Phase.RUNNING, again_in=POLL_EVERY))
        self._watch.end(prompt_id(call))
        if failed := ending.failure(call, entry):
            raise failed
        return Progress(Phase.SUCCEEDED, 1.0)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The first file of the model's kind, or the words; what else there is stays on the server."""
        entry = await _history(call)
        if entry is None:
            words = f"{call.connection.provider.name} no longer knows of it, so that its files cannot be found."
            raise Failure(FailureCode.EXPIRED, words, "unknown")
        said = ending.text(call, entry)
        facts = drawn(call) | ({"text": said} if said and call.model.kind is not Kind.TEXT else {})
        files = ending.files(call, entry)
        if not (said if call.model.kind is Kind.TEXT else files):
            raise ending.nothing(call)
        note = _note(call, ticket, [each for each in files[1:] if each.type == "output"])
        if call.model.kind is Kind.TEXT:
            return Output(said, note=note, facts=facts)
        media = links.download(call.connection, _view(call, files[0]), with_key=True)
        return Output(media=media, name=files[0].name, note=note, facts=facts)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Take it from the queue; where it runs, interrupt it. Nobody else's work is touched."""
        id = prompt_id(call)
        self._watch.end(id)
        await http.ask(call.connection, "queue", method="POST", json={"delete": [id]})
        if id in _ids((await _queue(call))[0]):
            await http.ask(call.connection, "interrupt", method="POST", json={"prompt_id": id})
        return True

    async def close(self) -> None:
        """Stop listening."""
        await self._watch.close()

    async def _send(self, call: Call, graph: Graph) -> Json:
        body = {"prompt": graph, "prompt_id": prompt_id(call), "client_id": prompt_id(call)}
        answer = await http.send(call.connection, "prompt", json=body, explain=lambda said: explained(said, graph))
        said = answer.json()
        if not isinstance(said, dict) or not isinstance(said.get("prompt_id"), str):
            words = f"{call.connection.provider.name} did not answer as a ComfyUI server does."
            raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown")
        return said

    async def _landed(self, call: Call, failure: Failure) -> Ticket | None:
        """The ticket, where a proxy says that all went wrong and the request arrived; None where that is not known."""
        if failure.charged != "unknown" or failure.code is FailureCode.UNKNOWN_OUTCOME:  # whoever called looks it up
            return None
        try:
            return await self.find(call)
        except Failure:
            return None

    def _with_news(self, call: Call, progress: Progress) -> Progress:
        """The same with what the server tells beside."""
        if progress.phase is Phase.QUEUED:
            return progress
        self._watch.begin(call.connection, prompt_id(call), workflow(call))
        seen = self._watch.seen(prompt_id(call))
        if seen is None:
            return progress
        return Progress(progress.phase, seen.fraction, preview=seen.preview, again_in=progress.again_in)


def prompt_id(call: Call) -> str:
    """Our id of the call at the server."""
    return str(uuid.uuid5(OURS, call.id))


def explained(said: Json, graph: Graph) -> str:
    """Why a workflow was refused, in words: the first thing wrong with each node, at most three."""
    errors = said.get("node_errors") if isinstance(said, dict) else None
    found = [_wrong(node, error, graph) for node, error in errors.items()] if isinstance(errors, dict) else []
    if words := " ".join(each for each in found[:3] if each):
        return words
    match said:
        case {"error": {"message": str() as message, "details": str() as details}} if details:
            return f"{message} ({details})"
        case {"error": {"message": str() as message}}:
            return message
        case _:
            return ""


def _wrong(node: str, error: Json, graph: Graph) -> str:
    match error:
        case {"errors": [{"message": str() as message, **rest}, *_]}:
            details = f": {rest['details']}" if rest.get("details") else ""
            return f"{title(graph, node)}: {message}{details}."
        case _:
            return ""


def _ticket(call: Call, said: Json = None) -> Ticket:
    """What cannot be computed again: parts of the workflow that the server leaves out."""
    errors = said.get("node_errors") if isinstance(said, dict) else None
    left = f"Left out by the server: {explained(said, workflow(call))}" if errors else None
    return {"prompt": prompt_id(call)} | ({"note": left[:DETAIL]} if left else {})


async def _queue(call: Call) -> tuple[list[Json], list[Json]]:
    """What runs and what waits, each `[number, id, …]`; smaller numbers come first."""
    match await _told(call, "queue"):
        case {"queue_running": list() as running, "queue_pending": list() as pending}:
            return _items(running), _items(pending)
        case _:
            raise _strange(call)


async def _queued(call: Call) -> Progress | None:
    """How it stands while it waits or runs; None where the queue does not have it."""
    running, pending = await _queue(call)
    id = prompt_id(call)
    if id in _ids(running):
        return Progress(Phase.RUNNING, again_in=POLL_EVERY)
    mine = next((each[0] for each in pending if each[1] == id), None)
    if mine is None:
        return None
    before = len(running) + sum(each[0] < mine for each in pending)
    return Progress(Phase.QUEUED, queue_position=before, again_in=POLL_EVERY)


async def _history(call: Call) -> Entry | None:
    """What is kept of it once it has ended; None where nothing is."""
    said = await _told(call, f"history/{prompt_id(call)}")
    if not isinstance(said, dict):
        raise _strange(call)
    entry = said.get(prompt_id(call))
    return entry if isinstance(entry, dict) else None


async def _told(call: Call, path: str) -> Json:
    answer = await http.ask(call.connection, path)
    try:
        return answer.json()
    except Failure as failure:
        raise _strange(call) from failure


def _strange(call: Call) -> Failure:
    """A proxy's own page, perhaps."""
    words = f"{call.connection.provider.name} told nothing of it."
    return Failure(FailureCode.PROVIDER_ERROR, words, "unknown", passing=True)


def _items(said: list[Json]) -> list[Json]:
    return [each for each in said if isinstance(each, list) and len(each) >= 2 and isinstance(each[0], int | float)]


def _ids(items: list[Json]) -> set[str]:
    return {str(each[1]) for each in items}


def _view(call: Call, file: File) -> str:
    query = urlencode({"filename": file.name, "subfolder": file.folder, "type": file.type})
    return http.address(call.connection, f"view?{query}")


def _note(call: Call, ticket: Ticket, others: list[File]) -> str | None:
    """What was left out, in sentences. `others`: saved files of the model's kind beside the result."""
    words = "The workflow takes no prompt, so the words were not used."
    unused = words if call.prompt and not takes_words(call) else None
    rest = f"The workflow saved {len(others) + 1} files. The others stay on the server." if others else None
    return " ".join(each for each in (ticket.get("note"), unused, rest) if each) or None
