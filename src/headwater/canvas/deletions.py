"""The deletions in an update. A browser repeats all it knows of whenever it connects, mostly for nothing."""

from bisect import bisect_right
from collections.abc import Iterable

from headwater.canvas.document import Document
from headwater.canvas.protocol import Reader

Ranges = list[tuple[int, int]]
"""Clocks from (included) to (excluded), ascending, apart from each other."""


def repeats(document: Document, update: bytes) -> bool:
    """Whether `update` holds nothing but deletions that `document` has made. Raises Malformed."""
    told = _deletions(update)
    if told is None:
        return False
    made = _deletions(document.doc.get_update(document.doc.get_state())) or {}
    return all(_covers(made.get(client, []), ranges) for client, ranges in told.items())


def _deletions(update: bytes) -> dict[int, Ranges] | None:
    """What an update deletes, by the client who made it; None if the update adds something too."""
    reader = Reader(update)
    if reader.number() != 0:
        return None
    return {reader.number(): _ranges(reader) for _ in range(reader.number())}


def _ranges(reader: Reader) -> Ranges:
    read = [(reader.number(), reader.number()) for _ in range(reader.number())]
    return _joined((start, start + length) for start, length in read)


def _joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    joined: Ranges = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _covers(made: Ranges, told: Ranges) -> bool:
    """Whether every range of `told` lies in one of `made`."""
    places = (bisect_right(made, start, key=lambda held: held[0]) - 1 for start, _ in told)
    return all(place >= 0 and end <= made[place][1] for place, (_, end) in zip(places, told, strict=True))
