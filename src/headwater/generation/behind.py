"""What is behind the content that a node shows: the generation that made it, and what that was asked for. No I/O."""

from dataclasses import dataclass

from headwater.generation.arranged import Arranged
from headwater.generation.request import Request

REHEARSED = "It shows a rehearsal"
BROKE_OFF = "Only a part of it came"


@dataclass(frozen=True)
class Behind:
    """The generation that made what a node shows."""

    generation: str
    content: str
    """Of its request, see `Request.content`."""
    rehearsal: bool
    text: str | None
    """What it wrote; None where it made media."""
    partial: bool = False
    """Whether it broke off."""

    @property
    def lacks(self) -> str | None:
        """Why it is never current, whatever is asked for now; None where it may be."""
        if self.rehearsal:
            return REHEARSED
        return BROKE_OFF if self.partial else None


@dataclass(frozen=True)
class Made:
    """What a generation was asked for: enough to say what is different now."""

    request: Request
    arranged: Arranged | None
    """None in what was generated before it was kept."""
