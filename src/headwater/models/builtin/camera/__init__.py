"""The camera: moves over pictures, ways from one to another, and sequences of them and of videos, with sound.

Nothing in a picture moves but the camera. It is procedural: there is no neural network in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from headwater.models.builtin.camera import film, soundtrack
from headwater.models.builtin.camera.clip import Clip
from headwater.models.builtin.camera.frame import RATE, Frames, Size, count_of, size_of
from headwater.models.builtin.camera.move import MOVES, PAN_RIGHT, PUSH_IN, USUAL, Move, path_of
from headwater.models.builtin.camera.picture import Picture, read
from headwater.models.builtin.camera.plate import plate_for, travels_across
from headwater.models.builtin.camera.sequence import Timing, along, sequence, timings
from headwater.models.builtin.camera.shot import filmed
from headwater.models.builtin.camera.soundtrack import Track
from headwater.models.builtin.camera.transition import transition
from headwater.models.builtin.camera.words import Wish, understood
from headwater.models.builtin.job import CannotMake, Given, Job, Made

FILE = "film.mp4"
LONGEST = 60
"""Seconds that the setting `duration` may be."""
PAINTED = 1.15
"""How much larger than the frame a scene is painted."""
TOLD_FROM = 0.25
"""Seconds of a video that are not shown, from which on it is told."""
ONLY_THE_CAMERA = "The camera moves; what is in the picture does not."
"""What a person is told who asked for more."""


@dataclass
class Cut:
    """What is about to be filmed."""

    frames: Frames
    facts: dict[str, Any]
    """For the origin of the film."""
    notes: list[str] = field(default_factory=list)
    """Sentences to the person."""
    scenes: list[Track] = field(default_factory=list)
    """The own sounds of the videos in it."""


def make(job: Job) -> Made:
    """Film `job`: an MP4 file of exactly `duration` seconds at 24 frames a second.

    Raises `CannotMake` for pictures, videos and sounds that cannot be read, and for a mode without what it needs.
    """
    size, count, wish = size_of(job.settings), count_of(job.settings), understood(job.prompt)
    cut = _CUTTERS[job.mode](job, wish, size, count)
    seconds = count / RATE
    tracks = [each for each in (soundtrack.track(given.path, seconds) for given in _of(job, "audio")) if each]
    sound = soundtrack.mix([*tracks, *cut.scenes], seconds)
    film.write(job.folder / FILE, film.Film(cut.frames, count, size, sound), job.progress)
    said = [*cut.notes, soundtrack.too_long(tracks, seconds, LONGEST), ONLY_THE_CAMERA if wish.action else None]
    facts = {**cut.facts, "frames": count, "sound": sorted(each.part.value for each in [*tracks, *cut.scenes])}
    return Made(file=FILE, note=" ".join(filter(None, said)) or None, facts=facts)


def _create(job: Job, wish: Wish, size: Size, count: int) -> Cut:
    """One shot of the connected picture, or of one that is painted from the words."""
    given = _of(job, "image")
    picture, note = (read(given[0].path), None) if given else _painted(wish.scene or job.prompt, size, job.seed)
    move = _move(job, wish) or (PAN_RIGHT if travels_across(picture, size) else USUAL)
    plate = plate_for(picture, size, along=along(move))
    frames = filmed(plate, path_of(move, plate, count / RATE, chance=job.seed), count, size)
    return Cut(frames, {"move": move.name, "depth": plate.near is not None}, [note] if note else [])


def _painted(words: str, size: Size, seed: int) -> tuple[Picture, str | None]:
    """A scene from the words, somewhat larger than the frame so that there is detail to move towards."""
    from headwater.models.builtin.painter import paint  # heavy, and for films without a picture only

    larger = round(size.width * PAINTED / 2) * 2, round(size.height * PAINTED / 2) * 2
    pixels, far, note = paint(words, larger, seed)
    return Picture(pixels, far), note


def _first_last(job: Job, wish: Wish, size: Size, count: int) -> Cut:
    """From the first picture to the second."""
    given = _of(job, "image")
    if len(given) != 2:
        raise CannotMake(f"First & last frame takes exactly two pictures; {len(given)} are connected.")
    move = _move(job, wish) or PUSH_IN
    made = transition(read(given[0].path), read(given[1].path), move, count, size)
    return Cut(made.frames, {"transition": made.how})


def _references(job: Job, wish: Wish, size: Size, count: int) -> Cut:
    """All pictures and videos, one after the other."""
    given = [each for each in job.inputs if each.kind in ("image", "video")]
    if not given:
        raise CannotMake("There is nothing to see yet. Connect a picture or a video.")
    parts = [Clip(each.path) if each.kind == "video" else read(each.path) for each in given]
    shown = timings(parts, count)
    frames = sequence(parts, shown, _move(job, wish), size, job.seed)
    clips = [(part, time) for part, time in zip(parts, shown, strict=True) if isinstance(part, Clip)]
    scenes = [soundtrack.scene(clip.path, time.start / RATE, time.count / RATE) for clip, time in clips]
    shots = [
        {"kind": each.kind, "seconds": round(time.count / RATE, 2)} for each, time in zip(given, shown, strict=True)
    ]
    return Cut(frames, {"shots": shots}, _notes(clips), [each for each in scenes if each])


_CUTTERS = {"create": _create, "first-last": _first_last, "references": _references}


def _move(job: Job, wish: Wish) -> Move | None:
    """The move that was set, else the one that the words ask for."""
    return MOVES.get(job.settings.get("move", "auto")) or wish.move


def _of(job: Job, kind: str) -> list[Given]:
    return [each for each in job.inputs if each.kind == kind]


def _notes(clips: Iterable[tuple[Clip, Timing]]) -> list[str]:
    """What happened to videos that are longer or shorter than their time."""
    said = []
    for number, (clip, time) in enumerate(clips, 1):
        shown = time.count / RATE
        if clip.seconds > shown + TOLD_FROM:
            said.append(f"Of video {number} ({clip.seconds:.1f} s), the first {shown:.1f} s are shown.")
        elif clip.seconds < shown - TOLD_FROM:
            said.append(f"Video {number} ends {shown - clip.seconds:.1f} s early; its last frame stays.")
    return said
