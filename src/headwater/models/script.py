"""Which script words are written in: what a model that reads one script cannot read."""

import re
import unicodedata
from collections.abc import Collection

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
LONGEST = 24
"""Characters of a foreign word that are quoted."""


def foreign_word(text: str, scripts: Collection[str]) -> str | None:
    """The first word with a letter of another script than `scripts` (`latin`, `greek`…); None when there is none."""
    foreign = {letter for letter in set(text) if not _is_in(letter, scripts)}  # each once: a script has thousands
    found = (match[0] for match in _WORD.finditer(text) if not foreign.isdisjoint(match[0])) if foreign else iter(())
    return next((word[:LONGEST] for word in found), None)


def _is_in(letter: str, scripts: Collection[str]) -> bool:
    """Unicode names a letter by its script: LATIN SMALL LETTER A. Signs made of letters, such as µ and ª, are none.

    Nor are signs that count as letters to a regular expression (½, ², and Hawaiian's turned comma).
    """
    if unicodedata.category(letter) not in _LETTERS:
        return True
    name = unicodedata.name(letter, "")
    signs = ("MICRO SIGN", "FEMININE ORDINAL INDICATOR", "MASCULINE ORDINAL INDICATOR")
    return name in signs or any(script.upper() in name.split() for script in scripts)
