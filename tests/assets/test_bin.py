"""The bin: what is deleted leaves the lists, stays usable for what shows it, and comes back for 30 days."""

import pytest
from sqlalchemy import update

from headwater.accounts.account import Account
from headwater.assets import store
from headwater.assets.asset import Asset, AssetDeleted, Facts, Prepared, Uploaded
from headwater.assets.search import Search
from headwater.platform.database import Database
from headwater.platform.errors import InvalidInput, NotFound
from headwater.platform.identifiers import now
from headwater.platform.kinds import Kind

PICTURE = Facts(Kind.IMAGE, "image/png", 640, 360, None)
BIN = Search(deleted=True)


async def add(database: Database, account: Account, name: str) -> Asset:
    async with database.write() as tx:
        return await store.add(tx, account.id, Prepared("ab" * 32, 10, name, PICTURE, new=True), Uploaded())


async def delete(database: Database, account: Account, asset: Asset, at: int | None = None) -> None:
    async with database.write() as tx:
        await store.delete(tx, account.id, asset.id)
        if at is not None:
            await tx.execute(update(store.assets).where(store.assets.c.id == asset.id).values(deleted=at))


async def names(database: Database, account: Account, search: Search | None = None) -> list[str]:
    async with database.read() as view:
        return [asset.name for asset in await store.list_(view, account.id, search or Search())]


async def test_a_deleted_asset_is_in_the_bin_and_nowhere_else(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    await add(database, ann, "other.png")
    await delete(database, ann, asset)
    assert await names(database, ann) == ["other.png"]
    assert await names(database, ann, BIN) == ["photo.png"]


async def test_the_one_deleted_last_comes_first(database: Database, ann: Account) -> None:
    first, second = [await add(database, ann, name) for name in ("first.png", "second.png")]
    await delete(database, ann, second, at=1)
    await delete(database, ann, first, at=2)
    assert await names(database, ann, BIN) == ["first.png", "second.png"]
    assert await names(database, ann, Search(deleted=True, before=first.id)) == ["second.png"]


async def test_a_cursor_that_left_the_bin_is_refused(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    with pytest.raises(InvalidInput, match="not in the bin"):
        await names(database, ann, Search(deleted=True, before=asset.id))


async def test_a_restored_asset_is_as_before(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    await delete(database, ann, asset)
    async with database.write() as tx:
        assert await store.restore(tx, ann.id, asset.id) == asset
    assert await names(database, ann, BIN) == []


async def test_after_thirty_days_nothing_comes_back(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    await delete(database, ann, asset, at=now() - store.BIN_LIFE - 1)
    with pytest.raises(AssetDeleted, match="30 days"):
        async with database.write() as tx:
            await store.restore(tx, ann.id, asset.id)


async def test_deleting_again_does_not_prolong_the_life_in_the_bin(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    await delete(database, ann, asset, at=1)
    async with database.write() as tx:
        assert (await store.delete(tx, ann.id, asset.id)).deleted == 1


async def test_nobody_deletes_or_restores_what_is_anothers(database: Database, ann: Account, bob: Account) -> None:
    asset = await add(database, ann, "photo.png")
    for act in (store.delete, store.restore):
        with pytest.raises(NotFound):
            async with database.write() as tx:
                await act(tx, bob.id, asset.id)
    assert await names(database, ann) == ["photo.png"]


async def test_a_deleted_asset_cannot_be_put_to_use(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    async with database.read() as view:
        assert await store.usable(view, ann.id, asset.id) == asset
    await delete(database, ann, asset)
    async with database.read() as view:
        with pytest.raises(AssetDeleted, match="Restore it"):
            await store.usable(view, ann.id, asset.id)


async def test_an_asset_that_is_gone_for_good_is_known_but_in_no_list(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "photo.png")
    await delete(database, ann, asset, at=1)
    async with database.write() as tx:
        await store.mark_purged(tx, [asset.id])
        assert (await store.get(tx, ann.id, asset.id)).purged is not None
        assert await store.get_many(tx, ann.id, [asset.id]) == []
        assert not await store.named(tx, asset.sha)
    assert await names(database, ann) == await names(database, ann, BIN) == []
