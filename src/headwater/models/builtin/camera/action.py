"""Whether words clearly ask for something in the picture to act, which no camera can bring about."""

import re

LONG = 60
"""Words from which on a prompt is a story or a voice-over rather than a request."""

_VERBS = [
    "walk",
    "run",
    "jump",
    "dance",
    "laugh",
    "cry",
    "turn",
    "nod",
    "blink",
    "speak",
    "talk",
    "sing",
    "shout",
    "fly",
    "swim",
    "ride",
    "drive",
    "eat",
    "climb",
    "throw",
    "catch",
    "kick",
    "open",
    "close",
    "lift",
    "hug",
    "kiss",
    "shake",
    "gallop",
    "chase",
    "explode",
    "rotate",
    "clap",
    "yawn",
    "sneeze",
    "leap",
    "crawl",
    "smile",
    "wave",
    "point",
    "fall",
    "play",
    "fight",
    "drink",
    "bow",
    "march",
    "spin",
    "bark",
]
_NOUNS = frozenset(["wave", "point", "fall", "play", "fight", "drink", "bow", "march", "spin", "bark", "ride", "dance"])
"""Those whose form with an s is a thing as well: ocean waves."""


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeo":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("ch", "sh", "ss")) else f"{verb}s"


def _with_ing(verb: str) -> str:
    stem = verb[:-1] if verb.endswith("e") else verb
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", stem) and not verb.endswith("e")
    return f"{stem}{stem[-1]}ing" if short else f"{stem}ing"


def _any(words: list[str]) -> str:
    return f"(?:{'|'.join(words)})"


_BASE, _ING, _S = _any(_VERBS), _any([_with_ing(verb) for verb in _VERBS]), _any([_with_s(verb) for verb in _VERBS])
_CLEAR_S = _any([_with_s(verb) for verb in _VERBS if verb not in _NOUNS])
_OWN = r"(?:her|his|its|their|my|your)"
_ASKED = re.compile(
    rf"\b(?:she|he|it|who|someone|somebody|everyone) (?:\w+ly )?{_S}\b|\bthey (?:\w+ly )?{_BASE}\b"
    rf"|\b(?:the|a|an|{_OWN}) (?:\w+ )?\w+ (?:\w+ly )?{_CLEAR_S}\b"
    rf"|\b(?:starts?|begins?)(?: to)? (?:{_BASE}|{_ING})\b|\b(?:is|are) {_ING}\b|\b{_ING} {_OWN} "
    rf"|\b(?:make|let|have|animate) (?:\w+ ){{1,3}}{_BASE}\b"
)


def asks_for_action(words: str) -> bool:
    """Whether a request has somebody do something: "she waves", "make her dance".

    What merely is (a smiling face, falling snow) does not count, and neither does a long text, which is a story.
    """
    return len(words.split()) <= LONG and bool(_ASKED.search(words.lower()))
