"""How calls for pictures, speech and video end that do not end well."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters.openai_media import OpenAIMedia
from headwater.models.model import Mode, Model
from tests.contract.fakes.openai_media import FORBIDDEN, Fake, mp4, stage
from tests.contract.media import FLARE, ROUTED, SEEDANCE, VOICE, MediaDesk
from tests.contract.service import Cut, Lost, Service, Status, WrongType


async def test_a_link_into_another_network_is_not_followed(media: MediaDesk) -> None:
    media.fake.picture_data = [{"url": "http://192.168.0.1/picture.png"}]
    failure = await media.failed(media.call(FLARE, "create"))
    assert (failure.code, failure.passing) == (FailureCode.PROVIDER_ERROR, False)
    assert "not safe" in failure.message


@pytest.mark.parametrize("data", [[], [{}], [{"b64_json": ""}], [None], None, [{"b64_json": "%%%"}]])
async def test_an_answer_without_a_picture_is_no_result(media: MediaDesk, data: Any) -> None:
    media.fake.picture_data = data if data is not None else "nothing"  # type: ignore[assignment] # no list at all
    failure = await media.failed(media.call(FLARE, "create"))
    assert (failure.code, failure.charged) == (FailureCode.PROVIDER_ERROR, "yes")


@pytest.mark.parametrize(
    ("model", "mode"), [(FLARE, "create"), (VOICE, "speech"), (SEEDANCE, "create"), (ROUTED, "edit")]
)
async def test_refused_content_is_told_from_a_refused_key(media: MediaDesk, model: str | Model, mode: str) -> None:
    asked = media.call(model, mode)
    assert (await media.failed(replace(asked, prompt=FORBIDDEN))).code is FailureCode.CONTENT_POLICY
    connection = replace(asked.connection, key=SecretStr("sk-wrong"))
    assert (await media.failed(replace(asked, id="call-2", connection=connection))).code is FailureCode.AUTH


@pytest.mark.parametrize(("model", "mode"), [(FLARE, "create"), (VOICE, "speech"), (ROUTED, "edit")])
async def test_an_error_under_a_good_status_is_an_error(media: MediaDesk, model: str | Model, mode: str) -> None:
    asked = media.call(model, mode)
    media.fake.inside = {"error": {"code": 402, "message": "Out of money"}}
    failure = await media.failed(asked)
    assert (failure.code, failure.message) == (FailureCode.INSUFFICIENT_FUNDS, "Out of money")
    for code, meant in (("content_filter", FailureCode.CONTENT_POLICY), (None, FailureCode.PROVIDER_ERROR)):
        media.fake.inside = {"error": {"code": code, "message": "No"}}
        assert (await media.failed(replace(asked, id=f"call-{code}"))).code is meant


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (("failed", "Blocked by content moderation"), FailureCode.CONTENT_POLICY),
        (("failed", {"code": "content_policy_violation", "message": "No"}), FailureCode.CONTENT_POLICY),
        (("failed", "Upstream gave up"), FailureCode.PROVIDER_ERROR),
        (("failed", None), FailureCode.PROVIDER_ERROR),
        (("cancelled", None), FailureCode.CANCELLED),
        (("expired", None), FailureCode.EXPIRED),
    ],
)
async def test_a_job_ends_as_the_service_says(media: MediaDesk, ending: tuple[str, Any], code: FailureCode) -> None:
    status, media.fake.error = ending
    media.fake.statuses = ["in_progress", status]
    failure = await media.failed(media.call(SEEDANCE, "create"))
    assert (failure.code, failure.passing, failure.charged) == (code, False, "unknown")
    assert failure.message


@pytest.mark.parametrize(("model", "mode"), [(FLARE, "create"), (SEEDANCE, "create")])
async def test_a_lost_answer_is_an_unknown_outcome_and_nobody_can_be_asked(
    media: MediaDesk, model: str, mode: str
) -> None:
    media.service.fault("submit", Lost())
    asked = media.call(model, mode)
    assert (await media.failed(asked)).code is FailureCode.UNKNOWN_OUTCOME
    with pytest.raises(Failure) as failure:
        await OpenAIMedia(media.folder / "later").find(asked)
    assert (failure.value.code, media.service.submits) == (FailureCode.UNKNOWN_OUTCOME, 1)


async def test_a_job_without_an_id_may_have_been_taken(media: MediaDesk) -> None:
    media.service.fault("submit", Status(202, {}, {"status": "pending"}))
    assert (await media.failed(media.call(SEEDANCE, "create"))).code is FailureCode.UNKNOWN_OUTCOME


async def test_a_poll_or_a_file_that_goes_wrong_is_worth_asking_again(media: MediaDesk) -> None:
    asked = media.call(SEEDANCE, "create")
    ticket = await media.adapter.submit(asked)
    for fault in (Status(500), Status(429), WrongType(), Lost()):
        media.service.fault("poll", fault)
        with pytest.raises(Failure) as failure:
            await media.adapter.poll(asked, ticket)
        assert failure.value.passing
    for broken in (Status(403), Status(409), Status(410), Cut()):
        media.service.fault("file", broken)
        output = await media.adapter.fetch(asked, ticket)
        assert output.media
        with pytest.raises(Failure) as failure:
            assert [piece async for piece in output.media] != [mp4()]
        assert failure.value.passing


async def test_a_key_that_no_longer_opens_the_file_is_said(media: MediaDesk) -> None:
    media.service.fault("file", Status(401))
    failure = await media.failed(media.call(SEEDANCE, "create"))
    assert (failure.code, failure.passing, failure.charged) == (FailureCode.AUTH, False, "yes")


async def test_the_key_follows_no_link_to_another_server(media: MediaDesk) -> None:
    with Service(Fake().app, stage) as other:
        media.service.fault("file", Status(302, {"location": f"{other.url}/files/picture.png"}))
        failure = await media.failed(media.call(SEEDANCE, "create"))
        assert "not safe" in failure.message
        assert not other.requests


async def test_a_signed_link_elsewhere_must_be_public_and_gets_no_key(media: MediaDesk) -> None:
    media.fake.signed = ["http://10.0.0.8/video.mp4?signature=1"]
    failure = await media.failed(media.call(SEEDANCE, "create"))
    assert "not safe" in failure.message
    assert media.service.counts["file"] == 0


async def test_an_endpoint_of_another_protocol_is_named(media: MediaDesk) -> None:
    mode = ROUTED.modes[0].model_copy(update={"endpoints": ()})
    other = Mode.model_validate({"id": "edit", "endpoints": [{"path": "embeddings"}]})
    for wrong in (mode, other):
        model = ROUTED.model_copy(update={"modes": (wrong,)})
        failure = await media.failed(replace(media.call(model, "edit"), settings={}))
        assert (failure.code, media.service.submits) == (FailureCode.INVALID_INPUT, 0)
    assert "`embeddings`" in failure.message
    assert "`audio/speech`" in failure.message
