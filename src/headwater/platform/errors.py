"""The root of every error that a person may see: a stable code, what happened, what to do next."""

from typing import Any, ClassVar


class HeadwaterError(Exception):
    """Something that a person should be told, in words that say what to do next.

    `code` is stable and listed in `docs/errors.md`; `status` is the HTTP status it answers with.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class NotFound(HeadwaterError):
    """The thing does not exist, or belongs to somebody else: the two are never told apart."""

    code = "not_found"
    status = 404


class InvalidInput(HeadwaterError):
    """What came in is not what was asked for; the message names the value and the rule."""

    code = "invalid_input"
    status = 422


class Conflict(HeadwaterError):
    """What was asked for no longer fits what is there; look again and decide anew."""

    code = "conflict"
    status = 409
