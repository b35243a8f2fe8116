"""Reading what is to be done to a picture: from the words to a list of edits, in their order, and what is beyond it.

A short request may be bare words ("night, rain"). In long prose, which comes from an upstream text, only sentences
that begin as instructions count: a story in which it rains must not make it rain.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHORT = 180
"""Characters; longer text is taken for prose."""
MOST_REFUSED = 5
LONGEST_REFUSED = 60
"""Characters of what is quoted in a note."""


@dataclass(frozen=True)
class Edit:
    """One thing to do."""

    name: str
    """One of `RULES`, or `add`."""
    strength: float = 1.0
    words: str = ""
    """What was said, for `add`: what to add."""
    picture: int = 2
    """Which given picture is meant, from 1, where another one is needed."""
    of_video: bool = False
    """Whether pictures are counted among the frames of videos."""


@dataclass(frozen=True)
class Request:
    """Everything that was read."""

    edits: tuple[Edit, ...]
    refused: tuple[str, ...]
    """Clauses that ask for something else, as they were said."""


_WHOLE = r"(?:picture|photo(?:graph)?|image|scene|frame|shot|video)"
_IT = rf"(?:it|this|that|everything|all|(?:the |this |my )?(?:whole |entire )?{_WHOLE}(?: \d+)?)"
_LOOK = (
    "light|lighting|mood|colou?rs?|contrast|style|look|time|weather|season|tones?|brightness|saturation|aspect|format"
)
_UNABLE = r"remove|erase|delete|replace|swap|get rid of|take (?:out|away)|extend|upscale|outpaint|inpaint|fill|move"
_VERBS = (
    "make|turn|change|convert|add|put|place|set|draw|give|apply|crop|cut|flip|mirror|rotate|blend|combine|merge|mix|"
    "paint|render|use|let|zoom|tone|tint|colou?r|grade|brighten|darken|lighten|warm|cool|blur|sharpen|restyle|transform|"
    "show|increase|reduce|decrease|lower|raise|boost|fade|desaturate|saturate|age|cover|include|do|arrange|redraw|"
    "repaint|create|dim|soften|match|transfer|overlay|superimpose|join|tile|it should|i want|i would like"
)
_VERB = rf"(?:please |now |then |and |also )*(?:{_VERBS}|{_UNABLE})\b"
_INSTRUCTION = re.compile(_VERB, re.I)
_CLAUSES = re.compile(rf"[.;!?\n]+(?:\s|$)|\s*,?\s*\bthen\b|\s*(?:,|\band\b|\bthen\b|\bbut\b)+\s+(?={_VERB})", re.I)
_LABEL = re.compile(r"^\s*(?:(?:text|image|video|picture)\s+\d+\s*:|[-*•]|\d+[.)]\s)\s*", re.I)
_REFUSED = re.compile(rf"\b(?:{_UNABLE})\b", re.I)
_PART = re.compile(
    r"\b(?:make|turn|change|convert|paint|colou?r|render|darken|brighten|give)\s+"
    rf"(?!{_IT}\b|the (?:{_LOOK})\b)(?:the|his|her|their|its|each|every)\s+\w+",
    re.I,
)
_ADD = re.compile(r"\b(?:add|put|place|draw|include|set|show|paint)\b\s*(?P<what>.+)", re.I | re.S)
_NOT = re.compile(r"\b(?:no|not|without|don'?t|never|avoid)\s+(?:\w+\s+){0,2}$", re.I)
_WEAK = re.compile(
    r"\b(?:slightly|a (?:little|bit|touch|hint)(?: of)?|subtly?|light(?:ly)?|gentl[ey]|soft(?:ly)?|faint(?:ly)?|some)"
    r"\s+(?:\w+\s+)?$",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:much|very|strong(?:ly)?|heav(?:y|ily)|a lot(?: of)?|really|dense|thick|intense|deep)\s+(?:\w+\s+)?$", re.I
)
_ONE_OF = re.compile(
    r"\b(?:image|picture|photo|video)\s+(?P<number>[1-4])\b|\b(?P<word>first|second|third|fourth)\b", re.I
)
_COUNTED = {"first": 1, "second": 2, "third": 3, "fourth": 4}

RULES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
"""Everything that can be done but `add`, and the words for it; longer finds go before shorter ones, then by order."""
_COMPILED = {name: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I) for name, words in RULES.items()}


def read_request(prompt: str) -> Request:
    """What the words ask for. Nothing is raised: what is not understood is in `refused`, or nothing at all is found."""
    edits: list[Edit] = []
    refused: list[str] = []
    for clause in _clauses(prompt):
        found, left = _read(clause)
        edits += [each for each in found if each not in edits]
        if left and (brief := _brief(left)) not in refused:
            refused.append(brief)
    return Request(tuple(edits), tuple(refused[:MOST_REFUSED]))


def _clauses(prompt: str) -> Iterator[str]:
    """The clauses that count, without labels such as `Text 1:`."""
    text = prompt.replace("\u2019", "'")
    bare = len(text.strip()) <= SHORT
    for paragraph in text.splitlines():
        for clause in _CLAUSES.split(_LABEL.sub("", paragraph)):
            if (kept := clause.strip(" ,:\t\"'")) and (bare or _INSTRUCTION.match(kept)):
                yield kept


def _read(clause: str) -> tuple[list[Edit], str]:
    """The edits of a clause, and the clause itself if it asks for what cannot be done."""
    found = list(_found(clause))
    if _beyond(clause, found) or (_PART.search(clause) and not _whole(found)):
        return [], clause
    if (add := _ADD.search(clause)) and (rest := _without(clause, found, add.start("what"))):
        found.append((add.span("what"), Edit("add", words=rest)))
    edits = [edit for _, edit in sorted(found, key=lambda each: each[0][0])]
    return edits, "" if edits or not _INSTRUCTION.match(clause) else clause


def _beyond(clause: str, found: list[tuple[tuple[int, int], Edit]]) -> bool:
    """Whether the clause asks to take something away; "remove all colour" is an edit of its own."""
    verb = _REFUSED.search(clause)
    return verb is not None and not any(start <= verb.start() < end for (start, end), _ in found)


def _whole(found: list[tuple[tuple[int, int], Edit]]) -> bool:
    """Whether an edit was found that names a part of the picture itself, or all of it."""
    return any(edit.name in ("blur background", "colours of", "vignette") for _, edit in found)


def _found(clause: str) -> Iterator[tuple[tuple[int, int], Edit]]:
    """Spans and edits in the order of the words; spans do not overlap, and what is negated does not count."""
    matches = [(match.span(), name) for name, pattern in _COMPILED.items() for match in pattern.finditer(clause)]
    taken: list[tuple[tuple[int, int], str]] = []
    for (start, end), name in sorted(matches, key=lambda each: each[0][0] - each[0][1]):
        if all(end <= other[0] or start >= other[1] for other, _ in taken):
            taken.append(((start, end), name))
    for (start, end), name in sorted(taken):
        if not _NOT.search(clause[:start]):
            words = clause[start:end]
            yield (start, end), Edit(name, _strength(clause[:start]), "", _picture(words), "video" in words.lower())


def _strength(before: str) -> float:
    if _WEAK.search(before):
        return 0.5
    return 1.5 if _STRONG.search(before) else 1.0


def _picture(words: str) -> int:
    found = _ONE_OF.search(words)
    if not found:
        return 2
    return int(found["number"]) if found["number"] else _COUNTED[found["word"].lower()]


def _without(clause: str, found: list[tuple[tuple[int, int], Edit]], start: int) -> str:
    """What is to be added: the words after the verb that no other edit has taken."""
    kept = list(clause)
    for (first, last), _ in found:
        kept[first:last] = " " * (last - first)
    rest = " ".join("".join(kept)[start:].split()).strip(" ,")
    return re.sub(
        r"^(?:(?:an?|the|some|and|it|this|of|in|as|to|into|like|light|heavy|little|bit|more|picture|photo|image|,)\s*)+$",
        "",
        rest + " ",
        flags=re.I,
    ).strip()


def _brief(clause: str) -> str:
    words = " ".join(clause.split()).rstrip(".")
    return words if len(words) <= LONGEST_REFUSED else words[:LONGEST_REFUSED].rsplit(" ", 1)[0] + "…"
