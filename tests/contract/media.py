"""A desk for tests of `openai_media`: the adapter, and the services in miniature that it speaks to."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openai import OpenAI
from pydantic import SecretStr

from headwater.models.adapter import Call, Failure, Input, Output, Phase
from headwater.models.adapters.openai_media import OpenAIMedia
from headwater.models.catalogue import load
from headwater.models.model import Mode, Model
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from tests.contract.fakes.openai_media import Fake, png
from tests.contract.matrix import KEY
from tests.contract.service import Service

CATALOGUE = load()
BASES = {"openai": "/v1", "openrouter": "/api/v1"}
FLARE, VOICE, SEEDANCE, VEO = (
    "openai/gpt-image-2.6-flare",
    "openai/gpt-4o-mini-tts",
    "openrouter/bytedance/seedance-2.5",
    "openrouter/google/veo-3.1",
)
_MODE = {
    "id": "edit",
    "takes": {"image": {"least": 0, "most": 9}},
    "endpoints": [{"path": "images"}],
    "settings": {"picture_size": {"enum": ["2K"], "default": "2K", "param": "resolution"}},
}
ROUTED = Model(
    id="openrouter/bytedance/seedream",
    name="A picture model at OpenRouter",
    kind=Kind.IMAGE,
    provider="openrouter",
    adapter="openai_media",
    description="",
    neural=True,
    modes=(Mode.model_validate(_MODE),),
    prices=({"credits": "1"},),  # type: ignore[arg-type] # as an entry has it
)
"""There is no entry of this kind: which ids OpenRouter has for pictures is not known here."""


@dataclass(frozen=True)
class MediaDesk:
    """Calls the services in miniature."""

    adapter: OpenAIMedia
    fake: Fake
    service: Service
    folder: Path
    """Where files may be put."""

    def call(self, model: str | Model, mode: str, *inputs: Input, **settings: Any) -> Call:
        """A call with the entry's defaults and these settings."""
        found = CATALOGUE.models[model] if isinstance(model, str) else model
        provider = CATALOGUE.providers[found.provider]
        connection = Connection(provider, self.service.url + BASES[provider.id], SecretStr(KEY), own=True)
        using = found.mode(mode)
        assert using
        return Call("call-1", found, mode, "A lighthouse", using.defaults() | settings, connection, inputs)

    def pictures(self, *uses: str) -> list[Input]:
        """A picture for each use, no two alike."""
        found = []
        for number, use in enumerate(uses):
            (file := self.folder / f"{number}.png").write_bytes(png() + bytes([number]))
            found.append(Input(Kind.IMAGE, use, file, "image/png"))
        return found

    async def made(self, call: Call) -> tuple[Output, bytes]:
        """The result, and the bytes of its file."""
        ticket = await self.adapter.submit(call)
        progress = await self.adapter.poll(call, ticket)
        while progress.phase is not Phase.SUCCEEDED:
            await asyncio.sleep(0.005)
            progress = await self.adapter.poll(call, ticket)
        output = await self.adapter.fetch(call, ticket)
        return output, await whole(output)

    async def failed(self, call: Call) -> Failure:
        """How it ends, when it does not end well."""
        with pytest.raises(Failure) as failure:
            await self.made(call)
        return failure.value

    def openai(self) -> OpenAI:
        """OpenAI's own client, which would send a request three times."""
        return OpenAI(base_url=f"{self.service.url}/v1", api_key=KEY, max_retries=0)


async def whole(output: Output) -> bytes:
    """The bytes of a result's file."""
    assert output.media
    return b"".join([piece async for piece in output.media])
