"""Whether a model can take what is connected, and the words for why not."""

from collections.abc import Callable, Iterator

from headwater.generation.inputs import Inputs
from headwater.models.model import Count, Mode, Model, mode_name
from headwater.platform.kinds import Kind

_COUNTED = {
    Kind.IMAGE: ("image", "images"),
    Kind.VIDEO: ("video", "videos"),
    Kind.AUDIO: ("sound", "sounds"),
}


def misfit(model: Model, mode_id: str, inputs: Inputs) -> str | None:
    """Why `model` cannot take `inputs`, as a clause ("takes 2 images, 4 are connected"); None when it can."""
    mode = model.mode(mode_id)
    if mode is None:
        return f"has no mode “{mode_name(model.kind, Mode(id=mode_id))}”"
    return next(_misfits(mode, inputs.count), None) or next(_too_large(mode, inputs), None)


def _misfits(mode: Mode, connected: Callable[[Kind], int]) -> Iterator[str]:
    for kind in _COUNTED:
        there = connected(kind)
        if kind not in mode.ignores and not mode.count(kind).least <= there <= mode.count(kind).most:
            yield f"takes {_wanted(mode.count(kind), kind)}, {_there(there)} connected"
    if sum(connected(kind) for kind in _COUNTED) < mode.at_least:
        yield f"needs {_kinds(mode)}, none is connected"


def _too_large(mode: Mode, inputs: Inputs) -> Iterator[str]:
    for each in inputs.references:
        most = mode.count(each.media)
        if each.asset is None or each.media in mode.ignores:
            continue
        if most.megabytes and each.asset.size > most.megabytes * 1_000_000:
            yield f"takes files of at most {most.megabytes:g} MB, {each.label} has {each.asset.size / 1_000_000:.0f}"
        if most.seconds and (each.asset.seconds or 0) > most.seconds:
            yield f"takes at most {most.seconds:g} seconds, {each.label} has {each.asset.seconds:.0f}"


def _wanted(count: Count, kind: Kind) -> str:
    one, many = _COUNTED[kind]
    if count.most == 0:
        return f"no {one}"
    if count.least == count.most:
        return f"{count.most} {one if count.most == 1 else many}"
    if count.least == 0:
        return f"at most {count.most} {one if count.most == 1 else many}"
    return f"{count.least} to {count.most} {many}"


def _there(number: int) -> str:
    return {0: "none is", 1: "1 is"}.get(number, f"{number} are")


def _kinds(mode: Mode) -> str:
    names = [_COUNTED[kind][0] for kind in _COUNTED if mode.count(kind).most]
    return " or ".join(f"{'an' if name == 'image' else 'a'} {name}" for name in names)
