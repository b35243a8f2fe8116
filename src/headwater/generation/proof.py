"""The proof of the credits: each that was ever held is delivered, returned or pending, with its generation. No I/O."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from headwater.credits.ledger import Balance, Reason
from headwater.credits.proof import Sums, doubts, told
from headwater.generation.generation import ACTIVE, State

Outcome = Literal["pending", "delivered", "returned"]
"""What became of credits that were held: their generation goes on, it succeeded, or they are back."""


class ProvenHold(BaseModel):
    """The credits that one generation held, and what became of them."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Greater for later ones; `before` takes it."""
    at: int
    """When they were held, in milliseconds since 1970."""
    generation: str
    canvas: str
    """Where they were spent; empty where that is no longer known."""
    node: str | None
    """The node of the generation; absent where no generation is left."""
    state: State | None
    """Of the generation; absent where none is left."""
    what: str
    """What they were for, in words kept from that moment."""
    outcome: Outcome
    held: str
    delivered: str
    returned: str
    reason: Reason | None
    """Why they were settled; absent while they are pending."""
    doubt: str | None
    """What does not agree with the generation, in words; null where all is right."""


class Standing(BaseModel):
    """How many holds there are of generations in one state that were settled in one way."""

    model_config = ConfigDict(frozen=True)

    state: State | None
    reason: Reason | None
    count: int


class Proof(BaseModel):
    """All credits that were ever held, added up anew from what happened, and compared with the books."""

    agrees: bool
    """Whether everything does."""
    doubts: list[str]
    """What does not agree, in words; empty where everything does."""
    granted: str
    """Ever added to the account."""
    held: str
    """Ever held: pending, delivered and returned together."""
    pending: str
    delivered: str
    returned: str
    balance: str
    """What can be spent now: granted, without what is pending and what was delivered."""
    count: dict[Outcome, int]
    """How many holds there are of each outcome; one that was delivered in part counts as delivered."""
    entries: int
    """How many entries of the journal were compared."""

    @classmethod
    def of(cls, facts: Sums, journal: Sums, balance: Balance, standings: list[Standing], without: int) -> Self:
        """Compare. `without` is how many generations hold nothing and were never settled."""
        wrong = [*doubts(facts, journal, balance), *_doubts(standings, without)]
        return cls(
            agrees=not wrong,
            doubts=wrong,
            **{name: told(getattr(facts, name)) for name in ("granted", "held", "pending", "delivered", "returned")},
            balance=told(balance.available),
            count=_count(standings),
            entries=journal.moves,
        )


class WantedHolds(BaseModel):
    """Which holds to list."""

    outcome: Outcome | None = None
    before: int | None = Field(default=None, ge=0, lt=2**63)
    """Id of the last one already seen."""
    limit: int = Field(default=50, ge=1, le=200)


def outcome_of(reason: Reason | None) -> Outcome:
    """What became of a hold that was settled for `reason`, or not yet."""
    if reason is None:
        return "pending"
    return "delivered" if reason is Reason.SUCCEEDED else "returned"


def doubt(state: State | None, reason: Reason | None) -> str | None:
    """What does not agree between a generation and its credits, in words."""
    match outcome_of(reason):
        case "pending" if state not in ACTIVE:
            return "Credits are held for a generation that has ended."
        case "delivered" if state is not State.SUCCEEDED:
            return "Credits were charged for a generation that did not succeed."
        case "returned" if state in (*ACTIVE, State.SUCCEEDED):
            return "Credits were given back for a generation that goes on or succeeded."
    return None


def _doubts(standings: list[Standing], without: int) -> list[str]:
    found = [(doubt(each.state, each.reason), each.count) for each in standings]
    wrong = [f"{words} ({count})" for words, count in found if words]
    return [*wrong, f"There are generations for which nothing was ever held. ({without})"] if without else wrong


def _count(standings: list[Standing]) -> dict[Outcome, int]:
    count: dict[Outcome, int] = {"pending": 0, "delivered": 0, "returned": 0}
    for each in standings:
        count[outcome_of(each.reason)] += each.count
    return count
