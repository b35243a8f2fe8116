"""Names of assets: what somebody called a file, cleaned until it can be shown anywhere and never means a path."""

import re
import unicodedata

LONGEST = 120
"""Characters of a name, its ending included."""
ENDINGS = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "video/mp4": ("mp4", "m4v"),
    "video/quicktime": ("mov",),
    "video/webm": ("webm",),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "audio/mp4": ("m4a",),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/webm": ("webm",),
    "audio/flac": ("flac",),
}
"""The endings that fit a media type; the first is given to a name that has none of them."""
_KNOWN = {ending for endings in ENDINGS.values() for ending in endings}
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories that hide or reorder text."""
_RESERVED = re.compile(r'[<>:"|?*]')


def titled(title: str, mime: str) -> str:
    """A file's name for something that a person gave a title: all of its words, in whatever script."""
    return clean_name(re.sub(r"[\\/]", " ", title), mime)


def clean_name(name: str, mime: str) -> str:
    """The last part of `name` without what could mislead, with an ending that fits `mime`."""
    words = _visible(_last_part(name))
    stem, _, ending = words.rpartition(".")
    fitting = ENDINGS[mime]
    if ending.lower() in fitting and stem:
        return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"
    if ending.lower() in _KNOWN and stem:
        words = stem
    return f"{words[: LONGEST - len(fitting[0]) - 1] or mime.partition('/')[0]}.{fitting[0]}"


def _visible(name: str) -> str:
    shown = "".join(character for character in name if unicodedata.category(character) not in _INVISIBLE)
    return " ".join(_RESERVED.sub(" ", shown).split()).strip(". ")


def _last_part(name: str) -> str:
    return re.split(r"[\\/]", name)[-1]
