"""What is asked: the words with the files that are shown, and the settings by the names that the service has."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from headwater.models.adapter import Call
from headwater.models.adapters import fields

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelRequest
    from pydantic_ai.settings import ModelSettings

TASKS = {"describe": "Describe this.", "transcribe": "Write down what is said, word for word."}
"""What a mode asks for where the person says nothing; a transcription is asked for in any case."""


@dataclass(frozen=True)
class Wish:
    """The settings of one request."""

    named: "ModelSettings"
    """Those that pydantic-ai has a name for."""
    other: dict[str, Any]
    """Fields of the provider's own request."""


async def question(call: Call) -> "ModelRequest":
    """The words, and after them the connected files in their order."""
    from pydantic_ai.messages import BinaryContent, ModelRequest, UserPromptPart

    media = [BinaryContent(await asyncio.to_thread(each.path.read_bytes), media_type=each.mime) for each in call.inputs]
    return ModelRequest([UserPromptPart([words(call), *media])])


def words(call: Call) -> str:
    """What is asked in words."""
    task = TASKS.get(call.mode, "")
    if call.mode == "transcribe":
        return f"{task}\n\n{call.prompt}".strip()
    return call.prompt or task


def settings(call: Call) -> Wish:
    """Every setting under its `param`, and what the mode fixes; what pydantic-ai has no name for goes as it is."""
    from pydantic_ai.settings import ModelSettings

    made: dict[str, Any] = {}
    for _, field, value in fields.settings(call):
        fields.put(made, field, value)
    for name, value in call.using.fixed.items():
        fields.put(made, name, value)
    known = ModelSettings.__annotations__
    named = ModelSettings(**{name: value for name, value in made.items() if name in known})  # type: ignore[typeddict-item]
    return Wish(named, {name: value for name, value in made.items() if name not in known})
