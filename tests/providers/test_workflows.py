"""ComfyUI workflows as models: read where they come in, guessed at, kept as a person says, changed and removed."""

from collections.abc import Iterator
from typing import Any

import pytest

from headwater.platform.errors import InvalidInput
from headwater.platform.kinds import Kind
from headwater.providers.bindable import Analysis, Bindable, InputType, ObjectInfo, analyse
from headwater.providers.binding import Binding, WorkflowWish, own_workflow, wish_of
from headwater.providers.listing import model_of
from headwater.providers.workflow import BrokenWorkflow, parse
from tests.contract.fakes.comfyui import NODES, Fake, stage, workflow
from tests.contract.service import Service
from tests.desk import Desk

Json = Any
INFO: ObjectInfo = {name: {"input": {"required": inputs}} for name, inputs in NODES.items()}
PROMPT = {"node": "6", "input": "text", "role": "prompt"}
STEPS = {"node": "3", "input": "steps", "role": "setting", "title": "Steps", "minimum": 1, "maximum": 50}


def seen(name: str, info: ObjectInfo | None = INFO) -> Analysis:
    return analyse(parse(workflow(name)), info)


def the(analysis: Analysis, node: str, input: str) -> Bindable:
    return next(each for each in analysis.inputs if (each.node, each.input) == (node, input))


def roles(analysis: Analysis) -> dict[str, str]:
    """What is suggested, by node and input."""
    return {f"{each.node}.{each.input}": each.suggestion.title for each in analysis.inputs if each.suggestion}


@pytest.mark.parametrize("info", [INFO, None], ids=["asked", "not asked"])
def test_the_usual_inputs_of_a_picture_workflow_are_suggested(info: ObjectInfo | None) -> None:
    assert roles(seen("txt2img", info)) == {
        "3.seed": "Seed",
        "3.steps": "Steps",
        "3.cfg": "Guidance",
        "5.width": "Width",
        "5.height": "Height",
        "6.text": "Prompt",
        "7.text": "Avoid",
    }


def test_words_that_come_from_another_node_are_found_there() -> None:
    analysis = seen("img2img")
    assert the(analysis, "15", "value").suggestion == the(seen("txt2img"), "6", "text").suggestion
    assert roles(analysis)["10.image"] == "Load Image"
    assert the(analysis, "10", "image").type is InputType.IMAGE


def test_a_video_workflow_makes_video_and_takes_a_picture() -> None:
    analysis = seen("video", None)
    assert (analysis.kind, [each.node for each in analysis.outputs]) == (Kind.VIDEO, ["58"])
    assert roles(analysis)["56.image"] == "First picture"
    assert roles(analysis)["55.length"] == "Frames"


def test_types_and_limits_are_the_servers_where_it_says_them() -> None:
    sampler = the(seen("txt2img"), "3", "sampler_name")
    assert (sampler.type, sampler.choices) == (InputType.CHOICE, ["euler", "dpmpp_2m", "uni_pc"])
    steps = the(seen("txt2img"), "3", "steps")
    assert (steps.type, steps.minimum, steps.maximum) == (InputType.INTEGER, 1, 10000)
    assert the(seen("txt2img"), "3", "cfg").type is InputType.NUMBER


def test_what_the_server_does_not_have_is_named_before_anything_runs() -> None:
    graph = workflow("txt2img")
    graph["4"]["inputs"]["ckpt_name"] = "missing.safetensors"
    graph["20"] = {"class_type": "Unknown", "inputs": {}}
    analysis = analyse(parse(graph), INFO)
    assert analysis.missing == ["Unknown"]
    assert the(analysis, "4", "ckpt_name").problem == "The server does not have `missing.safetensors`."


def test_without_a_sampler_the_first_words_are_the_prompt() -> None:
    graph = {"1": {"class_type": "Painter", "inputs": {"text": "a cat", "model": "x.gguf"}}}
    assert roles(analyse(parse(graph), None)) == {"1.text": "Prompt"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"nodes": [], "links": []}, "Export (API)"),
        ({}, "no ComfyUI workflow"),
        ({"1": {"inputs": {}}}, "names no `class_type`"),
        ({"1": {"class_type": "A", "inputs": {"image": ["2", 0]}}}, "which is not there"),
        ({"a/../b": {"class_type": "A", "inputs": {}}}, "no id of a node"),
        ({str(id): {"class_type": "A", "inputs": {}} for id in range(1001)}, "too large"),
    ],
)
def test_what_is_no_workflow_is_refused_with_what_to_do(said: Json, words: str) -> None:
    with pytest.raises(BrokenWorkflow) as caught:
        parse(said)
    assert words in caught.value.message


def test_a_workflow_inside_a_request_is_taken_too() -> None:
    assert parse({"prompt": workflow("txt2img")}).graph() == parse(workflow("txt2img")).graph()


def wish(name: str, *bindings: Json, **more: Json) -> WorkflowWish:
    return WorkflowWish.model_validate(
        {"title": "It", "kind": "image", "workflow": workflow(name), "bindings": bindings, **more}
    )


def made(wish: WorkflowWish) -> Any:
    graph = parse(wish.workflow)
    return own_workflow("box", "it", wish, graph, analyse(graph, INFO))


def test_a_setting_is_drawn_and_checked_like_any_other() -> None:
    mode = model_of(made(wish("txt2img", PROMPT, STEPS))).modes[0]
    expected = {"title": "Steps", "type": "integer", "minimum": 1, "maximum": 50, "default": 20}
    assert (mode.id, mode.prompt, mode.settings) == ("create", "required", {"steps": expected})
    assert mode.wrong_setting({"steps": 51})


def test_a_seed_has_no_default_and_is_drawn_each_time() -> None:
    seed = {"node": "3", "input": "seed", "role": "setting", "title": "Seed", "random": True}
    mode = model_of(made(wish("txt2img", seed))).modes[0]
    drawn = {"minimum": 0, "maximum": 2**32 - 1, "random": True}
    assert mode.settings["seed"] == {"title": "Seed", "type": "integer", **drawn}
    assert mode.fixed["random"] == ["seed"]


def test_settings_of_one_title_are_one_setting_for_all_their_inputs() -> None:
    sizes = [{"node": "5", "input": name, "role": "setting", "title": "Side"} for name in ("width", "height")]
    mode = model_of(made(wish("txt2img", *sizes))).modes[0]
    assert list(mode.settings) == ["side"]
    assert mode.fixed["settings"]["side"] == [("5", "width"), ("5", "height")]


@pytest.mark.parametrize(("required", "least", "mode_id"), [(True, 1, "edit"), (False, 0, "create")])
def test_a_picture_is_needed_unless_it_is_said_otherwise(required: bool, least: int, mode_id: str) -> None:
    picture = {"node": "10", "input": "image", "role": "reference", "required": required}
    mode = model_of(made(wish("img2img", picture))).modes[0]
    assert (mode.id, mode.count(Kind.IMAGE).least, mode.count(Kind.IMAGE).most) == (mode_id, least, 1)


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        ({"node": "99", "input": "text", "role": "prompt"}, "no input `text` in node `99`"),
        ({"node": "3", "input": "steps", "role": "prompt"}, "takes no words"),
        ({"node": "6", "input": "text", "role": "reference"}, "takes no file"),
    ],
)
def test_a_binding_that_does_not_fit_is_refused_in_words(binding: Json, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        made(wish("txt2img", binding))


def test_what_was_kept_comes_back_as_it_was_put() -> None:
    put = wish("txt2img", PROMPT, STEPS, credits="2.5", output="9")
    again = wish_of(made(put))
    assert again.bindings == [Binding.model_validate(each) for each in (PROMPT, STEPS)]
    assert (again.title, again.output, again.credits) == (put.title, "9", put.credits)
    assert parse(again.workflow) == parse(put.workflow)


@pytest.fixture
def service() -> Iterator[Service]:
    with Service(Fake().app, stage) as service:
        yield service


@pytest.fixture
async def box(desk: Desk, service: Service) -> str:
    """A connected ComfyUI server's workflows."""
    answer = await desk.http.put("/api/providers/box", json={"type": "comfyui", "url": service.url})
    assert answer.json()["state"] == "connected", answer.text
    return "/api/providers/box/workflows"


async def test_a_workflow_is_looked_at_kept_changed_and_removed(desk: Desk, box: str) -> None:
    analysis = (await desk.http.post(box, json=workflow("txt2img"))).json()
    assert (analysis["asked"], analysis["kind"]) == (True, "image")
    said = wish("txt2img", PROMPT).model_dump(mode="json")
    card = (await desk.http.put(f"{box}/it", json=said)).json()
    assert [(each["id"], each["price"]) for each in card["models"]] == [("box/it", "0")]
    assert "box/it" in {each["id"] for each in await desk.get("/api/models")}
    kept = await desk.get(f"{box}/it")
    assert kept["wish"]["bindings"][0]["role"] == "prompt"
    card = (await desk.http.put(f"{box}/it", json=said | {"title": "Other", "credits": "4"})).json()
    assert [(each["name"], each["price"]) for each in card["models"]] == [("Other", "4")]
    assert (await desk.http.delete(f"{box}/it")).json()["models"] == []
    assert (await desk.http.get(f"{box}/it")).status_code == 404


async def test_what_a_workflow_makes_is_not_changed_beside_it(desk: Desk, box: str) -> None:
    await desk.http.put(f"{box}/it", json=wish("txt2img", PROMPT).model_dump(mode="json"))
    answer = await desk.http.put("/api/providers/box/models/it", json={"kind": "video"})
    assert answer.status_code == 422
    assert (await desk.http.put("/api/providers/box/models/it", json={"credits": "1"})).json()["models"][0][
        "price"
    ] == "1"


async def test_a_server_that_sleeps_is_no_reason_not_to_look(desk: Desk, box: str, service: Service) -> None:
    service.__exit__(None, None, None)
    analysis = (await desk.http.post(box, json=workflow("txt2img"))).json()
    assert analysis["asked"] is False
    assert analysis["inputs"]


async def test_only_a_comfyui_server_runs_workflows(desk: Desk, service: Service) -> None:
    answer = await desk.http.post("/api/providers/box/workflows", json=workflow("txt2img"))
    assert answer.status_code == 404
    await desk.http.put("/api/providers/other", json={"type": "openai", "url": service.url})
    answer = await desk.http.post("/api/providers/other/workflows", json=workflow("txt2img"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_file_that_is_no_workflow_is_refused_with_its_own_code(desk: Desk, box: str) -> None:
    answer = await desk.http.post(box, json={"nodes": [], "links": []})
    assert (answer.status_code, answer.json()["code"]) == (422, "broken_workflow")
