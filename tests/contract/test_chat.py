"""Conversations: what is asked, what is heard, and how they end."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google.genai.types import Content
from pydantic import SecretStr
from starlette.responses import Response

from headwater.models.adapter import Call, FailureCode, Phase
from headwater.models.adapters.chat import Chat
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from headwater.providers.connection import Edit, ServerType, server
from headwater.providers.listing import Listed, model_of, own_model
from tests.contract.matrix import KEY
from tests.contract.service import Cut, Service, Status, WrongType
from tests.contract.talk import EACH, FLASH, KIMI, LUNA, OPUS, SONNET, Talk, talking
from tests.providers.servers import OwnServer

Json = Any
TEXT = "The lamp was lit."
BLOCKED = "The safety system stopped this."


@pytest.fixture
def talk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Talk]:
    """The service of the model that the test names, else of `LUNA`."""
    named = request.node.callspec.params.get("model", LUNA) if hasattr(request.node, "callspec") else LUNA
    with talking(named, tmp_path) as talk:
        yield talk


each = pytest.mark.parametrize("model", EACH)


@each
async def test_a_text_comes_with_its_tokens_and_what_they_cost(talk: Talk, model: str) -> None:
    output = await talk.heard(talk.call(model))
    assert (output.text, output.note, talk.service.submits) == (TEXT, None, 1)
    assert (output.facts["input_tokens"], output.facts["output_tokens"]) == (1000, 200)
    dollars = {LUNA: "0.0002", OPUS: "0.008", FLASH: "0.0015", SONNET: "0.0031"}[model]
    whence = "named by the provider" if model == SONNET else "worked out from its tokens"
    assert (float(output.charged or 0), output.facts["dollars"]) == (float(dollars), whence)


@each
async def test_settings_and_pictures_reach_the_service(talk: Talk, model: str) -> None:
    call = talk.call(model, "describe", talk.picture(), prompt="", max_tokens=700, effort="high")
    await talk.heard(call)
    asked = json.dumps(talk.fake.bodies[0])
    assert "Describe this." in asked
    assert "iVBORw0KGgo" in asked  # the beginning of every PNG in base64
    assert _told(model, talk.fake.bodies[0]) == (700, "high")


async def test_a_setting_that_is_not_set_is_not_sent(tmp_path: Path) -> None:
    with talking(KIMI, tmp_path) as talk:
        await talk.heard(talk.call(KIMI))
        await talk.heard(replace(talk.call(KIMI, temperature=0.5), id="call-2"))
    first, second = talk.fake.bodies
    assert ("temperature" in first, second["temperature"]) == (False, 0.5)


@pytest.mark.parametrize("model", [FLASH])
async def test_sound_is_written_down_also_where_nothing_is_asked(talk: Talk, model: str) -> None:
    await talk.heard(talk.call(model, "transcribe", talk.sound(), prompt="In French."))
    words, sound = Content.model_validate(talk.fake.bodies[0]["contents"][0]).parts or []
    assert words.text == "Write down what is said, word for word.\n\nIn French."
    assert (sound.inline_data and sound.inline_data.mime_type) == "audio/mpeg"


@each
async def test_the_text_grows_as_it_streams(talk: Talk, model: str) -> None:
    talk.fake.words = ("word ",) * 300
    call, seen = talk.call(model), set[str]()
    ticket = await talk.adapter.submit(call)
    progress = await talk.adapter.poll(call, ticket)
    while progress.phase is not Phase.SUCCEEDED:
        seen.add(progress.text or "")
        await asyncio.sleep(0)
        progress = await talk.adapter.poll(call, ticket)
    assert len(seen) > 2
    assert all(("word " * 300).startswith(each) for each in seen)


@each
async def test_a_text_that_reached_its_limit_says_so(talk: Talk, model: str) -> None:
    talk.fake.ending = "length"
    output = await talk.heard(talk.call(model))
    assert output.text == TEXT
    assert "longest answer" in (output.note or "")


@each
async def test_thinking_that_used_up_the_limit_is_named(talk: Talk, model: str) -> None:
    talk.fake.ending, talk.fake.words = "length", ()
    failure = await talk.failed(talk.call(model))
    assert (failure.code, failure.charged) == (FailureCode.PROVIDER_ERROR, "yes")
    assert "used up" in failure.message


@each
async def test_a_refusal_in_the_middle_is_a_refusal(talk: Talk, model: str) -> None:
    talk.fake.ending = "refused"
    assert (await talk.failed(talk.call(model))).code is FailureCode.CONTENT_POLICY


async def test_a_refusal_says_it_in_the_words_of_the_service(talk: Talk) -> None:
    talk.fake.refusal = "I cannot help with that."
    failure = await talk.failed(talk.call(LUNA))
    assert (failure.code, failure.message) == (FailureCode.CONTENT_POLICY, "I cannot help with that.")


@pytest.mark.parametrize("model", [FLASH])
async def test_a_prompt_that_is_blocked_is_a_refusal(talk: Talk, model: str) -> None:
    talk.fake.blocked = True
    assert (await talk.failed(talk.call(model))).code is FailureCode.CONTENT_POLICY


@each
async def test_a_stream_that_does_not_say_that_it_ended_is_a_part(talk: Talk, model: str) -> None:
    talk.fake.ending = "none"
    output = await talk.heard(talk.call(model))
    assert output.text
    assert output.partial


@each
async def test_a_line_that_breaks_in_the_text_leaves_a_part(talk: Talk, model: str) -> None:
    talk.fake.words = ("A long way. ",) * 400
    talk.service.fault("submit", Cut())
    output = await talk.heard(talk.call(model))
    assert (output.text or "").startswith("A long way. A long way.")
    assert (output.partial, talk.service.submits) == ("The line broke in the middle of the text.", 1)


@each
async def test_an_error_in_the_stream_leaves_a_part_and_says_why(talk: Talk, model: str) -> None:
    talk.fake.error = _error(model, "api_error", 500, f"Out of order {KEY}")
    output = await talk.heard(talk.call(model))
    assert output.text
    assert "Out of order" in (output.partial or "")
    assert KEY not in (output.partial or "")


@pytest.mark.parametrize("model", [LUNA, SONNET])
async def test_a_refusal_in_the_stream_is_no_part(talk: Talk, model: str) -> None:
    said = {"message": BLOCKED, "code": "content_filter", "type": "invalid_request_error"}
    talk.fake.error = {"error": said}
    failure = await talk.failed(talk.call(model))
    assert (failure.code, failure.message) == (FailureCode.CONTENT_POLICY, BLOCKED)


@each
@pytest.mark.parametrize(
    ("status", "code", "charged"),
    [
        (401, FailureCode.AUTH, "no"),
        (402, FailureCode.INSUFFICIENT_FUNDS, "no"),
        (404, FailureCode.INVALID_INPUT, "no"),
        (413, FailureCode.INVALID_INPUT, "no"),
        (500, FailureCode.PROVIDER_ERROR, "unknown"),
        (529, FailureCode.PROVIDER_ERROR, "unknown"),
    ],
)
async def test_a_refused_request_is_told_by_its_status_and_not_sent_again(
    talk: Talk, model: str, status: int, code: FailureCode, charged: str
) -> None:
    talk.service.fault("submit", Status(status, {}, {"error": {"message": f"No {KEY}", "code": status}}))
    failure = await talk.failed(talk.call(model))
    assert (failure.code, failure.charged, talk.service.submits) == (code, charged, 1)
    assert failure.message == "No [key]"


@each
async def test_a_busy_service_is_named_with_its_wait(talk: Talk, model: str) -> None:
    talk.service.fault("submit", Status(429, {"Retry-After": "7"}, {"error": {"message": "Slow down"}}))
    failure = await talk.failed(talk.call(model))
    assert (failure.code, failure.again_in, talk.service.submits) == (FailureCode.RATE_LIMITED, 7, 1)


@each
async def test_a_key_that_the_service_does_not_know_is_refused(talk: Talk, model: str) -> None:
    call = talk.call(model)
    wrong = replace(call.connection, key=SecretStr("sk-wrong"))
    assert (await talk.failed(replace(call, connection=wrong))).code is FailureCode.AUTH


@each
async def test_a_web_page_is_no_answer(talk: Talk, model: str) -> None:
    talk.service.fault("submit", WrongType())
    assert (await talk.failed(talk.call(model))).code is FailureCode.PROVIDER_ERROR


@each
async def test_nobody_there_is_not_sent(talk: Talk, model: str) -> None:
    call = talk.call(model)
    nowhere = replace(call.connection, url="http://127.0.0.1:9")
    failure = await talk.failed(replace(call, connection=nowhere))
    assert (failure.code, failure.charged) == (FailureCode.PROVIDER_ERROR, "no")
    assert "cannot be reached at 127.0.0.1:9" in failure.message


@each
async def test_nothing_of_the_environment_goes_along(talk: Talk, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ANTHROPIC_AUTH_TOKEN", "GEMINI_API_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    for name in ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "GOOGLE_GEMINI_BASE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("GOOGLE_GENAI_USE_VERTEXAI", "true")
    await talk.heard(talk.call(model))
    headers = talk.service.requests[0].headers
    assert "from-the-environment" not in str(headers)
    assert [name for name, value in headers.items() if KEY in value] == [
        {OPUS: "x-api-key", FLASH: "x-goog-api-key"}.get(model, "authorization")
    ]


@pytest.mark.parametrize("said", [{"error": {"message": "Out of money", "code": 402}}, {"choices": []}, []])
async def test_json_where_a_stream_was_asked_for_is_no_text(talk: Talk, said: Json) -> None:
    talk.fake.inside = said
    failure = await talk.failed(talk.call(LUNA))
    assert failure.code is FailureCode.PROVIDER_ERROR
    assert "Out of money" in failure.message or "did not stream" in failure.message


@pytest.mark.parametrize("cost", [0, 0.25, None, float("inf"), float("nan")])
async def test_a_cost_that_is_no_number_is_not_believed(tmp_path: Path, cost: Json) -> None:
    with talking(SONNET, tmp_path) as talk:
        talk.fake.cost = cost
        output = await talk.heard(talk.call(SONNET))
    assert float(output.charged or 0) == {0.25: 0.25}.get(cost, 0.004)


async def test_a_server_of_ones_own_is_asked_for_what_every_server_knows(tmp_path: Path) -> None:
    with OwnServer().service() as service:
        output = await Talk(Chat(tmp_path / "answers"), None, service, tmp_path).heard(_own(service))
        body, headers = service.requests[0].json, service.requests[0].headers
    assert (output.text, output.charged) == (TEXT, None)
    assert set(body) == {"model", "messages", "stream", "max_tokens"}
    assert body["model"] == "org/Mistral-7B"
    assert "authorization" not in headers


@pytest.mark.parametrize(
    "words", ["", "data: [DONE]\n\n", 'data: {"choices": []}\n\n', "data: {", "data: [1]\n\n", "nonsense"]
)
async def test_an_answer_without_words_is_no_text(tmp_path: Path, words: str) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await Response(words, media_type="text/event-stream")(scope, receive, send)

    with Service(app, lambda method, path: "submit") as service:
        talk = Talk(Chat(tmp_path / "answers"), None, service, tmp_path)
        failure = await talk.failed(_own(service))
    assert failure.code is FailureCode.PROVIDER_ERROR
    assert "mine" in failure.message


def _own(service: Service) -> Call:
    """A call to a server of one's own that wants no key."""
    model = model_of(own_model("mine", Listed("org/Mistral-7B", Kind.TEXT), Edit()))
    url = f"{service.url}/v1"
    connection = Connection(server("mine", ServerType.OPENAI, url), url, own=True)
    return Call("call-1", model, "write", "A line.", model.modes[0].defaults(), connection)


def _told(model: str, body: Json) -> tuple[int, str]:
    """The longest answer and the effort, as each service has them."""
    match model.partition("/")[0]:
        case "anthropic":
            return body["max_tokens"], body["output_config"]["effort"]
        case "google":
            config = body["generationConfig"]
            return config["maxOutputTokens"], config["thinkingConfig"]["thinkingLevel"]
        case "openrouter":
            return body["max_tokens"], body["reasoning"]["effort"]
        case _:
            return body["max_completion_tokens"], body["reasoning_effort"]


def _error(model: str, type: str, status: int, words: str) -> Json:
    """An error in the stream, as each service has it."""
    match model.partition("/")[0]:
        case "anthropic":
            return {"type": type, "message": words}
        case "google":
            return {"code": status, "message": words, "status": "INTERNAL"}
        case _:
            return {"error": {"message": words, "type": type, "code": status}}
