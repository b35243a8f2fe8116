"""Rules of the rows: what is listed, in which order, and to whom."""

import pytest
from sqlalchemy import inspect

from headwater.accounts.account import Account
from headwater.assets import store
from headwater.assets.asset import Asset, Facts, Generated, Origin, Prepared, Uploaded
from headwater.assets.search import Search
from headwater.platform.database import Database
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind

PICTURE = Facts(Kind.IMAGE, "image/png", 640, 360, None)
SONG = Facts(Kind.AUDIO, "audio/flac", None, None, 12.5)
MADE = Generated("g1", "c1", "n1", "builtin/painter", "A lighthouse at Ünder 100% fog", False, "4")


async def add(
    database: Database, account: Account, name: str, facts: Facts = PICTURE, origin: Origin | None = None
) -> Asset:
    prepared = Prepared("ab" * 32, 10, name, facts, new=True)
    async with database.write() as tx:
        return await store.add(tx, account.id, prepared, origin or Uploaded())


async def names(database: Database, account: Account, **search: object) -> list[str]:
    async with database.read() as view:
        return [asset.name for asset in await store.list_(view, account.id, Search.model_validate(search))]


async def test_an_asset_comes_back_as_it_went_in(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "song.flac", SONG, MADE)
    async with database.read() as view:
        assert await store.get(view, ann.id, asset.id) == asset


async def test_assets_are_listed_newest_first_and_in_pages(database: Database, ann: Account) -> None:
    added = [await add(database, ann, f"{number}.png") for number in range(5)]
    newest = [asset.name for asset in sorted(added, key=lambda asset: (asset.created, asset.id), reverse=True)]
    ids = {asset.name: asset.id for asset in added}
    assert await names(database, ann) == newest
    assert await names(database, ann, limit=2) == newest[:2]
    assert await names(database, ann, limit=2, before=ids[newest[1]]) == newest[2:4]
    assert await names(database, ann, before=ids[newest[4]]) == []


async def test_assets_are_found_by_kind(database: Database, ann: Account) -> None:
    await add(database, ann, "still.png")
    await add(database, ann, "song.flac", SONG)
    assert await names(database, ann, kind=Kind.AUDIO) == ["song.flac"]


@pytest.mark.parametrize("words", ["LIGHTHOUSE", "fog ünder", "100%", "painter", "made.png"])
async def test_assets_are_found_by_words_of_name_prompt_and_model(database: Database, ann: Account, words: str) -> None:
    await add(database, ann, "made.png", origin=MADE)
    await add(database, ann, "other.jpg")
    assert await names(database, ann, words=words) == ["made.png"]


async def test_all_words_have_to_be_there(database: Database, ann: Account) -> None:
    await add(database, ann, "made.png", origin=MADE)
    assert await names(database, ann, words="lighthouse desert") == []
    assert await names(database, ann, words="%") == ["made.png"]
    assert await names(database, ann, words="_") == []


async def test_another_accounts_assets_are_not_there(database: Database, ann: Account, bob: Account) -> None:
    asset = await add(database, ann, "photo.png")
    assert await names(database, bob) == []
    async with database.read() as view:
        assert await store.get_many(view, bob.id, [asset.id]) == []
        assert await store.get_many(view, ann.id, [asset.id]) == [asset]
        with pytest.raises(NotFound):
            await store.get(view, bob.id, asset.id)
        with pytest.raises(NotFound):
            await store.list_(view, bob.id, Search(before=asset.id))


async def test_the_migration_makes_the_table_that_the_store_uses(database: Database) -> None:
    async with database.read() as view:
        made = await view.run_sync(lambda sync: inspect(sync).get_columns("assets"))
        indexes = await view.run_sync(lambda sync: inspect(sync).get_indexes("assets"))
    assert [(column["name"], column["nullable"]) for column in made] == [
        (column.name, column.nullable) for column in store.assets.columns
    ]
    assert {index["name"] for index in indexes} == {index.name for index in store.assets.indexes}
