"""A desk for tests of `chat`: the adapter, and the services in miniature that it speaks to."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from headwater.models.adapter import Call, Failure, Input, Output, Phase
from headwater.models.adapters.chat import Chat
from headwater.models.catalogue import load
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from tests.assets import samples
from tests.contract.fakes import anthropic, google_chat, openai_chat
from tests.contract.fakes.openai_chat import stage
from tests.contract.matrix import KEY
from tests.contract.service import Service

CATALOGUE = load()
LUNA, OPUS, FLASH, SONNET, KIMI = (
    "openai/gpt-6-luna",
    "anthropic/claude-opus-5-5",
    "google/gemini-3.8-flash",
    "openrouter/anthropic/claude-sonnet-5.5",
    "openrouter/moonshotai/kimi-k3.1-pro",
)
EACH = (LUNA, OPUS, FLASH, SONNET)
"""One model of each service."""
BASES = {"openai": "/v1", "openrouter": "/api/v1", "anthropic": "/v1", "google": "/v1beta"}
Fake = openai_chat.Fake | anthropic.Fake | google_chat.Fake


@dataclass(frozen=True)
class Talk:
    """A conversation with one service in miniature."""

    adapter: Chat
    fake: Any
    service: Service
    folder: Path
    """Where files may be put."""

    def call(self, model: str, mode: str = "write", *inputs: Input, prompt: str = "A line.", **settings: Any) -> Call:
        """A call with the entry's defaults and these settings."""
        found = CATALOGUE.models[model]
        provider = CATALOGUE.providers[found.provider]
        connection = Connection(provider, self.service.url + BASES[provider.id], SecretStr(KEY), own=True)
        using = found.mode(mode)
        assert using
        return Call("call-1", found, mode, prompt, using.defaults() | settings, connection, inputs)

    def picture(self) -> Input:
        """A connected picture."""
        return self._file(Kind.IMAGE, "picture.png", samples.picture("PNG", (64, 48)), "image/png")

    def sound(self) -> Input:
        """A connected sound."""
        return self._file(Kind.AUDIO, "sound.mp3", samples.sound("mp3", "libmp3lame", 1), "audio/mpeg")

    async def heard(self, call: Call) -> Output:
        """The answer."""
        ticket = await self.adapter.submit(call)
        progress = await self.adapter.poll(call, ticket)
        while progress.phase is not Phase.SUCCEEDED:
            await asyncio.sleep(0.005)
            progress = await self.adapter.poll(call, ticket)
        return await self.adapter.fetch(call, ticket)

    async def failed(self, call: Call) -> Failure:
        """How it ends, when it does not end well."""
        with pytest.raises(Failure) as failure:
            await self.heard(call)
        assert KEY not in failure.value.message
        return failure.value

    def _file(self, kind: Kind, name: str, content: bytes, mime: str) -> Input:
        (file := self.folder / name).write_bytes(content)
        return Input(kind, "reference", file, mime)


def fake_of(model: str) -> Fake:
    """The service in miniature that serves `model`."""
    match model.partition("/")[0]:
        case "anthropic":
            return anthropic.Fake()
        case "google":
            return google_chat.Fake()
        case _:
            return openai_chat.Fake()


@contextmanager
def talking(model: str, folder: Path) -> Iterator[Talk]:
    """The adapter before the service that serves `model`."""
    fake = fake_of(model)
    with Service(fake.app, stage) as service:
        yield Talk(Chat(folder / "answers"), fake, service, folder)
