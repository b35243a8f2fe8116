"""The built-in models on the whole way: pressed, made in a child, stored, shown, and honest about what was left out."""

from tests.desk import Desk, Json


def built_in(id: str, kind: str, model: str, **more: Json) -> dict[str, Json]:
    """A node with a built-in model."""
    return {"id": id, "kind": kind, "model": f"builtin/{model}", **more}


async def test_what_a_model_left_out_is_said_in_the_panel_in_the_take_and_in_the_origin(desk: Desk) -> None:
    canvas = await desk.canvas([built_in("it", "image", "painter", prompt="A samovar by the sea")])
    made = await desk.generate(canvas, "it")
    assert made["state"] == "succeeded", made
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    origin = (await desk.get(f"/api/assets/{made['asset']}"))["origin"]
    assert (await desk.panel(canvas, "it"))["note"] == take["note"] == origin["note"] == "Not drawn: samovar."


async def test_each_result_says_whether_a_neural_network_made_it(desk: Desk) -> None:
    nodes = [
        built_in("voice", "audio", "voice", prompt="Hello."),
        built_in("sound", "audio", "foley", prompt="Rain", settings={"duration": 1}),
    ]
    canvas = await desk.canvas(nodes)
    origins = [
        (await desk.get(f"/api/assets/{(await desk.generate(canvas, node['id']))['asset']}"))["origin"]
        for node in nodes
    ]
    assert [origin["neural"] for origin in origins] == [True, False]
    assert all("seed" in origin["facts"] for origin in origins)


async def test_what_a_model_refuses_costs_nothing_and_is_said_in_its_words(desk: Desk) -> None:
    canvas = await desk.canvas([built_in("it", "audio", "foley", prompt="Qwertyuiop")])
    made = await desk.generate(canvas, "it")
    assert (made["state"], made["error"]["code"]) == ("failed", "invalid_input")
    assert "rain" in made["error"]["message"].casefold()
    assert await desk.balance() == ("1000", "0")


async def test_the_film_is_as_long_as_its_voice_without_anybody_setting_it(desk: Desk) -> None:
    nodes = [
        built_in("voice", "audio", "voice", prompt="One, two, three. Here we are, by the sea."),
        built_in("film", "video", "camera", prompt="A boat on the sea"),
    ]
    canvas = await desk.canvas(nodes, [("voice", "film")])
    voice = await desk.get(f"/api/assets/{(await desk.generate(canvas, 'voice'))['asset']}")
    film = await desk.get(f"/api/assets/{(await desk.generate(canvas, 'film'))['asset']}")
    assert voice["seconds"] <= film["seconds"] < voice["seconds"] + 1.1
