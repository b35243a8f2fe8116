"""Trying a connection out: a call that costs nothing, and for a server of one's own the list of its models."""

from dataclasses import dataclass

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters import http
from headwater.models.provider import Connection
from headwater.platform.identifiers import now
from headwater.providers.connection import ServerType, State
from headwater.providers.listing import Listed, list_models


@dataclass(frozen=True)
class Finding:
    """How it stood with a provider when it was last tried."""

    state: State
    message: str | None = None
    at: int | None = None
    """Milliseconds since 1970; None where it was never tried."""


@dataclass(frozen=True)
class Checked:
    """What came of trying."""

    finding: Finding
    models: list[Listed] | None = None
    """What a server of one's own lists; None where it was not asked or did not say."""


async def check(connection: Connection, type: ServerType | None) -> Checked:
    """Try a connection. Where the provider has no free call, the key is taken as it is."""
    try:
        if type is ServerType.OPENAI:
            return Checked(Finding(State.CONNECTED, at=now()), await list_models(connection))
        call = connection.provider.check
        if call:
            await http.ask(connection, call.path, method=call.method)
        return Checked(Finding(State.CONNECTED, at=now() if call else None))
    except Failure as failure:
        return Checked(found(connection, failure))


def found(connection: Connection, failure: Failure) -> Finding:
    """What a failed try says of the connection."""
    name = connection.provider.name
    if failure.code is FailureCode.AUTH:
        words = f"{name} did not accept the key. Enter another one." if connection.key else f"{name} asks for a key."
        return Finding(State.REFUSED, f"{words} ({failure.message})", now())
    return Finding(State.UNREACHABLE, failure.message, now())
