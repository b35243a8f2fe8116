"""Who is asking: the account behind a request's cookie or bearer token. And what every room's routes are handed."""

from typing import Annotated

from fastapi import Depends, Response
from starlette.requests import HTTPConnection

from headwater.accounts import store
from headwater.accounts.account import Account
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError


class SignedOut(HeadwaterError):
    """Nobody is signed in; the message says how to get in."""

    code = "signed_out"
    status = 401


def the_database(connection: HTTPConnection) -> Database:
    """The studio's database, for every route that needs it."""
    database: Database = connection.app.state.database
    return database


def the_bus(connection: HTTPConnection) -> Bus:
    """Where events are published."""
    bus: Bus = connection.app.state.bus
    return bus


TheDatabase = Annotated[Database, Depends(the_database)]
TheBus = Annotated[Bus, Depends(the_bus)]


def cookie_name(port: int) -> str:
    """The session cookie's name: browsers share cookies between ports of a host, so the port is part of it."""
    return f"headwater-{port}"


def give_cookie(response: Response, token: str, port: int) -> None:
    """Let the browser carry a session token: only to this server, never to a script, never from another site."""
    life = store.SESSION_LIFE // 1000
    response.set_cookie(cookie_name(port), token, max_age=life, httponly=True, samesite="strict", path="/")


def token_of(connection: HTTPConnection) -> str | None:
    """The session token that a request carries, if any: `Authorization: Bearer`, else the cookie."""
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        return bearer
    return connection.cookies.get(cookie_name(connection.app.state.settings.port))


async def current_account(connection: HTTPConnection, database: TheDatabase) -> Account:
    """The account that is signed in. Raises `SignedOut`."""
    token = token_of(connection)
    if token:
        async with database.read() as view:
            account = await store.signed_in(view, token)
        if account:
            return account
    raise SignedOut("Nobody is signed in here. Run `headwater open` in a terminal to open the studio.")


CurrentAccount = Annotated[Account, Depends(current_account)]
