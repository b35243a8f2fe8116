"""Google's Interactions API: text, pictures, video, music and speech through one request.

| the mode's `fixed` says | what happens |
|---|---|
| `background = true` | Google keeps the request and works on it; the ticket is its id, polled also after a restart |
| `stream = true` | the words of a text are listened to as they are written |
| neither | the answer comes in one go |

Google does not say which models work in the background. Where one refuses that, it took nothing, and the same
request goes out once more to be answered in one go.
"""

from pathlib import Path
from urllib.parse import quote

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress, Ticket
from headwater.models.adapters import http
from headwater.models.adapters.answers import Answered, Answers, Exchange
from headwater.models.adapters.interactions import request, result, said, written
from headwater.models.adapters.interactions.request import Body
from headwater.platform.kinds import Kind

PATH = "interactions"
TAKEN = 600.0
"""Seconds in which a request must be taken: files travel inside it, and a model may answer it in one go after all."""
POLL_EVERY = {Kind.VIDEO: 5.0}
"""Seconds between two polls: a video takes half a minute or more."""
ELSE_EVERY = 2.0


class Interactions:
    """The adapter `interactions`."""

    def __init__(self, folder: Path) -> None:
        self._answers = Answers(folder)

    async def submit(self, call: Call) -> Ticket:
        """Hand large files over, then send the request, once."""
        body = await request.body(call)
        if body.get("background"):
            try:
                with said.refusals():
                    return await _in_background(call, body)
            except Failure as failure:
                if not _refuses_background(failure):
                    raise
            body = request.in_one_go(body)
        return self._answers.begin(call, lambda exchange: _answered(call, body, exchange))

    async def find(self, call: Call) -> Ticket | None:
        """Only an answer that is here already can be found: Google lists no interactions."""
        return await self._answers.find(call)

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How far it is; a status that nobody knows is not the end."""
        if "interaction" not in ticket:
            return await self._answers.poll(call)
        told = await _asked(call, ticket)
        if ending := said.ending(call, told):
            raise ending
        again_in = POLL_EVERY.get(call.model.kind, ELSE_EVERY)
        phase = said.phase(told)
        return Progress(phase, 1.0 if phase is Phase.SUCCEEDED else None, again_in=again_in)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """What came of it, from the interaction as it is now."""
        if "interaction" not in ticket:
            return await self._answers.fetch(call)
        told = await _asked(call, ticket)
        if ending := said.ending(call, told):
            raise ending
        return result.output(call, told)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Ask Google to stop, or stop listening. Where it is too late, it ends by itself."""
        if "interaction" not in ticket:
            return await self._answers.cancel(call)
        try:
            await http.ask(call.connection, f"{_path(ticket)}/cancel", method="POST")
        except Failure:
            return False
        return True


async def _in_background(call: Call, body: Body) -> Ticket:
    told = said.told(call.connection, await http.send(call.connection, PATH, json=body, read=TAKEN))
    if not isinstance(told.get("id"), str) or not told["id"]:
        words = f"{call.connection.provider.name} took the request and named no id to ask for."
        raise Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
    return {"interaction": told["id"]}


def _refuses_background(failure: Failure) -> bool:
    """Whether the only thing wrong was to ask for work in the background."""
    return failure.code is FailureCode.INVALID_INPUT and "background" in failure.message.lower()


async def _answered(call: Call, body: Body, exchange: Exchange) -> Answered:
    with said.refusals():
        if body.get("stream"):
            told = await written.listened(call, PATH, body, exchange)
        else:
            answer = await http.send(call.connection, PATH, json=body, read=call.model.seconds)
            told = said.told(call.connection, answer)
    if ending := said.ending(call, told):
        raise ending
    return await result.kept(call, told, exchange.folder)


async def _asked(call: Call, ticket: Ticket) -> said.Told:
    try:
        answer = await http.ask(call.connection, _path(ticket))
    except Failure as failure:
        if failure.code is FailureCode.INVALID_INPUT:
            raise said.not_told(failure) from failure
        raise
    try:
        return said.told(call.connection, answer)
    except Failure as failure:  # a proxy's own page, perhaps
        raise Failure(failure.code, failure.message, "unknown", passing=True) from failure


def _path(ticket: Ticket) -> str:
    return f"{PATH}/{quote(ticket['interaction'], safe='')}"
