"""Workflows on a ComfyUI server: sent once under an id of ours, looked up, followed, fetched, stopped."""

import asyncio
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import SecretStr

from headwater.generation.generation import GenerationPreview
from headwater.models.adapter import Call, Failure, FailureCode, Input, Output, Phase, Progress
from headwater.models.adapters import comfyui
from headwater.models.adapters.comfyui import ComfyUI, prompt_id, watch
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from headwater.providers.bindable import analyse
from headwater.providers.binding import Binding, WorkflowWish, own_workflow
from headwater.providers.connection import ServerType, server
from headwater.providers.listing import model_of
from headwater.providers.workflow import parse
from tests.contract.fakes.comfyui import Fake, file, preview, same, stage, told, workflow
from tests.contract.matrix import KEY, AtWork, JobMatrix, LinkedFiles
from tests.contract.service import Lost, Service, Status
from tests.desk import Desk
from tests.waiting import eventually

Json = Any
PROMPT = {"node": "6", "input": "text", "role": "prompt"}
SEED = {"node": "3", "input": "seed", "role": "setting", "title": "Seed", "random": True}
STEPS = {"node": "3", "input": "steps", "role": "setting", "title": "Steps", "minimum": 1, "maximum": 50}
PICTURE = {"node": "10", "input": "image", "role": "reference"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfyui, "POLL_EVERY", 0.01)
    monkeypatch.setattr(comfyui, "SETTLES", 0.0)


class TestThroughTheStudio(JobMatrix, LinkedFiles):
    """A workflow for pictures, uploaded by a person."""

    PROVIDER = "box"
    TYPE = "comfyui"
    NODE: ClassVar = {"kind": "image", "model": "box/picture", "prompt": "A lighthouse"}
    CAN_FIND = True
    KNOWS_ALL = True
    fake: Fake

    def serve(self) -> Service:
        self.fake = Fake()
        return Service(self.fake.app, stage)

    async def arranged(self, http: Any, service: Service) -> str:
        canvas = await super().arranged(http, service)
        wish = {"title": "Picture", "kind": "image", "workflow": workflow("txt2img"), "credits": "2.5"}
        answer = await http.put(f"{WORKFLOWS}/picture", json={**wish, "bindings": [PROMPT, SEED, STEPS]})
        assert answer.status_code == 200, answer.text
        return canvas

    def refuse(self, service: Service) -> None:
        self.fake.error = ("Exception", "Generation failed: Request Moderated")

    def hold(self, service: Service, queued: bool) -> None:
        self.fake.held = "queued" if queued else "running"

    def strange_status(self, service: Service) -> None:
        self.fake.strange = 1

    async def test_an_answer_that_got_lost_with_all_that_came_after_is_unknown(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Lost())
        at_work.service.fault("poll", Status(502), Status(502))
        ended = await at_work.generate()
        assert (ended["state"], ended["error"]["code"]) == ("unknown", "unknown_outcome")
        assert at_work.service.submits == 1
        await at_work.free_of_charge()

    async def test_what_was_unknown_is_brought_home_once_the_server_can_be_asked(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Lost())
        at_work.service.fault("poll", Status(502), Status(502))
        old = await at_work.generate()
        found = await at_work.desk.ended((await at_work.check(old))["id"])
        assert (found["state"], found["continues"], found["placed"]) == ("succeeded", old["id"], True)
        assert at_work.service.submits == 1
        assert await self.settled(at_work.desk) == ["held", "released", "held", "captured"]

    async def test_what_is_cancelled_while_it_waits_never_runs(self, at_work: AtWork) -> None:
        self.fake.held = "queued"
        id = await at_work.press()
        await eventually(lambda: _waits(self.fake))
        await at_work.cancel(id)
        assert (self.fake.pending, self.fake.interrupted) == ([], [])

    async def test_what_is_cancelled_while_it_runs_is_interrupted_and_nothing_else(self, at_work: AtWork) -> None:
        self.fake.held = "running"
        id = await at_work.press()
        await eventually(lambda: _runs(self.fake))
        running = self.fake.running[0][1]
        await at_work.cancel(id)
        assert (self.fake.running, self.fake.interrupted) == ([], [running])

    async def test_a_server_that_was_started_anew_has_lost_it_and_says_so(self, at_work: AtWork) -> None:
        self.fake.held = "running"
        id = await at_work.press()
        await eventually(lambda: _runs(self.fake))
        self.fake.restart()
        ended = await at_work.desk.ended(id)
        assert (ended["state"], ended["error"]["code"], at_work.service.submits) == ("failed", "expired", 1)
        await at_work.free_of_charge()

    async def test_the_open_tabs_see_how_it_looks_so_far(self, at_work: AtWork) -> None:
        self.fake.held, self.fake.messages = "running", [preview()]
        with at_work.desk.bus.subscribe(at_work.desk.studio.owner.id) as events:
            id = await at_work.press()
            shown = await asyncio.wait_for(_preview(events), 30)
            self.fake.held = None
            await at_work.desk.ended(id)
        assert (shown.id, shown.node) == (id, "it")
        assert shown.image.startswith("data:image/png;base64,")


WORKFLOWS = "/api/providers/box/workflows"


async def _waits(fake: Fake) -> bool:
    return bool(fake.pending)


async def _runs(fake: Fake) -> bool:
    return bool(fake.running)


async def _preview(events: Any) -> GenerationPreview:
    async for event in events:
        if isinstance(event, GenerationPreview):
            return event
    raise AssertionError("There was no preview.")


@pytest.fixture
def fake() -> Fake:
    return Fake(looks=0)


@pytest.fixture
def service(fake: Fake) -> Iterator[Service]:
    with Service(fake.app, stage) as service:
        yield service


@pytest.fixture
async def adapter(tmp_path: Path) -> Any:
    adapter = ComfyUI(tmp_path)
    yield adapter
    await adapter.close()


def call(service: Service, name: str, bindings: list[Json], *inputs: Input, id: str = "one", **settings: Any) -> Call:
    """A call of a workflow with these bindings."""
    graph = parse(workflow(name))
    seen = analyse(graph, None)
    wish = WorkflowWish(title="It", kind=seen.kind or Kind.IMAGE, workflow=graph.graph(), bindings=_bindings(bindings))
    model = model_of(own_workflow("box", "it", wish, graph, seen))
    connection = Connection(server("box", ServerType.COMFYUI, service.url), service.url, SecretStr(KEY), own=True)
    mode = model.modes[0]
    return Call(id, model, mode.id, "A lighthouse", mode.defaults() | settings, connection, inputs)


def _bindings(said: list[Json]) -> list[Binding]:
    return [Binding.model_validate(each) for each in said]


async def ended(adapter: ComfyUI, call: Call) -> Output:
    """The result."""
    ticket = await adapter.submit(call)
    progress = await adapter.poll(call, ticket)
    while progress.phase is not Phase.SUCCEEDED:
        await asyncio.sleep(progress.again_in)
        progress = await adapter.poll(call, ticket)
    return await adapter.fetch(call, ticket)


async def failed(adapter: ComfyUI, call: Call) -> Failure:
    """How it ends, when it does not end well."""
    with pytest.raises(Failure) as caught:
        await ended(adapter, call)
    return caught.value


async def bytes_of(output: Output) -> bytes:
    assert output.media
    return b"".join([piece async for piece in output.media])


def sent(service: Service) -> Json:
    """The newest workflow that arrived."""
    return [each for each in service.requests if each.stage == "submit"][-1].json


async def test_words_and_settings_go_where_they_were_bound_and_the_rest_stays(
    service: Service, adapter: ComfyUI
) -> None:
    await ended(adapter, call(service, "txt2img", [PROMPT, SEED, STEPS], seed=7, steps=9))
    graph = sent(service)["prompt"]
    assert graph["6"]["inputs"]["text"] == "A lighthouse"
    assert (graph["3"]["inputs"]["seed"], graph["3"]["inputs"]["steps"]) == (7, 9)
    assert graph["7"] == {**workflow("txt2img")["7"], "inputs": workflow("txt2img")["7"]["inputs"]}
    assert graph["5"]["inputs"] == workflow("txt2img")["5"]["inputs"]


async def test_a_seed_that_nobody_sets_differs_between_generations_and_not_within_one(
    service: Service, adapter: ComfyUI
) -> None:
    seeds = []
    for id in ("one", "one", "two"):
        output = await ended(adapter, call(service, "txt2img", [PROMPT, SEED], id=id))
        seeds.append(sent(service)["prompt"]["3"]["inputs"]["seed"])
        assert output.facts["seed"] == seeds[-1]
    assert seeds[0] == seeds[1] != seeds[2]


async def test_our_id_of_a_generation_is_always_the_same(service: Service, adapter: ComfyUI) -> None:
    await ended(adapter, call(service, "txt2img", [PROMPT]))
    body = sent(service)
    assert body["prompt_id"] == body["client_id"] == prompt_id(call(service, "txt2img", [PROMPT]))


async def test_a_picture_is_uploaded_under_the_name_of_its_content(
    service: Service, adapter: ComfyUI, fake: Fake, tmp_path: Path
) -> None:
    given = Input(Kind.IMAGE, "reference", tmp_path / "given", "image/png")
    given.path.write_bytes(file(".png"))
    await ended(adapter, call(service, "img2img", [PICTURE], given))
    await ended(adapter, call(service, "img2img", [PICTURE], given, id="two"))
    name = same(file(".png"))
    assert fake.uploads == {name: file(".png")}
    assert sent(service)["prompt"]["10"]["inputs"]["image"] == name


async def test_without_a_picture_the_workflow_keeps_its_own(service: Service, adapter: ComfyUI, fake: Fake) -> None:
    await ended(adapter, call(service, "img2img", [{**PICTURE, "required": False}]))
    assert fake.uploads == {}
    assert sent(service)["prompt"]["10"]["inputs"]["image"] == "example.png"


async def test_what_was_sent_is_found_wherever_it_is(service: Service, adapter: ComfyUI, fake: Fake) -> None:
    it = call(service, "txt2img", [PROMPT])
    assert await adapter.find(it) is None
    fake.held = "queued"
    ticket = await adapter.submit(it)
    assert await adapter.find(it) == ticket
    fake.held = None
    while (await adapter.poll(it, ticket)).phase is not Phase.SUCCEEDED:
        pass
    assert await adapter.find(it) == ticket


async def test_how_many_wait_before_it_is_told(service: Service, adapter: ComfyUI, fake: Fake) -> None:
    fake.held = "queued"
    first, second = call(service, "txt2img", [PROMPT]), call(service, "txt2img", [PROMPT], id="two")
    tickets = [await adapter.submit(each) for each in (first, second)]
    assert (await adapter.poll(first, tickets[0])).queue_position == 0
    assert (await adapter.poll(second, tickets[1])).queue_position == 1


async def test_what_is_wrong_with_a_node_is_said_with_its_title(service: Service, adapter: ComfyUI) -> None:
    it = call(service, "txt2img", [PROMPT, {**STEPS, "maximum": 20000}], steps=20000)
    failure = await failed(adapter, it)
    assert (failure.code, failure.charged) == (FailureCode.INVALID_INPUT, "no")
    assert failure.message == "KSampler (node 3): Value 20000 bigger than max of 10000: steps."


async def test_a_node_that_the_server_does_not_have_is_named(service: Service, adapter: ComfyUI) -> None:
    failure = await failed(adapter, call(service, "video", []))
    assert failure.message == "Cannot execute because node UNETLoader does not exist. (Node ID '#37')"


@pytest.mark.parametrize(
    "ending",
    [
        (("RuntimeError", "shapes do not fit\nand more"), "provider_error", "KSampler (node 3) failed: shapes do not"),
        (("torch.OutOfMemoryError", "Allocation on device"), "provider_error", "ran out of memory at KSampler"),
        (("Exception", "Request Moderated"), "content_policy", "Moderated"),
    ],
)
async def test_an_error_while_it_runs_is_said_with_the_node(
    service: Service, adapter: ComfyUI, fake: Fake, ending: tuple[tuple[str, str], str, str]
) -> None:
    fake.error, code, words = ending
    failure = await failed(adapter, call(service, "txt2img", [PROMPT]))
    assert failure.code == code
    assert words in failure.message
    assert "more" not in failure.message


async def test_what_somebody_interrupts_at_the_server_is_cancelled(
    service: Service, adapter: ComfyUI, fake: Fake
) -> None:
    fake.held = "running"
    it = call(service, "txt2img", [PROMPT])
    ticket = await adapter.submit(it)
    await adapter.poll(it, ticket)
    await adapter.cancel(it, ticket)
    with pytest.raises(Failure) as caught:
        await adapter.poll(it, ticket)
    assert caught.value.code == FailureCode.CANCELLED


async def test_the_saved_file_counts_before_a_preview_and_the_others_are_named(
    service: Service, adapter: ComfyUI, fake: Fake
) -> None:
    shown = {"images": [{"filename": "shown.png", "subfolder": "", "type": "temp"}]}
    saved = {"images": [{"filename": f"{name}.png", "subfolder": "a b", "type": "output"} for name in ("one", "two")]}
    fake.outputs = {"8": shown, "9": saved, "11": {"text": ["it thinks"]}}
    output = await ended(adapter, call(service, "txt2img", [PROMPT]))
    assert (output.name, output.facts["text"]) == ("one.png", "it thinks")
    assert output.note == "The workflow saved 2 files. The others stay on the server."
    assert await bytes_of(output) == file(".png")


async def test_a_workflow_that_gives_nothing_of_its_kind_says_what_it_needs(
    service: Service, adapter: ComfyUI, fake: Fake
) -> None:
    fake.outputs = {"9": {"text": ["only words"]}}
    failure = await failed(adapter, call(service, "txt2img", [PROMPT]))
    assert "Save Image" in failure.message


async def test_a_workflow_that_writes_gives_its_words(service: Service, adapter: ComfyUI, fake: Fake) -> None:
    fake.outputs = {"9": {"text": ["a caption"]}}
    it = call(service, "txt2img", [PROMPT])
    text = Call(it.id, it.model.model_copy(update={"kind": Kind.TEXT}), it.mode, it.prompt, {}, it.connection)
    assert (await ended(adapter, text)).text == "a caption"


async def test_words_that_go_nowhere_are_said_to_be_unused(service: Service, adapter: ComfyUI) -> None:
    output = await ended(adapter, call(service, "txt2img", [SEED]))
    assert output.note == "The workflow takes no prompt, so the words were not used."


async def test_progress_counts_a_sampler_by_its_steps_and_shows_the_newest_picture(
    service: Service, adapter: ComfyUI, fake: Fake
) -> None:
    fake.held, fake.messages = (
        "running",
        [
            told("execution_cached", nodes=["4"]),
            told("executing", node="5"),
            told("progress", node="3", value=10, max=20),
            preview(),
        ],
    )
    progress = await followed(adapter, call(service, "txt2img", [PROMPT]))
    assert progress.fraction == pytest.approx((2 + 20 / 2) / 26)
    assert progress.preview == file(".png")


async def test_news_of_other_workflows_and_nonsense_are_passed_over(
    service: Service, adapter: ComfyUI, fake: Fake
) -> None:
    state = {"3": {"state": "running", "value": 5, "max": 20}, "5": {"state": "finished", "value": 1, "max": 1}}
    other = {"type": "progress", "data": {"prompt_id": "another", "node": "3", "value": 20, "max": 20}}
    fake.held, fake.messages = (
        "running",
        [
            json.dumps(other),
            '["no", "object"]',
            b"\x00\x00\x00\x01no picture",
            told("progress_state", nodes=state),
            preview(),
        ],
    )
    assert (await followed(adapter, call(service, "txt2img", [PROMPT]))).fraction == pytest.approx((1 + 5) / 26)


async def test_a_socket_that_breaks_changes_nothing(
    service: Service, adapter: ComfyUI, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PAUSE", 0.0)
    fake.messages = ["this is not JSON"]
    output = await ended(adapter, call(service, "txt2img", [PROMPT]))
    assert await bytes_of(output) == file(".png")


async def test_the_key_goes_along_everywhere_and_is_in_no_error(service: Service, adapter: ComfyUI, fake: Fake) -> None:
    fake.error = ("RuntimeError", f"refused {KEY}")
    failure = await failed(adapter, call(service, "txt2img", [PROMPT]))
    assert KEY not in failure.message
    assert {each.headers.get("authorization") for each in service.requests} == {f"Bearer {KEY}"}


async def followed(adapter: ComfyUI, call: Call) -> Progress:
    """The first progress with a picture."""
    ticket = await adapter.submit(call)
    progress = await adapter.poll(call, ticket)
    while progress.preview is None:
        await asyncio.sleep(progress.again_in)
        progress = await adapter.poll(call, ticket)
    await adapter.cancel(call, ticket)
    return progress


async def test_a_workflow_is_priced_as_the_person_says_and_free_otherwise(desk: Desk, service: Service) -> None:
    await desk.http.put("/api/providers/box", json={"type": "comfyui", "url": service.url})
    wish = {"title": "It", "kind": "image", "workflow": workflow("txt2img"), "bindings": [PROMPT]}
    prices = []
    for more in ({}, {"credits": "3"}):
        card = (await desk.http.put(f"{WORKFLOWS}/it", json=wish | more)).json()
        prices += [Decimal(each["price"]) for each in card["models"]]
    assert prices == [0, 3]
