"""What a model takes and gives in one of its modes, in a few words for a list: read from its entry, nothing else."""

import re
from collections.abc import Iterator
from typing import Any

from headwater.models.model import ANY, Count, Mode, Model
from headwater.models.settings import accepted
from headwater.platform.kinds import Kind

_COUNTED = {Kind.IMAGE: ("image", "images"), Kind.VIDEO: ("video", "videos"), Kind.AUDIO: ("sound", "sounds")}
_HEIGHT = re.compile(r"\d+(\.\d+)?[pkK]")
"""A resolution as people say it: 720p, 2K."""
_PIXELS = re.compile(r"(\d+)\s?[x\u00d7]\s?(\d+)")


def limits(model: Model, mode: Mode) -> list[str]:
    """Such as `5,000 characters`, `up to 4 images`, `1 to 60 s`, `720p, 1080p`."""
    return [*_words(model), *_references(mode), *_settings(mode)]


def _words(model: Model) -> Iterator[str]:
    if model.prompt_limit:
        yield f"{model.prompt_limit:,} characters"


def _references(mode: Mode) -> Iterator[str]:
    for kind, (one, many) in _COUNTED.items():
        count = mode.count(kind)
        if count.most and kind not in mode.ignores:
            yield f"{_how_many(count)} {one if count.most == 1 else many}"


def _how_many(count: Count) -> str:
    if count.most >= ANY:
        return "any number of"
    if count.least == count.most:
        return str(count.most)
    return f"{count.least} to {count.most}" if count.least else f"up to {count.most}"


def _settings(mode: Mode) -> Iterator[str]:
    for schema in mode.settings.values():
        if schema.get("unit") == "s":
            yield accepted(schema)
        elif words := _size(schema.get("enum", [])):
            yield words


def _size(choices: list[Any]) -> str | None:
    """Of a setting whose choices are heights of a picture, or pixel sizes, of which the largest is named."""
    if choices and all(_HEIGHT.fullmatch(str(each)) for each in choices):
        return ", ".join(map(str, choices))
    sizes = [found for each in choices if (found := _PIXELS.fullmatch(str(each)))]
    if not sizes or len(sizes) < len(choices):
        return None
    width, height = max(((int(each[1]), int(each[2])) for each in sizes), key=lambda size: (size[0] * size[1], size))
    return f"up to {width}x{height}"
