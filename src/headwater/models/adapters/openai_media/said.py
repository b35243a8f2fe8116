"""What an answer says beside its result: an error under a good status, or nothing of use."""

from typing import Any, Literal

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters.said import DETAIL, Answer, code_of, refusal
from headwater.models.provider import Connection


def no_error(connection: Connection, answer: Answer) -> dict[str, Any]:
    """The answer's JSON. Raises `Failure` where it is no object, or holds an error although all went well."""
    said = answer.json()
    if not isinstance(said, dict):
        raise Failure(
            FailureCode.PROVIDER_ERROR, f"{connection.provider.name} answered with something else.", "unknown"
        )
    if isinstance(said.get("error"), dict):
        told = Answer(connection, _status(said), answer.headers, answer.content)
        raise refusal(connection, told, sent=True)
    return said


def _status(said: dict[str, Any]) -> int:
    """The status that an error inside an answer stands for: its own number, else by what its words come to."""
    code = said["error"].get("code")
    if isinstance(code, int) and 400 <= code < 600:
        return code
    return 502 if code_of(400, said) is FailureCode.INVALID_INPUT else 400


def job_failed(connection: Connection, said: dict[str, Any]) -> Failure:
    """The failure that a failed job tells of, in a sentence or with a code."""
    error = said.get("error")
    told = error if isinstance(error, dict) else {"message": str(error or ""), "code": str(error or "")}
    words = str(told.get("message") or "") or f"{connection.provider.name} could not make the video."
    code = code_of(400, {"error": {**told, "reason": str(told.get("message", "")).replace(" ", "_")}})
    cost = said["usage"].get("cost") if isinstance(said.get("usage"), dict) else None
    kept: Literal["yes", "no", "unknown"] = "unknown" if cost is None else "yes" if cost else "no"
    known = FailureCode.PROVIDER_ERROR if code is FailureCode.INVALID_INPUT else code
    return Failure(known, connection.without_key(words)[:DETAIL], kept)
