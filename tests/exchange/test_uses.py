"""What uses an asset: the nodes that hold it on any canvas, and the generations that were given it."""

from tests.desk import Desk, Json, node
from tests.generation.work import deleted, edit, node_of, somebody_else


async def pictured(desk: Desk) -> tuple[str, Json]:
    """A canvas with a picture that a video was made from; its id and the picture's generation."""
    canvas = await desk.canvas(
        [node("still", "image", title="Still", prompt="A calm sea"), node("shot", "video", prompt="Slow push in")],
        [("still", "shot")],
    )
    return canvas, await desk.generate(canvas, "still")


async def uses(desk: Desk, asset: str) -> Json:
    return await desk.get(f"/api/assets/{asset}/uses")


def held(found: Json) -> list[tuple[str, str, bool]]:
    return [(use["canvas"], use["title"], use["shown"]) for use in found["nodes"]]


async def test_a_node_that_shows_an_asset_uses_it(desk: Desk) -> None:
    canvas, made = await pictured(desk)
    assert held(await uses(desk, made["asset"])) == [(canvas, "Still", True)]


async def test_an_earlier_take_is_a_use_too(desk: Desk) -> None:
    canvas, first = await pictured(desk)
    second = await desk.generate(canvas, "still")
    assert held(await uses(desk, first["asset"])) == [(canvas, "Still", False)]
    assert held(await uses(desk, second["asset"])) == [(canvas, "Still", True)]


async def test_a_generation_that_was_given_an_asset_uses_it(desk: Desk) -> None:
    canvas, still = await pictured(desk)
    shot = await desk.generate(canvas, "shot")
    (use,) = (await uses(desk, still["asset"]))["generations"]
    assert (use["generation"], use["kind"], use["asset"]) == (shot["id"], "video", shot["asset"])
    assert (await uses(desk, shot["asset"]))["generations"] == []


async def test_a_copy_of_a_node_uses_what_it_shows(desk: Desk) -> None:
    canvas, made = await pictured(desk)
    still = await node_of(desk, canvas, "still")
    other = await desk.canvas([node("copy", "image", title="Copy")])
    shown = {"take": still.shown.take, "asset": still.shown.asset}
    await edit(desk, other, lambda document: document.nodes["copy"].update({"shown": shown}))
    assert (other, "Copy", True) in held(await uses(desk, made["asset"]))


async def test_a_node_that_is_gone_uses_nothing(desk: Desk) -> None:
    canvas, made = await pictured(desk)
    await edit(desk, canvas, deleted("still"))
    assert held(await uses(desk, made["asset"])) == []


async def test_the_uses_of_anothers_asset_are_not_told(desk: Desk) -> None:
    _, made = await pictured(desk)
    async with somebody_else(desk) as other:
        assert (await other.http.get(f"/api/assets/{made['asset']}/uses")).status_code == 404


async def test_an_asset_becomes_a_take_unless_it_was_deleted(desk: Desk) -> None:
    canvas, made = await pictured(desk)
    await desk.http.delete(f"/api/assets/{made['asset']}")
    takes = f"/api/canvases/{canvas}/nodes/still/takes"
    refused = await desk.http.post(takes, json={"asset": made["asset"]})
    assert (refused.status_code, refused.json()["code"]) == (410, "asset_deleted")
    await desk.http.post(f"/api/assets/{made['asset']}/restore")
    assert (await desk.http.post(takes, json={"asset": made["asset"]})).status_code == 201
