"""The SQL of assets: one row for each arrival of a file in an account."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    exists,
    insert,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.asset import Asset, Generated, Imported, Ingredient, Origin, Prepared, Uploaded
from headwater.platform.database import metadata
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import new_id, now
from headwater.platform.kinds import Kind

MOST = 200
"""Assets that one page holds at most."""

_IS_DELETED = text("deleted IS NOT NULL")

assets = Table(
    "assets",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("sha", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("mime", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("seconds", Float),
    Column("origin", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("canvas", String),
    Column("model", String),
    Column("deleted", BigInteger),
    Column("purged", BigInteger),
    CheckConstraint("kind IN ('image', 'video', 'audio')", name="kind_of_file"),
    CheckConstraint("length(sha) = 64", name="whole_hash"),
    CheckConstraint("size > 0", name="not_empty"),
    Index("ix_assets_account_created", "account", "created", "id"),
    Index("ix_assets_sha", "sha"),
    Index("ix_assets_account_canvas", "account", "canvas", "created"),
    Index("ix_assets_account_model", "account", "model", "created"),
    Index("ix_assets_deleted", "deleted", sqlite_where=_IS_DELETED, postgresql_where=_IS_DELETED),
)
"""`words` is what a search looks through: name, prompt and model in one case; `canvas` and `model` are the origin's."""


async def add(tx: AsyncConnection, account: str, prepared: Prepared, origin: Origin) -> Asset:
    """A new asset of `account` with the prepared file."""
    facts = prepared.facts
    asset = Asset(
        id=new_id(),
        account=account,
        sha=prepared.sha,
        kind=facts.kind,
        mime=facts.mime,
        size=prepared.size,
        name=prepared.name,
        width=facts.width,
        height=facts.height,
        seconds=facts.seconds,
        origin=origin,
        created=now(),
    )
    made = origin if isinstance(origin, Generated) else None
    found_by = {"words": _words(asset), "canvas": made and made.canvas, "model": made and made.model}
    await tx.execute(insert(assets).values(**asdict(asset), **found_by))
    return asset


async def get(view: AsyncConnection, account: str, id: str) -> Asset:
    """An asset of `account`. Raises `NotFound`, also for another account's."""
    row = (await view.execute(select(assets).where(assets.c.id == id, assets.c.account == account))).first()
    if row is None:
        raise NotFound(f"There is no asset `{id}`.")
    return _asset(row)


async def get_many(view: AsyncConnection, account: str, ids: Iterable[str]) -> list[Asset]:
    """Those of `ids` that are assets of `account`, in no order."""
    mine = (assets.c.account == account) & assets.c.id.in_(list(ids))
    return [_asset(row) for row in await view.execute(select(assets).where(mine))]


async def list_(  # noqa: PLR0913
    view: AsyncConnection,
    account: str,
    *,
    kind: Kind | None = None,
    words: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[Asset]:
    """Assets of `account`, newest first: of one kind, with all of the `words`, older than the asset `before`."""
    found = select(assets).where(assets.c.account == account)
    if kind:
        found = found.where(assets.c.kind == kind)
    for word in (words or "").casefold().split():
        found = found.where(assets.c.words.contains(word, autoescape=True))
    if before:
        last = await get(view, account, before)
        found = found.where(tuple_(assets.c.created, assets.c.id) < (last.created, last.id))
    newest = found.order_by(assets.c.created.desc(), assets.c.id.desc()).limit(min(limit, MOST))
    return [_asset(row) for row in await view.execute(newest)]


async def named(view: AsyncConnection, sha: str) -> bool:
    """Whether any asset of any account has this file."""
    return bool((await view.execute(select(exists().where(assets.c.sha == sha)))).scalar())


def _words(asset: Asset) -> str:
    origin = asset.origin
    made = (origin.prompt, origin.model, origin.model_name) if isinstance(origin, Generated) else ()
    return " ".join((asset.name, *made)).casefold()


def _asset(row: Row[Any]) -> Asset:
    known = {field.name: getattr(row, field.name) for field in fields(Asset)}
    return Asset(**known | {"kind": Kind(row.kind), "origin": _origin(row.origin)})


def _origin(values: dict[str, Any]) -> Origin:
    match values["how"]:
        case "generated":
            went_in = tuple(Ingredient(**each | {"kind": Kind(each["kind"])}) for each in values.get("references", ()))
            return Generated(**values | {"references": went_in})
        case "imported":
            return Imported(**values)
        case _:
            return Uploaded()
