"""Files behind links that a provider gave: fetched and brought from and to public addresses only, without the key.

Only a server that the person named may lie on a private network, and only a file at the connection's own address
may be asked for with the key.
"""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters.http import client, origin, unreachable
from headwater.models.provider import Connection

FILE_BYTES = 4 * 2**30
"""Bytes of a file that is fetched."""
PIECE = 2**18
"""Bytes of a file that are sent at a time."""
REDIRECTS = 3
"""How often a link to a file may lead on."""


async def download(connection: Connection, url: str, *, with_key: bool = False) -> AsyncIterator[bytes]:
    """The bytes behind a link that the provider gave. Raises `Failure`, a passing one where a new link may help.

    `with_key`: the file lies at the connection's own address and asks for the key, which goes nowhere else.
    """
    for _ in range(REDIRECTS + 1):
        target, headers, extensions = await _keyed_or_guarded(connection, url, with_key)
        try:
            async with (
                client(connection) as http,
                http.stream("GET", target, headers=headers, extensions=extensions) as answer,
            ):
                if answer.is_redirect:
                    url = str(httpx2.URL(url).join(answer.headers.get("location", "")))
                    continue
                _check_file(answer, with_key and target == url)
                size = 0
                async for piece in answer.aiter_bytes():
                    size += len(piece)
                    if size > FILE_BYTES:
                        raise Failure(
                            FailureCode.PROVIDER_ERROR, "The file is larger than any that makes sense.", "yes"
                        )
                    yield piece
                return
        except httpx2.TransportError as error:
            words = f"The file broke off while it was fetched ({type(error).__name__})."
            raise Failure(FailureCode.PROVIDER_ERROR, words, "yes", passing=True) from error
    raise Failure(FailureCode.PROVIDER_ERROR, "The link to the file leads on and on.", "yes")


async def put(connection: Connection, url: str, file: Path, mime: str) -> None:
    """Bring a file to a link that the provider gave for it, without the key. May be done again. Raises `Failure`."""
    target, headers, extensions = await _guarded(connection, url)
    size = (await asyncio.to_thread(file.stat)).st_size
    told = {**headers, "Content-Type": mime, "Content-Length": str(size)}
    try:
        async with client(connection) as http:
            answer = await http.put(target, content=_pieces(file), headers=told, extensions=extensions)
    except httpx2.TransportError as error:
        raise unreachable(connection, error, passing=True) from error
    if not answer.is_success:
        words = f"{connection.provider.name} did not take a reference (status {answer.status_code})."
        raise Failure(FailureCode.PROVIDER_ERROR, words, passing=answer.status_code >= 500)


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(file.open, "rb") as source:
        while piece := await asyncio.to_thread(source.read, PIECE):
            yield piece


def _check_file(answer: httpx2.Response, keyed: bool) -> None:
    if keyed and answer.status_code == 401:
        raise Failure(FailureCode.AUTH, "The key no longer opens the finished file.", "yes")
    if answer.status_code in (401, 403, 404, 410):
        raise Failure(FailureCode.EXPIRED, "The link to the file has expired.", "yes", passing=True)
    if not answer.is_success:
        words = f"The file could not be fetched (status {answer.status_code})."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "yes", passing=True)


async def _keyed_or_guarded(
    connection: Connection, url: str, with_key: bool
) -> tuple[str, dict[str, str], dict[str, Any]]:
    if with_key and origin(url) == origin(connection.url):
        return url, dict(connection.headers()), {}
    return await _guarded(connection, url)


async def _guarded(connection: Connection, url: str) -> tuple[str, dict[str, str], dict[str, Any]]:
    """Where to connect for `url`: a server that the person named as it is, others by a public address of theirs."""
    if connection.own and origin(url) == origin(connection.url):
        return url, {}, {}
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Failure(FailureCode.PROVIDER_ERROR, "The link to the file is not safe to follow.", "yes")
    found = await _public_address(parts.hostname, parts.port or 443)
    host = parts.netloc.rpartition("@")[2]
    return str(httpx2.URL(url).copy_with(host=found)), {"Host": host}, {"sni_hostname": parts.hostname}


async def _public_address(host: str, port: int) -> str:
    """An address of `host` on the public internet, checked and used as it is: no second look-up may say otherwise."""
    try:
        infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        words = f"The file's server cannot be found ({host})."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "yes", passing=True) from error
    addresses = [str(info[4][0]) for info in infos]
    if not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in addresses):
        words = f"The link to the file leads into a private network ({host})."
        raise Failure(FailureCode.PROVIDER_ERROR, words, "yes")
    return addresses[0]
