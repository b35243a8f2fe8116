"""What a person had set in a panel when a generation began: enough to set it all again."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.canvas.document import CanvasNode


class Arranged(BaseModel):
    """The node's own part of a panel, as it stood in the document; what is upstream is not in it."""

    model_config = ConfigDict(frozen=True)

    prompt: str
    """As written, with chips (see `canvas/prompt.py`)."""
    mode: str | None
    """As picked; None: it followed what was connected."""
    model: str | None
    """As picked; None: it was the kind's default."""
    settings: dict[str, Any]
    """What was chosen by hand, also for other models; JSON values."""


def arranged(node: CanvasNode) -> Arranged:
    """What is set in a node's panel now."""
    return Arranged(prompt=node.prompt, mode=node.mode, model=node.model, settings=dict(node.settings))
