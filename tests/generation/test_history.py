"""The history: every generation of an account, found by what it is, and told whole."""

from sqlalchemy import text

from headwater.generation.generation import State
from tests.desk import Desk, node
from tests.generation.work import held_up, somebody_else, until


async def told(desk: Desk, query: str = "") -> list[str]:
    """The nodes of what is found, newest first."""
    return [chapter["generation"]["node"] for chapter in await desk.get(f"/api/history?{query}")]


async def three(desk: Desk) -> str:
    """A canvas on which a picture came, one failed, and a text came."""
    canvas = await desk.canvas(
        [
            node("pier", "image", title="The pier", prompt="A wooden pier in FOG"),
            node("refused", "image", prompt="Rain over Zürich", settings={"outcome": "content_policy"}),
            node("script", "text", prompt="A short scene"),
        ]
    )
    for each in ("pier", "refused", "script"):
        await desk.generate(canvas, each)
    return canvas


async def test_everything_is_told_newest_first_with_what_it_was_for_and_made(desk: Desk) -> None:
    await three(desk)
    script, refused, pier = await desk.get("/api/history")
    assert [each["generation"]["state"] for each in (script, refused, pier)] == ["succeeded", "failed", "succeeded"]
    assert script["excerpt"]
    assert pier["what"].startswith("The pier · ")
    assert (pier["excerpt"], pier["gone"]) == (None, False)


async def test_it_is_found_by_state_kind_model_and_canvas(desk: Desk) -> None:
    canvas = await three(desk)
    other = await desk.canvas([node("elsewhere", "image", prompt="A hill")])
    made = await desk.generate(other, "elsewhere")
    assert await told(desk, "state=failed") == ["refused"]
    assert await told(desk, "kind=text") == ["script"]
    assert await told(desk, f"model={made['model']}") == ["elsewhere", "refused", "pier"]
    assert await told(desk, f"canvas={canvas}&kind=image") == ["refused", "pier"]


async def test_it_is_found_by_words_of_its_prompt_in_any_case_and_order(desk: Desk) -> None:
    await three(desk)
    assert await told(desk, "words=fog wooden") == ["pier"]
    assert await told(desk, "words=ZÜRICH") == ["refused"]
    assert await told(desk, "words=100%25") == []
    assert await told(desk, "words=fog zürich") == []


async def test_it_is_found_by_when_it_began(desk: Desk) -> None:
    await three(desk)
    _, refused, _ = [each["generation"] for each in await desk.get("/api/history")]
    assert "pier" not in await told(desk, f"since={refused['created']}") or refused["created"] == 0
    assert "script" not in await told(desk, f"until={refused['created']}")


async def test_a_place_far_down_is_reached_at_once(desk: Desk) -> None:
    await three(desk)
    assert await told(desk, "skip=1&limit=1") == ["refused"]
    assert await told(desk, "skip=9") == []


async def test_what_there_is_to_filter_by_is_counted(desk: Desk) -> None:
    canvas = await three(desk)
    counts = await desk.get("/api/history/counts?state=succeeded")
    assert (counts["found"], counts["all"]) == (2, 3)
    assert counts["canvases"] == [{"id": canvas, "count": 3}]
    assert [each["count"] for each in counts["models"]] == [2, 1]
    assert all(each["name"] != each["id"] for each in counts["models"])


async def test_one_is_told_whole_with_its_request_and_every_move_of_its_credits(desk: Desk) -> None:
    canvas = await three(desk)
    [refused] = await desk.get(f"/api/generations?canvas={canvas}&state=failed")
    story = await desk.get(f"/api/history/{refused['id']}")
    assert story["made"]["prompt"] == "Rain over Zürich"
    assert story["made"]["settings"]["outcome"] == "content_policy"
    assert [(move["kind"], move["amount"], move["reason"]) for move in story["moves"]] == [
        ("held", "4", None),
        ("released", "4", "failed"),
    ]
    assert "refused" in story["chapter"]["generation"]["error"]["message"]
    assert (story["expected_usd"], story["charged_usd"]) == (None, None)


async def test_what_a_provider_was_paid_is_told_where_it_is_known(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A pier")])
    made = await desk.generate(canvas, "it")
    async with desk.studio.database.write() as tx:
        await tx.execute(text("UPDATE generations SET cost_expected = 40000, cost_charged = 39000"))
    story = await desk.get(f"/api/history/{made['id']}")
    assert (story["expected_usd"], story["charged_usd"]) == ("0.040000", "0.039000")


async def test_what_is_under_way_is_told_with_how_far_it_is(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A pier")])
    held_up(desk)
    going = (await desk.press(canvas, "it")).json()
    await until(desk, going["id"], State.RUNNING)
    [chapter] = await desk.get("/api/history?active=true")
    assert chapter["generation"]["state"] == "running"
    assert (await desk.get(f"/api/history/{going['id']}"))["moves"][0]["kind"] == "held"


async def test_the_history_of_somebody_else_is_not_told(desk: Desk) -> None:
    await three(desk)
    mine, *_ = await desk.get("/api/history")
    async with somebody_else(desk) as other:
        assert await other.get("/api/history") == []
        assert (await other.get("/api/history/counts"))["all"] == 0
        assert (await other.http.get(f"/api/history/{mine['generation']['id']}")).status_code == 404
