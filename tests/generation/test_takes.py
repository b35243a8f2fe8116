"""The takes of a node: what they tell of the request behind them, and how they are added, deleted and restored."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from headwater.canvas.document import Document
from headwater.canvas.edits import replace_text, show
from headwater.generation.generation import State
from headwater.platform import database as platform
from headwater.platform.database import Database, sqlite_url
from tests import reading
from tests.desk import Desk, Json, node
from tests.generation.work import deleted, edit, held_up, node_of, parts, somebody_else, until, written

MIGRATIONS = Path(platform.__file__).parent / "migrations"


def place(canvas: str, node: str = "it") -> str:
    return f"/api/canvases/{canvas}/nodes/{node}/takes"


async def ids(desk: Desk, canvas: str, node: str = "it") -> list[str]:
    return [take["id"] for take in await desk.get(place(canvas, node))]


async def thrice(desk: Desk) -> tuple[str, list[str]]:
    """A canvas with a picture that was generated three times; the takes, oldest first."""
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    made = [(await desk.generate(canvas, "it"))["take"]]
    for prompt in ("A storm", "After the storm"):
        await edit(desk, canvas, written("it", prompt))
        made.append((await desk.generate(canvas, "it"))["take"])
    return canvas, made


async def delete(desk: Desk, canvas: str, take: str, node: str = "it") -> Json:
    answer = await desk.http.delete(f"{place(canvas, node)}/{take}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def let_show(desk: Desk, canvas: str, take: Json) -> None:
    """Choose a take as a browser does."""
    (found,) = [each for each in await desk.get(place(canvas)) if each["id"] == take]
    shown = {"take": take, "asset": found["asset"]}

    def change(document: Document) -> None:
        document.nodes["it"]["shown"] = shown

    await edit(desk, canvas, change)


async def test_a_generated_take_tells_the_whole_request_behind_it(desk: Desk) -> None:
    nodes = [
        node("words", "text", title="Mood", text="Cold and patient"),
        node("one", "image", prompt="A harbour"),
        node("two", "image", prompt="A pier"),
        node("it", "image", prompt="Like ⟦two⟧ at night", settings={"seconds": 0}),
    ]
    canvas = await desk.canvas(nodes, [("words", "it"), ("one", "it"), ("two", "it")])
    given = [await desk.generate(canvas, each) for each in ("one", "two")]
    generation = await desk.generate(canvas, "it")
    (take,) = await desk.get(place(canvas))
    made = take["made"]
    assert made["prompt"] == "Cold and patient\n\nLike Image 2 at night"
    assert [(each["node"], each["label"], each["kind"], each["asset"]) for each in made["references"]] == [
        ("one", "Image 1", "image", given[0]["asset"]),
        ("two", "Image 2", "image", given[1]["asset"]),
    ]
    assert all(len(each["sha"]) == 64 for each in made["references"])
    assert (made["generation"], made["mode"], made["mode_name"], made["credits"]) == (
        generation["id"],
        "edit",
        "Edit",
        generation["price"],
    )
    (model,) = [each for each in await desk.get("/api/models") if each["id"] == made["model"]]
    assert made["model_name"] == model["name"]
    assert made["settings"]["seconds"] == 0
    assert made["created"] == generation["created"]
    assert made["seconds"] == (generation["ended"] - generation["created"]) / 1000


async def test_a_take_keeps_what_was_set_and_not_what_followed(desk: Desk) -> None:
    nodes = [node("up", "image", prompt="A harbour"), node("it", "image", prompt="Like ⟦up⟧")]
    canvas = await desk.canvas(nodes, [("up", "it")])
    await desk.generate(canvas, "up")
    await desk.generate(canvas, "it")
    (take,) = await desk.get(place(canvas))
    kept = {"prompt": "Like ⟦up⟧", "mode": None, "model": None, "settings": {"seconds": 0}}
    assert take["made"]["arranged"] == kept
    assert take["made"]["mode"] == "edit"


async def test_typed_text_and_uploads_have_no_request_behind_them(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text")])
    answer = await desk.http.post(place(canvas), json={"text": "My own words."})
    assert (answer.status_code, answer.json()["how"], answer.json()["made"]) == (201, "typed", None)


async def test_a_generation_is_found_by_its_model(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    made = await desk.generate(canvas, "it")
    assert reading.rows(desk.studio.settings.home, "studio", "SELECT model FROM generations") == [(made["model"],)]


async def test_the_takes_are_counted_and_come_in_pages(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    assert await desk.get(f"{place(canvas)}/count") == {"takes": 3, "newer": 0}
    await let_show(desk, canvas, made[0])
    assert await desk.get(f"{place(canvas)}/count") == {"takes": 3, "newer": 2}
    pages = [await desk.get(f"{place(canvas)}?skip={skip}&limit=2") for skip in (0, 2)]
    assert [[take["id"] for take in page] for page in pages] == [[made[2], made[1]], [made[0]]]


async def test_a_deleted_take_is_gone_from_its_node_and_its_file_stays_in_the_assets(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    asset = (await desk.get(place(canvas)))[1]["asset"]
    await delete(desk, canvas, made[1])
    assert await ids(desk, canvas) == [made[2], made[0]]
    assert await desk.get(f"{place(canvas)}/count") == {"takes": 2, "newer": 0}
    assert (await desk.get(f"/api/assets/{asset}"))["deleted"] is None


async def test_a_restored_take_is_where_it_was(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    await delete(desk, canvas, made[1])
    answer = await desk.http.post(f"{place(canvas)}/{made[1]}/restore")
    assert (answer.status_code, answer.json()["id"]) == (200, made[1])
    assert await ids(desk, canvas) == made[::-1]


@pytest.mark.parametrize(("which", "instead"), [(2, 1), (1, 0), (0, 1)])
async def test_in_place_of_a_deleted_take_comes_the_one_before_it_else_the_one_after(
    desk: Desk, which: int, instead: int
) -> None:
    canvas, made = await thrice(desk)
    assert (await delete(desk, canvas, made[which]))["instead"]["id"] == made[instead]


async def test_nothing_comes_in_place_of_the_only_take(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    made = await desk.generate(canvas, "it")
    assert (await delete(desk, canvas, made["take"]))["instead"] is None


async def test_a_deleted_take_that_its_node_shows_again_is_a_take_again(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    await let_show(desk, canvas, made[1])
    await delete(desk, canvas, made[1])
    assert await ids(desk, canvas) == made[::-1]
    await let_show(desk, canvas, made[2])
    assert await ids(desk, canvas) == [made[2], made[0]]


async def test_a_deleted_take_that_is_back_by_undo_stays_when_a_generation_takes_its_place(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    await delete(desk, canvas, made[2])
    fourth = await desk.generate(canvas, "it")
    assert await ids(desk, canvas) == [fourth["take"], *made[::-1]]


async def test_a_take_deleted_before_it_was_shown_is_not_shown(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    first = await desk.generate(canvas, "it")
    await edit(desk, canvas, written("it", "A storm"))
    second = await desk.generate(canvas, "it")
    await let_show(desk, canvas, first["take"])
    await delete(desk, canvas, second["take"])
    home = desk.studio.settings.home
    reading.rows(home, "studio", f"UPDATE generations SET placed = NULL WHERE id = '{second['id']}'")
    await parts(desk).placing.place(second["id"])
    assert (await node_of(desk, canvas, "it")).shown.take == first["take"]
    assert (await desk.get(f"/api/generations/{second['id']}"))["placed"] is False


async def test_a_take_that_the_node_does_not_have_can_be_neither_deleted_nor_restored(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    other = await desk.canvas([node("it", "image")])
    for take in (made[0], "nothing"):
        answers = [
            await desk.http.delete(f"{place(other)}/{take}"),
            await desk.http.post(f"{place(other)}/{take}/restore"),
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
    assert await ids(desk, canvas) == made[::-1]


async def test_nobody_else_sees_counts_deletes_or_restores_a_take(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    async with somebody_else(desk) as other:
        answers = [
            await other.http.get(f"{place(canvas)}/count"),
            await other.http.delete(f"{place(canvas)}/{made[0]}"),
            await other.http.post(f"{place(canvas)}/{made[0]}/restore"),
            await other.http.post(f"{place(canvas)}/adopt"),
        ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert await ids(desk, canvas) == made[::-1]


async def test_a_deleted_take_is_no_use_of_its_asset(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    asset = (await desk.get(place(canvas)))[1]["asset"]
    await delete(desk, canvas, made[1])
    assert (await desk.get(f"/api/assets/{asset}/uses"))["nodes"] == []


async def test_a_copied_canvas_has_no_deleted_takes(desk: Desk) -> None:
    canvas, made = await thrice(desk)
    await delete(desk, canvas, made[1])
    copy = (await desk.http.post(f"/api/canvases/{canvas}/duplicate")).json()["id"]
    takes = await desk.get(place(copy))
    assert [take["made"]["prompt"] for take in takes] == ["After the storm", "A calm sea"]


async def test_only_a_node_that_is_there_gets_a_take(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text")])
    await edit(desk, canvas, deleted("it"))
    refused = await desk.http.post(place(canvas), json={"text": "Lost?"})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


async def test_a_node_takes_only_what_is_of_its_kind(desk: Desk) -> None:
    canvas = await desk.canvas([node("up", "image", prompt="A harbour"), node("it", "video")])
    made = await desk.generate(canvas, "up")
    for content in ({"asset": made["asset"]}, {"text": "Words"}):
        refused = await desk.http.post(place(canvas), json=content)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    assert await ids(desk, canvas) == []


async def test_the_same_typed_text_is_one_take(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text")])
    one, again = [(await desk.http.post(place(canvas), json={"text": "Twice"})).json() for _ in range(2)]
    assert one["id"] == again["id"]
    assert await ids(desk, canvas) == [one["id"]]


async def test_text_that_was_deleted_and_typed_again_is_kept_when_generated_text_replaces_it(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A poem", text="My own words.")])
    typed = (await desk.http.post(place(canvas), json={"text": "My own words."})).json()
    await delete(desk, canvas, typed["id"])
    await desk.generate(canvas, "it")
    assert [take["text"] for take in await desk.get(place(canvas))][1:] == ["My own words."]


async def test_what_a_copied_node_shows_is_among_its_takes(desk: Desk) -> None:
    canvas, made = await copied(desk)
    assert await ids(desk, canvas, "copy") == [made["take"]]
    assert await desk.get(f"{place(canvas, 'copy')}/count") == {"takes": 1, "newer": 0}


async def test_what_a_copied_node_came_with_stays_when_it_generates(desk: Desk) -> None:
    canvas, made = await copied(desk)
    second = await desk.generate(canvas, "copy")
    takes = await desk.get(place(canvas, "copy"))
    assert [take["asset"] for take in takes] == [second["asset"], made["asset"]]
    assert takes[1]["made"]["prompt"] == "A calm sea"
    assert await ids(desk, canvas, "it") == [made["take"]]


async def test_what_a_copied_node_came_with_is_adopted_once(desk: Desk) -> None:
    canvas, made = await copied(desk)
    for _ in range(2):
        assert (await desk.http.post(f"{place(canvas, 'copy')}/adopt")).status_code == 204
    (own,) = await desk.get(place(canvas, "copy"))
    assert (own["node"], own["asset"]) == ("copy", made["asset"])


async def test_what_a_copied_node_came_with_stays_when_an_upload_takes_its_place(desk: Desk) -> None:
    canvas, made = await copied(desk)
    other = await desk.generate(canvas, "it")
    await desk.http.post(place(canvas, "copy"), json={"asset": other["asset"]})
    assert {take["asset"] for take in await desk.get(place(canvas, "copy"))} == {made["asset"], other["asset"]}


async def test_deleting_what_a_copied_node_came_with_leaves_the_take_of_the_other(desk: Desk) -> None:
    canvas, made = await copied(desk)
    assert (await delete(desk, canvas, made["take"], "copy"))["instead"] is None
    assert await ids(desk, canvas, "it") == [made["take"]]


async def copied(desk: Desk) -> tuple[str, Json]:
    """A canvas with a generated picture, and a copy of its node; the generation."""
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea"), node("copy", "image", prompt="A storm")])
    made = await desk.generate(canvas, "it")
    shown = (await node_of(desk, canvas, "it")).shown
    await edit(desk, canvas, lambda document: show(document, "copy", shown))
    return canvas, made


async def test_text_typed_while_it_generates_is_kept(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    await edit(desk, canvas, lambda document: replace_text(document, "it", "Typed in another tab"))
    held.go.set()
    await desk.ended(id)
    assert [take["how"] for take in await desk.get(place(canvas))] == ["generated", "typed"]


def at(path: Path, revision: str) -> None:
    """A database file at a revision of its schema."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def rows(path: Path, query: str, *values: Json) -> Sequence[Json]:
    with closing(sqlite3.connect(path)) as database, database:
        return database.execute(query, values).fetchall()


async def test_generations_of_earlier_versions_are_found_by_their_model_and_know_no_arrangement(tmp_path: Path) -> None:
    path = tmp_path / "studio.db"
    at(path, "0009")
    request = json.dumps({"kind": "image", "prompt": "é", "references": [], "mode": "create", "model": "a/b"})
    columns = "id, account, canvas, node, key, request, hash, price, state, cancelling, created"
    rows(path, f"INSERT INTO generations ({columns}) VALUES (1, 1, 1, 1, 1, ?, '', 0, 'failed', 0, 5)", request)
    rows(
        path,
        "INSERT INTO takes (id, account, canvas, node, kind, how, text, created) VALUES (1,1,1,1,'text','typed','a',0)",
    )
    database = Database(sqlite_url(path))
    await database.migrate()
    await database.close()
    assert rows(path, "SELECT model, arranged, created FROM generations") == [("a/b", None, 5)]
    assert rows(path, "SELECT id, deleted FROM takes") == [("1", None)]
