"""Editing given pictures by words: their light, weather, style, framing, things set into them, several in one."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

import cv2
import numpy as np
from PIL import Image

from headwater.models.builtin import depth
from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.painter import framing, overlay, together, weather
from headwater.models.builtin.painter.addition import with_subjects
from headwater.models.builtin.painter.brush import blurred, unit
from headwater.models.builtin.painter.given import Sheet, sheets
from headwater.models.builtin.painter.light import TONINGS
from headwater.models.builtin.painter.reading import read
from headwater.models.builtin.painter.request import MOST_REFUSED, Edit, read_request
from headwater.models.builtin.painter.style import STYLES
from headwater.models.builtin.painter.wish import Place, Subject
from headwater.models.script import foreign_word

FILE = "picture.png"
SHORT = {"720p": 720, "1080p": 1080}
"""Pixels of the shorter side."""
ASPECTS = {"16:9": (16, 9), "1:1": (1, 1), "9:16": (9, 16), "4:3": (4, 3)}
DEPTH_SIDE = 480
"""Pixels of the longer side of the depth map that a result keeps."""
ABLE = (
    "It can, for example, “make it night and add rain”, “turn it into a watercolour” "
    "or “add a red balloon at the left”."
)


@dataclass
class Work:
    """An edit in progress."""

    sheet: Sheet
    pictures: tuple[Sheet, ...]
    """All that were given."""
    frames: tuple[int, ...]
    """Which of them, from 0, are frames of videos."""
    rng: np.random.Generator
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """What was asked for and cannot be done, as it was said."""
    remarks: list[str] = field(default_factory=list)
    """Why something was not done."""


class NotDone(Exception):
    """One edit of several cannot be done; its text is a sentence for the person, or empty."""


def edited(job: Job) -> Made:
    """Do to the pictures of `job` what its prompt says, and write the result.

    Raises `CannotMake` when no picture can be read or nothing in the prompt can be done.
    """
    request = read_request(job.prompt)
    if not request.edits:
        raise CannotMake(_unable(job.prompt, request.refused))
    work = _work(job, request.refused)
    edits = _in_order(request.edits, job.settings["aspect"])
    for number, edit in enumerate(edits):
        job.progress(0.2 + 0.7 * number / len(edits))
        _apply(work, edit)
    if not work.done:
        raise CannotMake(" ".join(filter(None, work.remarks)) or _unable(job.prompt, tuple(work.refused)))
    (job.folder / FILE).write_bytes(_png(work.sheet))
    return Made(file=FILE, note=_note(work), facts={"edits": work.done})


def _work(job: Job, refused: tuple[str, ...]) -> Work:
    pictures = tuple(sheets(job, SHORT[job.settings["resolution"]]))
    images = [each for each in job.inputs if each.kind == "image"]
    frames = tuple(number for number, each in enumerate(images) if each.use == "frame")
    return Work(pictures[0], pictures, frames, np.random.default_rng(job.seed), refused=list(refused))


def _in_order(edits: Iterable[Edit], aspect: str) -> list[Edit]:
    """Joining and framing first, then the rest as the words have it; an aspect in the words goes before the setting."""
    asked = list(edits)
    if aspect in ASPECTS and not any(each.name in ASPECTS for each in asked):
        asked.append(Edit(aspect))
    first = {**dict.fromkeys(_JOINS, 0), **dict.fromkeys(_FRAMES, 1)}
    return sorted(asked, key=lambda each: first.get(each.name, 2))


def _apply(work: Work, edit: Edit) -> None:
    try:
        work.sheet = ACTS[edit.name](work, edit)
    except NotDone as reason:
        if str(reason) not in work.remarks:
            work.remarks.append(str(reason))
    else:
        work.done.append(f"add {edit.words}" if edit.name == "add" else edit.name)


def _add(work: Work, edit: Edit) -> Sheet:
    wish = read(edit.words)
    work.refused += [f"add {each}" for each in wish.unknown]
    if wish.subjects:
        return with_subjects(work.sheet, _placed(wish.subjects, edit.words), work.rng)
    if not wish.unknown and not work.done:
        work.refused.append(f"add {edit.words}")
    raise NotDone("")


def _placed(subjects: tuple[Subject, ...], words: str) -> tuple[Subject, ...]:
    """A single thing goes to the side that the words name, however they say it."""
    side = re.search(r"\b(left|right|cent(?:re|er)|middle)\b", words, re.I)
    if len(subjects) > 1 or subjects[0].place or not side:
        return subjects
    return (replace(subjects[0], place=_SIDES.get(side[1].lower(), "centre")),)


def _joined(join: Callable[[list[Sheet]], Sheet], work: Work, edit: Edit) -> Sheet:
    if len(work.pictures) == 1:
        raise NotDone(f"For “{edit.name}”, connect a second picture.")
    return join(list(work.pictures))


def _in_colours(work: Work, edit: Edit) -> Sheet:
    """In the colours of the picture that is meant; if that is the first, the second one takes them."""
    number = edit.picture - 1
    if edit.of_video:
        number = work.frames[number] if number < len(work.frames) else len(work.pictures)
    if len(work.pictures) == 1 or number >= len(work.pictures):
        raise NotDone("There is no other picture here to take the colours from: connect one.")
    own = work.pictures[1] if number == 0 and work.sheet is work.pictures[0] else work.sheet
    return together.in_colours_of(own, work.pictures[number])


def _blurred_behind(work: Work, edit: Edit) -> Sheet:
    if work.sheet.depth is None:
        raise NotDone("The background cannot be blurred, because a photograph does not say how far away things are.")
    return work.sheet.painted(weather.out_of_focus_behind(work.sheet, edit.strength))


def _sharper(work: Work, edit: Edit) -> Sheet:
    pixels = work.sheet.pixels
    return work.sheet.painted(pixels + (pixels - blurred(pixels, 1.4 * unit(pixels))) * 0.9 * edit.strength)


def _blurred(work: Work, edit: Edit) -> Sheet:
    return work.sheet.painted(blurred(work.sheet.pixels, 8 * edit.strength * unit(work.sheet.pixels)))


def _toned(name: str, work: Work, edit: Edit) -> Sheet:
    return work.sheet.painted(TONINGS[name](work.sheet.pixels, edit.strength))


def _styled(name: str, work: Work, edit: Edit) -> Sheet:
    return work.sheet.painted(STYLES[name](work.sheet.pixels, work.rng))


def _weathered(name: str, work: Work, edit: Edit) -> Sheet:
    return work.sheet.painted(_WEATHERS[name](work.sheet, work.rng, edit.strength))


def _framed(name: str, work: Work, edit: Edit) -> Sheet:
    return _FRAMES[name](work.sheet)


_SIDES: dict[str, Place] = {"left": "left", "right": "right"}
_JOINS: dict[str, Callable[[list[Sheet]], Sheet]] = {
    "side by side": together.side_by_side, "grid": together.grid, "blend": together.double_exposure,
}  # fmt: skip
_FRAMES: dict[str, Callable[[Sheet], Sheet]] = {
    "mirror": framing.mirrored, "upside down": framing.upside_down, "closer": framing.closer,
    "turn right": partial(framing.turned, quarters=1), "turn round": partial(framing.turned, quarters=2),
    "turn left": partial(framing.turned, quarters=3),
    **{name: partial(framing.to_aspect, aspect=aspect) for name, aspect in ASPECTS.items()},
}  # fmt: skip
_WEATHERS: dict[str, Callable[[Sheet, np.random.Generator, float], np.ndarray]] = {
    "rain": weather.rainy, "snow": weather.snowy, "mist": weather.misty,
    "vignette": lambda sheet, _, strength: overlay.vignette(sheet.pixels, 1.1 * strength),
    "grain": lambda sheet, rng, strength: overlay.grain(sheet.pixels, rng, 0.035 * strength),
}  # fmt: skip
ACTS: dict[str, Callable[[Work, Edit], Sheet]] = {
    "add": _add, "colours of": _in_colours, "blur background": _blurred_behind, "blur": _blurred, "sharper": _sharper,
    **{name: partial(_joined, join) for name, join in _JOINS.items()},
    **{name: partial(_framed, name) for name in _FRAMES},
    **{name: partial(_toned, name) for name in TONINGS},
    **{name: partial(_styled, name) for name in STYLES},
    **{name: partial(_weathered, name) for name in _WEATHERS},
}  # fmt: skip


def _unable(prompt: str, refused: tuple[str, ...]) -> str:
    if word := foreign_word(prompt, {"latin"}):
        return f"The Painter reads words in Latin letters only, not “{word}”. Write it in English."
    if refused:
        return f"The painter cannot do this: {'; '.join(refused)}. {ABLE}"
    return f"Nothing in these words says what the painter can do to a picture. {ABLE}"


def _note(work: Work) -> str | None:
    """What was left out, and that more pictures were connected than used."""
    said = [f"Not done: {'; '.join(work.refused[:MOST_REFUSED])}."] if work.refused else []
    said += [each for each in work.remarks if each]
    if len(work.pictures) > 1 and not any(each in _JOINS or each == "colours of" for each in work.done):
        said.append("Only the first picture was used: say “side by side”, “collage” or “blend” for all of them.")
    return " ".join(said) or None


def _png(sheet: Sheet) -> bytes:
    held = io.BytesIO()
    Image.fromarray((sheet.pixels * 255 + 0.5).astype(np.uint8)).save(held, "PNG", compress_level=4)
    if sheet.depth is None:
        return held.getvalue()
    scale = min(1.0, DEPTH_SIDE / max(sheet.depth.shape))
    small = cv2.resize(sheet.depth, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return depth.attach(held.getvalue(), small)
