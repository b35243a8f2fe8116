"""How a conversation ends: with a text and what it cost, or with the failure that an error of the clients tells of."""

import math
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx2

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.adapters.answers import Answered
from headwater.models.adapters.chat.one_request import broken
from headwater.models.adapters.said import DETAIL, failure_inside
from headwater.models.price import Measured, PriceRule, Quantity

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse

_UNKNOWN = (FailureCode.PROVIDER_ERROR, FailureCode.UNKNOWN_OUTCOME)
"""What is called partial where some of the text has come."""


def answered(call: Call, said: "ModelResponse") -> Answered:
    """The text. Raises `Failure` where the service refused, or said nothing."""
    text, at_limit = (said.text or "").strip(), said.finish_reason == "length"
    if said.finish_reason == "content_filter":
        raise Failure(FailureCode.CONTENT_POLICY, _refusal(call, said), "unknown")
    why = _broken_off(said)
    if why and not text:
        raise Failure(FailureCode.PROVIDER_ERROR, f"{call.connection.provider.name} {why}.", "unknown")
    if not text:
        thought = " Its thinking used up the longest answer that was set." if at_limit else ""
        words = f"{call.connection.provider.name} answered without a word.{thought}"
        raise Failure(FailureCode.PROVIDER_ERROR, words, "yes")
    note = "The text ends where the longest answer that was set was reached." if at_limit else None
    charged, whence = _charged(call, said)
    facts = {"served": said.model_name, **_tokens(said), **({"dollars": whence} if whence else {})}
    partial = f"{call.connection.provider.name} {why}." if why else None
    return Answered(text=text, note=note, facts=facts, charged=charged, partial=partial)


def broken_off(call: Call, error: BaseException, heard: str | None) -> Answered:
    """What of the text had come when it broke off. Raises `Failure` where nothing had, or where it was refused."""
    found = _inside(call, error)
    if not (heard or "").strip() or found.code not in _UNKNOWN:
        raise found from error
    lost_line = found.code is FailureCode.UNKNOWN_OUTCOME
    return Answered(text=heard, partial="The line broke in the middle of the text." if lost_line else found.message)


def _broken_off(said: "ModelResponse") -> str | None:
    """Why the text cannot be whole; a reason that nobody knows is an end all the same."""
    if said.finish_reason == "error":
        return "stopped with an error"
    told = said.finish_reason or (said.provider_details or {}).get("finish_reason")
    return None if told else "stopped before it was done"


def _inside(call: Call, error: BaseException) -> Failure:
    from pydantic_ai.exceptions import ContentFilterError

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, Failure):
            return seen
        if isinstance(seen, httpx2.TransportError):
            return broken(call.connection)
        if isinstance(seen, ContentFilterError):
            return Failure(FailureCode.CONTENT_POLICY, "", "unknown")
        seen = seen.__cause__ or seen.__context__
    return _told(call, error) or _strange(call, error)


def _told(call: Call, error: BaseException) -> Failure | None:
    """What an error tells that came in the stream."""
    body: Any = getattr(error, "body", None)
    if not isinstance(body, dict):
        return None
    return failure_inside(call.connection, body if "error" in body else {"error": body})


def _strange(call: Call, error: BaseException) -> Failure:
    from pydantic_ai.exceptions import UnexpectedModelBehavior

    words = call.connection.without_key(str(error))[:DETAIL]
    told = "sent an answer that makes no sense" if isinstance(error, UnexpectedModelBehavior) else "had an error"
    return Failure(FailureCode.PROVIDER_ERROR, f"{call.connection.provider.name} {told}: {words}", "unknown")


def _refusal(call: Call, said: "ModelResponse") -> str:
    """The service's own words for a refusal, where it has some."""
    details = said.provider_details or {}
    found = details.get("refusal") or details.get("block_reason_message") or ""
    return call.connection.without_key(str(found))[:DETAIL]


def _tokens(said: "ModelResponse") -> dict[str, int]:
    counted = {"input_tokens": said.usage.input_tokens, "output_tokens": said.usage.output_tokens}
    return {name: number for name, number in counted.items() if number}


def _charged(call: Call, said: "ModelResponse") -> tuple[str | None, str | None]:
    """US dollars and where they come from: named by the service, else its tokens at the entry's price."""
    named = (said.provider_details or {}).get("cost")
    if isinstance(named, int | float) and math.isfinite(named):
        return str(Decimal(str(named))), "named by the provider"
    rule = _rule(call)
    if rule is None or not said.usage.output_tokens:
        return None, None
    counted: dict[tuple[Quantity, ...], int]
    counted = {("input_token",): said.usage.input_tokens, ("output_token",): said.usage.output_tokens}
    parts = [part for part in (rule, *rule.plus) if part.usd is not None and part.per in counted]
    total = sum(((part.usd or Decimal(0)) * counted[part.per] for part in parts), Decimal(0))
    return (str(total), "worked out from its tokens") if len(parts) == 1 + len(rule.plus) else (None, None)


def _rule(call: Call) -> PriceRule | None:
    what = call.measured or Measured(call.mode, call.settings, call.prompt)
    today = datetime.now(UTC).date()
    return next((rule for rule in call.model.prices if rule.matches(what.facts, today)), None)
