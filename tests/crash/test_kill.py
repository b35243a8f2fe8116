"""Kill -9 at every step, and in the middle of the awkward ones: one submit, one settlement, the result shown."""

from pathlib import Path

import pytest

from headwater.models.adapter import Call, Failure, FailureCode, Ticket
from headwater.models.builtin.doubles import Doubles
from tests.crash.points import Point
from tests.crash.server import Nursery, a_server
from tests.desk import Desk, Json, node, open_desk
from tests.generation.work import node_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEFORE_THERE_IS_A_FILE = [
    Point("before", "start"),  # the hold is committed, the engine knows nothing yet
    Point("before", "prepare"),
    Point("after", "prepare"),
    Point("before", "submit"),
    Point("before", "send"),  # it is noted that it may have been sent, and it was not
    Point("after", "send"),  # it was taken, and the ticket is nowhere
    Point("after", "submit"),
    Point("before", "wait"),
    Point("after", "poll"),
    Point("after", "wait"),
    Point("before", "fetch"),
]
WITH_A_FILE = [
    Point("after", "keep"),  # the bytes are stored
    Point("after", "fetch"),
    Point("before", "succeed"),
    Point("after", "succeed"),  # it is paid, and not shown
    Point("before", "place"),
    Point("before", "show"),
    Point("before", "note"),  # it is shown, and that is not noted
    Point("after", "place"),
]


def _name(point: object) -> str:
    return f"{point.when}-{point.what}" if isinstance(point, Point) else str(point)


async def killed(nursery: Nursery, home: Path, point: Point, it: dict[str, Json]) -> str:
    """A server that died at `point` while it generated the node `it`; gives the canvas."""
    async with a_server(nursery, home, point) as server:
        canvas = await server.canvas([it])
        await server.press(canvas, "it")
        await server.died()
    return canvas


async def the_only(desk: Desk) -> Json:
    """The one generation there is, once it has ended."""
    (generation,) = await desk.get("/api/generations")
    return await desk.ended(generation["id"])


async def moves(desk: Desk) -> list[str]:
    """What the ledger says, oldest first, after the opening credits."""
    return [entry["kind"] for entry in reversed(await desk.get("/api/credits/entries"))][1:]


@pytest.mark.parametrize("point", BEFORE_THERE_IS_A_FILE, ids=_name)
async def test_killed_on_the_way_to_a_text(nursery: Nursery, home: Path, point: Point) -> None:
    canvas = await killed(nursery, home, point, node("it", "text", prompt="A calm sea", text="What I typed."))
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert (ended["state"], ended["placed"]) == ("succeeded", True)
        assert await desk.submits() == {ended["id"]: 1}
        assert await moves(desk) == ["held", "captured"]
        assert await desk.balance() == ("999", "0")
        generated, typed = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
        shown = await node_of(desk, canvas, "it")
        assert (shown.shown.take, shown.text) == (generated["id"], generated["text"])
        assert (typed["how"], typed["text"]) == ("typed", "What I typed.")


@pytest.mark.parametrize("point", WITH_A_FILE, ids=_name)
async def test_killed_with_a_picture_in_hand(nursery: Nursery, home: Path, point: Point) -> None:
    canvas = await killed(nursery, home, point, node("it", "image", prompt="A calm sea"))
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert (ended["state"], ended["placed"]) == ("succeeded", True)
        assert await desk.submits() == {ended["id"]: 1}
        assert await moves(desk) == ["held", "captured"]
        assert await desk.balance() == ("996", "0")
        (asset,) = await desk.get("/api/assets")
        (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
        shown = (await node_of(desk, canvas, "it")).shown
        assert (shown.take, shown.asset) == (take["id"], asset["id"]) == (ended["take"], ended["asset"])
        assert (await desk.http.get(f"/api/assets/{asset['id']}/file")).content.startswith(b"\x89PNG")


@pytest.mark.parametrize("times", [1, 3])
async def test_killed_while_a_built_in_model_worked_it_is_made_again_and_paid_once(
    nursery: Nursery, home: Path, times: int
) -> None:
    it = {"id": "it", "kind": "audio", "model": "builtin/foley", "prompt": "Rain", "settings": {"duration": 20}}
    canvas = await killed(nursery, home, Point("after", "work", times), it)
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert (ended["state"], ended["placed"]) == ("succeeded", True)
        assert await moves(desk) == ["held", "captured"]
        (asset,) = await desk.get("/api/assets")
        assert (await node_of(desk, canvas, "it")).shown.asset == asset["id"]
        assert not list((home / "workshop").iterdir())


@pytest.mark.parametrize("point", [Point("before", "fail"), Point("after", "fail")], ids=_name)
@pytest.mark.parametrize(("outcome", "state"), [("timeout", "failed"), ("lost_answer", "unknown")])
async def test_killed_while_it_failed(nursery: Nursery, home: Path, point: Point, outcome: str, state: str) -> None:
    await killed(nursery, home, point, node("it", "text", prompt="A calm sea", settings={"outcome": outcome}))
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert (ended["state"], ended["take"]) == (state, None)
        assert await desk.submits() == {ended["id"]: 1}
        assert await moves(desk) == ["held", "released"]
        assert await desk.balance() == ("1000", "0")


async def test_killed_before_it_is_known_whether_it_was_sent_where_nobody_can_be_asked(
    nursery: Nursery, home: Path
) -> None:
    it = node("it", "text", prompt="A calm sea", settings={"outcome": "lost_answer"})
    await killed(nursery, home, Point("before", "send"), it)
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert (ended["state"], ended["error"]["code"]) == ("unknown", "unknown_outcome")
        assert await desk.submits() == {}
        assert await moves(desk) == ["held", "released"]


async def test_killed_with_the_ticket_in_hand_nobody_needs_to_be_asked(
    nursery: Nursery, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody_knows(_: Doubles, call: Call) -> Ticket | None:
        raise Failure(FailureCode.UNKNOWN_OUTCOME, "This provider cannot be asked.")

    await killed(nursery, home, Point("after", "submit"), node("it", "text", prompt="A calm sea"))
    monkeypatch.setattr(Doubles, "find", nobody_knows)
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert ended["state"] == "succeeded"
        assert await desk.submits() == {ended["id"]: 1}


@pytest.mark.parametrize("point", [Point("before", "cancel"), Point("after", "cancel")], ids=_name)
async def test_killed_while_it_was_cancelled(nursery: Nursery, home: Path, point: Point) -> None:
    async with a_server(nursery, home, point) as server:
        canvas = await server.canvas([node("it", "text", prompt="A calm sea", settings={"seconds": 600})])
        await server.press(canvas, "it")
        await server.cancel()
        await server.died()
    async with open_desk(home) as desk:
        ended = await the_only(desk)
        assert ended["state"] == "cancelled"
        assert await moves(desk) == ["held", "released"]
        assert await desk.balance() == ("1000", "0")


async def test_cancelled_over_a_restart_the_provider_hears_of_it(
    nursery: Nursery, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    async def hear(_: Doubles, call: Call, ticket: Ticket) -> None:
        heard.append(call.id)

    it = node("it", "text", prompt="A calm sea", settings={"seconds": 600})
    await killed(nursery, home, Point("after", "send"), it)
    monkeypatch.setattr(Doubles, "cancel", hear)
    async with open_desk(home) as desk:
        (generation,) = await desk.get("/api/generations")
        await desk.http.post(f"/api/generations/{generation['id']}/cancel")
        assert (await desk.ended(generation["id"]))["state"] == "cancelled"
        assert heard == [generation["id"]]
        assert await desk.submits() == {generation["id"]: 1}
        assert await desk.balance() == ("1000", "0")
