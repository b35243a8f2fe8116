"""How a step of the workflow ends: a failure is a result like any other, so that it is recorded and never lost."""

import errno
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec

from headwater.assets.asset import NoSound
from headwater.assets.files import DiskFull
from headwater.models.adapter import Failure, FailureCode
from headwater.platform.children import ChildFailed, ChildRefused, ChildTimedOut
from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.identifiers import now

P = ParamSpec("P")

Ending = dict[str, Any]
"""`{"failure": code, "message": str, "charged": str, "again_at": milliseconds | None}`, or what the step gave."""


def guarded(step: Callable[P, Awaitable[Ending]]) -> Callable[P, Awaitable[Ending]]:
    """A step whose failure is its result. Other errors escape, so that a patient step tries again."""

    @wraps(step)
    async def run(*args: P.args, **kwargs: P.kwargs) -> Ending:
        try:
            return await step(*args, **kwargs)
        except Failure as failure:
            return ended(failure)
        except HeadwaterError as error:
            return ended(_told(error))

    return run


def ended(failure: Failure) -> Ending:
    """A failure as a result."""
    again_at = None if failure.again_in is None else now() + int(failure.again_in * 1000)
    said = {"failure": str(failure.code), "message": failure.message, "charged": failure.charged}
    return {**said, "again_at": again_at, "forbidden": failure.forbidden, "lost": failure.lost}


def unexpected(error: Exception) -> Ending:
    """An error that nobody foresaw, as a result."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ended(Failure(FailureCode.DISK_FULL, charged="unknown"))
    return ended(Failure(FailureCode.PROVIDER_ERROR, type(error).__name__, "unknown"))


def _told(error: HeadwaterError) -> Failure:
    """What went wrong here, as a failure; of a full disk everything is said by its code."""
    code = _code_of(error)
    return Failure(code, "" if code is FailureCode.DISK_FULL else error.message)


def _code_of(error: HeadwaterError) -> FailureCode:
    match error:
        case DiskFull():
            return FailureCode.DISK_FULL
        case ChildTimedOut():
            return FailureCode.TIMEOUT
        case ChildRefused() | NoSound() | NotFound():
            return FailureCode.INVALID_INPUT
        case ChildFailed():
            return FailureCode.PROCESS_CRASH
        case _:
            return FailureCode.PROVIDER_ERROR
