"""How a file is refused inside a child: with a reason that the parent turns into its own kind of error."""

from collections.abc import Iterator
from contextlib import contextmanager

from headwater.platform.errors import HeadwaterError, InvalidInput


def broken(message: str = "This file is broken or cut off, and cannot be read.") -> InvalidInput:
    """The bytes are not what the type asks for."""
    return InvalidInput(message, reason="broken")


def too_large(message: str) -> InvalidInput:
    """More pixels or seconds than the limits allow."""
    return InvalidInput(message, reason="too_large")


def unsupported(message: str) -> InvalidInput:
    """A whole file, but of a sort that is not taken."""
    return InvalidInput(message, reason="unsupported")


def no_sound() -> InvalidInput:
    """Sound was asked for where there is none."""
    return InvalidInput("This video has no sound.", reason="no_sound")


@contextmanager
def reading() -> Iterator[None]:
    """Whatever a media library raises while it reads means that the file is broken; memory is another matter."""
    try:
        yield
    except (HeadwaterError, MemoryError):
        raise
    except Exception as error:
        raise broken() from error
