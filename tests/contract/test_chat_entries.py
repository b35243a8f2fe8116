"""Entries for `chat` against the official types, and the services in miniature against the official clients."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from anthropic import Anthropic
from anthropic.types import OutputConfigParam
from google.genai import Client
from google.genai.types import HttpOptions, ThinkingConfig
from openai import OpenAI
from openai.types import ChatModel
from openai.types.shared import ReasoningEffort
from openrouter import OpenRouter
from openrouter.components import ChatRequestReasoning
from pydantic import TypeAdapter

from headwater.models.model import Model
from headwater.models.price import BYTES_A_TOKEN, Measured, Tariff, cost, price
from tests.contract.fakes.anthropic import MODELS
from tests.contract.matrix import KEY
from tests.contract.talk import CATALOGUE, FLASH, LUNA, OPUS, SONNET, talking

TEXT = "The lamp was lit."
OURS = [model for model in CATALOGUE.models.values() if model.adapter == "chat"]
_EFFORT: dict[str, Any] = {
    "reasoning_effort": TypeAdapter(ReasoningEffort),
    "output_config.effort": TypeAdapter(OutputConfigParam),
    "generationConfig.thinkingConfig.thinkingLevel": TypeAdapter(ThinkingConfig),
    "reasoning.effort": TypeAdapter(ChatRequestReasoning),
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.id)
def test_every_entry_names_a_model_and_efforts_that_the_official_types_know(model: Model) -> None:
    known = {"openai": set(get_args(ChatModel)), "anthropic": MODELS}.get(model.provider)
    assert known is None or model.id.partition("/")[2] in known
    effort = model.modes[0].settings.get("effort", {"enum": [], "param": ""})
    for value in effort["enum"]:
        field = "thinking_level" if "thinking" in effort["param"] else "effort"
        judge = _EFFORT[effort["param"]]
        judge.validate_python(value if effort["param"] == "reasoning_effort" else {field: value})


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.id)
def test_every_entry_is_priced_by_the_counted_input_and_the_longest_answer(model: Model) -> None:
    assert (bool(model.source), bool(model.as_of), model.exact) == (True, True, False)
    rule = model.prices[0]
    (written,) = rule.plus
    assert (rule.per, written.per) == (("input_token",), ("output_token",))
    for mode in model.modes:
        asked = Measured(mode.id, mode.defaults() | {"max_tokens": 1000}, "x" * 500 * BYTES_A_TOKEN)
        assert cost(model.prices, asked) == 500 * (rule.usd or 0) + 1000 * (written.usd or 0)
        assert price(model.at(Tariff()).prices, asked) > 0


def test_gemini_flash_doubles_with_the_new_year() -> None:
    now, then = CATALOGUE.models[FLASH].prices
    assert (now.usd, then.usd) == (Decimal("0.00000075"), Decimal("0.0000015"))
    assert str(now.until) == "2026-12-31"


def test_openais_client_understands_the_service_in_miniature(tmp_path: Path) -> None:
    with talking(LUNA, tmp_path) as talk:
        client = OpenAI(base_url=f"{talk.service.url}/v1", api_key=KEY, max_retries=0)
        asked: Any = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "A line."}]}
        chunks = list(client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True}))
    said = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(said) == TEXT
    assert chunks[-1].usage
    assert chunks[-1].usage.completion_tokens == 200


def test_openrouters_client_understands_the_service_in_miniature(tmp_path: Path) -> None:
    with talking(SONNET, tmp_path) as talk, OpenRouter(api_key=KEY, server_url=f"{talk.service.url}/api/v1") as client:
        asked: Any = [{"role": "user", "content": "A line."}]
        chunks = list(client.chat.send(model="anthropic/claude-sonnet-5.5", messages=asked, stream=True))
    said = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(said) == TEXT
    assert chunks[-1].usage
    assert chunks[-1].usage.cost == 0.0031


def test_anthropics_client_understands_the_service_in_miniature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
    with talking(OPUS, tmp_path) as talk:
        client = Anthropic(base_url=talk.service.url, api_key=KEY, max_retries=0)
        asked: Any = {"model": "claude-opus-5-5", "messages": [{"role": "user", "content": "A line."}]}
        with client.messages.stream(**asked, max_tokens=100) as stream:
            said = stream.get_final_message()
    assert (said.stop_reason, said.usage.output_tokens) == ("end_turn", 200)
    assert said.content[-1].type == "text"
    assert said.content[-1].text == TEXT


def test_googles_client_understands_the_service_in_miniature(tmp_path: Path) -> None:
    with talking(FLASH, tmp_path) as talk:
        client = Client(api_key=KEY, http_options=HttpOptions(base_url=talk.service.url))
        chunks = list(client.models.generate_content_stream(model="gemini-3.8-flash", contents="A line."))
        client.close()
    assert "".join(chunk.text or "" for chunk in chunks) == TEXT
    assert chunks[-1].usage_metadata
    assert chunks[-1].usage_metadata.thoughts_token_count == 50


def test_starting_up_does_not_wait_for_the_official_clients() -> None:
    code = """
import sys, headwater.assembly
heavy = ("openai", "anthropic", "google.genai", "pydantic_ai")
sys.exit(", ".join(name for name in heavy if name in sys.modules))
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=120)
    assert ended.stderr.strip() == ""
