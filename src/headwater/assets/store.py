"""The SQL of assets: one row for each arrival of a file in an account."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    and_,
    bindparam,
    exists,
    func,
    insert,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from headwater.assets.asset import Asset, AssetDeleted, Generated, Imported, Ingredient, Origin, Prepared, Uploaded
from headwater.assets.search import CanvasCount, Counts, Filters, ModelCount, Search
from headwater.platform.database import metadata
from headwater.platform.errors import InvalidInput, NotFound
from headwater.platform.identifiers import new_id, now
from headwater.platform.kinds import Kind

BIN_LIFE = 30 * 24 * 3600 * 1000
"""Milliseconds for which a deleted asset can be restored."""
GONE = "This file was deleted, and more than 30 days have passed: it cannot be brought back."

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


async def usable(view: AsyncConnection, account: str, id: str) -> Asset:
    """An asset that can be put to use. Raises `NotFound`, and `AssetDeleted` where it is in the bin or gone."""
    asset = await get(view, account, id)
    if asset.deleted is not None:
        raise AssetDeleted(GONE if asset.purged else "This file was deleted. Restore it in the assets to use it.")
    return asset


_MANY = select(assets).where(
    assets.c.account == bindparam("account"),
    assets.c.id.in_(bindparam("wanted", expanding=True)),
    assets.c.purged.is_(None),
)


async def get_many(view: AsyncConnection, account: str, ids: Iterable[str]) -> list[Asset]:
    """Those of `ids` that are assets of `account` and still have their file, in no order."""
    wanted = list(ids)
    if not wanted:
        return []
    return [_asset(row) for row in await view.execute(_MANY, {"account": account, "wanted": wanted})]


_GONE_FILES = (
    select(func.count())
    .select_from(assets)
    .where(assets.c.account == bindparam("account"), assets.c.deleted.is_not(None), assets.c.purged.is_not(None))
)


async def gone_files(view: AsyncConnection, account: str) -> int:
    """How many assets of `account` have lost their file for good: it only grows, since none is ever got back."""
    return int((await view.execute(_GONE_FILES, {"account": account})).scalar_one())


async def list_(view: AsyncConnection, account: str, search: Search) -> list[Asset]:
    """The assets of `account` that are looked for, newest first. Raises `InvalidInput`, `NotFound` for a bad cursor."""
    moment = assets.c.deleted if search.deleted else assets.c.created
    found = select(assets).where(*_fitting(account, search))
    if search.before:
        last = await get(view, account, search.before)
        seen = last.deleted if search.deleted else last.created
        if seen is None:
            raise InvalidInput(f"`before`: the asset `{last.id}` is not in the bin any more. Start again from the top.")
        found = found.where(tuple_(moment, assets.c.id) < (seen, last.id))
    page = found.order_by(moment.desc(), assets.c.id.desc()).offset(search.skip).limit(search.limit)
    return [_asset(row) for row in await view.execute(page)]


async def counts(view: AsyncConnection, account: str, filters: Filters) -> Counts:
    """How many there are, and which models and canvases occur."""
    here = _fitting(account, Filters(deleted=filters.deleted))
    return Counts(
        found=await _count(view, _fitting(account, filters)),
        kept=await _count(view, _fitting(account, Filters())),
        deleted=await _count(view, _fitting(account, Filters(deleted=True))),
        models=await _models(view, here),
        canvases=await _canvases(view, here),
    )


async def delete(tx: AsyncConnection, account: str, id: str) -> Asset:
    """Put an asset into the bin; again is a no-op. Raises `NotFound`."""
    mine = update(assets).where(assets.c.account == account, assets.c.id == id, assets.c.deleted.is_(None))
    await tx.execute(mine.values(deleted=now()))
    return await get(tx, account, id)


async def restore(tx: AsyncConnection, account: str, id: str) -> Asset:
    """Take an asset out of the bin; again is a no-op. Raises `NotFound`, and `AssetDeleted` when it is too late."""
    asset = await get(tx, account, id)
    if asset.purged or (asset.deleted is not None and asset.deleted < now() - BIN_LIFE):
        raise AssetDeleted(GONE)
    await tx.execute(update(assets).where(assets.c.id == id).values(deleted=None))
    return await get(tx, account, id)


async def expired(view: AsyncConnection, before: int) -> list[Asset]:
    """What has been in the bin since a moment earlier than `before`, of every account."""
    old = select(assets).where(assets.c.deleted < before, assets.c.purged.is_(None)).order_by(assets.c.deleted)
    return [_asset(row) for row in await view.execute(old)]


async def mark_purged(tx: AsyncConnection, ids: Iterable[str]) -> None:
    """Note that the files of these assets are gone, for them."""
    await tx.execute(update(assets).where(assets.c.id.in_(list(ids))).values(purged=now()))


async def shas(view: AsyncConnection) -> set[str]:
    """The hash of every file that an asset of any account has."""
    return set(await view.scalars(select(assets.c.sha).where(assets.c.purged.is_(None)).distinct()))


async def named(view: AsyncConnection, sha: str, but: Iterable[str] = ()) -> bool:
    """Whether any asset of any account has this file, not counting the assets `but`."""
    has = exists().where(assets.c.sha == sha, assets.c.purged.is_(None), assets.c.id.not_in(list(but)))
    return bool((await view.execute(select(has))).scalar())


def _fitting(account: str, filters: Filters) -> list[ColumnElement[bool]]:
    table = assets.c
    binned = and_(table.deleted.is_not(None), table.purged.is_(None)) if filters.deleted else table.deleted.is_(None)
    wanted = [table.account == account, binned]
    wanted += [table.kind == filters.kind] if filters.kind else []
    wanted += [table.words.contains(word, autoescape=True) for word in (filters.words or "").casefold().split()]
    wanted += [table.model == filters.model] if filters.model else []
    wanted += [table.canvas == filters.canvas] if filters.canvas else []
    wanted += [table.created >= filters.since] if filters.since is not None else []
    wanted += [table.created < filters.until] if filters.until is not None else []
    return wanted


async def _count(view: AsyncConnection, fitting: list[ColumnElement[bool]]) -> int:
    return int((await view.execute(select(func.count()).select_from(assets).where(*fitting))).scalar_one())


async def _models(view: AsyncConnection, fitting: list[ColumnElement[bool]]) -> list[ModelCount]:
    amount = func.count().label("amount")
    name = func.max(assets.c.origin["model_name"].as_string()).label("name")
    found = select(assets.c.model, name, amount).where(*fitting, assets.c.model.is_not(None)).group_by(assets.c.model)
    rows = await view.execute(found.order_by(amount.desc(), assets.c.model))
    return [ModelCount(id=row.model, name=row.name or row.model, count=row.amount) for row in rows]


async def _canvases(view: AsyncConnection, fitting: list[ColumnElement[bool]]) -> list[CanvasCount]:
    newest = func.max(assets.c.created).desc()
    found = select(assets.c.canvas, func.count().label("amount")).where(*fitting, assets.c.canvas.is_not(None))
    rows = await view.execute(found.group_by(assets.c.canvas).order_by(newest))
    return [CanvasCount(id=row.canvas, count=row.amount) for row in rows]


def _words(asset: Asset) -> str:
    origin = asset.origin
    made = (origin.prompt, origin.model, origin.model_name) if isinstance(origin, Generated) else ()
    return " ".join((asset.name, *made)).casefold()


_FIELDS = tuple(field.name for field in fields(Asset))
_values = attrgetter(*_FIELDS)


def _asset(row: Row[Any]) -> Asset:
    known = dict(zip(_FIELDS, _values(row), strict=True))
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
