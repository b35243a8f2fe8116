"""Who speaks: pydantic-ai's model for a service, on an official client that sends one request and no more."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from headwater.models.adapter import Call
from headwater.models.adapters.chat.one_request import client
from headwater.models.adapters.fields import endpoint

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai.models import Model

SILENCE = 300.0
"""Seconds without a word after which it is given up: models that think say nothing for minutes."""
NO_KEY = "none"
"""What the official clients are given where a server wants no key: they insist on one. It is not sent."""


@dataclass(frozen=True)
class Line:
    """How the service is reached, and what is sent along."""

    name: str
    """What the service calls the model."""
    url: str
    key: str
    http: httpx2.AsyncClient
    other: dict[str, Any]
    """Further fields of the request."""
    own: bool
    """Whether it is a server of one's own."""


@asynccontextmanager
async def talker(call: Call, other: dict[str, Any]) -> AsyncIterator["Model"]:
    """The model for one request."""
    connection = call.connection
    key = connection.key.get_secret_value() if connection.key else NO_KEY
    async with client(connection, SILENCE) as http:
        line = Line(endpoint(call), connection.url, key, http, other, connection.provider.own)
        match connection.provider.protocol.chat:
            case "openai":
                yield _openai(line)
            case "openrouter":
                yield _openrouter(line)
            case "anthropic":
                yield _anthropic(line)
            case "google":
                yield _google(line)
            case "compatible":
                yield _compatible(line)


def _openai(line: Line) -> "Model":
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    whole = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)
    return OpenAIChatModel(
        line.name, provider=OpenAIProvider(openai_client=_official(line)), profile=whole, settings=_along(line)
    )


def _openrouter(line: Line) -> "Model":
    from pydantic_ai.models.openrouter import OpenRouterModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openrouter import OpenRouterProvider

    whole = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)
    return OpenRouterModel(
        line.name, provider=OpenRouterProvider(openai_client=_official(line)), profile=whole, settings=_along(line)
    )


def _compatible(line: Line) -> "Model":
    """What all understand: `max_tokens` by its old name. A server of one's own is not asked to count either."""
    from openai import omit
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    class Plain(OpenAIChatModel):
        """Asks without `stream_options`, which some small servers refuse."""

        def _get_stream_options(self, model_settings: Any) -> Any:
            return omit

    plain = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    speaks = Plain if line.own else OpenAIChatModel
    return speaks(
        line.name, provider=OpenAIProvider(openai_client=_official(line)), profile=plain, settings=_along(line)
    )


def _anthropic(line: Line) -> "Model":
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    official = AsyncAnthropic(
        base_url=line.url.removesuffix("/v1"), api_key=line.key, max_retries=0, http_client=line.http
    )
    return AnthropicModel(line.name, provider=AnthropicProvider(anthropic_client=official), settings=_along(line))


def _google(line: Line) -> "Model":
    from google.genai import Client
    from google.genai.types import HttpOptions
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    options = HttpOptions(
        base_url=line.url.removesuffix("/v1beta"),
        httpx_async_client=line.http,
        timeout=int(SILENCE * 1000),
        extra_body=line.other or None,
    )
    official = Client(vertexai=False, api_key=line.key, http_options=options)
    return GoogleModel(line.name, provider=GoogleProvider(client=official))


def _official(line: Line) -> "AsyncOpenAI":
    from openai import AsyncOpenAI

    return AsyncOpenAI(base_url=line.url, api_key=line.key, max_retries=0, http_client=line.http)


def _along(line: Line) -> Any:
    return {"extra_body": line.other} if line.other else None
