"""What a provider said: an answer that was read whole, and the failure that it tells of."""

import json
import math
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from headwater.models.adapter import Failure, FailureCode
from headwater.models.provider import Connection

Json = Any
BUSY = 10.0
"""Seconds until the next try where a busy provider names none."""
LONGEST_WAIT = 3600.0
"""Seconds that a provider may ask us to wait."""
DETAIL = 300
"""Characters of the provider's own words that are shown."""
REFUSED_CONTENT = (
    *("content_policy", "content_filter", "moderation", "safety", "sensitive", "nsfw"),
    *("content_blocked", "prohibited_content", "blocklist", "recitation", "spii", "image_other"),
)
"""What the codes of a refusal contain, whoever the provider is; the second row is Google's."""
NO_MONEY = ("insufficient_quota", "insufficient_funds", "insufficient_credit", "billing", "exhausted_balance")
BAD_KEY = "api_key_invalid"
"""Google's reason where a key is wrong: the status is 400."""

_BY_STATUS = {
    401: FailureCode.AUTH,
    403: FailureCode.AUTH,
    408: FailureCode.TIMEOUT,
    429: FailureCode.RATE_LIMITED,
    504: FailureCode.TIMEOUT,
}


class Answer:
    """An answer that has been read whole."""

    def __init__(self, connection: Connection, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self._connection = connection
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def ok(self) -> bool:
        """Whether it says that all went well."""
        return 200 <= self.status < 300

    def json(self) -> Json:
        """Its JSON. Raises `Failure` where it is none."""
        try:
            return json.loads(self.content)
        except ValueError as error:
            words = f"{self._connection.provider.name} answered with something that is no JSON."
            raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown") from error


def refusal(
    connection: Connection, answer: Answer, *, sent: bool, explain: Callable[[Json], str] | None = None
) -> Failure:
    """The failure that an answer tells of. `sent`: of a submit; otherwise of something that may be asked again."""
    said = _said(answer.content)
    found = (explain(said) if explain else "") or _words(said)
    words = connection.without_key(found)[:DETAIL].strip() or f"It answered with status {answer.status}."
    code = _described(connection, said) or code_of(answer.status, said, sent=sent)
    if code is FailureCode.RATE_LIMITED:
        wait = retry_after(answer.headers)
        return Failure(code, words, again_in=wait if sent else None, passing=not sent)
    server_error = answer.status >= 500
    charged: Literal["unknown", "no"] = "unknown" if server_error else "no"
    failure = Failure(code, words, charged, passing=server_error and not sent)
    failure.forbidden = answer.status == 403
    return failure


def _described(connection: Connection, said: Json) -> FailureCode | None:
    """What the provider's entry says that a code in the answer comes to; it goes before what the status says."""
    known = {code.lower(): meaning for code, meaning in connection.provider.protocol.codes.items()}
    return next((FailureCode(known[word]) for word in _codes(said).split() if word in known), None)


def code_of(status: int, said: Json = None, *, sent: bool = True) -> FailureCode:
    """What a status, and the codes inside the answer, come to."""
    codes = _codes(said)
    if any(word in codes for word in NO_MONEY) or status == 402:
        return FailureCode.INSUFFICIENT_FUNDS
    if 400 <= status < 500 and any(word in codes for word in REFUSED_CONTENT):
        return FailureCode.CONTENT_POLICY
    if BAD_KEY in codes:
        return FailureCode.AUTH
    if status in (404, 410):
        return FailureCode.INVALID_INPUT if sent else FailureCode.EXPIRED
    return _BY_STATUS.get(status, FailureCode.INVALID_INPUT if 400 <= status < 500 else FailureCode.PROVIDER_ERROR)


def code_inside(said: Json) -> FailureCode:
    """What the codes inside an answer come to that came with a good status."""
    code = code_of(400, said)
    return FailureCode.PROVIDER_ERROR if code is FailureCode.INVALID_INPUT else code


def failure_inside(connection: Connection, said: Json) -> Failure | None:
    """The failure that an answer with a good status tells of; None where it tells of none."""
    words = _words(said)
    return Failure(code_inside(said), connection.without_key(words)[:DETAIL], "unknown") if words else None


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that the provider asks to wait; it may name seconds or a date."""
    value = headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            seconds = BUSY
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else BUSY


def _said(content: bytes) -> Json:
    try:
        said = json.loads(content)
    except ValueError:
        return None
    match said:
        case [{"error": _} as first]:  # Google's front end answers with a list of one
            return first
        case _:
            return said


def _words(said: Json) -> str:
    """The provider's own words, wherever it puts them."""
    match said:
        case {"error": {"message": str() as words}} | {"message": str() as words} | {"detail": str() as words}:
            return words
        case {"error": str() as words}:
            return words
        case {"detail": {"message": str() as words}}:
            return words
        case {"detail": [{"msg": str() as words}, *_]}:
            return words
        case _:
            return ""


def _codes(said: Json) -> str:
    """Every code and type in an error, in one string."""
    match said:
        case {"error": {"metadata": {"reasons": [_, *_]}}}:
            inside = [{"reason": "moderation"}]  # OpenRouter's way: its status, 403, would speak of the key
        case {"error": {"metadata": dict() as more} as error}:
            inside = [error, more]
        case {"error": {"details": list() as details} as error}:
            inside = [error, *(each for each in details if isinstance(each, dict))]
        case {"error": dict() as error}:
            inside = [error]
        case {"detail": list() as several}:
            inside = [each for each in several if isinstance(each, dict)]
        case {"detail": dict() as detail}:
            inside = [detail]
        case dict():
            inside = [said]
        case _:
            inside = []
    named = ("code", "type", "status", "error_type", "reason")
    return " ".join(str(each[name]).lower() for each in inside for name in named if each.get(name))
