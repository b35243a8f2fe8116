"""Every error leaves as `{"code", "message", "details"}` with a fitting status, and never with a stack or a key."""

import logging
from typing import Any

from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from headwater.platform.errors import HeadwaterError

log = logging.getLogger(__name__)

SOCKET_REFUSED = 4401
"""Close code of a socket that was refused before it opened."""
_HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


class ErrorShown(BaseModel):
    """What went wrong."""

    code: str
    """Stable; listed in `docs/errors.md`."""
    message: str
    """For the person: what happened and what to do next."""
    details: dict[str, Any] = {}


def answer(status: int, code: str, message: str, details: dict[str, Any] | None = None) -> JSONResponse:
    """An error as a response."""
    return JSONResponse(ErrorShown(code=code, message=message, details=details or {}).model_dump(), status)


def install(app: FastAPI) -> None:
    """Make `app` answer every error in the one shape."""
    app.add_exception_handler(HeadwaterError, _told)  # type: ignore[arg-type]  # serves requests and sockets
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _told(connection: HTTPConnection, error: Exception) -> JSONResponse | None:
    assert isinstance(error, HeadwaterError)
    if isinstance(connection, WebSocket):
        await connection.close(SOCKET_REFUSED, error.message)
        return None
    return answer(error.status, error.code, error.message, error.details)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    why = first["msg"].removeprefix("Value error, ")
    return answer(422, "invalid_input", f"`{place}` does not fit: {why}.", {"place": place, "why": why})


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return answer(error.status_code, _HTTP_CODES.get(error.status_code, "error"), f"{error.detail}.")


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(500, "internal", "Something failed inside the studio. Nothing was lost; try again.")
