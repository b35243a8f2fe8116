"""Jobs that a file describes: what is sent, where the key goes, and what comes of answers of another shape."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import fal_client.client
import httpx
import pytest
from fal_client.auth import AuthCredentials
from pydantic import SecretStr

from headwater.models import catalogue
from headwater.models.adapter import Call, Failure, FailureCode, Input
from headwater.models.adapters.http_job import HttpJob, upload
from headwater.models.adapters.http_job.request import body
from headwater.models.job_protocol import JobProtocol
from headwater.models.model import Mode
from headwater.models.price import Measured
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from tests.assets import samples
from tests.contract.fakes.fal import Fal
from tests.contract.service import Service, Status, WrongType

CATALOGUE = catalogue.load()
FAL = CATALOGUE.providers["fal"]
TYPES = tomllib.loads((Path(__file__).parent / "fal_types.toml").read_text("utf-8"))
WAYS = [(model.id, mode.id) for model in CATALOGUE.models.values() if model.provider == "fal" for mode in model.modes]
"""Every model of fal's in every mode."""
PICTURE = samples.picture("PNG")
Desk = tuple[HttpJob, Fal, Service]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The adapter, and a queue in miniature."""
    fal = Fal(PICTURE, "image/png")
    with fal.service() as service:
        yield HttpJob(tmp_path / "answers"), fal, service


@pytest.fixture
def picture(tmp_path: Path) -> Input:
    """A reference."""
    (file := tmp_path / "pier.png").write_bytes(PICTURE)
    return Input(Kind.IMAGE, "reference", file, "image/png")


def call(url: str, model: str = "fal/flux-2-pro", mode: str = "create", *inputs: Input, **protocol: Any) -> Call:
    """A call with the entry's defaults; `protocol`: what is described otherwise."""
    found = CATALOGUE.models[model]
    using = found.mode(mode)
    assert using
    parts = {**FAL.protocol.model_dump(), **protocol}
    provider = FAL.model_copy(update={"url": url, "protocol": JobProtocol.model_validate(parts)})
    measured = Measured(mode, using.defaults(), images=len(inputs))
    connection = Connection(provider, url, SecretStr("k-1"), own=True)
    return Call("call-1", found, mode, "A pier", using.defaults(), connection, inputs, measured)


def everything(mode: Mode, picture: Input) -> tuple[Input, ...]:
    """As few references as the mode takes, each for what the mode has a place for."""
    uses = [use for use in mode.places if use != "prompt"]
    least = mode.takes[Kind.IMAGE].least if Kind.IMAGE in mode.takes else 0
    return tuple(replace(picture, use=use) for use in uses[:least])


@pytest.mark.parametrize(("id", "mode"), WAYS)
async def test_every_request_is_one_that_fals_own_types_allow(id: str, mode: str, picture: Input) -> None:
    model = CATALOGUE.models[id]
    using = model.mode(mode)
    assert using
    inputs = everything(using, picture)
    one = call("https://fal.test", id, mode, *inputs)
    assert one.measured
    assert FAL.protocol.submit
    endpoint = using.endpoint(one.measured)
    if endpoint not in TYPES:
        assert "not in the types of @fal-ai/client" in model.source
        return
    for settings in choices(using):
        fits(await body(replace(one, settings=settings), FAL.protocol.submit), TYPES[endpoint])


def choices(mode: Mode) -> list[dict[str, Any]]:
    """The defaults, and each word of each choice."""
    defaults = mode.defaults()
    return [defaults] + [
        defaults | {name: value}
        for name, schema in mode.settings.items()
        for value in [*schema.get("enum", ()), *(schema[end] for end in ("minimum", "maximum") if end in schema)]
    ]


def fits(sent: dict[str, Any], types: dict[str, Any]) -> None:
    """Fails for a field that fal does not know, for a missing one, and for a value of another type."""
    known = {name.rstrip("!"): type for name, type in types.items()}
    assert set(sent) <= set(known)
    assert {name[:-1] for name in types if name.endswith("!")} <= set(sent)
    are = {"string": str, "number": int | float, "boolean": bool, "array": list}
    for name, value in sent.items():
        type = known[name]
        assert value in type if isinstance(type, list) else isinstance(value, are[type]), (name, value)


async def test_the_official_client_submits_the_same_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter, _, service = desk
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", f"{service.url}/")
    one = call(service.url)
    ticket = await adapter.submit(one)
    client = fal_client.SyncClient(key="k-1")
    theirs = client.submit("fal-ai/flux-2-pro", {"image_size": "landscape_16_9", "prompt": "A pier"})
    client._client.close()
    ours, other = [each for each in service.requests if each.stage == "submit"]
    assert (ours.path, ours.json, ours.headers["authorization"]) == (
        other.path,
        other.json,
        other.headers["authorization"],
    )
    assert set(ticket) == {"id", "status", "result", "stop"}
    assert ticket["status"].replace(ticket["id"], theirs.request_id) == theirs.status_url


async def test_a_large_reference_goes_ahead_as_the_official_client_sends_it(
    desk: Desk, picture: Input, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, fal, service = desk
    await adapter.submit(call(service.url, "fal/flux-2-pro", "edit", picture, upload=uploads(service, above=0)))
    monkeypatch.setattr(fal_client.client, "REST_URL", service.url)
    with httpx.Client() as client:
        link = fal_client.client._upload_via_storage(
            client, AuthCredentials("Key", "k-1"), data=PICTURE, content_type="image/png", file_name="pier.png"
        )
    first, put, *theirs = [each for each in service.requests if each.stage == "upload"]
    assert [(each.method, each.path, each.body) for each in theirs[1:]] == [(put.method, put.path, put.body)]
    assert (first.path, first.json) == (theirs[0].path, theirs[0].json)
    assert first.headers["authorization"] == "Key k-1"
    assert fal.uploads == {"pier.png": ("image/png", PICTURE)}
    assert fal.jobs["7f2b-0"].asked["image_urls"] == [link]


async def test_a_small_reference_travels_inside_the_request(desk: Desk, picture: Input) -> None:
    adapter, fal, service = desk
    await adapter.submit(call(service.url, "fal/flux-2-pro", "edit", picture))
    assert fal.jobs["7f2b-0"].asked["image_urls"][0].startswith("data:image/png;base64,")
    assert service.counts["upload"] == 0


async def test_bringing_a_reference_up_is_tried_again(
    desk: Desk, picture: Input, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, fal, service = desk
    monkeypatch.setattr(upload, "WAIT", 0)
    service.fault("upload", Status(500), Status(503))
    await adapter.submit(call(service.url, "fal/flux-2-pro", "edit", picture, upload=uploads(service, above=0)))
    assert (len(fal.uploads), service.submits) == (1, 1)


async def test_nothing_is_submitted_without_its_reference(
    desk: Desk, picture: Input, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, _, service = desk
    monkeypatch.setattr(upload, "WAIT", 0)
    service.fault("upload", *[Status(500)] * upload.TRIES)
    with pytest.raises(Failure) as failed:
        await adapter.submit(call(service.url, "fal/flux-2-pro", "edit", picture, upload=uploads(service, above=0)))
    assert (failed.value.charged, service.submits) == ("no", 0)


async def test_a_key_for_another_address_is_not_shown_to_the_uploads(desk: Desk, picture: Input) -> None:
    adapter, fal, service = desk
    one = call(service.url, "fal/flux-2-pro", "edit", picture, upload=uploads(service, above=0))
    elsewhere = one.connection.provider.model_copy(update={"url": "https://queue.fal.test"})
    await adapter.submit(replace(one, connection=replace(one.connection, provider=elsewhere)))
    assert (service.counts["upload"], len(fal.jobs)) == (0, 1)


def uploads(service: Service, above: int) -> dict[str, Any]:
    """Fal's own way, at the service in miniature."""
    assert FAL.protocol.upload
    url = FAL.protocol.upload.url.replace("https://rest.fal.ai", service.url)
    return FAL.protocol.upload.model_dump() | {"above": above, "url": url}


async def test_the_key_goes_to_no_address_but_the_providers_own(desk: Desk) -> None:
    adapter, _, service = desk
    one = call(service.url)
    ticket = await adapter.submit(one)
    with pytest.raises(Failure, match="not its own"):
        await adapter.poll(one, {**ticket, "status": "https://elsewhere.test/status"})


async def test_an_answer_without_the_id_that_was_expected_is_a_failure(desk: Desk) -> None:
    adapter, _, service = desk
    with pytest.raises(Failure, match="without `ticket_number`") as failed:
        await adapter.submit(call(service.url, submit={"id": "ticket_number"}))
    assert (failed.value.code, failed.value.charged) == (FailureCode.PROVIDER_ERROR, "unknown")


async def test_an_expression_that_does_not_fit_the_answer_is_a_failure(desk: Desk) -> None:
    adapter, _, service = desk
    one = call(
        service.url, poll=FAL.protocol.poll.model_dump() | {"status": "length(queue)"} if FAL.protocol.poll else {}
    )
    ticket = await adapter.submit(one)
    with pytest.raises(Failure, match="another shape") as failed:
        await adapter.poll(one, ticket)
    assert failed.value.code is FailureCode.PROVIDER_ERROR


async def test_a_page_instead_of_an_answer_is_asked_for_again(desk: Desk) -> None:
    adapter, _, service = desk
    one = call(service.url)
    ticket = await adapter.submit(one)
    service.fault("poll", WrongType())
    with pytest.raises(Failure) as failed:
        await adapter.poll(one, ticket)
    assert failed.value.passing


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("content_policy_violation", FailureCode.CONTENT_POLICY),
        ("request_timeout", FailureCode.TIMEOUT),
        ("never heard of", FailureCode.PROVIDER_ERROR),
    ],
)
async def test_a_job_that_failed_says_why(desk: Desk, code: str, meaning: FailureCode) -> None:
    adapter, fal, service = desk
    fal.held, fal.error = "COMPLETED", ("It went wrong with k-1", code)
    one = call(service.url)
    ticket = await adapter.submit(one)
    with pytest.raises(Failure) as failed:
        await adapter.poll(one, ticket)
    assert (failed.value.code, failed.value.message) == (meaning, "It went wrong with [key]")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('poll = { path = "x", status = "a[", states = {} }', "protocol.poll.status"),
        ('poll = { path = "x", status = "a", states = { DONE = "done" } }', "protocol.poll.states.DONE"),
        ("pol = 1", "protocol.pol"),
        ('codes = { nsfw = "rude" }', "protocol.codes.nsfw"),
        ('find = { path = "x" }', "protocol.find.items"),
    ],
)
def test_a_wrong_protocol_is_a_broken_entry_that_names_its_place(tmp_path: Path, line: str, place: str) -> None:
    (file := tmp_path / "mine.toml").write_text(
        f'[[provider]]\nid = "mine"\nname = "Mine"\nurl = "https://a.test"\n[provider.protocol]\n{line}\n'
    )
    with pytest.raises(catalogue.BrokenEntry) as broken:
        catalogue.read(file)
    assert f"`{place}`" in broken.value.message
    assert "(line 6)" in broken.value.message


@pytest.mark.parametrize("keyword", ['sends = "JBFq"', "times = 0.5", 'sent_as = "text"', "param = 1"])
def test_a_setting_that_is_sent_in_no_known_way_is_a_broken_entry(tmp_path: Path, keyword: str) -> None:
    model = 'id = "fal/x"\nname = "X"\nkind = "image"\nprovider = "fal"\nadapter = "http_job"\n'
    model += 'description = ""\nneural = true\nprices = [{ usd = "1" }]\n[[model.modes]]\nid = "create"\n'
    (file := tmp_path / "mine.toml").write_text(f"[[model]]\n{model}[model.modes.settings.seed]\n{keyword}\n")
    with pytest.raises(catalogue.BrokenEntry, match="how the setting `seed` is sent is wrong"):
        catalogue.read(file)
