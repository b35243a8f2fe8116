"""The seam to whoever serves models: submit once, poll, fetch; and the errors that may come of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Protocol

from headwater.models.model import Model
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


class Failure(Exception):
    """A call that will not give a result. `message` is for the person and never holds a key."""

    def __init__(self, code: FailureCode, message: str = "", charged: Literal["yes", "no", "unknown"] = "no") -> None:
        super().__init__(message or code)
        self.code = code
        self.message = message
        self.charged = charged


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
    """The generation's id: our reference at the provider, and the key against doing it twice."""
    model: Model
    mode: str
    prompt: str
    settings: dict[str, Any]
    inputs: tuple[Input, ...] = ()
    """In connection order."""


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


class Adapter(Protocol):
    """Speaks one protocol. Every method may raise `Failure`; any other error counts as `provider_error`."""

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

    async def cancel(self, call: Call, ticket: Ticket) -> None:
        """Ask that the work be stopped; the credits come back whether or not it helps."""
        ...
