"""Text by conversation, through pydantic-ai: OpenAI and whatever is compatible with it, OpenRouter, Anthropic, Google.

One request, streamed; the official clients may not repeat it (`one_request.py`). Which of them speaks follows from the
provider's `protocol = { chat = "anthropic" }`; without it, what all who are compatible with OpenAI understand.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from headwater.models.adapter import Call, Output, Progress, Ticket
from headwater.models.adapters.answers import Answered, Answers, Exchange
from headwater.models.adapters.chat.ending import answered, broken_off
from headwater.models.adapters.chat.request import question, settings
from headwater.models.adapters.chat.talker import talker

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse


class Chat:
    """Asks for a text and streams the answer."""

    def __init__(self, folder: Path) -> None:
        self._answers = Answers(folder)

    async def submit(self, call: Call) -> Ticket:
        """Begin to ask."""
        return self._answers.begin(call, lambda exchange: _answer(call, exchange))

    async def find(self, call: Call) -> Ticket | None:
        """Only an answer that is here already can be found."""
        return await self._answers.find(call)

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """What has been said so far."""
        return await self._answers.poll(call)

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The whole text."""
        return await self._answers.fetch(call)

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Stop listening; the service stops writing, and charges what it has written."""
        return await self._answers.cancel(call)


async def _answer(call: Call, exchange: Exchange) -> Answered:
    try:
        said = await _heard(call, exchange)
    except Exception as error:  # noqa: BLE001 - it is raised again, unless some of the text came
        return broken_off(call, error, exchange.text)
    return answered(call, said)


async def _heard(call: Call, exchange: Exchange) -> "ModelResponse":
    """Ask, and listen to the end."""
    from pydantic_ai.direct import model_request_stream

    wish = settings(call)
    async with talker(call, wish.other) as model:
        asked = [await question(call)]
        async with model_request_stream(model, asked, model_settings=wish.named) as stream:
            async for _ in stream:
                exchange.text = stream.get().text or exchange.text or ""
        return stream.get()
