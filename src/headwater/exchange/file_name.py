"""File names made from titles: safe on every system, and each only once."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from headwater.exchange.safe_path import check_name, same_name
from headwater.platform.errors import InvalidInput

LONGEST = 120
"""Bytes of a name without its ending."""
_RESERVED = re.compile(r'[<>:"/\\|?*~]')
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe_stem(title: str, otherwise: str) -> str:
    """`title` as a file name without an ending; `otherwise`, which must be one, where nothing usable is left."""
    visible = "".join(" " if unicodedata.category(each) in _INVISIBLE else each for each in title)
    words = " ".join(_RESERVED.sub(" ", unicodedata.normalize("NFC", visible)).split())
    stem = _cut(words, LONGEST).strip(". ")
    try:
        return check_name(stem)
    except InvalidInput:
        return otherwise


def unique_stems(titles: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A file name without ending for each id: its title, with a number where another has it already.

    `taken` are names, without ending, that none may have.
    """
    used = {same_name(name) for name in taken}
    stems: dict[str, str] = {}
    for id, title in titles.items():
        stems[id] = _free(safe_stem(title, f"node {id}"), used)
        used.add(same_name(stems[id]))
    return stems


def _free(stem: str, used: set[str]) -> str:
    number, free = 1, stem
    while same_name(free) in used:
        number += 1
        free = f"{stem} {number}"
    return free


def _cut(text: str, most: int) -> str:
    """As much of `text` as fits into `most` bytes, by whole characters."""
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")
