"""What makes a reader wince: the flaws of a sentence, counted, so that a better one can be asked for."""

# ruff: noqa: E501, RUF001 - patterns are easier to read in one piece

import re
from collections import Counter

SEVERE = 3
"""From so many points on, a sentence is better left out."""
LONGEST = 42
"""Words in a sentence."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_ENDS = re.compile(r"[.!?]['’]?$")
_TELLTALE = re.compile(
    r"smollm|hugging|language model|\bAI\b|assistant|voice-?over|the (?:text|sentence|prompt|story|poem|slogan|letter|card)\b|"
    r"here (?:is|are)\b|testament to|symbol of|reminder of|  |,,|\.\.|, ,",
    re.IGNORECASE,
)
_COMMON = frozenset(
    """
    about after again also another around back been before being between could down each even every first from
    have having her here hers him his into its just know like made make many more most much never only other
    over said same she some still such than that their them then there these they thing this those through time
    under until upon very was were what when where which while who will with without would your always once
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Long words that may come twice."""


def flaws(start: str, added: str, before: str, known: str, names: bool) -> int:
    """Points against the sentence `start` + `added` after the text `before`.

    `known` is the prompt; `names` says whether others than are in there may appear.
    """
    sentence = start + added
    words = [word.lower() for word in _WORD.findall(sentence)]
    points = _shape(sentence, words)
    points += SEVERE if len(_WORD.findall(added)) < 2 else 0
    points += sum(times - 1 for times in Counter(_stem(word) for word in words if _counts(word)).values())
    points += 2 * _repeats(words, [word.lower() for word in _WORD.findall(before)])
    points += len(_TELLTALE.findall(sentence))
    if not names:
        points += sum(name.lower() not in known.lower() for name in _NAME.findall(sentence))
    return points


def _shape(sentence: str, words: list[str]) -> int:
    points = 0 if _ENDS.search(sentence) else 2
    points += 3 if len(words) < 3 else 0
    points += 1 if len(words) > LONGEST else 0
    return points + sum(len(word) > 16 for word in words)


def _counts(word: str) -> bool:
    return len(word) > 3 and word not in _COMMON


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("es").removesuffix("s")[:7]


def _repeats(words: list[str], before: list[str]) -> int:
    """How often three words in a row were there before, in this sentence or the text."""
    earlier = {tuple(before[at : at + 3]) for at in range(len(before) - 2)}
    found = 0
    for at in range(len(words) - 2):
        three = tuple(words[at : at + 3])
        found += three in earlier
        earlier.add(three)
    return found
