"""What becomes of a result: a take that its node shows, an asset, events in every tab; and whose all of it is."""

import httpx2

from headwater.assets.asset import AssetEvent
from headwater.canvas.edits import show
from headwater.credits.ledger import CreditsChanged
from headwater.generation.generation import GenerationChanged, GenerationText, State
from tests.desk import Desk, node
from tests.generation.work import deleted, edit, held_up, node_of, overheard, rooms, somebody_else, until, written


async def test_a_node_shows_its_newest_result_and_keeps_the_earlier_ones(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    first = await desk.generate(canvas, "it")
    await edit(desk, canvas, written("it", "A storm"))
    second = await desk.generate(canvas, "it")
    takes = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert [take["id"] for take in takes] == [second["take"], first["take"]]
    assert {take["how"] for take in takes} == {"generated"}
    shown = (await node_of(desk, canvas, "it")).shown
    assert (shown.take, shown.asset, shown.mime) == (second["take"], second["asset"], "image/png")


async def test_typed_text_becomes_a_take_when_generated_text_replaces_it(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A poem", text="My own words.")])
    await desk.generate(canvas, "it")
    generated, typed = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert (generated["how"], typed["how"], typed["text"]) == ("generated", "typed", "My own words.")
    now = await node_of(desk, canvas, "it")
    assert (now.text, now.shown.take) == (generated["text"], generated["id"])


async def test_text_that_is_a_take_already_is_not_kept_twice(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A poem")])
    await desk.generate(canvas, "it")
    await edit(desk, canvas, written("it", "Another poem"))
    await desk.generate(canvas, "it")
    takes = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert [take["how"] for take in takes] == ["generated", "generated"]


async def test_an_upload_becomes_a_take_and_reaches_what_is_downstream(desk: Desk) -> None:
    canvas = await desk.canvas([node("up", "image", prompt="A harbour"), node("other", "image")])
    made = await desk.generate(canvas, "up")
    path = f"/api/canvases/{canvas}/nodes/other/takes"
    answer = await desk.http.post(path, json={"asset": made["asset"]})
    assert (answer.status_code, answer.json()["how"], answer.json()["kind"]) == (201, "uploaded", "image")
    assert [take["id"] for take in await desk.get(path)] == [answer.json()["id"]]


async def test_a_node_that_claims_to_show_content_of_another_kind_counts_as_empty(desk: Desk) -> None:
    nodes = [node("up", "image", prompt="A harbour"), node("false", "video"), node("down", "video", prompt="Waves")]
    canvas = await desk.canvas(nodes, [("false", "down")])
    await desk.generate(canvas, "up")
    picture = (await node_of(desk, canvas, "up")).shown
    await edit(desk, canvas, lambda document: show(document, "false", picture))
    panel = await desk.panel(canvas, "down")
    assert panel["reason"]["code"] == "empty_reference"
    assert not panel["references"][0]["ready"]


async def test_the_result_of_a_node_that_was_deleted_arrives_in_the_assets_and_says_so_once(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    async with overheard(desk) as heard:
        id = (await desk.press(canvas, "it")).json()["id"]
        await until(desk, id, State.RUNNING)
        await edit(desk, canvas, deleted("it"))
        await rooms(desk).close()  # whoever opens it again must not be told a second time
        held.go.set()
        ended = await desk.ended(id)
    assert (ended["state"], ended["placed"]) == ("succeeded", False)
    assert [asset["id"] for asset in await desk.get("/api/assets")] == [ended["asset"]]
    said = [event.message for event in heard if isinstance(event, AssetEvent) and event.message]
    assert said == ["The picture arrived in your assets: its node was deleted meanwhile."]
    assert await desk.balance() == ("996", "0")


async def test_an_asset_knows_how_it_was_made(desk: Desk) -> None:
    canvas = await desk.canvas([node("first", "image", prompt="A calm sea"), node("it", "image")], [("first", "it")])
    first = await desk.generate(canvas, "first")
    made = await desk.generate(canvas, "it")
    assert (await desk.get(f"/api/assets/{made['asset']}"))["origin"] == {
        "how": "generated",
        "generation": made["id"],
        "canvas": canvas,
        "node": "it",
        "model": "builtin/double-image",
        "model_name": "Test double · image",
        "mode": "edit",
        "prompt": "",
        "settings": {"seconds": 0, "outcome": "ok", "aspect": "16:9"},
        "references": [{"asset": first["asset"], "kind": "image", "use": "reference"}],
        "neural": False,
        "credits": "4",
        "note": None,
        "facts": {},
    }


async def test_every_tab_hears_the_states_the_balance_and_the_text_as_it_grows(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A long poem about the sea", settings={"seconds": 3})])
    async with overheard(desk) as heard:
        made = await desk.generate(canvas, "it")
    generations = [event.generation for event in heard if isinstance(event, GenerationChanged)]
    states = [generation.state for generation in generations]
    assert list(dict.fromkeys(states)) == [State.QUEUED, State.RUNNING, State.SUCCEEDED]
    progress = [generation.progress for generation in generations if generation.progress is not None]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    text = [event.text for event in heard if isinstance(event, GenerationText)]
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert len(text) > 1
    assert all(take["text"].startswith(so_far) for so_far in text)
    assert text == sorted(text, key=len)
    balances = [(event.balance, event.held) for event in heard if isinstance(event, CreditsChanged)]
    assert balances == [("999", "1"), ("999", "0")]
    assert {generation.id for generation in generations} == {made["id"]}


async def test_a_tab_that_opens_later_sees_how_far_it_is(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A poem about the sea", settings={"seconds": 600})])
    id = (await desk.press(canvas, "it")).json()["id"]
    await until(desk, id, State.RUNNING)
    (active,) = await desk.get("/api/generations?active=true")
    assert (active["id"], active["state"]) == (id, "running")
    await desk.http.post(f"/api/generations/{id}/cancel")
    await desk.ended(id)
    assert await desk.get("/api/generations?active=true") == []


async def test_generations_are_listed_newest_first_by_canvas_and_node(desk: Desk) -> None:
    canvas = await desk.canvas([node("a", "text", prompt="A poem"), node("b", "text", prompt="A poem")])
    elsewhere = await desk.canvas([node("a", "text", prompt="A poem")])
    places = [(canvas, "a"), (canvas, "b"), (elsewhere, "a"), (canvas, "a")]
    made = [(await desk.generate(*place))["id"] for place in places]

    async def listed(query: str) -> list[int]:
        return [made.index(each["id"]) for each in await desk.get(f"/api/generations?{query}")]

    assert await listed("limit=2") == [3, 2]
    assert await listed(f"canvas={canvas}") == [3, 1, 0]
    assert await listed(f"canvas={canvas}&node=a") == [3, 0]
    assert await listed(f"canvas={canvas}&before={made[3]}") == [1, 0]
    assert await listed(f"before={made[0]}") == []


async def test_nobody_else_finds_a_canvas_a_generation_or_a_take(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    made = await desk.generate(canvas, "it")
    shown = await desk.panel(canvas, "it")
    place = f"/api/canvases/{canvas}/nodes/it"
    async with somebody_else(desk) as other:
        own = await other.canvas([node("it", "image", prompt="A calm sea")])
        answers: list[httpx2.Response] = [
            await other.http.get(f"{place}/panel"),
            await other.press(canvas, "it", shown),
            await other.http.get(f"/api/generations/{made['id']}"),
            await other.http.post(f"/api/generations/{made['id']}/cancel"),
            await other.http.get(f"{place}/takes"),
            await other.http.post(f"{place}/takes", json={"text": "mine"}),
            await other.http.post(f"/api/canvases/{own}/nodes/it/takes", json={"asset": made["asset"]}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 7
        assert await other.get("/api/generations") == []
        assert await other.get(f"/api/canvases/{own}/nodes/it/takes") == []
    assert await desk.balance() == ("996", "0")
    assert len(await desk.get(f"{place}/takes")) == 1


async def test_somebody_elses_take_in_a_document_shows_and_feeds_nothing(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    stolen = await desk.generate(canvas, "it")
    async with somebody_else(desk) as other:
        own = await other.canvas([node("up", "image"), node("it", "video", prompt="waves")], [("up", "it")])
        take = {"take": stolen["take"], "asset": stolen["asset"], "mime": "image/png"}
        await edit(desk, own, lambda document: document.nodes["up"].update({"shown": take}))
        panel = await other.panel(own, "it")
        assert [(each["asset"], each["ready"]) for each in panel["references"]] == [(None, False)]
        assert panel["reason"]["code"] == "empty_reference"
