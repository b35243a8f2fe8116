"""HTTP to providers: one request at a time, never sent again by itself, and every bad answer a typed `Failure`.

The key goes to the connection's own address and nowhere else.
"""

import logging
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx2

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters.said import Answer, refusal
from headwater.models.provider import Connection

Json = Any
CONNECT = 10.0
"""Seconds in which a provider must take the connection."""
ANSWER = 60.0
"""Seconds without a byte after which an ordinary call is given up."""
ANSWER_BYTES = 128 * 2**20
"""Bytes of an answer that is read whole: pictures come as base64 inside JSON."""


def keep_secrets() -> None:
    """Let the libraries' own logs say nothing of single requests: they show headers, and links that are secret."""
    for name in ("httpcore2", "httpx2", "openai", "anthropic", "google_genai"):
        logging.getLogger(name).setLevel(logging.WARNING)


@asynccontextmanager
async def client(connection: Connection, read: float = ANSWER) -> AsyncIterator[httpx2.AsyncClient]:
    """A client that neither retries nor follows redirects; only own servers are reached without a proxy of ours."""
    async with line(connection, httpx2.Timeout(read, connect=CONNECT)) as http:
        yield http


def line(connection: Connection, timeout: httpx2.Timeout | None = None) -> httpx2.AsyncClient:
    """What `client` opens; whoever asks for it closes it."""
    trust_env = not connection.own
    return httpx2.AsyncClient(
        timeout=timeout, follow_redirects=False, trust_env=trust_env, verify=_certificates(trust_env)
    )


@cache
def _certificates(trust_env: bool) -> ssl.SSLContext:
    """Whom to believe. Read once: reading takes 27 ms of nothing else, for each client and each proxy of it."""
    return httpx2.create_ssl_context(trust_env=trust_env)


async def send(
    connection: Connection,
    path: str,
    *,
    read: float = ANSWER,
    method: str = "POST",
    explain: Callable[[Json], str] | None = None,
    **body: Any,
) -> Answer:
    """Submit a request, once. Raises `Failure`; `unknown_outcome` where it may have arrived without an answer.

    `path` is below the connection's address. `body`: `json`, `content`, `data`, `files`, `headers` as for httpx2.
    `explain` finds the provider's own words in a refusal, where they lie elsewhere than usual.
    """
    with _once(connection):
        answer = await _whole(connection, method, path, read, body)
    if not answer.ok:
        raise refusal(connection, answer, sent=True, explain=explain)
    return answer


@asynccontextmanager
async def listen(
    connection: Connection, path: str, *, read: float = ANSWER, **body: Any
) -> AsyncIterator[AsyncIterator[str]]:
    """Submit a request, once, whose answer comes line by line. Raises `Failure` as `send` does, also on the way."""
    headers = {**connection.headers(), **body.pop("headers", {})}
    with _once(connection):
        where = address(connection, path)
        async with client(connection, read) as http, http.stream("POST", where, headers=headers, **body) as it:
            if not it.is_success:
                answer = Answer(connection, it.status_code, it.headers, await it.aread())
                raise refusal(connection, answer, sent=True)
            yield it.aiter_lines()


@contextmanager
def _once(connection: Connection) -> Iterator[None]:
    """What a broken line means for something that may be sent once: whether it left decides."""
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol) as error:
        raise unreachable(connection, error) from error
    except httpx2.TransportError as error:
        words = f"The connection to {connection.provider.name} broke before its answer came."
        raise Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown") from error


async def ask(connection: Connection, path: str, *, read: float = ANSWER, method: str = "GET", **body: Any) -> Answer:
    """Ask something that may be asked again. Raises `Failure`, a passing one where asking again may help."""
    try:
        answer = await _whole(connection, method, path, read, body)
    except httpx2.TransportError as error:
        raise unreachable(connection, error, passing=True) from error
    if not answer.ok:
        raise refusal(connection, answer, sent=False)
    return answer


async def _whole(connection: Connection, method: str, path: str, read: float, body: dict[str, Any]) -> Answer:
    headers = {**connection.headers(), **body.pop("headers", {})}
    where = address(connection, path)
    async with client(connection, read) as http, http.stream(method, where, headers=headers, **body) as answer:
        content = bytearray()
        async for piece in answer.aiter_bytes():
            content += piece
            if len(content) > ANSWER_BYTES:
                raise Failure(FailureCode.PROVIDER_ERROR, "The answer is larger than any that makes sense.", "unknown")
        return Answer(connection, answer.status_code, answer.headers, bytes(content))


def address(connection: Connection, path: str) -> str:
    """The URL of a path below the connection's address. A whole URL must be of the same origin: the key goes along."""
    if not path.startswith(("http:", "https:")):
        return f"{connection.url}/{path.lstrip('/')}"
    if origin(path) != origin(connection.url):
        words = f"{connection.provider.name} named an address that is not its own ({urlsplit(path).hostname})."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "unknown")
    return path


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def unreachable(connection: Connection, error: Exception, *, passing: bool = False) -> Failure:
    """What is said where nobody answers; nothing was sent."""
    words = f"{connection.provider.name} cannot be reached at {urlsplit(connection.url).netloc}: {_cause(error)}."
    return Failure(FailureCode.PROVIDER_ERROR, words, "unknown" if passing else "no", passing=passing)


def _cause(error: Exception) -> str:
    match error:
        case httpx2.TimeoutException():
            return "no answer came in time"
        case httpx2.ConnectError():
            return "nobody answers there"
        case _:
            return "the connection broke"
