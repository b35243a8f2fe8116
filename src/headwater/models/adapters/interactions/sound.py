"""Raw sound, as Google's speech models may give it, with the header that makes it a WAV file."""

import re
import struct
from typing import Any

RAW = ("audio/l16", "audio/pcm")
RATE = 24_000
"""Samples a second, where the answer names none: Google's speech models give as many."""
_HEADER = "<4sI4s4sIHHIIHH4sI"


def header(item: dict[str, Any], base64: str) -> bytes:
    """What goes before the samples of `item`, 16 bits each, little end first; nothing where it is a file already."""
    mime = str(item.get("mime_type") or "").lower()
    if not mime.startswith(RAW):
        return b""
    named = re.search(r"rate=(\d+)", mime)
    rate = _number(item.get("sample_rate")) or (int(named[1]) if named else RATE)
    width = 2 * (_number(item.get("channels")) or 1)
    size = len(base64) * 3 // 4 - base64[-2:].count("=")
    form = (b"fmt ", 16, 1, width // 2, rate, rate * width, width, 16)
    return struct.pack(_HEADER, b"RIFF", 36 + size, b"WAVE", *form, b"data", size)


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 < value < 1_000_000 else 0
