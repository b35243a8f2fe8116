"""What is counted with in place of content that is not there yet: for prices that are shown before it is. No I/O."""

from collections.abc import Mapping
from typing import Any

from headwater.assets.asset import Asset, Uploaded
from headwater.canvas.document import CanvasNode
from headwater.platform.kinds import Kind

SPOKEN = 16.0
"""Characters a second: measured on the built-in voice; English read calmly is a little slower."""
WORDS = "…"
"""Stands for a text that is not written yet."""
_MIMES = {Kind.IMAGE: "image/png", Kind.VIDEO: "video/mp4", Kind.AUDIO: "audio/wav"}


def imagined(node: CanvasNode, prompt: str, settings: Mapping[str, Any]) -> Asset:
    """The media that `node` will hold: little more is known of it than the kind and about how long it will be."""
    return Asset(
        id=node.id,
        account="",
        sha="0" * 64,
        kind=node.kind,
        mime=_MIMES[node.kind],
        size=1,
        name="",
        width=None,
        height=None,
        seconds=None if node.kind is Kind.IMAGE else _seconds(prompt, settings),
        origin=Uploaded(),
        created=0,
    )


def _seconds(prompt: str, settings: Mapping[str, Any]) -> float:
    """How long a sound or a video will be about: as asked for, else as long as its words take to be spoken."""
    asked = settings.get("duration")
    return float(asked) if isinstance(asked, int | float) else len(prompt) / SPOKEN
