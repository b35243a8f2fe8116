"""Pictures, speech and video as OpenAI, OpenRouter and servers like them take them; the endpoint of a mode says which.

| endpoint | what goes out | what comes back |
|---|---|---|
| `images/generations` | JSON | pictures, in one go |
| `images/edits` | a form with pictures | pictures, in one go |
| `images` | JSON, with pictures as data (OpenRouter) | pictures, in one go |
| `audio/speech` | JSON | sound, in one go |
| `videos` | JSON, with pictures as data | a job that is polled by its id |
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from headwater.models.adapter import Call, Failure, FailureCode, Output, Progress, Ticket
from headwater.models.adapters.answers import Answers, Make
from headwater.models.adapters.fields import endpoint
from headwater.models.adapters.openai_media import picture, speech, video

_IN_ONE_GO: dict[str, Callable[[Call, str], Awaitable[Make]]] = {
    "images/generations": picture.created,
    "images/edits": picture.edited,
    "images": picture.created,
    "audio/speech": speech.spoken,
}
_JOB = "videos"


class OpenAIMedia:
    """The adapter `openai_media`."""

    def __init__(self, folder: Path) -> None:
        self._answers = Answers(folder)

    async def submit(self, call: Call) -> Ticket:
        """Send a video's job, once; begin everything else, which is sent once in the background."""
        path = endpoint(call).strip("/")
        if _speaks(path, _JOB):
            return await video.submit(call, path)
        maker = next((maker for end, maker in _IN_ONE_GO.items() if _speaks(path, end)), None)
        if maker is None:
            known = ", ".join(f"`{each}`" for each in (*_IN_ONE_GO, _JOB))
            words = f"The endpoint `{path}` of `{call.model.id}` is none that `openai_media` speaks to: {known}."
            raise Failure(FailureCode.INVALID_INPUT, words)
        return self._answers.begin(call, await maker(call, path))

    async def find(self, call: Call) -> Ticket | None:
        """The ticket of an answer that is there. No service can be asked for a job without its id."""
        if _speaks(endpoint(call).strip("/"), _JOB):
            words = f"{call.connection.provider.name} may have taken the job, and cannot be asked about it."
            failure = Failure(FailureCode.UNKNOWN_OUTCOME, words, "unknown")
            failure.lost = True
            raise failure
        return await self._answers.find(call)

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How far the job is, or whether the answer is there."""
        return await (video.poll(call, ticket) if "job" in ticket else self._answers.poll(call))

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The video, from a fresh link; or the answer that was kept."""
        return await (video.fetch(call, ticket) if "job" in ticket else self._answers.fetch(call))

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Stop listening to an answer. A job goes on: these services have no way to stop one."""
        return "job" not in ticket and await self._answers.cancel(call)


def _speaks(path: str, end: str) -> bool:
    return path == end or path.endswith(f"/{end}")
