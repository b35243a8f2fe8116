"""A take: one content that a node has had, whether generated, uploaded or typed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from headwater.canvas.document import Shown
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

    def shown(self) -> Shown:
        """What the document keeps of the take that a node shows: enough to draw it without asking."""
        return Shown(self.id, self.asset, self.mime, self.width, self.height, self.seconds)
