"""Reading what is to be done to a picture: from the words to a list of edits, in their order, and what is beyond it.

A short request may be bare words ("night, rain"). In long prose, which comes from an upstream text, only sentences
that begin as instructions count: a story in which it rains must not make it rain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


_IT = r"(?:it|this|that|everything|all|(?:the |this |my )?(?:whole |entire )?(?:picture|photo(?:graph)?|image|scene|frame|shot|video)(?: \d+)?)"
_VERB = (
    r"(?:please |now |then |and |also )*(?:make|turn|change|convert|add|put|place|set|draw|give|apply|crop|cut|flip|mirror|"
    r"rotate|blend|combine|merge|mix|paint|render|use|let|remove|erase|delete|replace|swap|get rid of|take (?:out|away)|"
    r"zoom|tone|tint|colou?r|grade|brighten|darken|lighten|warm|cool|blur|sharpen|restyle|transform|show|increase|"
    r"reduce|decrease|lower|raise|boost|fade|desaturate|saturate|age|cover|fill|include|extend|upscale|move|do|arrange|"
    r"redraw|repaint|create|dim|soften|match|transfer|overlay|superimpose|join|tile|it should|i want|i would like)\b"
)
_INSTRUCTION = re.compile(_VERB, re.I)
_CLAUSES = re.compile(rf"[.;!?\n]+(?:\s|$)|\s*(?:,|\band\b|\bthen\b|\bbut\b)+\s+(?={_VERB})", re.I)
_LABEL = re.compile(r"^\s*(?:(?:text|image|video|picture)\s+\d+\s*:|[-*•]|\d+[.)])\s*", re.I)
_REFUSED = re.compile(
    r"\b(?:remove|erase|delete|replace|swap|get rid of|take (?:out|away)|extend|upscale|outpaint|inpaint|fill in|move)\b",
    re.I,
)
_PART = re.compile(
    rf"\b(?:make|turn|change|convert|paint|colou?r|render|darken|brighten|give)\s+(?!{_IT}\b|the (?:light|mood|colou?rs?|contrast|style|look|"
    r"time|weather|season|tones?|brightness|saturation|aspect|format|background blur)\b)(?:the|his|her|their|its|each|every)\s+\w+",
    re.I,
)
_ADD = re.compile(r"\b(?:add|put|place|draw|include|set|show|paint)\b\s*(?P<what>.+)", re.I | re.S)
_NOT = re.compile(r"\b(?:no|not|without|don'?t|never|avoid)\s+(?:\w+\s+){0,2}$", re.I)
_WEAK = re.compile(r"\b(?:slightly|a (?:little|bit|touch|hint)(?: of)?|subtly?|light(?:ly)?|gentl[ey]|soft(?:ly)?|faint(?:ly)?|some)\s+(?:\w+\s+)?$", re.I)  # fmt: skip
_STRONG = re.compile(
    r"\b(?:much|very|strong(?:ly)?|heav(?:y|ily)|a lot(?: of)?|really|dense|thick|intense|deep)\s+(?:\w+\s+)?$", re.I
)
_ONE_OF = re.compile(
    r"\b(?:image|picture|photo|video)\s+(?P<number>[1-4])\b|\b(?P<word>first|second|third|fourth)\b", re.I
)
_COUNTED = {"first": 1, "second": 2, "third": 3, "fourth": 4}

RULES: dict[str, str] = {
    "black and white": r"black[- ]and[- ]white|black & white|b ?& ?w\b|monochrome|gr[ea]yscale|no colou?rs?",
    "noir": r"(?:film[- ])?noir",
    "teal and orange": r"(?:teal[- ](?:and|&)[- ]orange|orange[- ](?:and|&)[- ]teal|blockbuster|cinematic)(?: (?:look|grade|grading))?",
    "watercolour": r"water ?colou?rs?|aquarelle",
    "oil": r"oil[- ](?:painting|paint|colou?rs?)|(?:in|with|as an?) oils?\b|impressionis\w+|van gogh",
    "ink": r"(?:pen (?:and|&) )?ink(?: (?:drawing|sketch|wash))?|line (?:art|drawing)|comic(?: book)?|manga",
    "pencil": r"(?:pencil|charcoal|graphite)(?: (?:drawing|sketch))?|sketch(?:ed)?",
    "pastel": r"(?:soft )?(?:pastels?|chalk)(?: (?:drawing|painting))?",
    "poster": r"(?:screen[- ]?print(?:ed)?|poster(?:i[sz]ed?)?|pop[- ]art|linocut|woodcut|flat colou?rs)(?: poster)?",
    "pixel": r"pixel[- ]?art|pixel(?:l?ated|s)?|8[- ]bit|16[- ]bit|retro game",
    "golden hour": r"golden[- ]hour|golden light|late afternoon(?: light| sun)?|sunlit",
    "dusk": r"sunset|dusk|twilight|blue hour|(?:at |in the |an )?evening",
    "dawn": r"sunrise|dawn|daybreak|early (?:in the )?morning",
    "night": r"day[- ]for[- ]night|night[- ]?time|moonlit|moonlight|(?:at |by |into |a )?night\b|midnight",
    "sepia": r"sepia(?: tones?)?",
    "faded": r"faded?|vintage|retro|old photo(?:graph)?|aged?\b|nostalgic|polaroid|(?:19)?[67]0s",
    "less contrast": r"(?:less|lower|reduce(?: the)?|decrease(?: the)?) contrast|flatter|softer contrast",
    "more contrast": r"(?:more|higher|increase(?: the)?|boost(?: the)?|raise(?: the)?|add|high|strong(?:er)?)(?: \w+)? contrast|contrasty|punchier",
    "less colour": r"(?:less|reduce(?: the)?|lower(?: the)?|decrease(?: the)?) (?:satur\w+|colou?r(?:s|ful)?)|desaturated?|muted|paler",
    "more colour": r"(?:more|increase(?: the)?|boost(?: the)?) (?:satur\w+|colou?r(?:s|ful)?|vibran\w+|vivid)|saturated?|vivid|vibrant|colou?rful",
    "brighter": r"bright(?:er|en)|lighter|lighten|more light|less dark|overexposed",
    "darker": r"dark(?:er|en)|dimmer|dim|less (?:light|bright)|moodier|low[- ]key",
    "warmer": r"warm(?:er|th)?(?: (?:tones?|light|colou?rs))?|cosy|cozy",
    "colder": r"(?:cold|cool)(?:er)?(?: (?:tones?|light|colou?rs))?|wintry|bluer|icy",
    "rain": r"rain(?:y|ing|fall|s)?\b(?!bow)|downpour|drizzle|raindrops",
    "snow": r"snow(?:y|ing|fall|flakes|s)?\b(?!m[ae]n)|blizzard|(?:in|into|like) winter",
    "mist": r"fog(?:gy)?|mist(?:y)?|haz[ey]",
    "vignette": r"vignette|dark(?:er)? (?:corners|edges)",
    "grain": r"(?:film )?grain(?:y)?|film look|analog(?:ue)?",
    "mirror": r"mirror(?:ed|s)?|flip(?:ped)?(?: (?:it|horizontally|left[- ](?:to[- ])?right))*",
    "upside down": r"upside[- ]down|flip(?:ped)?(?: it)? vertically|vertical flip",
    "turn left": r"rotate[d]?\b.{0,24}(?:counter[- ]?clockwise|anti[- ]?clockwise|(?:to the )?left)",
    "turn round": r"rotate[d]?\b.{0,16}180(?: degrees|°)?",
    "turn right": r"rotate[d]?\b(?:.{0,24}(?:clockwise|right|90(?: degrees|°)?))?|turn(?:ed)? (?:it )?clockwise",
    "closer": r"crop(?:ped)?|reframed?|zoom(?:ed)? in|close[- ]?up|closer|crop(?: it)? (?:in|tight(?:er|ly)?|closer)",
    "blur background": r"blur(?:red|ry)?(?: the| out the)? background|background (?:blur(?:red)?|out of focus)|bokeh|shallow (?:depth of field|focus)",
    "blur": r"blur(?:red|ry)?|out of focus|soft(?:er)? focus",
    "sharper": r"sharp(?:er|en)|crisper|more detail",
    "16:9": r"16 ?[:x/] ?9|wide ?screen|landscape format|horizontal format",
    "9:16": r"9 ?[:x/] ?16|portrait format|vertical(?: format| video)?\b(?! flip)|for (?:a )?phones?|stories",
    "1:1": r"1 ?[:x/] ?1\b|square(?: format| crop)?",
    "4:3": r"4 ?[:x/] ?3\b",
    "side by side": r"side[- ]by[- ]side|next to each other|diptych|triptych|in a row|before (?:and|/) after",
    "grid": r"collage|grid|contact sheet|mosaic|mood ?board",
    "blend": r"double[- ]exposure|blend(?:ed)?|superimpose[d]?|overla(?:y|id|yed)|merge[d]?|combine[d]?|mix(?:ed)?|fuse[d]?",
    "colours of": r"(?:in|with|use|using|like|take|match|transfer|apply)?\s*(?:the )?(?:colou?rs?|palette|colou?r mood|mood|tones?|look|grad(?:e|ing))"
    r"(?: scheme| palette)? (?:of|from|as|in|like)(?: the)? (?:other (?:one|picture|image|photo)|(?:image|picture|photo|video) [1-4]|"
    r"(?:first|second|third|fourth)(?: (?:one|picture|image|photo|video))?)",
}  # fmt: skip
"""What can be done, and the words for it; where two find the same words, the longer find wins, then the earlier rule."""
_COMPILED = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I) for name, pattern in RULES.items()}


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
    text = prompt.replace("’", "'")
    bare = len(text.strip()) <= SHORT
    for paragraph in text.splitlines():
        for clause in _CLAUSES.split(_LABEL.sub("", paragraph)):
            if (kept := clause.strip(" ,:\t\"'")) and (bare or _INSTRUCTION.match(kept)):
                yield kept


def _read(clause: str) -> tuple[list[Edit], str]:
    """The edits of a clause, and the clause itself if it asks for what cannot be done."""
    found = list(_found(clause))
    if _REFUSED.search(clause) or (_PART.search(clause) and not _whole(found)):
        return [], clause
    edits = [edit for _, edit in found]
    if (add := _ADD.search(clause)) and (rest := _without(clause, found, add.start("what"))):
        edits.append(Edit("add", words=rest))
    return edits, "" if edits or not _INSTRUCTION.match(clause) else clause


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
    rest = " ".join("".join(kept)[start:].split())
    return re.sub(
        r"^(?:(?:an?|the|some|and|it|this|of|in|as|to|into|like|light|heavy|little|bit|more|picture|photo|image|,)\s*)+$",
        "",
        rest + " ",
        flags=re.I,
    ).strip()


def _brief(clause: str) -> str:
    words = " ".join(clause.split()).rstrip(".")
    return words if len(words) <= LONGEST_REFUSED else words[:LONGEST_REFUSED].rsplit(" ", 1)[0] + "…"
