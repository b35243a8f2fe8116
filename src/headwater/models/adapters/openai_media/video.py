"""Video jobs: submitted once, polled by their id, fetched from a link that the newest poll gives."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.models.adapters import http, links
from headwater.models.adapters.openai_media import request
from headwater.models.adapters.openai_media.charge import charged
from headwater.models.adapters.openai_media.said import job_failed, no_error
from headwater.models.provider import Connection

TAKEN = 180.0
"""Seconds in which a job must be taken: some services hand the references on before they answer."""
POLL_EVERY = 3.0
"""Seconds between two polls: a video takes a minute or more."""
_QUEUED = ("pending", "queued")
_DONE = ("completed", "succeeded")
_FAILED = ("failed", "error")
_CANCELLED = ("cancelled", "canceled")


async def submit(call: Call, path: str) -> Ticket:
    """Send the job. What comes without an id was perhaps taken all the same."""
    body = await request.with_references(call, request.fields(call, "prompt"))
    said = no_error(call.connection, await http.send(call.connection, path, json=body, read=TAKEN))
    if not isinstance(said.get("id"), str) or not said["id"]:
        words = f"{call.connection.provider.name} took the job and named no id to ask for."
        raise Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
    return {"job": said["id"], "path": path}


async def poll(call: Call, ticket: Ticket) -> Progress:
    """How far it is; a status that nobody knows is not the end."""
    said = await _asked(call, ticket)
    status = str(said.get("status") or "").lower()
    if status in _DONE:
        return Progress(Phase.SUCCEEDED, 1.0)
    if ending := _ending(call.connection, status, said):
        raise ending
    phase = Phase.QUEUED if status in _QUEUED else Phase.RUNNING
    return Progress(phase, _fraction(said.get("progress")), again_in=POLL_EVERY)


async def fetch(call: Call, ticket: Ticket) -> Output:
    """The video, and what it cost."""
    said = await _asked(call, ticket)
    if ending := _ending(call.connection, str(said.get("status") or "").lower(), said):
        raise ending
    media = _file(call.connection, said, f"{_job(ticket)}/content")
    return Output(media=media, name="video.mp4", charged=charged(call.model, said.get("usage")))


async def _asked(call: Call, ticket: Ticket) -> dict[str, Any]:
    answer = await http.ask(call.connection, _job(ticket))
    try:
        said = answer.json()
    except Failure:
        said = None
    if not isinstance(said, dict):  # a proxy's own page, perhaps
        words = f"{call.connection.provider.name} told nothing of the job."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown", passing=True)
    return said


def _job(ticket: Ticket) -> str:
    return f"{ticket['path']}/{quote(ticket['job'], safe='')}"


def _ending(connection: Connection, status: str, said: dict[str, Any]) -> Failure | None:
    name = connection.provider.name
    if status in _FAILED:
        return job_failed(connection, said)
    if status in _CANCELLED:
        return Failure(FailureCode.CANCELLED, f"{name} says that the job was cancelled.", "unknown")
    if status == "expired":
        return Failure(FailureCode.EXPIRED, f"{name} no longer keeps this job.", "unknown")
    return None


def _fraction(percent: Any) -> float | None:
    return min(max(percent / 100, 0.0), 1.0) if isinstance(percent, int | float) else None


def _file(connection: Connection, said: dict[str, Any], path: str) -> AsyncIterator[bytes]:
    """From the service itself, with the key; else from the link that it signed for whoever has it."""
    content = http.address(connection, path)
    own = [url for url in _links(said, "unsigned_urls") if http.origin(url) == http.origin(connection.url)]
    signed = [*_links(said, "urls"), *_links(said, "unsigned_urls")]
    if own or not signed:
        return links.download(connection, own[0] if own else content, with_key=True)
    return links.download(connection, signed[0])


def _links(said: dict[str, Any], name: str) -> list[str]:
    links = said.get(name)
    return [each for each in links if isinstance(each, str)] if isinstance(links, list) else []
