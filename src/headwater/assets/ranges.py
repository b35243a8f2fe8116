"""HTTP byte ranges (RFC 9110, 14): which part of a file was asked for. One part only, as media players ask."""

import re
from dataclasses import dataclass

from headwater.platform.errors import HeadwaterError

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class RangeNotSatisfiable(HeadwaterError):
    """The part that was asked for lies outside the file."""

    code = "range_not_satisfiable"
    status = 416


@dataclass(frozen=True)
class Part:
    """The bytes from `start` up to but not including `end`."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """Bytes in it."""
        return self.end - self.start


def asked(header: str | None, size: int) -> Part | None:
    """The part that a `Range` header asks for; None for all of it, also where the header is of another sort.

    Raises `RangeNotSatisfiable`.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    part = _suffix(int(last), size) if not first else _from(int(first), last, size)
    if part is None:
        return None
    if part.size <= 0:
        raise RangeNotSatisfiable(f"The file has {size} bytes; `{header}` lies outside.", size=size)
    return part


def _suffix(length: int, size: int) -> Part:
    return Part(max(0, size - length), size)


def _from(first: int, last: str, size: int) -> Part | None:
    if last and int(last) < first:
        return None  # Not a range at all, and to be ignored by the rule.
    return Part(first, min(int(last) + 1, size) if last else size)
