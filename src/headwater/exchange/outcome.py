"""How one node of a run ended."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUCCEEDED = "succeeded"
SKIPPED = "skipped"
"""The state of a node that was not run, since something upstream of it failed."""


@dataclass(frozen=True)
class Outcome:
    """How one node ended."""

    node: str
    """Its id."""
    name: str
    """What people call it."""
    state: str
    """A generation's last state, or `skipped`."""
    credits: str
    """What it cost; "0" unless it succeeded."""
    file: Path | None = None
    """The result."""
    error: tuple[str, str] | None = None
    """Code and words, where there is no result."""

    @property
    def done(self) -> bool:
        """Whether there is a result."""
        return self.file is not None

    def line(self) -> dict[str, Any]:
        """As `--json` prints it."""
        line: dict[str, Any] = {"node": self.node, "state": self.state, "credits": self.credits}
        if self.file:
            return line | {"file": str(self.file)}
        code, message = self.error or ("", "")
        return line | {"error": {"code": code, "message": message}}
