"""Google's Interactions API as we speak it, with google-genai as the judge.

The service in miniature refuses every body that the official types do not know; here the official client reads
every answer of its, and sends what we send.
"""

import asyncio
import base64
import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from google import genai
from google.genai.interactions import ImageResponseFormat, VideoResponseFormat
from pydantic import SecretStr

from headwater.models.adapter import Call, Failure, FailureCode, Input, Output, Phase, Progress
from headwater.models.adapters import http
from headwater.models.adapters.interactions import Interactions, upload
from headwater.models.adapters.interactions.charge import charged
from headwater.models.catalogue import load
from headwater.models.model import Mode, Model
from headwater.models.price import Measured, cost
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from tests.contract.fakes.interactions import FORBIDDEN, MODELS, WORDS, Fake, jpg, mp3, mp4, stage, wav
from tests.contract.matrix import KEY
from tests.contract.service import Cut, Lost, Service, Status, WrongType

CATALOGUE = load()
OURS = [model for model in CATALOGUE.models.values() if model.adapter == "interactions"]
ARGON, BANANA, PRO, OMNI, LYRIA, SPEECH = (
    "google/gemini-4-argon",
    "google/gemini-nano-banana-2.1",
    "google/gemini-3-pro-image",
    "google/gemini-omni-1.1-flash",
    "google/lyria-3.5",
    "google/gemini-3.8-flash-tts",
)
TEXT = "".join(WORDS)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def service(fake: Fake) -> Iterator[Service]:
    with Service(fake.app, stage) as service:
        yield service


@pytest.fixture
def adapter(tmp_path: Path) -> Interactions:
    return Interactions(tmp_path / "answers")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "WAIT", 0.0)


@dataclass
class At:
    """The adapter at the service."""

    adapter: Interactions
    service: Service
    fake: Fake
    folder: Path

    def media(self, kind: Kind, mime: str) -> Input:
        """A reference of any content."""
        return reference(self.folder, b"media", kind, mime)


@pytest.fixture
def at(adapter: Interactions, service: Service, fake: Fake, tmp_path: Path) -> At:
    return At(adapter, service, fake, tmp_path)


def call(
    service: Service, model: str, mode: str, *inputs: Input, prompt: str = "A lighthouse", **settings: Any
) -> Call:
    """A call with the entry's defaults and these settings."""
    found = CATALOGUE.models[model]
    connection = Connection(CATALOGUE.providers["google"], f"{service.url}/v1beta", SecretStr(KEY), own=True)
    using = found.mode(mode)
    assert using
    return Call("call-1", found, mode, prompt, using.defaults() | settings, connection, inputs)


def reference(folder: Path, content: bytes, kind: Kind, mime: str, use: str = "reference") -> Input:
    file = folder / f"{len(list(folder.iterdir()))}.bin"
    file.write_bytes(content)
    return Input(kind, use, file, mime)


async def made(adapter: Interactions, call: Call) -> tuple[Output, bytes]:
    """The result, and the bytes of its file."""
    output = await ended(adapter, call)
    return output, b"".join([piece async for piece in output.media]) if output.media else b""


async def ended(adapter: Interactions, call: Call) -> Output:
    ticket = await adapter.submit(call)
    progress = await adapter.poll(call, ticket)
    while progress.phase is not Phase.SUCCEEDED:
        await asyncio.sleep(0.005)
        progress = await adapter.poll(call, ticket)
    return await adapter.fetch(call, ticket)


async def failed(adapter: Interactions, call: Call) -> Failure:
    """How it ends, when it does not end well."""
    with pytest.raises(Failure) as failure:
        await made(adapter, call)
    return failure.value


async def test_a_picture_is_made_in_the_background_and_its_tokens_say_what_it_cost(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    output, bytes = await made(adapter, call(service, BANANA, "create", image_size="2K", aspect_ratio="16:9"))
    assert fake.bodies == [
        {
            "model": "gemini-nano-banana-2.1",
            "input": [{"type": "user_input", "content": [{"type": "text", "text": "A lighthouse"}]}],
            "response_format": {"type": "image", "image_size": "2K", "aspect_ratio": "16:9"},
            "background": True,
            "store": True,
        }
    ]
    assert (bytes, output.name) == (jpg(), "picture.jpg")
    # 10 tokens at $1.50, 200 of thinking at $7.50 and 1120 of picture at $30 a million
    assert output.charged == Decimal("0.035115")


async def test_pictures_to_edit_go_inside_the_request_in_their_order(
    adapter: Interactions, service: Service, fake: Fake, tmp_path: Path
) -> None:
    two = [reference(tmp_path, jpg() + each, Kind.IMAGE, "image/jpeg") for each in (b"1", b"2")]
    await made(adapter, call(service, PRO, "edit", *two))
    words, *pictures = fake.bodies[0]["input"][0]["content"]
    assert words == {"type": "text", "text": "A lighthouse"}
    assert [base64.b64decode(each["data"]) for each in pictures] == [jpg() + b"1", jpg() + b"2"]
    assert {(each["type"], each["mime_type"]) for each in pictures} == {("image", "image/jpeg")}
    assert "aspect_ratio" not in fake.bodies[0]["response_format"]


async def test_a_video_comes_from_googles_own_address_with_the_key(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    output, bytes = await made(adapter, call(service, OMNI, "create", duration=7))
    assert fake.bodies[0]["response_format"] == {
        **{"type": "video", "delivery": "uri", "duration": "7s"},
        **{"resolution": "720p", "aspect_ratio": "16:9"},
    }
    assert fake.bodies[0]["generation_config"] == {"video_config": {"task": "text_to_video"}}
    assert (bytes, output.name, service.counts["file"]) == (mp4(), "video.mp4", 1)
    assert output.charged == Decimal("0.506815")  # 10 tokens at $1.50 and 28960 at $17.50 a million


async def test_a_video_inside_the_answer_is_taken_as_well(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.content = [{"type": "video", "mime_type": "video/mp4", "data": base64.b64encode(mp4()).decode()}]
    assert (await made(adapter, call(service, OMNI, "create")))[1] == mp4()


@pytest.mark.parametrize(
    ("mode", "use", "task"),
    [("create", "first_frame", "image_to_video"), ("references", "reference", "reference_to_video")],
)
async def test_what_a_picture_is_to_a_video_is_said(at: At, mode: str, use: str, task: str) -> None:
    await made(at.adapter, call(at.service, OMNI, mode, reference(at.folder, jpg(), Kind.IMAGE, "image/jpeg", use)))
    assert at.fake.bodies[0]["generation_config"]["video_config"] == {"task": task}


async def test_a_link_elsewhere_never_gets_the_key(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.file_uri = "http://127.0.0.2:9/v1beta/files/made0"
    failure = await failed(adapter, call(service, OMNI, "create"))
    assert (failure.code, failure.passing) == (FailureCode.PROVIDER_ERROR, False)
    assert service.counts["file"] == 0


async def test_a_song_comes_with_its_words(adapter: Interactions, service: Service, fake: Fake) -> None:
    output, bytes = await made(adapter, call(service, LYRIA, "music"))
    assert (bytes, output.facts["words"], output.charged) == (mp3(), "[Verse] Light over water", None)
    assert set(fake.bodies[0]) == {"model", "input", "background", "store"}


async def test_a_voice_reads_in_the_manner_that_was_asked_for(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    _, bytes = await made(adapter, call(service, SPEECH, "speech", voice="Puck", instructions="calm"))
    (body,) = fake.bodies
    assert (bytes, body["generation_config"]) == (wav(), {"speech_config": [{"voice": "Puck"}]})
    assert body["response_format"] == {"type": "audio", "mime_type": "audio/wav"}
    assert body["input"][0]["content"] == [
        {"type": "text", "text": "A lighthouse", "annotations": [{"type": "speech_metadata", "style": "calm"}]}
    ]


@pytest.mark.parametrize(("mime", "rate"), [("audio/l16", 24_000), ("audio/L16;codec=pcm;rate=16000", 16_000)])
async def test_raw_sound_becomes_a_file(at: At, mime: str, rate: int) -> None:
    samples = bytes(range(250)) * 40
    at.fake.content = [{"type": "audio", "mime_type": mime, "data": base64.b64encode(samples).decode()}]
    output, content = await made(at.adapter, call(at.service, SPEECH, "speech"))
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (rate, 1, 2)
        assert (file.readframes(file.getnframes()), output.name) == (samples, "sound.wav")


async def test_a_text_is_heard_as_it_is_written_and_not_kept_at_google(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    output, _ = await made(adapter, call(service, ARGON, "write", max_tokens=900, thinking_level="high"))
    (body,) = fake.bodies
    assert (output.text, output.note) == (TEXT, None)
    assert body["generation_config"] == {"max_output_tokens": 900, "thinking_level": "high"}
    assert (body["stream"], body["store"], "background" in body) == (True, False, False)
    assert output.charged is None  # what a token costs changes on a day, and the answer names tokens only


async def test_a_video_is_described_without_being_asked_to(at: At) -> None:
    await made(at.adapter, call(at.service, ARGON, "describe", at.media(Kind.VIDEO, "video/quicktime"), prompt=""))
    assert at.fake.bodies[0]["input"][0]["content"] == [
        {"type": "text", "text": "Describe this."},
        {"type": "video", "mime_type": "video/mov", "data": base64.b64encode(b"media").decode()},
    ]


async def test_a_sound_is_written_down_without_being_asked_to(at: At) -> None:
    await made(at.adapter, call(at.service, ARGON, "transcribe", at.media(Kind.AUDIO, "audio/mp4"), prompt=""))
    assert at.fake.bodies[0]["input"][0]["content"] == [
        {"type": "text", "text": "Write down what is said, word for word."},
        {"type": "audio", "mime_type": "audio/m4a", "data": base64.b64encode(b"media").decode()},
    ]


async def test_large_files_are_handed_over_before_the_one_request_and_each_only_once(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "INLINE", 10)
    at.fake.processing = 2
    large, small = b"large" * 100, b"small"
    every = [reference(at.folder, each, Kind.VIDEO, "video/mp4") for each in (large, small, large)]
    await made(at.adapter, call(at.service, ARGON, "describe", *every))
    inside = {"type": "video", "mime_type": "video/mp4"}
    handed = inside | {"uri": f"{at.service.url}/v1beta/files/f0"}
    sent = inside | {"data": base64.b64encode(small).decode()}
    assert at.fake.bodies[0]["input"][0]["content"][1:] == [handed, sent, handed]
    assert (at.fake.files, at.service.counts["upload"], at.service.counts["look"]) == ({"f0": large}, 2, 2)
    assert at.service.requests[-1].stage == "submit"


async def test_handing_over_is_tried_again_and_what_never_arrives_starts_nothing(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "INLINE", 0)
    asked = call(at.service, ARGON, "describe", at.media(Kind.VIDEO, "video/mp4"))
    at.service.fault("upload", Status(503), Lost())
    await made(at.adapter, asked)
    at.service.fault("upload", *[Status(503)] * upload.TRIES)
    failure = await failed(at.adapter, asked)
    assert (failure.code, failure.charged, at.service.submits) == (FailureCode.PROVIDER_ERROR, "no", 1)


async def test_a_file_is_handed_to_nobody_but_google(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "INLINE", 0)
    at.service.fault("upload", Status(200, {"x-goog-upload-url": "http://127.0.0.2:9/upload"}, {}))
    failure = await failed(at.adapter, call(at.service, ARGON, "describe", at.media(Kind.VIDEO, "video/mp4")))
    assert (failure.code, failure.charged, at.service.submits) == (FailureCode.PROVIDER_ERROR, "no", 0)
    assert "127.0.0.2" in failure.message


async def test_a_wrong_key_is_a_wrong_key_although_the_status_does_not_say_so(service: Service) -> None:
    connection = Connection(CATALOGUE.providers["google"], f"{service.url}/v1beta", SecretStr("wrong"), own=True)
    with pytest.raises(Failure) as failure:
        await http.ask(connection, "/models")
    assert failure.value.code is FailureCode.AUTH


async def test_an_error_in_a_list_is_read_as_well(adapter: Interactions, service: Service) -> None:
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
    told = {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT", "details": details}
    service.fault("submit", Status(400, {}, [{"error": told}]))
    failure = await failed(adapter, call(service, BANANA, "create"))
    assert (failure.code, failure.message) == (FailureCode.AUTH, "API key not valid.")


async def test_a_model_that_does_not_work_in_the_background_answers_in_one_go(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    fake.background = False
    output, bytes = await made(adapter, call(service, BANANA, "create"))
    assert (bytes, output.name) == (jpg(), "picture.jpg")
    (body,) = fake.bodies
    assert ("background" in body, body["store"]) == (False, False)


@pytest.mark.parametrize("model", [BANANA, SPEECH])
async def test_a_request_that_is_wrong_otherwise_is_sent_once(
    adapter: Interactions, service: Service, model: str
) -> None:
    words = Status(400, {}, {"error": {"code": "invalid_request", "message": "Invalid value."}})
    service.fault("submit", words)
    mode = CATALOGUE.models[model].modes[0].id
    assert (await failed(adapter, call(service, model, mode))).code is FailureCode.INVALID_INPUT
    assert service.submits == 1


async def test_a_restart_goes_on_with_the_id_that_the_ticket_holds(
    adapter: Interactions, service: Service, tmp_path: Path
) -> None:
    asked = call(service, BANANA, "create")
    ticket = await adapter.submit(asked)
    after = Interactions(tmp_path / "other")
    await after.poll(asked, ticket)
    assert (await after.poll(asked, ticket)).phase is Phase.SUCCEEDED
    assert (await after.fetch(asked, ticket)).media
    assert service.submits == 1


@pytest.mark.parametrize("status", ["in_progress", "queued", "requires_continuation", "dreaming", ""])
async def test_a_status_that_is_no_end_goes_on(
    adapter: Interactions, service: Service, fake: Fake, status: str
) -> None:
    fake.statuses = [status]
    asked = call(service, OMNI, "create")
    found = await adapter.poll(asked, await adapter.submit(asked))
    assert found == Progress(Phase.QUEUED if status == "queued" else Phase.RUNNING, again_in=5.0)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("failed", FailureCode.PROVIDER_ERROR),
        ("cancelled", FailureCode.CANCELLED),
        ("incomplete", FailureCode.PARTIAL),
        ("budget_exceeded", FailureCode.INSUFFICIENT_FUNDS),
        ("requires_action", FailureCode.PROVIDER_ERROR),
    ],
)
async def test_every_other_end_is_named(
    adapter: Interactions, service: Service, fake: Fake, status: str, code: FailureCode
) -> None:
    fake.statuses = [status]
    assert (await failed(adapter, call(service, BANANA, "create"))).code is code


@pytest.mark.parametrize(
    ("code", "comes_to"),
    [
        *[(each, FailureCode.CONTENT_POLICY) for each in ("safety", "recitation", "prohibited_content", "spii")],
        *[(each, FailureCode.CONTENT_POLICY) for each in ("blocklist", "image_safety", "image_prohibited_content")],
        *[(each, FailureCode.CONTENT_POLICY) for each in ("image_recitation", "image_other", "content_blocked")],
        ("https://ai.google.dev/errors#safety", FailureCode.CONTENT_POLICY),
        ("invalid_request", FailureCode.INVALID_INPUT),
        ("quota_exceeded", FailureCode.RATE_LIMITED),
        ("payment_required", FailureCode.INSUFFICIENT_FUNDS),
        ("permission_denied", FailureCode.AUTH),
        ("deadline_exceeded", FailureCode.TIMEOUT),
        ("not_found", FailureCode.PROVIDER_ERROR),
        ("of_tomorrow", FailureCode.PROVIDER_ERROR),
    ],
)
async def test_googles_codes_are_understood(
    adapter: Interactions, service: Service, fake: Fake, code: str, comes_to: FailureCode
) -> None:
    fake.statuses, fake.errors = ["failed"], [{"code": code, "message": f"It says {KEY}"}]
    failure = await failed(adapter, call(service, BANANA, "create"))
    assert (failure.code, failure.message) == (comes_to, "It says [key]")


async def test_a_refusal_in_a_finished_answer_is_a_refusal(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.content, fake.errors = [], [{"code": "image_safety", "message": "Unsafe."}]
    assert (await failed(adapter, call(service, BANANA, "create"))).code is FailureCode.CONTENT_POLICY


async def test_words_in_place_of_a_picture_are_shown(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.content = [{"type": "text", "text": "Which lighthouse?"}]
    failure = await failed(adapter, call(service, BANANA, "create"))
    assert failure.message == "Google answered without a picture. It said: Which lighthouse?"


async def test_words_in_place_of_a_video_are_a_refusal(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.content = [{"type": "text", "text": "I cannot show that."}]
    failure = await failed(adapter, call(service, OMNI, "create"))
    assert (failure.code, failure.message) == (
        FailureCode.CONTENT_POLICY,
        "Google answered without a video. It said: I cannot show that.",
    )


@pytest.mark.parametrize("model", [ARGON, BANANA])
async def test_a_refusal_is_known_by_its_words_where_its_code_is_that_of_any_bad_request(
    adapter: Interactions, service: Service, model: str
) -> None:
    error = {"code": "invalid_request", "message": "The request was blocked for safety reasons."}
    service.fault("submit", Status(400, {}, {"error": error}))
    failure = await failed(adapter, call(service, model, CATALOGUE.models[model].modes[0].id))
    assert (failure.code, service.submits) == (FailureCode.CONTENT_POLICY, 1)


@pytest.mark.parametrize(
    "error",
    [{"code": "internal", "status": "PROHIBITED_CONTENT"}, {"code": "invalid_request", "message": "Blocked by policy"}],
)
async def test_a_refusal_on_the_way_is_known_by_its_status_or_its_words(
    adapter: Interactions, service: Service, fake: Fake, error: Any
) -> None:
    fake.statuses, fake.errors = ["failed"], [error]
    assert (await failed(adapter, call(service, BANANA, "create"))).code is FailureCode.CONTENT_POLICY


async def test_a_bad_request_does_not_end_what_is_at_work_unless_google_does_not_have_it(
    adapter: Interactions, service: Service
) -> None:
    asked = call(service, OMNI, "create")
    ticket = await adapter.submit(asked)
    for words, passing, code in (
        ("Invalid authentication.", True, FailureCode.INVALID_INPUT),
        ("Invalid interaction name: v1_0.", False, FailureCode.EXPIRED),
    ):
        service.fault("poll", Status(400, {}, {"error": {"code": "invalid_request", "message": words}}))
        with pytest.raises(Failure) as failure:
            await adapter.poll(asked, ticket)
        assert (failure.value.passing, failure.value.code) == (passing, code)


@pytest.mark.parametrize("ending", ["", ":download", ":download?alt=media", "?alt=media"])
async def test_however_google_writes_the_link_its_bytes_are_asked_for(
    adapter: Interactions, service: Service, fake: Fake, ending: str
) -> None:
    fake.file_uri = f"{service.url}/v1beta/files/made0{ending}"
    assert (await made(adapter, call(service, OMNI, "create")))[1] == mp4()


async def test_a_picture_that_is_no_base64_is_no_result(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.content = [{"type": "image", "mime_type": "image/png", "data": "%%%"}]
    assert (await failed(adapter, call(service, BANANA, "create"))).code is FailureCode.PROVIDER_ERROR


async def test_the_last_picture_counts_since_drafts_come_before(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    two = (base64.b64encode(each).decode() for each in (b"draft", jpg()))
    draft, last = ({"type": "image", "mime_type": "image/jpeg", "data": each} for each in two)
    fake.content = [draft, last]
    assert (await made(adapter, call(service, BANANA, "create")))[1] == jpg()


async def test_a_text_at_its_limit_is_a_text_with_a_note(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.statuses = ["incomplete"]
    output, _ = await made(adapter, call(service, ARGON, "write"))
    assert (output.text, output.note) == (TEXT, "The text ends where the longest answer that was set was reached.")


async def test_thinking_that_used_up_the_answer_says_so(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.statuses, fake.content = ["incomplete"], []
    failure = await failed(adapter, call(service, ARGON, "write"))
    assert failure.code is FailureCode.PARTIAL


async def test_a_text_that_breaks_off_is_part_of_a_text(adapter: Interactions, service: Service) -> None:
    service.fault("submit", Cut())
    output, _ = await made(adapter, call(service, ARGON, "write"))
    assert TEXT.startswith(output.text or "-")
    assert output.partial == "The line broke in the middle of the text."
    service.fault("submit", WrongType())
    assert (await failed(adapter, call(service, ARGON, "write"))).code is FailureCode.PROVIDER_ERROR
    assert service.submits == 2


async def test_an_error_in_the_middle_of_a_text_is_named(adapter: Interactions, service: Service, fake: Fake) -> None:
    fake.errors = [{"code": "safety", "message": "Blocked."}]
    assert (await failed(adapter, call(service, ARGON, "write"))).code is FailureCode.CONTENT_POLICY


@pytest.mark.parametrize("model", [ARGON, BANANA])
async def test_a_refused_prompt_is_a_refusal(adapter: Interactions, service: Service, model: str) -> None:
    mode = CATALOGUE.models[model].modes[0].id
    failure = await failed(adapter, call(service, model, mode, prompt=f"Something {FORBIDDEN}"))
    assert (failure.code, service.submits) == (FailureCode.CONTENT_POLICY, 1)


async def test_cancelling_asks_google_to_stop_and_a_refusal_of_that_changes_nothing(
    adapter: Interactions, service: Service, fake: Fake
) -> None:
    asked = call(service, OMNI, "create")
    ticket = await adapter.submit(asked)
    await adapter.cancel(asked, ticket)
    assert fake.cancelled == [ticket["interaction"]]
    service.fault("cancel", Status(409, {}, {"error": {"message": "Too late"}}))
    await adapter.cancel(asked, ticket)


async def test_an_answer_without_an_id_was_perhaps_taken(adapter: Interactions, service: Service) -> None:
    service.fault("submit", Status(200, {}, {"status": "in_progress"}))
    assert (await failed(adapter, call(service, OMNI, "create"))).code is FailureCode.UNKNOWN_OUTCOME


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"total_input_tokens": 5, "total_output_tokens": 9},
        {"total_input_tokens": 5, "input_tokens_by_modality": [{"modality": "document", "tokens": 5}]},
        {"total_cached_tokens": 4, "input_tokens_by_modality": [{"modality": "text", "tokens": 5}]},
    ],
)
def test_what_cannot_be_worked_out_from_the_tokens_is_not_guessed(usage: Any) -> None:
    assert charged(CATALOGUE.models[BANANA], usage) is None


def test_a_song_has_no_rates_and_so_no_amount() -> None:
    usage = {"total_input_tokens": 5, "input_tokens_by_modality": [{"modality": "text", "tokens": 5}]}
    assert charged(CATALOGUE.models[LYRIA], usage) is None


def official(service: Service) -> genai.Client:
    return genai.Client(api_key=KEY, http_options={"base_url": service.url, "api_version": "v1beta"})


def test_the_official_client_reads_the_service_in_miniature(service: Service, fake: Fake) -> None:
    client = official(service)
    text = client.interactions.create(model="gemini-4-argon", input="Hello")
    assert (text.output_text, text.status) == (TEXT, "completed")
    assert text.usage
    assert text.usage.total_thought_tokens == 60
    video = client.interactions.create(
        model="gemini-omni-1.1-flash",
        input="Waves",
        background=True,
        response_format={"type": "video", "delivery": "uri", "duration": "5s"},
    )
    assert video.id
    assert (video.status, client.interactions.get(video.id).status) == ("in_progress", "in_progress")
    done = client.interactions.get(video.id)
    assert done.output_video
    assert done.output_video.uri == f"{service.url}/v1beta/files/made0"
    assert client.interactions.cancel(video.id).status == "cancelled"


def test_the_official_client_reads_the_stream_in_miniature(service: Service) -> None:
    client = official(service)
    events = list(client.interactions.create(model="gemini-4-argon", input="Hello", stream=True))
    assert {"interaction.created", "step.delta", "interaction.completed"} <= {each.event_type for each in events}
    assert "".join(each.delta.text for each in events if each.event_type == "step.delta") == TEXT


async def test_we_send_what_the_official_client_sends(adapter: Interactions, service: Service, fake: Fake) -> None:
    await made(adapter, call(service, BANANA, "create"))
    client = official(service)
    client.interactions.create(
        model="gemini-nano-banana-2.1",
        input=[{"type": "user_input", "content": [{"type": "text", "text": "A lighthouse"}]}],
        response_format={"type": "image", "image_size": "1K"},
        background=True,
        store=True,
    )
    ours, theirs = fake.bodies
    assert ours == theirs
    sent = [each for each in service.requests if each.stage == "submit"]
    assert {(each.path, each.headers["x-goog-api-key"]) for each in sent} == {("/v1beta/interactions", KEY)}


async def test_we_hand_files_over_as_the_official_client_does(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "INLINE", 0)
    file, client = at.media(Kind.VIDEO, "video/mp4"), official(at.service)
    await made(at.adapter, call(at.service, ARGON, "describe", file))
    client.files.upload(file=file.path, config={"mime_type": "video/mp4"})
    assert list(at.fake.files.values()) == [b"media", b"media"]
    handing = [each for each in at.service.requests if each.stage == "upload"]
    for ours, theirs in zip(handing[:2], handing[2:], strict=True):
        said = [name for name in ours.headers if name.startswith("x-goog-upload")]
        assert {name: ours.headers[name] for name in said} == {name: theirs.headers.get(name) for name in said}
        assert ours.path == theirs.path


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.id)
async def test_every_model_and_every_setting_is_known_to_the_official_types(at: At, model: Model) -> None:
    asked = [
        call(at.service, model.id, mode.id, *_least(at, mode), **{name: value})
        for mode in model.modes
        for name, schema in mode.settings.items()
        for value in schema.get("enum", [schema.get("default", "calm")])
    ] or [call(at.service, model.id, model.modes[0].id)]
    for number, each in enumerate(asked):
        asked_for = ended if model.kind is Kind.TEXT else Interactions.submit  # a text is sent behind the ticket
        await asked_for(at.adapter, replace(each, id=f"call-{number}"))
    assert [body["model"] for body in at.fake.bodies] == [model.id.removeprefix("google/")] * len(asked)
    assert model.id.removeprefix("google/") in MODELS


def _least(at: At, mode: Mode) -> list[Input]:
    """As few references as the mode takes."""
    mimes = {Kind.IMAGE: "image/png", Kind.VIDEO: "video/mp4", Kind.AUDIO: "audio/mpeg"}
    return [at.media(kind, mimes[kind]) for kind, count in mode.takes.items() for _ in range(count.least)]


def test_an_enum_of_ours_names_only_what_the_official_types_name() -> None:
    for model, types in ((BANANA, ImageResponseFormat), (PRO, ImageResponseFormat), (OMNI, VideoResponseFormat)):
        for mode in CATALOGUE.models[model].modes:
            for name, schema in mode.settings.items():
                if "enum" in schema:
                    known = str(types.model_fields[name].annotation)
                    assert [each for each in schema["enum"] if repr(each) not in known] == []


@pytest.mark.parametrize(("model", "mode"), [(BANANA, "create"), (OMNI, "create")])
async def test_the_price_is_close_to_what_the_tokens_come_to(
    adapter: Interactions, service: Service, model: str, mode: str
) -> None:
    asked = call(service, model, mode)
    found = cost(asked.model.prices, Measured(mode, asked.settings, asked.prompt))
    output = await ended(adapter, asked)
    assert found
    assert output.charged
    assert abs(found / output.charged - 1) < Decimal("0.05")
