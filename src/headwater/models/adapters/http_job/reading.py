"""What a provider's answers say: taken out by the expressions of its protocol."""

import base64
from collections.abc import AsyncIterator
from decimal import Decimal, InvalidOperation
from typing import Any

import jmespath

from headwater.models.adapter import Call, Failure, FailureCode, Output, Phase, Progress
from headwater.models.adapters import links
from headwater.models.adapters.said import DETAIL, code_inside, failure_inside
from headwater.models.job_protocol import Fetch, Poll
from headwater.platform.identifiers import now

SOONEST = 0.3
"""Seconds between the first polls."""
_ENDINGS = {"image": "png", "video": "mp4", "audio": "mp3"}
"""How a file is called whose link does not say; its type is told by its bytes."""


def age(call: Call) -> float:
    """Seconds since the request left: what takes long is asked for less often."""
    return (now() - (call.submitted or now())) / 1000


def progress(call: Call, poll: Poll, said: Any, state: str | None) -> Progress:
    """How far a job is that has not failed."""
    if state == "succeeded":
        return Progress(Phase.SUCCEEDED, 1.0)
    done = search(call, poll.progress, said) if poll.progress else None
    before = search(call, poll.queue, said) if poll.queue else None
    return Progress(
        Phase.QUEUED if state == "queued" else Phase.RUNNING,
        fraction=min(max(float(done), 0.0), 1.0) if isinstance(done, int | float) else None,
        queue_position=before if isinstance(before, int) and before >= 0 else None,
        again_in=min(max(age(call) / 5, SOONEST), poll.every),
    )


def output(call: Call, fetch: Fetch, said: Any) -> Output:
    """The result that an answer tells of."""
    cost = search(call, fetch.cost, said) if fetch.cost else None
    charged = _decimal(cost)
    if fetch.text and call.model.kind == "text":
        return Output(text=text(call, fetch.text, said), charged=charged)
    found = search(call, fetch.files, said) if fetch.files else None
    links = [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, str) and each]
    if not links:
        raise failure_inside(call.connection, said) or wrong(call, "finished without a file")
    return Output(media=_media(call, links[0]), name=file_name(call), charged=charged)


def _media(call: Call, link: str) -> AsyncIterator[bytes]:
    return _inline(link) if link.startswith("data:") else links.download(call.connection, link)


async def _inline(link: str) -> AsyncIterator[bytes]:
    yield base64.b64decode(link.partition(",")[2])


def failed(call: Call, poll: Poll, said: Any) -> Failure:
    """The failure that a poll tells of."""
    words = str(search(call, poll.error, said) or "") if poll.error else ""
    named = str(search(call, poll.code, said) or "") if poll.code else ""
    known = call.connection.provider.protocol.codes.get(named)
    code = FailureCode(known) if known else code_inside({"code": named})
    return Failure(code, call.connection.without_key(words)[:DETAIL], "unknown")


def search(call: Call, expression: str, said: Any) -> Any:
    """What an expression finds. Raises `Failure` where the answer is of another shape than the protocol says."""
    try:
        return jmespath.search(expression, said)
    except jmespath.exceptions.JMESPathError as error:
        raise wrong(call, f"answered in another shape than `{expression}` expects") from error


def text(call: Call, expression: str, said: Any) -> str:
    """A word that must be there. Raises `Failure`: the one that the answer tells of, where it does."""
    found = search(call, expression, said)
    if not isinstance(found, str | int) or found == "":
        raise failure_inside(call.connection, said) or wrong(call, f"answered without `{expression}`")
    return str(found)


def wrong(call: Call, what: str) -> Failure:
    """The provider does not do what its protocol says."""
    return Failure(FailureCode.PROVIDER_ERROR, f"{call.connection.provider.name} {what}.", "unknown")


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None


def file_name(call: Call) -> str:
    """What a result is called."""
    return f"{call.model.kind}.{_ENDINGS[call.model.kind]}"
