"""Names of files in canvas files and archives: relative, the same on every system, and never out of their folder."""

import re
import stat
import unicodedata
from pathlib import Path

from headwater.platform.errors import InvalidInput

LONGEST = 1000
"""Characters of a whole name."""
LONGEST_PART = 255
"""Bytes of one part of it: what common file systems take."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ending follows."""
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories that cut, hide or reorder a name."""


class UnsafeName(InvalidInput):
    """A name that leads out of its folder, or means different things on different systems; the message says which."""

    code = "unsafe_name"


def check_name(name: str) -> str:
    """`name` itself, when it can be trusted to stay inside whatever folder it is put in. Raises `UnsafeName`."""
    if why := _wrong(name):
        raise UnsafeName(f"`{_shown(name)}` {why}. Files are named relative to the canvas file, such as `media/a.png`.")
    return name


def same_name(name: str) -> str:
    """What two names have in common that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_inside(folder: Path, name: str) -> Path:
    """The regular file of that name in `folder`, after links are followed. Raises `UnsafeName`, `InvalidInput`."""
    path = folder / check_name(name)
    try:
        found = path.resolve(strict=True)
        regular = stat.S_ISREG(found.stat().st_mode)
    except (OSError, RuntimeError, ValueError):
        raise InvalidInput(f"There is no file `{_shown(name)}` beside the canvas file.", file=_shown(name)) from None
    if not found.is_relative_to(folder.resolve()):
        raise UnsafeName(f"`{name}` leads out of the folder of the canvas file. Put the file itself there.")
    if not regular:
        raise UnsafeName(f"`{name}` is no regular file. Put a picture, a video or a sound there.")
    return found


def _wrong(name: str) -> str | None:
    """Why a name cannot be trusted; None when it can."""
    if not name or len(name) > LONGEST:
        return "is no file name" if not name else "is too long for a file name"
    if any(unicodedata.category(character) in _INVISIBLE for character in name):
        return "has characters that cannot be seen"
    if "\\" in name or ":" in name or name.startswith(("/", "~")):
        return "is not a relative path with `/` between its parts"
    return next((why for part in name.split("/") if (why := _wrong_part(part))), None)


def _wrong_part(part: str) -> str | None:
    if part in ("", ".", ".."):
        return "has an empty part, `.` or `..` in it"
    if len(part.encode()) > LONGEST_PART:
        return "has a part that is too long"
    if part.endswith((".", " ")) or part.startswith(" "):
        return "has a part that begins or ends with what some systems drop"
    return "names a device" if _DEVICE.fullmatch(part) else None


def _shown(name: str) -> str:
    """The name as it can be put into a sentence."""
    visible = "".join("�" if unicodedata.category(each) in _INVISIBLE else each for each in name)
    return visible if len(visible) <= 80 else f"{visible[:77]}…"
