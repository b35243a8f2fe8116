"""Any canvas to run: texts, some typed, some of which fail, connected as it comes; and what must become of it."""

from dataclasses import dataclass
from functools import cached_property

from hypothesis import strategies as st

from tests.desk import Json, node

FAILURES = {"provider_error": "failed", "content_policy": "failed", "lost_answer": "unknown", "cancelled": "cancelled"}
"""How a double ends, and how its node stands then."""


@dataclass(frozen=True)
class Piece:
    """A canvas of texts, the later ones downstream of earlier ones."""

    outcomes: tuple[str | None, ...]
    """How each node ends; None for one that somebody typed."""
    lines: frozenset[tuple[int, int]]

    @property
    def nodes(self) -> list[dict[str, Json]]:
        """As a canvas file has them."""
        return [self._node(number, outcome) for number, outcome in enumerate(self.outcomes)]

    @property
    def connections(self) -> list[tuple[str, str]]:
        """By the ids of the nodes."""
        return [(f"n{start}", f"n{end}") for start, end in sorted(self.lines)]

    @cached_property
    def ends(self) -> dict[str, str]:
        """How each node must stand once a run of all of it is over."""
        ends: dict[str, str] = {}
        for number, outcome in enumerate(self.outcomes):
            before = [ends[f"n{start}"] for start, end in self.lines if end == number]
            if outcome is None:
                ends[f"n{number}"] = "reused"
            elif any(each not in ("reused", "succeeded") for each in before):
                ends[f"n{number}"] = "skipped"
            else:
                ends[f"n{number}"] = FAILURES.get(outcome, "succeeded")
        return ends

    @property
    def made(self) -> list[str]:
        """The nodes that must have been generated, each once."""
        return sorted(id for id, end in self.ends.items() if end not in ("reused", "skipped"))

    @property
    def price(self) -> int:
        """Credits of what must have come."""
        return sum(end == "succeeded" for end in self.ends.values())

    @property
    def state(self) -> str:
        """How the run must end."""
        return "done" if set(self.ends.values()) <= {"reused", "succeeded"} else "failed"

    def _node(self, number: int, outcome: str | None) -> dict[str, Json]:
        more = {"text": "What I typed."} if outcome is None else {"settings": {"outcome": outcome}}
        return node(f"n{number}", "text", prompt=f"Part {number}", **more)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Any of them in which at least one node is to be made."""
    count = draw(st.integers(2, 8))
    outcome = st.sampled_from([*["ok"] * 6, None, *FAILURES])
    outcomes = [*draw(st.lists(outcome, min_size=count - 1, max_size=count - 1)), "ok"]
    pairs = [(start, end) for end in range(count) for start in range(end)]
    return Piece(tuple(outcomes), draw(st.frozensets(st.sampled_from(pairs), max_size=2 * count)))
