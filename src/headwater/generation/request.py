"""The frozen request: exactly what is sent, and the hash by which what runs is what was shown."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.assets.asset import Asset
from headwater.canvas.document import FramePick
from headwater.generation.inputs import DERIVED, Inputs, Reference
from headwater.models.model import Mode, Model
from headwater.models.price import Measured
from headwater.platform.kinds import Kind


class FrozenReference(BaseModel):
    """One reference, by what it is and not by where it is: its content cannot change under a generation."""

    model_config = ConfigDict(frozen=True)

    node: str
    kind: Kind
    use: str
    asset: str
    sha: str
    """SHA-256 of the asset's bytes."""
    mime: str
    seconds: float | None = None
    """Of a video or a sound."""
    frame: FramePick = None
    """Which frame of a video, where its use is `frame`; None for the last."""

    @property
    def source(self) -> str:
        """What is made out of a video is called so among all that is made for a request: video, and frame."""
        return self.sha if self.frame is None else f"{self.sha} {self.frame}"

    @property
    def media(self) -> Kind:
        """What arrives at the model: a frame of a video is an image, its sound is audio."""
        return DERIVED.get(self.use, self.kind)


class Request(BaseModel):
    """All that a generation needs, without the canvas."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    prompt: str
    references: tuple[FrozenReference, ...]
    mode: str
    model: str
    settings: dict[str, Any]

    @property
    def measured(self) -> Measured:
        """What the price depends on."""
        media = [(each.media, each.seconds or 0) for each in self.references]
        return _measured(self.mode, self.settings, self.prompt, media)

    @property
    def hash(self) -> str:
        """SHA-256 of the request: the same for the same content, whatever it is called.

        A frame that nobody picked is left out, so that what was generated before frames could be picked keeps its hash.
        """
        said = self.model_dump(mode="json")
        for each in said["references"]:
            if each["frame"] is None:
                del each["frame"]
        return _hash(said)

    @cached_property
    def content(self) -> str:
        """SHA-256 of what the model is given: the same wherever it comes from, a copy of an asset or of a node too."""
        references = [[each.media, each.use, each.sha, each.frame] for each in self.references]
        return _hash([self.kind, self.prompt, references, self.mode, self.model, self.settings])


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _hash(said: object) -> str:
    return hashlib.sha256(_CANONICAL.encode(said).encode()).hexdigest()


def freeze(model: Model, mode: Mode, inputs: Inputs, settings: dict[str, Any]) -> Request:
    """The request that these inputs make. References that the mode ignores, or that are empty, are left out."""
    return Request(
        kind=model.kind,
        prompt=inputs.prompt,
        references=tuple(
            FrozenReference(
                node=each.node,
                kind=each.kind,
                use=each.use,
                asset=asset.id,
                sha=asset.sha,
                mime=asset.mime,
                seconds=asset.seconds,
                frame=each.frame,
            )
            for each, asset in _sent(mode, inputs)
        ),
        mode=mode.id,
        model=model.id,
        settings=settings,
    )


def measure(mode: Mode, inputs: Inputs, settings: dict[str, Any]) -> Measured:
    """What the price of the request that these inputs make depends on, without making it."""
    media = [(each.media, asset.seconds or 0) for each, asset in _sent(mode, inputs)]
    return _measured(mode.id, settings, inputs.prompt, media)


def settings_for(mode: Mode, chosen: dict[str, Any], inputs: Inputs) -> dict[str, Any]:
    """The settings that are sent: the mode's defaults, what follows the inputs, and what was chosen and is declared."""
    declared = {name: _exact(mode.settings[name], value) for name, value in chosen.items() if name in mode.settings}
    return mode.declared.filled(declared, _following(mode, inputs))


def _sent(mode: Mode, inputs: Inputs) -> list[tuple[Reference, Asset]]:
    """The references that go along, with their content: what the mode ignores, and what is empty, does not."""
    return [(each, each.asset) for each in inputs.references if each.asset and each.media not in mode.ignores]


def _measured(mode: str, settings: dict[str, Any], prompt: str, media: Sequence[tuple[Kind, float]]) -> Measured:
    """`media`: what arrives, each with its seconds."""
    kinds = Counter(kind for kind, _ in media)
    return Measured(
        mode=mode,
        settings=settings,
        prompt=prompt,
        images=kinds[Kind.IMAGE],
        videos=kinds[Kind.VIDEO],
        sounds=kinds[Kind.AUDIO],
        video_seconds=sum(seconds for kind, seconds in media if kind is Kind.VIDEO),
        sound_seconds=sum(seconds for kind, seconds in media if kind is Kind.AUDIO),
    )


def _following(mode: Mode, inputs: Inputs) -> dict[str, Any]:
    """As many whole seconds as the longest sound, within bounds, for each setting that follows it."""
    sounds = [each.asset.seconds or 0 for each in inputs.references if each.media is Kind.AUDIO and each.asset]
    if not sounds:
        return {}
    return {
        name: min(max(math.ceil(max(sounds)), schema["minimum"]), schema["maximum"])
        for name, schema in mode.settings.items()
        if schema.get("follows") == "sound"
    }


def _exact(schema: dict[str, Any], value: Any) -> Any:
    """The document holds every number as a float; 5.0 is the integer 5, or the choice 5, where the schema has one."""
    if not isinstance(value, float):
        return value
    whole = int(value) if value.is_integer() and schema.get("type") == "integer" else value
    return next((each for each in schema.get("enum", ()) if each == value and not isinstance(each, bool)), whole)
