"""The frozen request: exactly what is sent, and the hash by which what runs is what was shown."""

import hashlib
import json
import math
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.generation.inputs import Inputs
from headwater.models.model import Mode, Model
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
    def hash(self) -> str:
        """SHA-256 of the request: the same for the same content, whatever it is called."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


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
                asset=each.asset.id,
                sha=each.asset.sha,
                mime=each.asset.mime,
            )
            for each in inputs.references
            if each.asset and each.media not in mode.ignores
        ),
        mode=mode.id,
        model=model.id,
        settings=settings,
    )


def settings_for(mode: Mode, chosen: dict[str, Any], inputs: Inputs) -> dict[str, Any]:
    """The settings that are sent: the mode's defaults, what follows the inputs, and what was chosen and is declared."""
    declared = {name: _whole(mode.settings[name], value) for name, value in chosen.items() if name in mode.settings}
    return mode.defaults() | _following(mode, inputs) | declared


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


def _whole(schema: dict[str, Any], value: Any) -> Any:
    """The document holds every number as a float; 5.0 is the integer 5 where the schema asks for one."""
    whole = schema.get("type") == "integer" and isinstance(value, float) and value.is_integer()
    return int(value) if whole else value
