"""Whether the books are right: what the facts add up to, beside what the journal says and the balance. No I/O."""

from collections.abc import Iterator
from dataclasses import dataclass

from headwater.credits.ledger import Balance, shown


@dataclass(frozen=True)
class Sums:
    """All that ever happened to an account's credits, in micro-credits: from the facts, or from the journal."""

    granted: int
    held: int
    """Ever: it is now pending, delivered or returned."""
    delivered: int
    """Charged for what succeeded."""
    returned: int
    """Given back, with the rest of what was charged in part."""
    moves: int
    """How many grants, holds and settlements there were."""

    @property
    def pending(self) -> int:
        """Of generations that have not ended."""
        return self.held - self.delivered - self.returned

    @property
    def balance(self) -> Balance:
        """What the account must have."""
        return Balance(self.granted - self.delivered - self.pending, self.pending)


def doubts(facts: Sums, journal: Sums, balance: Balance) -> Iterator[str]:
    """What does not agree, in words: nothing, as long as the database keeps its rules."""
    for name in ("granted", "held", "delivered", "returned"):
        fact, entered = getattr(facts, name), getattr(journal, name)
        if fact != entered:
            yield f"{told(fact)} credits were {name}, but the journal says {told(entered)}."
    if facts.moves != journal.moves:
        yield f"There were {facts.moves} moves of credits, but the journal has {journal.moves} entries."
    if facts.balance != balance:
        yield f"The balance is {_words(balance)}, but it should be {_words(facts.balance)}."


def told(amount: int) -> str:
    """Micro-credits as people read them, also below 0: in a proof nothing is taken for impossible."""
    return f"-{shown(-amount)}" if amount < 0 else shown(amount)


def _words(balance: Balance) -> str:
    return f"{told(balance.available)} with {told(balance.held)} held"
