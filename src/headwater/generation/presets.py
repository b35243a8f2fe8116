"""Presets: how to begin an empty node, each a small lesson in the craft. They are `presets.toml`, checked when read."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from headwater.models.frozen import Frozen
from headwater.models.model import MODES
from headwater.platform.kinds import Kind

FILE = Path(__file__).with_name("presets.toml")
LONGEST_LESSON = 90
"""Characters of `teaches`: one line of the menu."""
LONGEST_ON_CARD = 42
"""Characters of `teaches` where the empty node shows it: two short lines."""
Icon = Literal[
    "aperture",
    "armchair",
    "arrow-up-from-line",
    "audio-lines",
    "audio-waveform",
    "clapperboard",
    "cloud-rain",
    "drum",
    "expand",
    "film",
    "footprints",
    "frame",
    "hand",
    "heart-pulse",
    "image",
    "lightbulb",
    "list-ordered",
    "megaphone",
    "message-circle",
    "messages-square",
    "mic",
    "moon",
    "mountain",
    "move-right",
    "music",
    "package",
    "panels-top-left",
    "quote",
    "rotate-3d",
    "scan-face",
    "shirt",
    "smartphone",
    "square",
    "square-dashed",
    "sunrise",
    "trending-up",
    "type",
    "user-round",
    "wind",
    "zoom-in",
]
"""By their names in lucide."""
_PROMPT = re.compile(r"([^{}]*)\{([^{}]+)\}([^{}]*)")


class Words(Frozen):
    """A prompt, and which part of it one's own words replace."""

    before: str
    own: str
    """An example: it gives a result as it stands."""
    after: str

    @property
    def whole(self) -> str:
        """What is written into the node."""
        return self.before + self.own + self.after


class Preset(Frozen):
    """One way to begin an empty node."""

    id: str
    kind: Kind
    group: str
    name: str
    teaches: Annotated[str, Field(max_length=LONGEST_LESSON)]
    """The craft in one line."""
    icon: Icon
    first: bool = False
    """Whether the empty node itself shows it; the others are one press away."""
    prompt: Words
    mode: str | None = None
    """None: it goes on to follow what is connected."""
    settings: dict[str, Any] = Field(default_factory=dict)
    """By the names that models declare; what a model lacks is kept aside."""

    @field_validator("prompt", mode="before")
    @classmethod
    def _parted(cls, prompt: object) -> object:
        """`An orbit around {a statue}.` in its three parts."""
        if not isinstance(prompt, str):
            return prompt
        found = _PROMPT.fullmatch(prompt)
        if found is None:
            raise ValueError(f"`{prompt}` needs one part in braces, which one's own words replace")
        return dict(zip(("before", "own", "after"), found.groups(), strict=True))

    @model_validator(mode="after")
    def _known_mode(self) -> "Preset":
        if self.mode is not None and self.mode not in MODES[self.kind]:
            raise ValueError(f"`{self.mode}` is no mode of {self.kind}: {', '.join(MODES[self.kind])}")
        return self

    @model_validator(mode="after")
    def _fits_its_card(self) -> "Preset":
        if self.first and len(self.teaches) > LONGEST_ON_CARD:
            raise ValueError(f"`{self.id}` teaches in more than {LONGEST_ON_CARD} characters, too many for the node")
        return self


class _File(Frozen):
    """What `presets.toml` holds."""

    shape: dict[str, dict[str, str]]
    """The settings by which models are asked for a shape."""
    preset: list[dict[str, Any]]

    def presets(self) -> tuple[Preset, ...]:
        """Each preset with the settings that its shape stands for. Raises `ValueError`."""
        found = tuple(Preset.model_validate(self._shaped(entry)) for entry in self.preset)
        ids = [preset.id for preset in found]
        if twice := {id for id in ids if ids.count(id) > 1}:
            raise ValueError(f"`{', '.join(sorted(twice))}` is there twice in presets.toml")
        return found

    def _shaped(self, entry: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in entry.items() if key != "shape"}
        if "shape" not in entry:
            return rest
        return rest | {"settings": self.shape[entry["shape"]] | entry.get("settings", {})}


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset that ships, in the order in which they are offered. Raises `ValueError` for a file that is wrong."""
    return _File.model_validate(tomllib.loads(FILE.read_text("utf-8"))).presets()
