"""How a provider's jobs are submitted, polled, fetched and cancelled: what the adapter `http_job` follows. Data.

Every path is below the provider's address and may name, in braces, `{endpoint}`, the model's settings, what the submit
kept (`{id}`, and the names in `keep`). What is taken out of answers is written in JMESPath (https://jmespath.org).
"""

from typing import Annotated, Literal, Self

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, Field, model_validator

from headwater.models.frozen import Frozen

PATHS = ("submit", "poll", "fetch", "cancel", "find")


def _expression(value: str) -> str:
    try:
        jmespath.compile(value)
    except JMESPathError as error:
        raise ValueError(f"`{value}` is no JMESPath: {error}") from error
    return value


Expression = Annotated[str, AfterValidator(_expression)]
Code = Literal[
    "invalid_input",
    "content_policy",
    "rate_limited",
    "auth",
    "insufficient_funds",
    "provider_error",
    "timeout",
    "expired",
    "cancelled",
    "partial",
]


class Submit(Frozen):
    """The one request that begins the work."""

    method: str = "POST"
    path: str = "{endpoint}"
    query: dict[str, str] = {}
    """What stands behind the question mark."""
    prompt: str = "prompt"
    """The field for the words; a mode may name another one in `places.prompt`."""
    model: str | None = None
    """The field for the endpoint, where it is no part of the path."""
    id: Expression | None = None
    """Where the answer names the job. Left out where the answer is the result itself: the bytes of a file."""
    keep: dict[str, Expression] = {}
    """What else of the answer is needed later, such as the addresses for polling and cancelling."""


class Poll(Frozen):
    """The question how far it is. It may be asked as often as one likes."""

    path: str
    status: Expression
    states: dict[str, Literal["queued", "running", "succeeded", "failed", "cancelled"]]
    """What the provider calls them. A status that is not here is no end."""
    every: float = Field(default=2.0, gt=0)
    """Seconds between two polls at most; the first ones follow each other more quickly."""
    queue: Expression | None = None
    """How many are before it."""
    progress: Expression | None = None
    """From 0 to 1."""
    error: Expression | None = None
    """The words for a person, where it failed."""
    code: Expression | None = None
    """The provider's code for why it failed; `codes` says what it comes to."""


class Fetch(Frozen):
    """The question for the result."""

    path: str | None = None
    """Left out where the last poll's answer has it."""
    files: Expression | None = None
    """The link to the file, or a list of links of which the first counts."""
    text: Expression | None = None
    """The text, for models that write."""
    cost: Expression | None = None
    """US dollars."""
    bytes: bool = False
    """Whether the answer is the file itself."""


class Cancel(Frozen):
    """The request that stops the work."""

    method: str = "POST"
    path: str


class Find(Frozen):
    """How a file whose answer was lost is found again, in the provider's own list of what it made.

    Only for what is answered in one go: a job has its id.
    """

    path: str
    modes: tuple[str, ...] = ()
    """The modes whose work is in the list; empty for all."""
    items: Expression
    """The list, newest first."""
    match: dict[str, str]
    """Fields of an item, with what they must be: `{prompt}`, `{endpoint}` or a setting."""
    id: Expression
    """What names the item."""
    since: Expression
    """When the item was made, in seconds since 1970: older ones are none of ours."""
    file: str
    """The path of its file; `{id}` is the item's."""


class Sample(Frozen):
    """Where a voice can be heard before it is paid for: a question that costs nothing, whose answer links to sound."""

    path: str
    """`{voice}` is the choice, as it is sent."""
    link: Expression
    """Where the answer names the address of the sound, which is fetched without the key."""


class Upload(Frozen):
    """Where references go, ahead of the request, that are too large to travel inside it. It may be done again."""

    above: int = Field(ge=0)
    """Bytes; a smaller file is a data URI inside the request."""
    method: str = "POST"
    url: str
    """The whole address that is asked for a place. The key goes along."""
    fields: dict[str, str] = {}
    """What it is told; `{name}` and `{mime}` are the file's."""
    to: Expression
    """Where its answer names the address that takes the bytes (by PUT, without the key)."""
    link: Expression
    """Where its answer names the address at which the model finds the file."""


class JobProtocol(Frozen):
    """What is known of a provider's way to speak."""

    chat: Literal["openai", "openrouter", "anthropic", "google", "compatible"] = "compatible"
    """How the adapter `chat` speaks to it; `compatible` is what all but OpenAI itself understand of OpenAI's, and
    `openrouter` the same with what was charged in the answer."""
    submit: Submit | None = None
    poll: Poll | None = None
    fetch: Fetch | None = None
    cancel: Cancel | None = None
    find: Find | None = None
    upload: Upload | None = None
    sample: Sample | None = None
    codes: dict[str, Code] = {}
    """What the provider's own codes come to."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.submit and self.submit.id and not (self.poll and self.fetch):
            raise ValueError("a job that is submitted needs `poll` and `fetch` as well")
        if self.submit is None and (self.poll or self.fetch or self.cancel or self.find or self.upload):
            raise ValueError("`submit` is missing")
        if self.find and self.submit and self.submit.id:
            raise ValueError("`find` is for files that are answered in one go, where `submit` has no `id`")
        return self
