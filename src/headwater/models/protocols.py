"""Finds the adapters: the protocols that ship, and those that other packages bring, by the name that entries use."""

import importlib
import logging
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from headwater.models.adapter import Adapter

GROUP = "headwater.adapters"
"""The entry point group: `name = "package.module:Class"`, made with the folder that it may keep files in."""
SHIPPED = {
    "chat": "headwater.models.adapters.chat:Chat",
    "openai_media": "headwater.models.adapters.openai_media:OpenAIMedia",
    "interactions": "headwater.models.adapters.interactions:Interactions",
    "http_job": "headwater.models.adapters.http_job:HttpJob",
    "comfyui": "headwater.models.adapters.comfyui:ComfyUI",
}
OURS = frozenset({"builtin", "doubles", *SHIPPED})
"""Names that no other package may give: what the entries that ship mean by them must not change."""
METHODS = ("submit", "find", "poll", "fetch", "cancel")
_log = logging.getLogger(__name__)


class BrokenAdapter(Exception):
    """A class that is no adapter."""


def adapters(folder: Path) -> dict[str, Adapter]:
    """Every adapter by name, each with a folder of its own below `folder`. A broken plug-in is said, and left out."""
    shipped = {name: _make(place, folder / name) for name, place in SHIPPED.items()}
    brought = {point.name: _tried(point, folder / point.name) for point in _brought()}
    return {**{name: made for name, made in brought.items() if made}, **shipped}


def names() -> frozenset[str]:
    """Every name that an entry's `adapter` may have here."""
    return OURS | {point.name for point in _brought()}


def _brought() -> Iterator[EntryPoint]:
    """What other packages bring; of two with one name the first, in the order of the packages' names."""
    taken = dict.fromkeys(OURS, "Headwater itself")
    for point in sorted(entry_points(group=GROUP), key=_package):
        if point.name in taken:
            words = "The adapter `%s` of the package %s is left out: %s has one of that name."
            _log.warning(words, point.name, _package(point), taken[point.name])
        else:
            taken[point.name] = _package(point)
            yield point


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def _make(place: str, folder: Path) -> Adapter:
    module, _, attribute = place.partition(":")
    made: Adapter = getattr(importlib.import_module(module), attribute)(folder)
    if missing := [each for each in METHODS if not callable(getattr(made, each, None))]:
        raise BrokenAdapter(f"it has no `{missing[0]}`")
    return made


def _tried(point: EntryPoint, folder: Path) -> Adapter | None:
    try:
        return _make(point.value, folder)
    except Exception as error:  # noqa: BLE001  # whatever it is, the other adapters still work
        words = "The adapter `%s` (%s) cannot be used, and models that need it are left out. %s: %s"
        _log.warning(words, point.name, point.value, type(error).__name__, error, exc_info=error)
        return None
