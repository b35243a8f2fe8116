"""Jobs at a provider that says itself how it is spoken to (`models/job_protocol.py`): submit, poll, fetch, cancel.

Where the submit's answer is the file itself, the call is answered in one go, and a lost answer is looked up in the
provider's list of what it made, where it has one. What may have been sent is never sent again.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.models.adapters import http, links
from headwater.models.adapters.answers import Answered, Answers, Exchange
from headwater.models.adapters.http_job.reading import age, failed, file_name, output, progress, search, text, wrong
from headwater.models.adapters.http_job.request import body, filled, path, wanted
from headwater.models.adapters.said import Answer, failure_inside
from headwater.models.job_protocol import Find, Submit

CLOCKS = 30.0
"""Seconds by which the provider's clock may differ from ours."""
LISTED = 120.0
"""Seconds after a request in which a file that was lost may still appear in the provider's list."""
LOOK_EVERY = 5.0
"""Seconds between two looks at that list."""
WORKING = 600.0
"""Seconds without a byte that an answer may take which is the file itself."""


class HttpJob:
    """Does what a provider's protocol says."""

    def __init__(self, folder: Path) -> None:
        self._answers = Answers(folder)

    async def submit(self, call: Call) -> Ticket:
        """Send the request, once; the ticket has what the answer names."""
        submit = _submit(call)
        if submit.id is None:
            return self._answers.begin(call, lambda exchange: _answer(call, submit, exchange))
        said = (await _send(call, submit, http.ANSWER)).json()
        kept = {name: text(call, expression, said) for name, expression in submit.keep.items()}
        return {"id": text(call, submit.id, said), **kept}

    async def find(self, call: Call) -> Ticket | None:
        """The ticket of a file that was made, or may be: polling looks for it. A job without its id cannot be found."""
        if _submit(call).id is None:
            lists = _list(call)
            return await self._looked_up(call, lists) if lists else await self._answers.find(call)
        words = f"{call.connection.provider.name} cannot be asked about a request whose answer was lost."
        failure = Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
        failure.lost = True
        raise failure

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How far it is. Raises `Failure` where it failed."""
        if "answer" in ticket:
            return await self._answered(call)
        poll = call.connection.provider.protocol.poll
        if poll is None:
            raise wrong(call, "cannot be asked how far a job is")
        said = await _asked(call, path(call, poll.path, ticket))
        state = poll.states.get(str(search(call, poll.status, said)))
        wrong_end = state == "succeeded" and poll.error and search(call, poll.error, said)
        if state in ("failed", "cancelled") or wrong_end:
            raise failed(call, poll, said)
        return progress(call, poll, said, state)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The result, from a link that is asked for anew each time."""
        if "answer" in ticket:
            return await self._kept_or_listed(call)
        protocol = call.connection.provider.protocol
        if protocol.fetch is None or protocol.poll is None:
            raise wrong(call, "has no result to fetch")
        place = path(call, protocol.fetch.path or protocol.poll.path, ticket)
        if protocol.fetch.bytes:
            return _file(call, place)
        return output(call, protocol.fetch, await _asked(call, place))

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Ask that it be stopped. A provider may say that it is too late."""
        cancel = call.connection.provider.protocol.cancel
        if "answer" in ticket:
            return await self._answers.cancel(call)
        if cancel is None:
            return False
        try:
            await http.ask(call.connection, path(call, cancel.path, ticket), method=cancel.method)
        except Failure:
            return False
        return True

    def samples(self, call: Call) -> bool:
        """Whether the provider publishes how its voices sound."""
        return call.connection.provider.protocol.sample is not None

    async def sample(self, call: Call) -> AsyncIterator[bytes]:
        """How the voice of a call sounds, as the provider publishes it: asked for with the key, fetched without."""
        published = call.connection.provider.protocol.sample
        if published is None:
            raise wrong(call, "does not say how its voices sound")
        said = await _asked(call, path(call, published.path, {}))
        return links.download(call.connection, text(call, published.link, said))

    async def _answered(self, call: Call) -> Progress:
        """How far a call is that is answered in one go; a lost answer is looked up for a while."""
        try:
            return await self._answers.poll(call)
        except Failure as lost:
            lists = _list(call)
            if lists is None or lost.code is not FailureCode.UNKNOWN_OUTCOME:
                raise
            if await _found(call, lists):
                return Progress(Phase.SUCCEEDED, 1.0)
            if age(call) > LISTED:
                lost.lost = False  # the list may still name it one day
                raise
            return Progress(Phase.RUNNING, again_in=LOOK_EVERY)

    async def _looked_up(self, call: Call, lists: Find) -> Ticket | None:
        """The ticket; once the file should be listed, only where it is. That it never arrived cannot be known."""
        try:
            return await self._answers.find(call)
        except Failure:
            if age(call) <= LISTED or await _found(call, lists):
                return {"answer": call.id}
        words = f"{call.connection.provider.name} does not list it among what it made."
        raise Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")

    async def _kept_or_listed(self, call: Call) -> Output:
        """The answer, or the file that the provider's list leads to."""
        try:
            return await self._answers.fetch(call)
        except Failure as lost:
            lists = _list(call)
            id = await _found(call, lists) if lists and lost.code is FailureCode.UNKNOWN_OUTCOME else None
            if lists is None or id is None:
                raise
            return _file(call, filled(call, lists.file, {"id": id}))


def _submit(call: Call) -> Submit:
    submit = call.connection.provider.protocol.submit
    if submit is None:
        raise wrong(call, "does not say how a job is submitted")
    return submit


async def _send(call: Call, submit: Submit, read: float) -> Answer:
    query = {name: filled(call, value, {}) for name, value in submit.query.items()}
    place, fields = path(call, submit.path, {}), await body(call, submit)
    return await http.send(call.connection, place, method=submit.method, read=read, json=fields, params=query or None)


async def _answer(call: Call, submit: Submit, exchange: Exchange) -> Answered:
    """The one-call form: the answer is the file."""
    answer = await _send(call, submit, WORKING)
    if answer.headers.get("content-type", "").startswith(("application/json", "text/")):
        inside = failure_inside(call.connection, answer.json())
        raise inside or wrong(call, "answered with words instead of a file")
    await asyncio.to_thread((exchange.folder / file_name(call)).write_bytes, answer.content)
    return Answered(file=file_name(call))


async def _asked(call: Call, place: str) -> Any:
    """What is told about something that may be asked again. Raises a passing `Failure` for a page that is no answer."""
    answer = await http.ask(call.connection, place)
    try:
        return answer.json()
    except Failure as failure:
        raise Failure(failure.code, failure.message, "unknown", passing=True) from failure


def _file(call: Call, place: str) -> Output:
    """A file at the provider's own address."""
    media = links.download(call.connection, http.address(call.connection, place), with_key=True)
    return Output(media=media, name=file_name(call))


def _list(call: Call) -> Find | None:
    """Where a lost file of this mode can be looked up."""
    lists = call.connection.provider.protocol.find
    return lists if lists and (not lists.modes or call.mode in lists.modes) else None


async def _found(call: Call, find: Find) -> str | None:
    """The newest item that is what was asked for, made since it was."""
    items = search(call, find.items, await _asked(call, filled(call, find.path, {})))
    conditions = {name: wanted(call, value) for name, value in find.match.items()}
    for item in items if isinstance(items, list) else []:
        same = isinstance(item, dict) and all(str(item.get(name)) == value for name, value in conditions.items())
        if same and _made_since(call, find, item):
            return text(call, find.id, item)
    return None


def _made_since(call: Call, find: Find, item: dict[str, Any]) -> bool:
    made = search(call, find.since, item)
    return isinstance(made, int | float) and made >= (call.submitted or 0) / 1000 - CLOCKS
