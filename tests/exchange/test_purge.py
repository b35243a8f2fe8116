"""Emptying the bin: after 30 days a file is gone for good, and never one that anything else still needs."""

import random

import pytest
from sqlalchemy import update

from headwater.assets import intake
from headwater.assets.store import BIN_LIFE, assets
from headwater.exchange.purge import Purge
from headwater.platform.errors import NotFound
from headwater.platform.identifiers import now
from tests.assets import samples
from tests.desk import Desk, Json, node
from tests.generation.work import held_up, parts, somebody_else
from tests.runs.planned import plan

LATER = BIN_LIFE + 60_000
PICTURE = samples.picture("PNG", (64, 64))


@pytest.fixture(autouse=True)
def rows_follow_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits an hour until a file counts as settled."""
    monkeypatch.setattr(intake, "ROW_FOLLOWS", 0.0)


async def purge(desk: Desk, later: int = LATER) -> None:
    """Look into the bins as if `later` milliseconds had passed."""
    made = parts(desk)
    await Purge(made.database, made.bus, made.files, made.media, made.intake).once(now() + later)


async def upload(desk: Desk, data: bytes = PICTURE, name: str = "photo.png") -> Json:
    answer = await desk.http.post("/api/assets", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def delete(desk: Desk, asset: str) -> None:
    assert (await desk.http.delete(f"/api/assets/{asset}")).status_code == 200


async def stored(desk: Desk, sha: str) -> bool:
    try:
        return await parts(desk).files.size(sha) > 0
    except NotFound:
        return False


async def test_after_thirty_days_the_file_is_gone_and_says_so(desk: Desk) -> None:
    asset = await upload(desk)
    await delete(desk, asset["id"])
    await purge(desk)
    assert not await stored(desk, asset["sha"])
    for part in ("file", "preview"):
        answer = await desk.http.get(f"/api/assets/{asset['id']}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (410, "asset_deleted")
    assert (await desk.http.post(f"/api/assets/{asset['id']}/restore")).status_code == 410
    assert (await desk.get(f"/api/assets/{asset['id']}"))["purged"]
    assert await desk.get("/api/assets?deleted=true") == []


async def test_within_thirty_days_everything_is_still_there(desk: Desk) -> None:
    asset = await upload(desk)
    await delete(desk, asset["id"])
    await purge(desk, BIN_LIFE - 60_000)
    assert (await desk.http.get(f"/api/assets/{asset['id']}/file")).content == PICTURE
    assert (await desk.http.post(f"/api/assets/{asset['id']}/restore")).json()["deleted"] is None


async def test_what_was_not_deleted_is_never_removed(desk: Desk) -> None:
    asset = await upload(desk)
    await purge(desk)
    assert await stored(desk, asset["sha"])


async def test_a_file_that_another_account_has_stays(desk: Desk) -> None:
    mine = await upload(desk)
    async with somebody_else(desk) as other:
        theirs = await upload(other)
        await delete(desk, mine["id"])
        await purge(desk)
        assert (await other.http.get(f"/api/assets/{theirs['id']}/file")).content == PICTURE
    assert (await desk.http.get(f"/api/assets/{mine['id']}/file")).status_code == 410


async def test_a_file_that_somebody_can_still_restore_stays(desk: Desk) -> None:
    mine = await upload(desk)
    async with somebody_else(desk) as other:
        await delete(desk, mine["id"])
        theirs = await upload(other)
        await delete(other, theirs["id"])
        async with desk.studio.database.write() as tx:
            await tx.exec_driver_sql(f"UPDATE assets SET deleted = 1 WHERE id = '{mine['id']}'")
        await purge(desk, 0)
        assert (await other.http.post(f"/api/assets/{theirs['id']}/restore")).status_code == 200
        assert (await other.http.get(f"/api/assets/{theirs['id']}/file")).status_code == 200
    assert (await desk.get(f"/api/assets/{mine['id']}"))["purged"]


async def test_two_deleted_twins_take_their_file_along(desk: Desk) -> None:
    first, second = await upload(desk), await upload(desk)
    await delete(desk, first["id"])
    await delete(desk, second["id"])
    await purge(desk)
    assert not await stored(desk, first["sha"])


async def test_a_file_that_arrived_a_moment_ago_waits_for_its_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asset = await upload(desk)
    await delete(desk, asset["id"])
    monkeypatch.setattr(intake, "ROW_FOLLOWS", 3600.0)
    await upload_without_row(desk)
    await purge(desk)
    assert await stored(desk, asset["sha"])


async def upload_without_row(desk: Desk) -> None:
    """Bytes that are stored and whose row is still to come."""

    async def bytes_() -> Json:
        yield PICTURE

    await parts(desk).intake.prepare(bytes_(), "photo.png")


async def test_a_file_that_a_running_generation_reads_stays_until_it_has_ended(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("still", "image", prompt="A calm sea"), node("shot", "video", prompt="Slow push in")], [("still", "shot")]
    )
    still = await desk.generate(canvas, "still")
    sha = (await desk.get(f"/api/assets/{still['asset']}"))["sha"]
    doubles = held_up(desk)
    running = (await desk.press(canvas, "shot")).json()["id"]
    await delete(desk, still["asset"])
    await purge(desk)
    assert await stored(desk, sha)
    doubles.go.set()
    assert (await desk.ended(running))["state"] == "succeeded"
    await purge(desk)
    assert not await stored(desk, sha)


async def test_what_was_taken_out_of_a_video_goes_with_it(desk: Desk) -> None:
    film = await upload(desk, samples.film("mp4"), "shot.mp4")
    frame = await parts(desk).media.last_frame(film["sha"])
    await delete(desk, film["id"])
    await purge(desk)
    assert not await stored(desk, frame.sha)


async def test_a_canvas_with_a_file_that_is_gone_opens_and_its_takes_say_so(desk: Desk) -> None:
    canvas = await desk.canvas([node("still", "image", prompt="A calm sea")])
    still = await desk.generate(canvas, "still")
    await delete(desk, still["asset"])
    assert (await desk.http.get(f"/api/assets/{still['asset']}/preview")).status_code == 200
    await purge(desk)
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/still/takes")
    assert take["purged"] is not None
    assert (await desk.get(f"/api/canvases/{canvas}"))["nodes"][0]["id"] == "still"


async def test_a_reference_whose_file_is_gone_is_named_before_anything_is_paid(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("still", "image", title="Still", prompt="A calm sea"), node("shot", "video", prompt="Push in")],
        [("still", "shot")],
    )
    still = await desk.generate(canvas, "still")
    await delete(desk, still["asset"])
    assert (await desk.panel(canvas, "shot"))["can_generate"]
    assert (await plan(desk, canvas, "nodes", "shot"))["can_run"]
    await purge(desk)
    planned = await plan(desk, canvas, "nodes", "shot")
    panel = await desk.panel(canvas, "shot")
    assert not panel["can_generate"]
    gone = "The file of “Still” was deleted. Choose another take, or remove the connection"
    assert (panel["reason"]["code"], panel["reason"]["message"]) == ("gone_reference", gone)
    assert planned["nodes"][0]["reason"] == panel["reason"]


async def test_a_generation_whose_input_vanished_fails_in_words_and_gives_its_credits_back(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("still", "image", prompt="A calm sea"), node("shot", "video", prompt="Push in")], [("still", "shot")]
    )
    still = await desk.generate(canvas, "still")
    before = await desk.balance()
    await parts(desk).files.remove((await desk.get(f"/api/assets/{still['asset']}"))["sha"])
    ended = await desk.generate(canvas, "shot")
    assert (ended["state"], ended["error"]["code"]) == ("failed", "invalid_input")
    assert "it was deleted" in ended["error"]["message"]
    assert await desk.balance() == before


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_no_file_goes_that_an_asset_still_has(desk: Desk, seed: int) -> None:
    """Two accounts with the same two files, many times over, deleted and restored while the days pass."""
    chance = random.Random(seed)
    contents = [samples.picture("PNG", (8 + number, 8)) for number in range(2)]
    async with somebody_else(desk) as other:
        for _ in range(24):
            who = chance.choice([desk, other])
            match chance.choice(["upload", "delete", "delete", "restore", "days", "purge"]):
                case "upload":
                    await upload(who, chance.choice(contents))
                case "delete":
                    await act_on_any(who, chance, "", "DELETE", "")
                case "restore":
                    await act_on_any(who, chance, "?deleted=true", "POST", "/restore")
                case "days":
                    await let_days_pass(desk, chance.randint(5, 25))
                case _:
                    await purge(desk, 0)
            for each in (desk, other):
                await all_files_are_there(each)


async def act_on_any(desk: Desk, chance: random.Random, among: str, method: str, action: str) -> None:
    """Delete or restore any one of the assets that are listed."""
    listed = await desk.get(f"/api/assets{among}")
    if listed:
        await desk.http.request(method, f"/api/assets/{chance.choice(listed)['id']}{action}")


async def let_days_pass(desk: Desk, days: int) -> None:
    """Everything in the bin has been there for so much longer."""
    older = assets.c.deleted - days * 24 * 3600 * 1000
    async with desk.studio.database.write() as tx:
        await tx.execute(update(assets).where(assets.c.deleted.is_not(None)).values(deleted=older))


async def all_files_are_there(desk: Desk) -> None:
    """What can be seen, or restored still, has its file."""
    restorable = [asset for asset in await desk.get("/api/assets?deleted=true") if asset["deleted"] > now() - BIN_LIFE]
    for asset in [*await desk.get("/api/assets"), *restorable]:
        assert await stored(desk, asset["sha"])
