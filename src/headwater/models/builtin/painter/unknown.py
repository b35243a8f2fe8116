"""Which things the words name that the painter does not know: cautious, since most words are no things."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from headwater.models.builtin.painter.vocabulary import singulars

MOST = 5
LONGEST_PROMPT = 60
"""Words. In longer texts, which are prose, only what is said twice is named."""
ARTICLES = frozenset(
    [
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
        "his",
        "her",
        "their",
        "its",
        "my",
    ]
)
ENDINGS = (
    *("ing", "ed", "ly", "ness", "tion", "sion", "ment", "ity", "ful", "less", "ous", "ish", "ive", "able", "ible"),
    *("ence", "ance", "hood", "ship", "ism", "ical", "est"),
)
"""Of words that are hardly ever a thing to draw."""


@cache
def _no_things() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("no_things.txt").read_text("utf-8").split())


def unknown_things(words: list[str], known: frozenset[int]) -> tuple[str, ...]:
    """The nouns after an article or a number that nothing is known of, in their order."""
    found = list(dict.fromkeys(_candidates(words, known)))
    if len(words) > LONGEST_PROMPT:
        found = [word for word in found if words.count(word) > 1]
    return tuple(found[:MOST])


def _candidates(words: list[str], known: frozenset[int]) -> Iterator[str]:
    """The last word of each phrase that an article opens: in “a rusty old samovar”, the samovar."""
    for at, word in enumerate(words):
        if word in ARTICLES:
            noun = _noun_after(words, at + 1, known)
            if noun is not None:
                yield noun


def _noun_after(words: list[str], start: int, known: frozenset[int]) -> str | None:
    found = None
    for at in range(start, min(start + 4, len(words))):
        word = words[at]
        if _is_no_thing(word):
            if found:
                return found
            continue
        if at in known:
            return None
        found = word
    return found


def _is_no_thing(word: str) -> bool:
    listed = any(form in _no_things() for form in singulars(word))
    return listed or len(word) < 3 or not word.isalpha() or word.endswith(ENDINGS)
