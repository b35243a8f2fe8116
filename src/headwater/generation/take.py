"""A take: one content that a node has had, whether generated, uploaded or typed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from headwater.canvas.document import Shown
from headwater.generation.made import Made
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind

How = Literal["generated", "uploaded", "typed"]


class Take(BaseModel):
    """One content of one node. A node keeps its takes and shows one."""

    model_config = ConfigDict(frozen=True)

    id: str
    node: str
    kind: Kind
    how: How
    created: int
    """Milliseconds since 1970."""
    text: str | None
    asset: str | None
    mime: str | None
    width: int | None
    height: int | None
    """Pixels, of pictures and videos."""
    seconds: float | None
    """Length of videos and sounds."""
    purged: int | None
    """When the asset's file was removed for good, in milliseconds since 1970; None while it can be shown."""
    generation: str | None
    model: str | None
    note: str | None = None
    """What the model left out or did otherwise than asked."""
    made: Made | None
    """The request behind a generated take."""
    rehearsal: bool = False
    """Whether a built-in model stood in for the chosen one, for nothing."""

    def named(self, registry: Registry) -> "Take":
        """The same with the names that models and modes have now."""
        return self.model_copy(update={"made": self.made.named(registry)}) if self.made else self

    def shown(self) -> Shown:
        """What the document keeps of the take that a node shows: enough to draw it without asking."""
        size = (self.width, self.height, self.seconds)
        return Shown(self.id, self.asset, self.mime, *size, rehearsal=self.rehearsal or None)


class TakeDeleted(BaseModel):
    """A take that was taken out of its node."""

    instead: Take | None
    """What a node that showed it shows now: the take before it, else the one after it; None: nothing."""


class TakesCount(BaseModel):
    """How many takes a node has."""

    takes: int
    newer: int | None
    """How many of them are newer than the one that the node shows; None where it shows none."""
