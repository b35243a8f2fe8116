"""What a run says while it goes on: one JSON object a line for scripts, or calm lines for people."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Protocol

from rich.console import Console
from rich.markup import escape

from headwater.exchange.outcome import SKIPPED, Outcome


class Telling(Protocol):
    """Who is told."""

    def begins(self, nodes: int, price: str) -> None:
        """So many nodes are to be generated, at what is known of their price before."""

    def going(self, generations: Iterable[dict[str, Any]]) -> None:
        """These are being made."""

    def ended(self, outcome: Outcome) -> None:
        """A node is over."""

    def over(self, outcomes: list[Outcome]) -> None:
        """All of them are."""

    def stop(self) -> None:
        """Nothing more will be said."""


class JsonLines:
    """For scripts: a line on standard output for each node as it ends, and nothing else."""

    def begins(self, nodes: int, price: str) -> None:
        """Nothing to say."""

    def going(self, generations: Iterable[dict[str, Any]]) -> None:
        """Nothing to say."""

    def ended(self, outcome: Outcome) -> None:
        """One line, at once."""
        print(json.dumps(outcome.line(), ensure_ascii=False), flush=True)

    def over(self, outcomes: list[Outcome]) -> None:
        """Nothing to say."""

    def stop(self) -> None:
        """Nothing is open."""


class Lines:
    """For people: what is going on on standard error, what came of it on standard output."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status("Starting") if self._console.is_terminal else None

    def begins(self, nodes: int, price: str) -> None:
        """How much there is to do."""
        self._console.print(f"Generating {_count(nodes, 'node')}, {_credits(price)}")
        if self._status:
            self._status.start()

    def going(self, generations: Iterable[dict[str, Any]]) -> None:
        """What is being made just now; only where there is a screen to draw on."""
        said = [f"{self._names.get(each['node'], each['node'])} {_progress(each)}".strip() for each in generations]
        if self._status and said:
            self._status.update(escape(", ".join(said)))

    def ended(self, outcome: Outcome) -> None:
        """One line for each node."""
        if outcome.file:
            print(f"{outcome.name} → {outcome.file} · {_credits(outcome.credits)}", flush=True)
            return
        what = "was not run" if outcome.state == SKIPPED else outcome.state
        print(f"{outcome.name} {what}: {outcome.error[1] if outcome.error else ''}", flush=True)

    def stop(self) -> None:
        """Give the line back to the terminal."""
        if self._status:
            self._status.stop()

    def over(self, outcomes: list[Outcome]) -> None:
        """How it went as a whole."""
        self.stop()
        made, cost = sum(each.done for each in outcomes), sum(Decimal(each.credits) for each in outcomes)
        missing = f", {len(outcomes) - made} not" if made < len(outcomes) else ""
        print(f"{made} made{missing} · {_credits(f'{cost:f}')}", flush=True)


def telling(as_json: bool, names: dict[str, str]) -> Telling:
    """Who is told, scripts or people."""
    if as_json:
        return JsonLines()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # titles may have letters that a terminal lacks
    return Lines(names)


def _progress(generation: dict[str, Any]) -> str:
    done = generation.get("progress")
    return f"{done:.0%}" if isinstance(done, int | float) and done > 0 else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _credits(amount: str) -> str:
    return f"{amount} {'credit' if amount == '1' else 'credits'}"
