"""The seam to whoever serves models: submit once, poll, fetch; and the errors that may come of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from headwater.models.model import Mode, Model
from headwater.models.price import Measured
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind

Ticket = dict[str, Any]
"""All that an adapter needs to go on with a submitted call after a restart; JSON."""


class FailureCode(StrEnum):
    """Why a generation failed. The same everywhere: in the API, the panel and the docs."""

    INVALID_INPUT = "invalid_input"
    CONTENT_POLICY = "content_policy"
    RATE_LIMITED = "rate_limited"
    AUTH = "auth"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    PROVIDER_ERROR = "provider_error"
    TIMEOUT = "timeout"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNKNOWN_OUTCOME = "unknown_outcome"
    PARTIAL = "partial"
    PROCESS_CRASH = "process_crash"
    DISK_FULL = "disk_full"


class Failure(Exception):
    """A call that will not give a result. `message` is for the person and never holds a key.

    `charged` says whether the provider kept its money. With `again_in`, the provider took nothing and names the
    seconds after which the same request may be sent. A `passing` one, of a poll or a fetch, is worth asking again.
    """

    def __init__(
        self,
        code: FailureCode,
        message: str = "",
        charged: Literal["yes", "no", "unknown"] = "no",
        *,
        again_in: float | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(message or code)
        self.code = code
        self.message = message
        self.charged = charged
        self.again_in = again_in
        self.passing = passing
        self.forbidden = False
        """Whether the key is known, and may not do this one thing."""
        self.lost = False
        """Whether nobody can ever say what became of it: of an unknown outcome that need not be asked after again."""


@dataclass(frozen=True)
class Input:
    """One piece of upstream content, as a file that may be read."""

    kind: Kind
    """Of the file: a frame of a video is an image."""
    use: str
    """What it is for, as the connection table says: `reference`, `first_frame`, `soundtrack`…"""
    path: Path
    """Where the bytes are."""
    mime: str


@dataclass(frozen=True)
class Call:
    """One request to a model, complete."""

    id: str
    """Our reference at the provider, and the key against doing it twice: the id of the generation that was sent."""
    model: Model
    mode: str
    prompt: str
    settings: dict[str, Any]
    connection: Connection
    inputs: tuple[Input, ...] = ()
    """In connection order."""
    measured: Measured | None = None
    """The same as the price saw it."""
    submitted: int | None = None
    """When it was first about to be sent, in milliseconds since 1970; None before."""

    @property
    def using(self) -> Mode:
        """The mode that is used. Raises `Failure` where the model no longer has it."""
        mode = self.model.mode(self.mode)
        if mode is None:
            raise Failure(FailureCode.INVALID_INPUT, f"{self.model.name} no longer has the mode `{self.mode}`.")
        return mode


class Phase(StrEnum):
    """Where a submitted call is."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True)
class Progress:
    """What a poll tells."""

    phase: Phase
    fraction: float | None = None
    """0 to 1, where the provider says."""
    queue_position: int | None = None
    """How many are before it."""
    text: str | None = None
    """All of the text so far, for models that stream."""
    preview: bytes | None = None
    """A small picture (JPEG or PNG) of how it looks so far."""
    again_in: float = 1.0
    """Seconds until the next poll is worth it."""


@dataclass(frozen=True)
class Output:
    """A finished result: text, or the bytes of one media file."""

    text: str | None = None
    media: AsyncIterator[bytes] | None = None
    name: str = ""
    """A file name for downloads, with its ending."""
    note: str | None = None
    """A sentence to the person on what was left out or done otherwise than asked."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the model says of it; goes into the origin."""
    charged: Decimal | None = None
    """What the provider says that it charged, in US dollars."""
    partial: str | None = None
    """Why only a part of it came, in a sentence; None where it is whole."""
    share: Decimal | None = None
    """How much of a part came, 0 to 1, where that is known."""


class Adapter(Protocol):
    """Speaks one protocol. Every method may raise `Failure`; any other error counts as `provider_error`.

    A new protocol is a class with these methods, made from the folder in which it may keep files, and named in
    the entry point group `headwater.adapters`.
    """

    async def submit(self, call: Call) -> Ticket:
        """Send the call, once. A connection lost after sending raises `Failure` with `unknown_outcome`."""
        ...

    async def find(self, call: Call) -> Ticket | None:
        """The ticket of a call that was sent before, None if it never arrived.

        Where the provider cannot be asked, raises `Failure` with `unknown_outcome`.
        """
        ...

    async def poll(self, call: Call, ticket: Ticket) -> Progress:
        """How far it is. May be repeated at will."""
        ...

    async def fetch(self, call: Call, ticket: Ticket) -> Output:
        """The result of a call that succeeded. May be repeated at will."""
        ...

    async def cancel(self, call: Call, ticket: Ticket) -> bool:
        """Ask that the work be stopped; the credits come back whether or not it helps.

        Gives whether the provider was told. False where it has no way to stop, and finishes what it began.
        """
        ...


@runtime_checkable
class Sampling(Protocol):
    """An adapter that can let a voice be heard before anything is paid for."""

    def samples(self, call: Call) -> bool:
        """Whether it can, for the model and the settings of this call."""
        ...

    async def sample(self, call: Call) -> AsyncIterator[bytes]:
        """The bytes of a short sound, for nothing. Raises `Failure`."""
        ...
