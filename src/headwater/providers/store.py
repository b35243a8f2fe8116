"""The SQL of connections and of an account's own models."""

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.platform.database import metadata
from headwater.platform.identifiers import now
from headwater.providers.connection import Kept, OwnModel

connections = Table(
    "connections",
    metadata,
    Column("account", String, ForeignKey("accounts.id"), primary_key=True),
    Column("provider", String, primary_key=True),
    Column("type", String),
    Column("url", String),
    Column("sealed", LargeBinary),
    Column("created", BigInteger, nullable=False),
)
"""`sealed` is the encrypted key; `type` that of a server of one's own."""

own_models = Table(
    "own_models",
    metadata,
    Column("account", String, ForeignKey("accounts.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("provider", String, nullable=False),
    Column("entry", JSON, nullable=False),
    Column("edit", JSON, nullable=False),
    Column("created", BigInteger, nullable=False),
)
"""`entry` is a model entry as in a catalogue file; `edit` what the person said of it."""


async def kept(view: AsyncConnection, account: str) -> dict[str, Kept]:
    """The connections of an account, by provider, oldest first."""
    mine = select(connections).where(connections.c.account == account).order_by(connections.c.created)
    return {row.provider: Kept.model_validate(row._mapping) for row in await view.execute(mine)}


async def keep(tx: AsyncConnection, account: str, connection: Kept) -> None:
    """Write a connection, in place of the one to the same provider."""
    before = select(connections.c.created).where(_to(account, connection.provider))
    created = (await tx.execute(before)).scalar() or now()
    await tx.execute(delete(connections).where(_to(account, connection.provider)))
    row = {**connection.model_dump(), "account": account, "created": created}
    await tx.execute(insert(connections).values(row))


async def forget(tx: AsyncConnection, account: str, provider: str) -> bool:
    """Remove a connection with its key and its models; False if there was none."""
    await replace_models(tx, account, provider, ())
    return (await tx.execute(delete(connections).where(_to(account, provider)))).rowcount == 1


async def models(view: AsyncConnection, account: str) -> list[OwnModel]:
    """An account's own models, by provider in the order in which they came."""
    mine = select(own_models).where(own_models.c.account == account).order_by(own_models.c.created, own_models.c.id)
    return [OwnModel.model_validate(row._mapping) for row in await view.execute(mine)]


async def replace_models(tx: AsyncConnection, account: str, provider: str, found: Iterable[OwnModel]) -> None:
    """Let these be all models of a provider."""
    of_it = and_(own_models.c.account == account, own_models.c.provider == provider)
    await tx.execute(delete(own_models).where(of_it))
    rows = [{**each.model_dump(mode="json"), "account": account, "created": now()} for each in found]
    if rows:
        await tx.execute(insert(own_models), rows)


async def put_model(tx: AsyncConnection, account: str, model: OwnModel) -> None:
    """Write one model, in place of the one with the same id."""
    it = and_(own_models.c.account == account, own_models.c.id == model.id)
    created = (await tx.execute(select(own_models.c.created).where(it))).scalar() or now()
    await tx.execute(delete(own_models).where(it))
    await tx.execute(
        insert(own_models).values({**model.model_dump(mode="json"), "account": account, "created": created})
    )


async def remove_model(tx: AsyncConnection, account: str, id: str) -> bool:
    """Remove one model; False if there was none."""
    it = and_(own_models.c.account == account, own_models.c.id == id)
    return (await tx.execute(delete(own_models).where(it))).rowcount == 1


def _to(account: str, provider: str) -> ColumnElement[bool]:
    return and_(connections.c.account == account, connections.c.provider == provider)
