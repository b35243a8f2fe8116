"""Who stands in for a model in a rehearsal: a built-in one, with the nearest settings that it has. No I/O."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from headwater.generation.fit import misfit
from headwater.generation.generation import Told
from headwater.generation.inputs import gather
from headwater.generation.mode import mode_for
from headwater.generation.resolution import Resolution
from headwater.generation.situation import Situation
from headwater.models.model import MODES, Mode, Model
from headwater.models.settings import Schema, fits
from headwater.platform.kinds import Kind

BUILT_IN = "builtin"
"""Who serves the models that run on this machine, and cost nobody anything."""
_WORDS = {"square": 1.0}
_AREAS = {"360p": 0.23, "480p": 0.41, "720p": 0.92, "1080p": 2.07, "1K": 1.05, "2K": 4.19, "4K": 8.29, "4k": 8.29}
"""Megapixels of a wide picture that is called so."""


def rehearsed(now: Situation, chosen: Resolution) -> Situation | Told:
    """The same node with the built-in model in place of the one that `chosen` would use; or why there is none."""
    found = stand_in(now, chosen)
    if found is None:
        mode = MODES[now.node.kind].get(chosen.choice.mode_id, chosen.choice.mode_id)
        return Told(code="no_stand_in", message=f"No built-in model can stand in for “{mode}” with what is connected")
    model, mode_id = found
    settings = nearest(chosen.choice.settings, model.mode(mode_id) or model.modes[0])
    kept = dict(now.node.settings) if model is chosen.choice.model else settings
    return replace(now, node=replace(now.node, model=model.id, mode=mode_id, settings=kept))


def stand_in(now: Situation, chosen: Resolution) -> tuple[Model, str] | None:
    """The built-in model for what a node does, and the mode that it does it in."""
    offered = [model for model in now.registry.of(now.node.kind) if model.provider == BUILT_IN]
    wanted = chosen.choice.mode_id
    if chosen.choice.model in offered or any(model.mode(wanted) for model in offered):
        same = [model for model in offered if model.mode(wanted)]
        first = chosen.choice.model if chosen.choice.model in offered else same[0]
        return (first, wanted) if first else None
    return _another_way(now, offered, chosen)


def _another_way(now: Situation, offered: Iterable[Model], chosen: Resolution) -> tuple[Model, str] | None:
    """In a mode of another name that takes what is connected; a sound made from a sound is nothing like a new one."""
    if now.node.kind is Kind.AUDIO and chosen.inputs.references:
        return None
    for model in offered:
        mode = mode_for(model, chosen.followed, chosen.inputs)
        if misfit(model, mode, gather(chosen.arriving, now.node, mode, now.assets)) is None:
            return model, mode
    return None


def nearest(settings: Mapping[str, Any], mode: Mode) -> dict[str, Any]:
    """What a mode has that comes nearest to `settings` of another model: the shape, the size, the length, the rest."""
    found = {name: value for name, value in settings.items() if _takes(mode, name, value)}
    for name, measured in _MEASURED.items():
        wanted = next((size for value in _said(settings, name) if (size := measured(value))), None)
        schema = mode.settings.get(name)
        if schema and wanted and name not in found:
            found |= {name: _closest(schema, wanted, measured)}
    return {name: value for name, value in found.items() if value is not None}


def _takes(mode: Mode, name: str, value: Any) -> bool:
    return name in mode.settings and fits(mode.settings[name], value)


def _said(settings: Mapping[str, Any], name: str) -> list[Any]:
    """What other models call it: the first that can be measured counts."""
    return [settings[other] for other in (name, *_OTHERWISE[name]) if other in settings]


def _closest(schema: Schema, wanted: float, measured: Callable[[Any], float | None]) -> Any:
    """The choice that is closest by its factor; of a range the nearest number; None where nothing can be measured."""
    if "enum" not in schema:
        bounded = min(max(wanted, schema.get("minimum", wanted)), schema.get("maximum", wanted))
        return round(bounded) if schema.get("type") == "integer" else bounded
    sizes = {each: size for each in schema["enum"] if (size := measured(each))}
    return min(sizes, key=lambda each: abs(math.log(sizes[each] / wanted)), default=None)


def _shape(value: Any) -> float | None:
    """Width by height: of `16:9`, `landscape 16:9`, `1536x1024`, `square`."""
    found = re.search(r"(\d+)[:x](\d+)", str(value))
    if not found:
        return _WORDS.get(str(value))
    width, height = map(int, found.groups())
    shape = width / height if width and height else None
    upright = shape and shape > 1 and str(value).startswith("portrait")
    return 1 / shape if shape and upright else shape


def _area(value: Any) -> float | None:
    """Megapixels: of `720p`, `2K`, `1536x1024`, `automatic, 2K`."""
    found = re.search(r"(\d+)x(\d+)", str(value))
    if found:
        return int(found[1]) * int(found[2]) / 1_000_000
    return next((size for name, size in _AREAS.items() if re.search(rf"\b{name}\b", str(value))), None)


def _length(value: Any) -> float | None:
    """Seconds."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 else None


_MEASURED: dict[str, Callable[[Any], float | None]] = {"aspect": _shape, "resolution": _area, "duration": _length}
_OTHERWISE = {
    "aspect": ("aspect_ratio", "shape", "size"),
    "resolution": ("image_size", "size", "shape"),
    "duration": (),
}
