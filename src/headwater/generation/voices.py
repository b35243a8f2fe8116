"""How voices sound before one pays for them: in own takes, else as a provider publishes it, else made here."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel

from headwater.assets.asset import UnsupportedMedia
from headwater.assets.signature import HEAD, signature
from headwater.generation import store
from headwater.models.adapter import Call, Failure, Sampling
from headwater.models.model import Mode, Model
from headwater.models.registry import Registry
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError, NotFound
from headwater.platform.kinds import Kind
from headwater.providers.providers import Providers

SETTING = "voice"
"""The setting that names a voice."""
WORDS = "The harbour was quiet this morning. Somewhere out there, a bell answered the tide."
"""What a voice says that is made here to be heard."""
LARGEST = 8 * 2**20
"""Bytes of a sample."""
_QUOTED = 40
"""Characters of a take's words that name it."""


class NoSample(HeadwaterError):
    """How a voice sounds could not be fetched or made just now."""

    code = "no_sample"
    status = 502


class VoiceSample(BaseModel):
    """Something in which a voice can be heard."""

    voice: str | None
    """As the model names it; None where the model has one voice only."""
    words: str
    """Where it comes from, for people."""
    href: str
    """Where the sound is."""


@dataclass(frozen=True)
class Voices:
    """The voices of all models."""

    database: Database
    providers: Providers
    folder: Path
    """Where samples are kept that were fetched or made."""
    _turns: defaultdict[Path, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def heard(self, account: str, model: str) -> list[VoiceSample]:
        """Each voice of a model that can be heard, and where. Raises `NotFound`."""
        registry = await self.providers.registry(account)
        speaker = _known(registry, model)
        mode = _speaking(speaker)
        if mode is None:
            return []
        async with self.database.read() as view:
            own = await store.spoken(view, account, model, mode.id, SETTING)
        found = [_from_take(voice, own[voice]) for voice in _voices(mode) if voice in own]
        asked = (_call(registry, speaker, mode, voice) for voice in _voices(mode) if voice not in own)
        return found + [_elsewhere(call) for call in asked if call]

    async def sample(self, account: str, model: str, voice: str | None) -> tuple[Path, str]:
        """The file in which a voice can be heard, fetched or made for nothing at first, and its media type.

        Raises `NotFound`, `NoSample`.
        """
        registry = await self.providers.registry(account)
        speaker = _known(registry, model)
        mode = _speaking(speaker)
        call = _call(registry, speaker, mode, voice) if mode and voice in _voices(mode) else None
        if call is None:
            raise NotFound("This voice cannot be heard before it is used.")
        file = self.folder / call.id
        async with self._turns[file]:
            if not await asyncio.to_thread(file.is_file):
                await self._keep(registry, call, file)
        return file, await asyncio.to_thread(_mime, file)

    async def _keep(self, registry: Registry, call: Call, file: Path) -> None:
        adapter = registry.adapter(call.model)
        if not isinstance(adapter, Sampling):
            raise NotFound("This voice cannot be heard before it is used.")
        try:
            content = await _whole(await adapter.sample(call))
        except (Failure, UnsupportedMedia) as error:
            raise NoSample(f"This voice cannot be heard just now. {error.message}") from error
        await asyncio.to_thread(_write, file, content)


def _known(registry: Registry, id: str) -> Model:
    model = registry.get(id)
    if model is None:
        raise NotFound("There is no such model.")
    return model


def _speaking(model: Model) -> Mode | None:
    """The mode in which a model's voices are heard."""
    with_voices = (mode for mode in model.modes if SETTING in mode.settings)
    return next(with_voices, model.mode("speech")) if model.kind is Kind.AUDIO else None


def _voices(mode: Mode) -> list[str | None]:
    schema = mode.settings.get(SETTING)
    return [None] if schema is None else [each for each in schema.get("enum", ()) if isinstance(each, str)]


def _from_take(voice: str | None, take: store.Spoken) -> VoiceSample:
    words = take.prompt if len(take.prompt) <= _QUOTED else take.prompt[:_QUOTED].rstrip() + "…"
    return VoiceSample(voice=voice, words=f"From your take “{words}”", href=f"/api/assets/{take.asset}/file")


def _call(registry: Registry, model: Model, mode: Mode, voice: str | None) -> Call | None:
    """What an adapter is asked for; None where it lets nobody hear its voices."""
    connection, adapter = registry.connection(model), registry.adapters.get(model.adapter)
    if connection is None or not isinstance(adapter, Sampling):
        return None
    settings: dict[str, Any] = mode.declared.filled({} if voice is None else {SETTING: voice})
    named = "\n".join((connection.url, model.id, mode.id, voice or "", WORDS))
    id = f"sample-{hashlib.sha256(named.encode()).hexdigest()[:32]}"
    call = Call(id, model, mode.id, WORDS, settings, connection)
    return call if adapter.samples(call) else None


def _elsewhere(call: Call) -> VoiceSample:
    voice = call.settings.get(SETTING)
    own = call.model.provider == "builtin"
    words = "Spoken on this machine, free" if own else f"A sample by {call.connection.provider.name}, free"
    asked = {"model": call.model.id} | ({"voice": voice} if voice is not None else {})
    return VoiceSample(voice=voice, words=words, href=f"/api/voices/sample?{urlencode(asked)}")


async def _whole(pieces: AsyncIterator[bytes]) -> bytes:
    """The bytes, once they are known to be a short sound. Raises `UnsupportedMedia`."""
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > LARGEST:
            raise UnsupportedMedia("The sample is larger than any that makes sense.")
    if signature(bytes(content[:HEAD])).kind is not Kind.AUDIO:
        raise UnsupportedMedia("The sample is no sound.")
    return bytes(content)


def _mime(file: Path) -> str:
    with file.open("rb") as content:
        return signature(content.read(HEAD)).mime


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(file)
