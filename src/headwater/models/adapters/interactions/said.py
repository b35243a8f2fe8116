"""What an interaction says of itself: how far it is, and how it ended where it did not end well."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Phase
from headwater.models.adapters.said import DETAIL, Answer, code_of
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind

Told = dict[str, Any]
"""An interaction, as JSON."""
_STATUS = {
    "authentication": 401,
    "payment_required": 402,
    "permission_denied": 403,
    "rate_limit_exceeded": 429,
    "quota_exceeded": 429,
    "too_many_requests": 429,
    "deadline_exceeded": 504,
    "api_error": 500,
    "service_unavailable": 503,
    "unimplemented": 501,
}
"""The HTTP status that Google's error codes stand for (ai.google.dev, api-errors); all others come to 400."""
_WORDS = {
    "cancelled": (FailureCode.CANCELLED, "says that it was cancelled"),
    "incomplete": (FailureCode.PARTIAL, "stopped before it was complete"),
    "budget_exceeded": (FailureCode.INSUFFICIENT_FUNDS, "says that the budget of this key is used up"),
    "requires_action": (FailureCode.PROVIDER_ERROR, "waits for a tool that it was not given"),
}
_BLOCKED = re.compile(r"\bblocked\b[^.]*\b(safety|policy|policies|prohibited)\b", re.IGNORECASE)
"""How Google words a refusal of content whose code is that of any bad request."""
_GONE = "invalid interaction name"
"""What Google answers, with status 400, where it does not have the interaction that is asked for."""


@contextmanager
def refusals() -> Iterator[None]:
    """Name a refusal of content by its words where its code does not."""
    try:
        yield
    except Failure as failure:
        if failure.code is not FailureCode.INVALID_INPUT or not _BLOCKED.search(failure.message):
            raise
        raise Failure(FailureCode.CONTENT_POLICY, failure.message, failure.charged) from failure


def not_told(failure: Failure) -> Failure:
    """What a bad request comes to where only its state was asked for: it has been seen for one that was at work."""
    if _GONE in failure.message.lower():
        return Failure(FailureCode.EXPIRED, failure.message, "unknown")
    return Failure(failure.code, failure.message, "unknown", passing=True)


def told(connection: Connection, answer: Answer) -> Told:
    """The interaction in an answer. Raises `Failure` where there is none."""
    found = answer.json()
    if not isinstance(found, dict):
        words = f"{connection.provider.name} answered with something else."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown")
    return found


def phase(told: Told) -> Phase:
    """Where it is. Words that nobody knows mean that it goes on."""
    match told.get("status"):
        case "completed" | "incomplete":
            return Phase.SUCCEEDED
        case "queued":
            return Phase.QUEUED
        case _:
            return Phase.RUNNING


def ending(call: Call, told: Told) -> Failure | None:
    """The failure that it tells of; None where it goes on or went well. A text that was cut short is a text."""
    status = told.get("status")
    if status == "incomplete" and call.model.kind is Kind.TEXT and words(told):
        return None
    if status == "failed" or (status == "completed" and not _gave_anything(told) and any(_errors(told))):
        return failed(call.connection, next(_errors(told), {}))
    if status not in _WORDS:
        return None
    code, why = _WORDS[status]
    detail = next((str(error["message"]) for error in _errors(told) if error.get("message")), "")
    sentence = f"{call.connection.provider.name} {why}. {detail}".strip()
    return Failure(code, call.connection.without_key(sentence)[:DETAIL], "unknown")


def failed(connection: Connection, error: Told) -> Failure:
    """The failure that an error tells of, by its code; a code may be a URI."""
    name = str(error.get("code") or "").rstrip("/").replace("#", "/").rpartition("/")[2].lower()
    named = {"code": name, "status": error.get("status")}
    code = code_of(_STATUS.get(name, 400), {"error": named}, sent=False)
    if _BLOCKED.search(str(error.get("message") or "")):
        code = FailureCode.CONTENT_POLICY
    elif code is FailureCode.INVALID_INPUT and name not in ("invalid_request", "out_of_range", "parameter_unknown"):
        code = FailureCode.PROVIDER_ERROR
    sentence = str(error.get("message") or "") or f"{connection.provider.name} could not do it."
    return Failure(code, connection.without_key(sentence)[:DETAIL], "unknown")


def contents(told: Told) -> Iterator[Told]:
    """All that the model put out, without its thoughts."""
    for step in _dicts(told.get("steps")):
        if step.get("type") == "model_output":
            yield from _dicts(step.get("content"))


def words(told: Told) -> str:
    """The text in it."""
    return "".join(str(each.get("text") or "") for each in contents(told) if each.get("type") == "text").strip()


def _gave_anything(told: Told) -> bool:
    return any(contents(told))


def _errors(told: Told) -> Iterator[Told]:
    yield from _dicts(told.get("errors"))
    yield from _dicts([told.get("error")])
    for step in _dicts(told.get("steps")):
        yield from _dicts([step.get("error")])


def _dicts(several: Any) -> Iterator[Told]:
    yield from (each for each in several if isinstance(each, dict)) if isinstance(several, list) else ()
