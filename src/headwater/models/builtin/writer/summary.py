"""The most telling sentences of a text, in its own words: by rule, since the network would invent."""

# ruff: noqa: RUF001 - the signs are meant as they stand

import re
from collections import Counter

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{4,}")


def summary(text: str, sentences: int) -> str:
    """At most `sentences` of `text`, in their order: those that hold most of its often used words."""
    found = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and _WORD.search(sentence)]
    often = Counter(word.lower() for word in _WORD.findall(text))
    ranked = sorted(range(len(found)), key=lambda place: (-_weight(found[place], often), place))
    return " ".join(found[place] for place in sorted(ranked[:sentences]))


def _weight(sentence: str, often: Counter[str]) -> float:
    words = {word.lower() for word in _WORD.findall(sentence)}
    return sum(often[word] for word in words) / (4 + len(words))
