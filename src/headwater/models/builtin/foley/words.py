"""Reads which sounds the words ask for, how many, how near, and what was not understood."""

import re
from dataclasses import dataclass, replace

from headwater.models.builtin.foley.scene import Sound
from headwater.models.builtin.foley.scenery import sounds

_CLAUSE = re.compile(r"\s*(?:[,.;:!?&+\n]|\band\b|\bwith\b|\bover\b|\bwhile\b|\bplus\b|\bas\b)\s*", re.I)
_STAGE = re.compile(r"\b(?:then|followed by|after that|afterwards|finally)\b", re.I)
_NUMBERS = {
    "a single": 1,
    "single": 1,
    "one": 1,
    "once": 1,
    "two": 2,
    "twice": 2,
    "double": 2,
    "a pair of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_UNITS = r"s|secs?|seconds?|min\w*|bpm|m|hz"
_COUNT = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\b(?!\s*(?:-\s*)?(?:{_UNITS})\b)", re.I)
_LENGTH = re.compile(r"\b(?:\d+(?:\.\d+)?)\s*-?\s*(?:s|secs?|seconds?|m|mins?|minutes?)\b(?: long)?", re.I)
_FAR = (
    (r"very far|far,? far|barely audible", 0.9),
    (r"distant|distance|far(?: away| off)?|faint\w*|remote|next door|muffled|outside", 0.65),
)
_NEAR = r"close|near(?:by)?|close-?up"
_STRENGTHS = (
    (r"very heavy|torrential|violent|massive|huge|raging|extreme|pouring", 1.0),
    (r"heavy|strong|loud|big|hard|intense|large|roaring|powerful|howling|busy", 0.6),
    (r"very (?:light|soft|quiet|gentle)|barely", -0.9),
    (r"light|soft(?:ly)?|gentle|gently|quiet|small|calm|little|drizzl\w*|faint|slight", -0.6),
)
_PACES = (
    (r"very fast|frantic", 1.7),
    (r"fast|quick(?:ly)?|rapid(?:ly)?|hurried", 1.35),
    (r"very slow(?:ly)?", 0.55),
    (r"slow(?:ly)?|lazy", 0.72),
)
_ROOMS = (
    (r"cathedral|cave|cavern|church(?! bell)|canyon|dungeon", "cathedral"),
    (r"hall(?:way)?|tunnel|echo\w*|corridor|stairwell|warehouse|garage", "hall"),
    (r"bathroom|small room|indoors?", "room"),
)
_PLACE = re.compile(r"\b(?:on|onto|against|under|in|inside|at|through)\s+(?:\w+\s+){0,2}$", re.I)
_PLACE = re.compile(r"\b(?:on|onto|against|under|in|inside|at|through)\s+(?:\w+\s+){0,2}$", re.I)
_LOOP = re.compile(r"\b(?:seamless(?:ly)?|loop(?:s|ed|ing|able)?)\b", re.I)
_NEEDLESS = """
    a an the of in on at to from by into onto through across against under above behind between around inside
    sound sounds effect effects sfx noise noises audio ambience ambient background foley recording some very slightly
    it is are i want please make me give my your his her their its and with over then while for only just no not
    high quality realistic cinematic long short one single two three several many few again
    distant far close near heavy light soft loud gentle strong big small slow fast quick quiet deep low old new wooden
    calm busy huge roaring pouring door doors house room street forest outside inside night day morning evening
    hall cave echo echoing tunnel church cathedral gravel wood snow leaves grass sand floor concrete metal stone
    window windows roof tin glass water puddles mud boots shoes heels person man woman someone walking playing going
    coming falling starts stops starting stopping slowly quickly softly gently loudly lightly distance away down up
    beach shore lake sea mountains mountain town village city empty dark summer winter spring autumn rolling howling
    whistle whistling ringing rings shot shots fight fighting opening opens closing closes blowing singing driving
    second seconds minute minutes that this which
"""
_PLAIN = frozenset(_NEEDLESS.split())
"""Words that need no sound of their own."""


@dataclass(frozen=True)
class Wish:
    """One sound that is asked for."""

    sound: Sound
    words: str
    """The clause that names it."""
    strength: float
    pace: float
    count: int | None
    distance: float
    """0 here to 1 far away."""
    room: str | None
    stage: int
    """0 first; sounds after a "then" come in the next."""


def heard(prompt: str) -> tuple[list[Wish], list[str], bool]:
    """The sounds that `prompt` names, the words that name something unknown, and whether it is to be a loop."""
    loop = bool(_LOOP.search(prompt))
    text = _LOOP.sub(" ", prompt)
    wishes: list[Wish] = []
    left: list[str] = []
    for stage, part in enumerate(_STAGE.split(text)):
        for clause in filter(None, (each.strip() for each in _CLAUSE.split(part))):
            found, rest = _named(clause)
            if wishes and not found:
                wishes[-1] = replace(wishes[-1], words=f"{wishes[-1].words} {clause}")
            wishes += [_wish(sound, clause, at, stage) for at, sound in found if not _has(wishes, sound, stage)]
            left += _unknown(rest)
    stages = sorted({wish.stage for wish in wishes})
    ordered = [replace(wish, stage=stages.index(wish.stage)) for wish in wishes]
    return ordered, list(dict.fromkeys(left)), loop


def _has(wishes: list[Wish], sound: Sound, stage: int) -> bool:
    return any(wish.sound is sound and (wish.stage == stage or sound.bed) for wish in wishes)


def _named(clause: str) -> tuple[list[tuple[int, Sound]], str]:
    """The sounds in a clause with their places, longer names first, and what is left of it.

    After "on", "in" and the like stands where something sounds, which is no sound of its own.
    """
    hits = []
    for sound in sounds():
        for hit in re.finditer(rf"(?<![\w-])(?:{sound.words})(?![\w-])", clause, re.I):
            hits.append((-len(hit[0]), hit.start(), hit.end(), sound))
    found, left = [], clause
    for _, start, end, sound in sorted(hits, key=lambda each: each[:2]):
        if " " * (end - start) != left[start:end] and "\0" not in left[start:end]:
            left = left[:start] + "\0" * (end - start) + left[end:]
            found.append((start, sound))
    found.sort(key=lambda each: each[0])
    first = found[:1]
    others = [each for each in found[1:] if not _PLACE.search(clause[: each[0]])]
    once = {sound.name: (at, sound) for at, sound in reversed(first + others)}
    return list(once.values())[::-1], left.replace("\0", " ")


def _wish(sound: Sound, clause: str, at: int, stage: int) -> Wish:
    far = next((amount for words, amount in _FAR if _says(words, clause)), 0.0)
    return Wish(
        sound,
        clause,
        next((amount for words, amount in _STRENGTHS if _says(words, clause)), 0.0),
        next((amount for words, amount in _PACES if _says(words, clause)), 1.0),
        _count(clause),
        0.0 if _says(_NEAR, clause) else far,
        next((room for words, room in _ROOMS if _says(words, clause)), None),
        stage,
    )


def _says(words: str, clause: str) -> bool:
    return re.search(rf"\b(?:{words})\b", clause, re.I) is not None


def _count(clause: str) -> int | None:
    found = _COUNT.search(clause)
    if found is None:
        return None
    said = found[1].lower()
    return int(said) if said.isdigit() else _NUMBERS[said]


def _unknown(rest: str) -> list[str]:
    """Words that should have been a sound."""
    words = re.findall(r"[^\W\d_][\w'-]{2,}", _LENGTH.sub(" ", rest))
    modifiers = [pattern for table in (_FAR, _STRENGTHS, _PACES, _ROOMS) for pattern, _ in table]
    return [word for word in words if word.lower() not in _PLAIN and not any(_says(each, word) for each in modifiers)]
