"""Pictures and videos one after the other: how long each is shown, and how one follows the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from headwater.models.builtin.camera import move as moves
from headwater.models.builtin.camera.clip import Clip
from headwater.models.builtin.camera.frame import RATE, Frames, Size
from headwater.models.builtin.camera.move import Move, path_of
from headwater.models.builtin.camera.picture import Picture
from headwater.models.builtin.camera.plate import plate_for, travels_across
from headwater.models.builtin.camera.shot import filmed
from headwater.models.builtin.camera.transition import mixed

Part: TypeAlias = Picture | Clip

OVERLAP = RATE // 2
"""Frames of the dissolve between two shots."""
SHORTEST_TO_DISSOLVE = 2 * RATE
"""Where shots are shorter than this on average, they are cut hard."""
PICTURE_NEEDS = 2 * RATE
"""Frames that a picture is shown at least, where there is time for it."""
VARIED = (
    replace(moves.PUSH_IN, pace=0.8),
    replace(moves.DRIFT, pace=0.8),
    replace(moves.PULL_BACK, pace=0.8),
    replace(moves.DRIFT, across=-moves.DRIFT.across, pace=0.8),
)
"""What the camera does over one picture after the other when nothing was asked for."""


@dataclass(frozen=True)
class Timing:
    """When a part is shown."""

    start: int
    """Its first frame in the film."""
    count: int
    """How many frames, those of the dissolves included."""


def timings(parts: Sequence[Part], count: int) -> list[Timing]:
    """How `count` frames are shared.

    Videos keep their pace and are shown whole, if each picture has its least time then; else the longest ones are cut.
    What is left goes to the pictures.
    """
    overlap = overlap_of(len(parts), count)
    counts = _shares(parts, count + overlap * (len(parts) - 1))
    starts = [sum(counts[:place]) - overlap * place for place in range(len(parts))]
    return [Timing(start, each) for start, each in zip(starts, counts, strict=True)]


def overlap_of(parts: int, count: int) -> int:
    """Frames of each dissolve."""
    return OVERLAP if count / parts >= SHORTEST_TO_DISSOLVE else 0


def sequence(parts: Sequence[Part], shown: Sequence[Timing], move: Move | None, size: Size, chance: int) -> Frames:
    """The frames of all parts in order. `move` is what the camera does over every picture; None: now this, now that."""
    count = shown[-1].start + shown[-1].count
    overlap = overlap_of(len(parts), count)
    order = _order(parts)
    shots = [
        part.frames(time.count, size)
        if isinstance(part, Clip)
        else _filmed(part, move or VARIED[number % len(VARIED)], time.count, size, chance + number)
        for part, time, number in zip(parts, shown, order, strict=True)
    ]
    return _joined(shots, [time.count for time in shown], overlap)


def _order(parts: Sequence[Part]) -> list[int]:
    """For each part, how many pictures come before it."""
    return [sum(isinstance(earlier, Picture) for earlier in parts[:place]) for place in range(len(parts))]


def _filmed(picture: Picture, move: Move, count: int, size: Size, chance: int) -> Frames:
    """The shot of a picture, begun when its turn comes. The pace is steady: resting at each cut, it would stumble."""
    if travels_across(picture, size) and not move.up:
        move = replace(moves.PAN_RIGHT if move.across >= 0 else moves.PAN_LEFT, pace=move.pace)
    plate = plate_for(picture, size, along=along(move))
    yield from filmed(plate, path_of(move, plate, count / RATE, ramp=0, chance=chance), count, size)


def along(move: Move) -> str | None:
    """Which side of a picture a move travels along."""
    if move.up and abs(move.up) >= abs(move.across):
        return "down"
    return "across" if move.across else None


def _joined(shots: Sequence[Frames], counts: Sequence[int], overlap: int) -> Frames:
    """Each shot without its last frames, and these mixed with the first ones of the next."""
    begun = 0
    for shot, following, count in zip(shots, [*shots[1:], None], counts, strict=True):
        yield from islice(shot, count - begun - (overlap if following else 0))
        if following:
            for step in range(overlap):
                yield mixed(next(shot), next(following), (step + 1) / (overlap + 1))
        begun = overlap


def _shares(parts: Sequence[Part], total: int) -> list[int]:
    pictures = sum(isinstance(part, Picture) for part in parts)
    needed = min(PICTURE_NEEDS, total // len(parts))
    lengths = [round(part.seconds * RATE) if isinstance(part, Clip) else 0 for part in parts]
    videos = _levelled(lengths, total - needed * pictures)
    rest = total - sum(videos)
    shares = [share if isinstance(part, Clip) else rest // pictures for part, share in zip(parts, videos, strict=True)]
    shares[-1] += total - sum(shares)
    return shares


def _levelled(lengths: Sequence[int], total: int) -> list[int]:
    """The lengths, the longest of them cut to one and the same so that all take no more than `total`."""
    shares, left = [0] * len(lengths), total
    order = sorted((place for place, length in enumerate(lengths) if length), key=lambda place: lengths[place])
    for done, place in enumerate(order):
        shares[place] = max(1, min(lengths[place], left // (len(order) - done)))
        left -= shares[place]
    return shares
