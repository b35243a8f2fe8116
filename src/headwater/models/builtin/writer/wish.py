"""What a person wants written: the kind of text, what it is about, and how many of it. Read from their words."""

# ruff: noqa: E501, RUF001 - patterns are easier to read in one piece

import re
from dataclasses import dataclass

TASKS: tuple[tuple[str, str], ...] = (
    ("continuation", r"continue|carry on|go on|what happens next"),
    ("translation", r"translat\w*"),
    ("summary", r"summar\w+|shorten|condense|tl;?dr|key points?"),
    ("rewrite", r"re-?write|rephrase|paraphrase|improve|polish|proof-?read|correct|make (?:this|it|the text) \w+"),
    ("letter", r"letter|greetings?|birthday|invitation|thank[- ]you|congratulat\w+|(?:post)?card|e-?mail"),
    ("shots", r"shot ?-?lists?|shots|story ?-?boards?"),
    ("dialogue", r"dialogues?|dialogs?|conversations?"),
    ("slogan", r"slogans?|tag ?-?lines?|mottos?|headlines?|titles?|names? for"),
    ("poem", r"poems?|poetry|haikus?|verses?|lyrics|songs?|rhymes?"),
    ("voice-over", r"voice ?-?overs?|narrat\w+|monologues?|commentary|speech|off-?text"),
    ("ideas", r"ideas?(?= )|ideas"),
    ("list", r"lists?|reasons|tips|ways|things|examples|names|questions|facts"),
    (
        "story",
        r"story|stories|tales?|fables?|plots?|legends?|fairy ?-?tales?|synopsis|log-?lines?|scripts?|films?|movies?",
    ),
    (
        "scene",
        r"prompts?|describ\w+|descriptions?|pictures?|images?|scenes?|photos?|paintings?|settings?|illustrations?",
    ),
)
"""Each kind of text with the words that ask for it; the first that is found counts."""
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
MOST = 10
"""The most sentences, lines or items that are written."""
LONGEST_SUBJECT = 14
"""Words."""
_VERBS = (
    r"(?:please |now |can you |could you |would you |i want you to |i need |i want |i'd like )*"
    r"(?:write|make|give|create|compose|draft|come up with|tell|describe|suggest|list|invent|generate|think of|find|show|"
    r"explain|imagine|continue|summari[sz]e|rewrite|rephrase|shorten|translate|turn|help)\b"
)
_ASKS = re.compile(rf"^{_VERBS}", re.IGNORECASE)
_QUESTION = re.compile(r"^(?:what|how|why|who|when|where|which|is|are|do|does|can|should)\b.*\?\s*$", re.I | re.S)
_ABOUT = (
    r"\babout (?:a film about |a story about )?(.+)",
    r"\b(?:describing|showing|featuring|set in|called|titled)[: ]+(.+)",
    r"^describe (?:this scene: |the scene of |a scene of |a picture of )?(.+)",
    r"\b(?:picture|image|photo|painting|illustration|scene|description|story|tale|film|movie|poem|haiku)s? (?:of|on|for|with|in which)[: ]+(.+)",
    r":\s*(.+)",
    r"\b(?:for|on|of)[: ]+(.+)",
)
_POINTS_BACK = re.compile(
    r"^(?:this|that|it|these|them|the above|the (?:text|story|idea|scene)(?: above)?)\b(?! \w+ \w+)", re.I
)
_FRAME = re.compile(
    r"\b(?:in|of|with|using|at most|about|max(?:imum)?) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a few|a hundred|fifty)\b "
    r"(?:short |long |full )?(?:sentences?|words?|lines?|paragraphs?|shots?|items?)\b,?|\bplease\b|\bfor me\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})\b(?: \w+){{0,2}}? ?(?:sentences?|lines?|shots?|items?|ideas?|slogans?|titles?|names?|"
    r"reasons|tips|ways|things|examples|questions|facts|taglines?|verses|points|scenes|headlines?)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_#`<>|\[\]{}~^\\\"“”]+|\(https?[^)]*\)")
_CLAUSE = re.compile(r"[,;:.!?–—(]\s?|\s(?:who|that|which|where|while|because|when|but)\s", re.IGNORECASE)
_ACTS = re.compile(
    r"^((?:an?|the|my|our|his|her|one|two|three|every|each)(?: [\w'-]+){1,4}?) "
    r"(?=(?:is|was|are|were|has|had|stood|sat|came|went|found|ran|fell|lay|rose|lost|saw|\w+ed|\w+[^s]s)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wish:
    """What should be written."""

    task: str
    """One of `TASKS`, or `free`."""
    subject: str
    """A phrase that can begin a sentence, without its capital; empty when none was found."""
    count: int | None
    """How many sentences, lines or items, where they said so."""
    asked: str
    """What the model is asked."""
    material: str
    """The texts that came in from other nodes, without the person's own words."""
    question: bool = False


def wish(prompt: str) -> Wish:
    """Read a prompt: texts from other nodes come first, one's own words last."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", prompt.strip()) if block.strip()]
    own, material = blocks[-1], "\n\n".join(blocks[:-1])
    question = bool(_QUESTION.match(own))
    task = "free" if question else _task(own)
    subject = "" if question else _subject(own, material)
    return Wish(task, subject, _count(own), _asked(task, subject, prompt, own), material, question)


def _task(own: str) -> str:
    found = (name for name, words in TASKS if re.search(rf"\b(?:{words})\b", own, re.IGNORECASE))
    return next(found, "free")


def _count(own: str) -> int | None:
    found = _COUNT.search(own)
    if not found:
        return None
    number = NUMBERS.get(found[1].lower()) or int(found[1])
    return max(1, min(MOST, number))


def _asked(task: str, subject: str, prompt: str, own: str) -> str:
    """The prompt as it is, with what to write said first where they gave only a subject."""
    if _ASKS.match(own) or own.endswith("?"):
        return prompt
    kinds = {
        "voice-over": "a voice-over for a short film",
        "scene": "a description of a picture",
        "free": "a short text",
    }
    return f"Write {kinds.get(task, f'a {task}')} about {subject or own}.\n\n{prompt}" if task != "shots" else prompt


def _subject(own: str, material: str) -> str:
    """What the text should be about, in a few words."""
    plain = _FRAME.sub("", _MARKS.sub("", own)).replace("\n", " ").strip(" .,;:!?")
    phrase = _after_about(plain) if _ASKS.match(plain) or _task(plain) != "free" else plain
    if phrase and not _POINTS_BACK.match(phrase):
        return _as_phrase(phrase)
    return _as_phrase(_of_material(_MARKS.sub("", material))) if material else ""


def _after_about(plain: str) -> str:
    found = (match[1] for pattern in _ABOUT if (match := re.search(pattern, plain, re.IGNORECASE)))
    phrase = next(found, "")
    if phrase or _ASKS.match(plain):
        return phrase
    # No verb and no "about": "a lighthouse keeper at dusk, short film idea".
    parts = [part.strip() for part in plain.split(",")]
    return next((part for part in parts if _task(part) == "free"), "")


def _of_material(text: str) -> str:
    """Whom or what the first sentence of a text is about."""
    first = re.split(r"(?<=[.!?])\s|\n", text.strip())[0].strip(" .!?-")
    return found[1] if (found := _ACTS.match(first)) else first


def _as_phrase(phrase: str) -> str:
    """Cut to what can stand before a verb, and without the capital of a sentence."""
    cut = _CLAUSE.split(f"{phrase.strip()} ", maxsplit=1)[0].strip(" .,;:!?-")
    words = cut.split()
    if not words or len(words) > LONGEST_SUBJECT:
        return ""
    articles = {"A", "An", "The", "My", "Our", "His", "Her", "Their", "One", "Two", "Three", "Every", "Old", "Young"}
    return " ".join([words[0].lower() if words[0] in articles else words[0], *words[1:]])
