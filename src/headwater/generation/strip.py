"""The reference strip of a panel: what each reference is for, which frame of it, and why it would go unused. No I/O."""

from collections.abc import Collection, Iterable
from typing import Literal

from headwater.canvas.document import FramePick
from headwater.generation.choices import Shown
from headwater.generation.inputs import Reference
from headwater.models.model import Mode, Model, mode_name
from headwater.platform.kinds import Kind

Frame = Literal["first", "last"] | float
"""Which frame of a video: the first, the last, or that of so many seconds."""

_PLACES = {"first_frame": "First frame", "last_frame": "Last frame", "soundtrack": "Soundtrack", "sound": "Its sound"}
"""What a reference becomes, by use; what is just a reference says nothing."""
_MANY = {Kind.IMAGE: "pictures", Kind.VIDEO: "videos", Kind.AUDIO: "sound"}


class ReferenceShown(Shown):
    """One reference in the strip."""

    node: str
    number: int
    """Counted by what arrives, as in its label."""
    label: str
    """How the prompt calls it: `Image 1`."""
    title: str
    kind: Kind
    """Of the upstream node."""
    media: Kind
    """What arrives: a frame of a video is an image, its sound is audio."""
    use: str
    place: str | None
    """What it becomes, in words ("First frame", "Soundtrack"); None where it is just a reference."""
    asset: str | None
    ready: bool
    missing: str | None
    """Why there is nothing to send yet, in words; None where there is."""
    unused: str | None
    """Why it would not be sent, in words; None when it is."""
    frame: Frame | None
    """Which frame of a video is sent; None where no single frame is."""
    seconds: float | None
    """How long the video or the sound lasts."""


def strip(
    references: Iterable[Reference], model: Model | None, mode: Mode | None, gone: Collection[str]
) -> list[ReferenceShown]:
    """The references in connection order, as the picked `mode` of `model` takes them.

    `gone`: the upstream nodes that show what was deleted for good.
    """
    return [_shown(each, model, mode, gone) for each in references]


def _shown(each: Reference, model: Model | None, mode: Mode | None, gone: Collection[str]) -> ReferenceShown:
    return ReferenceShown(
        node=each.node,
        number=each.number,
        label=each.label,
        title=each.title,
        kind=each.kind,
        media=each.media,
        use=each.use,
        place=_place(each, mode),
        asset=each.asset.id if each.asset else None,
        ready=each.asset is not None,
        missing=None if each.asset else "Its file was deleted" if each.node in gone else "Nothing there yet",
        unused=_unused(each, model, mode),
        frame=frame_of(each.use, each.frame),
        seconds=each.asset.seconds if each.asset else None,
    )


def frame_of(use: str, pick: FramePick) -> Frame | None:
    """Which frame of a video a reference is; None where its use is another."""
    if use != "frame":
        return None
    return "last" if pick is None else pick


def _place(each: Reference, mode: Mode | None) -> str | None:
    """The one picture of a video opens it; only two are its first and last frame."""
    most = mode.count(Kind.IMAGE).most if mode else 0
    match each.use:
        case "first_frame" if most == 1:
            return "Opening frame"
        case "last_frame" if most == 1:
            return None
        case "frame":
            return _of_frame(each.frame)
        case use:
            return _PLACES.get(use)


def _of_frame(frame: FramePick) -> str:
    if frame is None:
        return "Last frame"
    return "First frame" if frame == "first" else f"Frame at {_clock(frame)}"


def _clock(seconds: float) -> str:
    """A moment in a video as people read it, to the tenth of a second: `1:05.2`, `0:03`."""
    tenths = int(seconds * 10 + 1e-6)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes}:{rest // 10:02}" + (f".{rest % 10}" if rest % 10 else "")


def _unused(each: Reference, model: Model | None, mode: Mode | None) -> str | None:
    if model is None or mode is None or each.media not in mode.ignores:
        return None
    if mode.id == "first-last" and each.media is Kind.VIDEO:
        return f"{_name(model, mode)} uses the two pictures only"
    elsewhere = any(other.count(each.media).most and each.media not in other.ignores for other in model.modes)
    return f"{_name(model, mode) if elsewhere else 'This model'} takes no {_MANY[each.media]}"


def _name(model: Model, mode: Mode) -> str:
    return mode_name(model.kind, mode)
