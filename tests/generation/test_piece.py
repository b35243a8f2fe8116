"""A whole piece through the real path: document, panel, hold, engine, asset, capture, shown in the document."""

from tests.desk import Desk, node


async def test_text_becomes_a_picture_and_the_picture_a_video(desk: Desk) -> None:
    canvas = await desk.canvas(
        [
            node("idea", "text", prompt="A lighthouse in the fog"),
            node("still", "image", prompt="at dusk"),
            node("shot", "video", settings={"duration": 1}),
        ],
        [("idea", "still"), ("still", "shot")],
    )
    text = await desk.generate(canvas, "idea")
    image = await desk.generate(canvas, "still")
    video = await desk.generate(canvas, "shot")
    assert [text["state"], image["state"], video["state"]] == ["succeeded"] * 3, (text, image, video)
    assert "A lighthouse in the fog" in image["prompt"]
    assert image["prompt"].endswith("at dusk")
    assert await desk.balance() == ("992.6", "0")
    asset = await desk.get(f"/api/assets/{video['asset']}")
    assert (asset["kind"], asset["mime"], asset["width"], round(asset["seconds"])) == ("video", "video/mp4", 640, 1)
    panel = await desk.panel(canvas, "shot")
    assert panel["request"]["references"] == [{"node": "still", "kind": "image", "use": "first_frame"}]
    assert set((await desk.submits()).values()) == {1}
