"""The messages of a live document: y-protocols' sync and awareness, and our own acknowledgement and notices."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from pycrdt import write_message, write_var_uint

EMPTY = b"\x00\x00"
"""An update that changes nothing."""


class Message(IntEnum):
    """The first number of a message."""

    SYNC = 0
    AWARENESS = 1
    SAVED = 100
    """To the browser: so many of this socket's update messages are committed."""
    NOTICE = 101
    """To the browser: something it should tell its person, as JSON."""


class Step(IntEnum):
    """The second number of a sync message."""

    ASK = 0
    """What the sender has; the answer is what it lacks."""
    ANSWER = 1
    UPDATE = 2


class Close(IntEnum):
    """Why the server closes a socket."""

    SHUTDOWN = 1012
    FAILED = 1011
    """Nothing can be kept at the moment, a full disk for example; what was not acknowledged must be sent again."""
    SLOW = 1013
    BAD_UPDATE = 4400
    NO_CANVAS = 4404
    WRONG_EPOCH = 4409
    DELETED = 4410
    """The canvas was deleted, and can be restored."""
    TOO_LARGE = 4413
    NEWER_DOCUMENT = 4426


class Malformed(Exception):
    """Bytes that do not say what they should."""


class Reader:
    """Reads the numbers and chunks of a message. Every method raises Malformed at the end of the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """A variable-length unsigned integer, below 2**53 as everything that a browser counts."""
        value = shift = 0
        while True:
            if self._at >= len(self._data) or shift > 49:
                raise Malformed
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def chunk(self) -> bytes:
        """Bytes after their own length."""
        length = self.number()
        if self._at + length > len(self._data):
            raise Malformed
        self._at += length
        return self._data[self._at - length : self._at]


def sync(step: Step, data: bytes) -> bytes:
    """A sync message."""
    return bytes((Message.SYNC, step)) + write_message(data)


def awareness(states: list[tuple[int, int, bytes]]) -> bytes:
    """An awareness message: client id, clock and JSON of each state."""
    entries = b"".join(write_var_uint(id) + write_var_uint(clock) + write_message(state) for id, clock, state in states)
    return bytes((Message.AWARENESS,)) + write_message(write_var_uint(len(states)) + entries)


def saved(count: int) -> bytes:
    """That the first `count` update messages of a socket are committed."""
    return bytes((Message.SAVED,)) + write_var_uint(count)


def notice(content: object) -> bytes:
    """Something to tell people; `content` is JSON values."""
    return bytes((Message.NOTICE,)) + json.dumps(content).encode()


@contextmanager
def reading() -> Iterator[None]:
    """Whatever Yjs bytes make pycrdt raise becomes Malformed: also a panic, which is no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, asyncio.CancelledError):
        raise
    except BaseException as error:
        raise Malformed from error
