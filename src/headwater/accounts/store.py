"""The SQL of accounts: the owner, one-use sign-in codes, session tokens (only their hashes are kept)."""

import hashlib
import secrets

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.accounts.account import Account
from headwater.platform.database import metadata
from headwater.platform.identifiers import new_id, now

CODE_LIFE = 10 * 60 * 1000
"""Milliseconds for which a sign-in code may be used."""
SESSION_LIFE = 400 * 24 * 3600 * 1000
"""Milliseconds for which a session lasts; browsers keep no cookie longer than 400 days."""

accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("first_canvas", BigInteger),
)
"""`first_canvas`: when the account got its first canvas; null while it waits for it."""

credentials = Table(
    "credentials",
    metadata,
    Column("hash", String, primary_key=True),
    Column("account", ForeignKey("accounts.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
"""`kind` is `code` (used once, short-lived) or `session` (a browser's cookie or a script's token)."""


async def owner(connection: AsyncConnection) -> Account | None:
    """The account of the person whose machine this is; None before the first start."""
    row = (await connection.execute(select(accounts).order_by(accounts.c.created).limit(1))).first()
    return Account(row.id, row.name) if row else None


async def create(connection: AsyncConnection, name: str) -> Account:
    """A new account without credits."""
    account = Account(new_id(), name)
    await connection.execute(insert(accounts).values(id=account.id, name=name, created=now()))
    return account


async def awaits_first_canvas(connection: AsyncConnection, account: str) -> bool:
    """Whether the account has never got its first canvas."""
    waiting = (accounts.c.id == account) & accounts.c.first_canvas.is_(None)
    return (await connection.execute(select(accounts.c.id).where(waiting))).first() is not None


async def got_first_canvas(connection: AsyncConnection, account: str) -> None:
    """Note that the account has got its first canvas: it never gets another one."""
    await connection.execute(update(accounts).where(accounts.c.id == account).values(first_canvas=now()))


async def new_code(connection: AsyncConnection, account: Account) -> str:
    """A code that signs `account` in once, within `CODE_LIFE`."""
    return await _issue(connection, account, "code", CODE_LIFE)


async def new_session(connection: AsyncConnection, account: Account) -> str:
    """A token that stands for `account` for `SESSION_LIFE`."""
    return await _issue(connection, account, "session", SESSION_LIFE)


async def redeem(connection: AsyncConnection, code: str) -> Account | None:
    """The account of an unused code, which is used up by this; None if it is unknown, used or too old."""
    used = delete(credentials).where(_valid(code, "code")).returning(credentials.c.account)
    return await _account(connection, (await connection.execute(used)).scalar())


_SIGNED_IN = (
    select(accounts)
    .join(credentials, credentials.c.account == accounts.c.id)
    .where(credentials.c.hash == bindparam("secret"), credentials.c.kind == "session")
    .where(credentials.c.expires > bindparam("moment"))
)
"""Put together once: every request asks for it, and putting it together takes as long as asking."""


async def signed_in(connection: AsyncConnection, token: str) -> Account | None:
    """The account that a session token stands for; None if it is unknown or too old."""
    row = (await connection.execute(_SIGNED_IN, {"secret": _hash(token), "moment": now()})).first()
    return Account(row.id, row.name) if row else None


def _valid(secret: str, kind: str) -> ColumnElement[bool]:
    table = credentials.c
    return (table.hash == _hash(secret)) & (table.kind == kind) & (table.expires > now())


async def _issue(connection: AsyncConnection, account: Account, kind: str, life: int) -> str:
    secret = secrets.token_urlsafe(32)
    row = {"hash": _hash(secret), "account": account.id, "kind": kind, "expires": now() + life}
    await connection.execute(delete(credentials).where(credentials.c.expires <= now()))
    await connection.execute(insert(credentials).values(row))
    return secret


async def _account(connection: AsyncConnection, id: str | None) -> Account | None:
    row = (await connection.execute(select(accounts).where(accounts.c.id == id))).first()
    return Account(row.id, row.name) if row else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
