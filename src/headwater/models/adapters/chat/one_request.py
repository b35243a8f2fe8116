"""A way out for the official clients that lets one request through: whatever they would like to retry, it goes once."""

import httpx2

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters.http import CONNECT, line, unreachable
from headwater.models.adapters.said import Answer, failure_inside, refusal
from headwater.models.provider import Connection

ERROR_BYTES = 2**20
"""Bytes that are read of an answer that tells of an error."""
_NOT_SENT = ("authorization", "x-api-key", "x-goog-api-key", "openai-organization", "openai-project")
"""What the official clients add of their own, or from the environment; the provider's own headers say what is sent."""


class OneRequest(httpx2.AsyncBaseTransport):
    """Sends the first request, and turns everything that goes wrong into a `Failure`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._way = line(connection)
        self._sent = False
        self._failed: Failure | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to the request. Raises `Failure` for a refusal, a broken line, and for a second request."""
        if self._sent:
            words = "The request was about to be sent a second time."
            raise self._failed or Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
        self._sent = True
        try:
            return await self._answer(request)
        except Failure as failure:
            self._failed = failure
            raise

    async def aclose(self) -> None:
        """Close the line."""
        await self._way.aclose()

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self._dress(request)
        try:
            answer = await self._way.send(request, stream=True)
            if answer.is_success and not _is_json(answer):
                return answer
            content = await _beginning(answer)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol) as error:
            raise unreachable(self._connection, error) from error
        except httpx2.TransportError as error:
            raise broken(self._connection) from error
        said = Answer(self._connection, answer.status_code, answer.headers, content)
        raise self._inside(said) if said.ok else refusal(self._connection, said, sent=True)

    def _dress(self, request: httpx2.Request) -> None:
        """The connection's own headers and no other key; and our patience for the connection itself."""
        for name in _NOT_SENT:
            request.headers.pop(name, None)
        request.headers.update(self._connection.headers())
        waits = dict(request.extensions.get("timeout", {})) | {"connect": CONNECT, "pool": CONNECT}
        request.extensions = {**request.extensions, "timeout": waits}

    def _inside(self, answer: Answer) -> Failure:
        """What a good status tells that comes with JSON, where a stream was asked for."""
        words = f"{self._connection.provider.name} did not stream its answer."
        return failure_inside(self._connection, answer.json()) or Failure(FailureCode.PROVIDER_ERROR, words, "unknown")


def broken(connection: Connection) -> Failure:
    """What is said where the line broke after the request had left."""
    words = f"The connection to {connection.provider.name} broke before its answer came."
    return Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")


def client(connection: Connection, read: float) -> httpx2.AsyncClient:
    """A client for one request, with seconds to wait for each next byte."""
    return httpx2.AsyncClient(transport=OneRequest(connection), timeout=httpx2.Timeout(read, connect=CONNECT))


def _is_json(answer: httpx2.Response) -> bool:
    return "json" in answer.headers.get("content-type", "").partition(";")[0].lower()


async def _beginning(answer: httpx2.Response) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > ERROR_BYTES:
            break
    await answer.aclose()
    return bytes(content[:ERROR_BYTES])
