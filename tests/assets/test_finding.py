"""Finding assets: by words, model, canvas and date, straight to a place far down, and what there is to choose from."""

from dataclasses import replace

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from headwater.accounts.account import Account
from headwater.assets import store
from headwater.assets.asset import Asset, Facts, Generated, Imported, Ingredient, Origin, Prepared, Uploaded
from headwater.assets.search import LATEST, Filters, Search
from headwater.platform.database import Database
from headwater.platform.kinds import Kind

PICTURE = Facts(Kind.IMAGE, "image/png", 640, 360, None)
MADE = Generated(
    "g1", "c1", "n1", "builtin/painter", "A lighthouse in the fog", False, "4", model_name="Painter", mode="create"
)


async def add(
    database: Database, account: Account, name: str, origin: Origin | None = None, created: int | None = None
) -> Asset:
    prepared = Prepared("ab" * 32, 10, name, PICTURE, new=True)
    async with database.write() as tx:
        asset = await store.add(tx, account.id, prepared, origin or Uploaded())
        if created is not None:
            await tx.execute(update(store.assets).where(store.assets.c.id == asset.id).values(created=created))
    return asset


async def names(database: Database, account: Account, **search: object) -> list[str]:
    async with database.read() as view:
        return [asset.name for asset in await store.list_(view, account.id, Search.model_validate(search))]


@pytest.mark.parametrize("words", ["painter fog", "PAINTER", "lighthouse made.png", "builtin/painter"])
async def test_all_words_are_looked_for_in_prompts_names_and_models(
    database: Database, ann: Account, words: str
) -> None:
    await add(database, ann, "made.png", replace(MADE, model_name="The Painter"))
    await add(database, ann, "fog.png")
    assert await names(database, ann, words=words) == ["made.png"]


async def test_assets_are_found_by_their_model_and_their_canvas(database: Database, ann: Account) -> None:
    await add(database, ann, "one.png", MADE)
    await add(database, ann, "two.png", replace(MADE, canvas="c2", model="cloud/x"))
    await add(database, ann, "brought.png")
    assert await names(database, ann, model="builtin/painter") == ["one.png"]
    assert await names(database, ann, canvas="c2") == ["two.png"]
    assert await names(database, ann, canvas="c2", model="builtin/painter") == []


async def test_a_date_counts_from_its_first_moment_and_up_to_the_next_ones_first(
    database: Database, ann: Account
) -> None:
    for moment in (999, 1000, 1999, 2000):
        await add(database, ann, f"{moment}.png", created=moment)
    assert await names(database, ann, since=1000, until=2000) == ["1999.png", "1000.png"]


async def test_a_moment_that_the_database_cannot_hold_is_refused_before_it_is_asked(
    database: Database, ann: Account
) -> None:
    assert await names(database, ann, since=LATEST) == []
    with pytest.raises(ValidationError):
        Filters(until=LATEST + 1)


async def test_a_page_far_down_is_the_same_by_cursor_and_by_place(database: Database, ann: Account) -> None:
    added = [await add(database, ann, f"{number}.png", created=number // 2) for number in range(30)]
    whole = await names(database, ann, limit=200)
    ids = {asset.name: asset.id for asset in added}
    assert await names(database, ann, skip=20, limit=5) == whole[20:25]
    assert await names(database, ann, before=ids[whole[19]], limit=5) == whole[20:25]


async def test_what_arrives_meanwhile_moves_nothing_behind_a_cursor(database: Database, ann: Account) -> None:
    added = [await add(database, ann, f"{number}.png", created=number) for number in range(4)]
    await add(database, ann, "new.png", created=9)
    assert await names(database, ann, before=added[2].id) == ["1.png", "0.png"]


async def test_the_counts_say_what_there_is_to_choose_from(database: Database, ann: Account, bob: Account) -> None:
    await add(database, ann, "one.png", MADE, created=1)
    await add(database, ann, "two.png", MADE, created=2)
    await add(database, ann, "three.png", replace(MADE, canvas="c2", model="old", model_name=""), created=3)
    gone = await add(database, ann, "gone.png", replace(MADE, canvas="c3"))
    await add(database, bob, "other.png", MADE)
    async with database.write() as tx:
        await store.delete(tx, ann.id, gone.id)
        counts = await store.counts(tx, ann.id, Filters(canvas="c1"))
        bin_counts = await store.counts(tx, ann.id, Filters(deleted=True))
    assert (counts.found, counts.kept, counts.deleted) == (2, 3, 1)
    assert [(each.id, each.name, each.count) for each in counts.models] == [
        ("builtin/painter", "Painter", 2),
        ("old", "old", 1),
    ]
    assert [(each.id, each.count) for each in counts.canvases] == [("c2", 1), ("c1", 2)]
    assert (bin_counts.found, [each.id for each in bin_counts.canvases]) == (1, ["c3"])


@pytest.mark.parametrize(
    "origin",
    [
        replace(MADE, settings={"aspect": "16:9"}, references=(Ingredient("a1", Kind.VIDEO, "frame"),), note="No sea."),
        Imported("lighthouse.headwater.zip"),
        Uploaded(),
    ],
)
async def test_an_origin_comes_back_whole(database: Database, ann: Account, origin: Origin) -> None:
    asset = await add(database, ann, "made.png", origin)
    async with database.read() as view:
        assert (await store.get(view, ann.id, asset.id)).origin == origin


async def test_an_origin_from_before_these_facts_were_kept_is_still_read(database: Database, ann: Account) -> None:
    asset = await add(database, ann, "made.png", MADE)
    known = ("generation", "canvas", "node", "model", "prompt", "neural", "credits", "how")
    async with database.write() as tx:
        old = {name: getattr(MADE, name) for name in known}
        await tx.execute(update(store.assets).values(origin=old))
        found = (await store.get(tx, ann.id, asset.id)).origin
    assert found == replace(MADE, model_name="", mode="")
