"""A generation: its states, how it is shown, and what is said when it fails."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from headwater.models.adapter import FailureCode
from headwater.platform.bus import Event
from headwater.platform.errors import Conflict
from headwater.platform.kinds import Kind


class State(StrEnum):
    """Where a generation is. Only `queued` and `running` lock what is downstream."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


ACTIVE = (State.QUEUED, State.RUNNING)
"""The states of a generation that has not ended."""


class Told(BaseModel):
    """Something that a person is told: a stable code and the words."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str


class Generation(BaseModel):
    """One run of one node, as everyone sees it."""

    model_config = ConfigDict(frozen=True)

    id: str
    canvas: str
    node: str
    kind: Kind
    state: State
    progress: float | None
    """0 to 1, where the provider says."""
    queue_position: int | None
    """How many are before it, here or at the provider; None once it is being made."""
    text: str | None = None
    """All of the text so far, while it streams."""
    created: int
    """Milliseconds since 1970; so are the others."""
    started: int | None
    ended: int | None
    typical_seconds: float | None = None
    """How long others like it had run when it began; None where there were none."""
    price: str
    """Credits; what was shown, held and, on success, captured."""
    error: Told | None
    cancelling: bool
    """Whether it was asked to stop."""
    take: str | None
    asset: str | None
    placed: bool | None
    """Whether its node shows it; False when the node was gone, None while that is not known."""
    model: str
    mode: str
    prompt: str
    charged: str | None = None
    """Credits, where only a part came and less than `price` was charged; None otherwise."""
    continues: str | None = None
    """The generation of unknown outcome whose result it fetches: nothing was sent for it."""
    continued_by: str | None = None
    """The generation that fetches its result, where the provider was found to have one."""
    can_check: bool = False
    """Whether the provider may still be asked what became of it."""
    variation: int = 0
    """Which of several takes that were asked for at once, from 0."""
    rehearsal: bool = False
    """Whether a built-in model stood in, for nothing."""
    run: str | None = None
    """The run that it belongs to."""


class GenerationChanged(Event):
    """A generation moved on."""

    type: Literal["generation"] = "generation"
    generation: Generation


class GenerationText(Event):
    """A text generation streamed some more; `text` is all of it so far."""

    type: Literal["generation_text"] = "generation_text"
    id: str
    canvas: str
    node: str
    text: str


class GenerationPreview(Event):
    """How a generation looks so far; `image` is a small picture as a data URL."""

    type: Literal["generation_preview"] = "generation_preview"
    id: str
    canvas: str
    node: str
    image: str


class TooLate(Conflict):
    """It had already ended when somebody asked to cancel it."""

    code = "too_late"


MAY_COST_TWICE = "The provider may have taken this request already. Generating again may cost you there twice."
"""What the panel says before a request of unknown outcome is sent once more."""

_ENDINGS = {
    FailureCode.INVALID_INPUT: ("The model could not use this request.", "Change the prompt, settings or references."),
    FailureCode.CONTENT_POLICY: ("The model refused this prompt.", "Edit the prompt or try another model."),
    FailureCode.RATE_LIMITED: ("The provider is busy and took no more requests.", "Try again in a minute."),
    FailureCode.AUTH: ("The provider did not accept the key.", "Check the key in the settings."),
    FailureCode.INSUFFICIENT_FUNDS: ("The account at the provider has no money left.", "Top it up there."),
    FailureCode.PROVIDER_ERROR: ("The provider had an error.", "Try again, or pick another model."),
    FailureCode.TIMEOUT: ("It took too long and was stopped.", "Try again, or ask for something smaller."),
    FailureCode.EXPIRED: ("The provider no longer has this result.", "Generate again."),
    FailureCode.CANCELLED: ("Cancelled.", ""),
    FailureCode.UNKNOWN_OUTCOME: (
        "The provider may have taken this request, but never answered. It was not sent again.",
        "Check again, or look at the provider's own page. Generating again may cost you there twice.",
    ),
    FailureCode.PARTIAL: ("Only a part of the result came.", "Generate again."),
    FailureCode.PROCESS_CRASH: ("The program that was making this crashed.", "Try again, or pick another model."),
    FailureCode.DISK_FULL: (
        "The disk of the computer that runs Headwater is full, so the result could not be kept.",
        "Free some space there, then generate again.",
    ),
}
_NOBODY_KNOWS = (
    "The provider may have taken this request, but never answered, and cannot be asked. It was not sent again.",
    "Look at the provider's own page. Generating again may cost you there twice.",
)


def state_after(code: FailureCode) -> State:
    """The state that a failure ends in."""
    match code:
        case FailureCode.CANCELLED:
            return State.CANCELLED
        case FailureCode.UNKNOWN_OUTCOME:
            return State.UNKNOWN
        case _:
            return State.FAILED


def ending(code: FailureCode, price: str, lost: bool = False) -> str:
    """What a person is told: what happened, that the credits are back, what to do now.

    `lost`: nobody can be asked what became of it.
    """
    happened, then = _NOBODY_KNOWS if lost and code is FailureCode.UNKNOWN_OUTCOME else _ENDINGS[code]
    unit = "credit is" if price == "1" else "credits are"
    back = "" if price == "0" else f"Your {price} {unit} back."
    return " ".join(part for part in (happened, back, then) if part)
