"""How each kind of text is built: the beginnings that the writer gives itself, for the network to go on from.

A small model loses its thread when it writes at length. Given the first words of each sentence or line, it keeps to the
subject and gets somewhere: "There was once a red fox", "One night,", "In the end,".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from headwater.models.builtin.writer.wish import Wish

SENTENCES = {"short": 2, "medium": 4, "long": 8}
"""How many sentences of prose, by the setting."""
LINES = {"short": 3, "medium": 5, "long": 8}
"""How many lines of a list, a dialogue or a poem."""
TOKENS = {"short": 60, "medium": 120, "long": 240}
"""After so many tokens nothing new is begun."""
_SPEAKERS = re.compile(r"between (?:an? |the )?([\w' -]+?) and (?:an? |the )?([\w'-]+(?: [\w'-]+)?)", re.IGNORECASE)
_ADDRESSEE = re.compile(r"\b(?:to|for) (?:my |our |the )?(?!an?\b|me\b)([\w'-]+(?: [A-Z][\w'-]+)?)")
_INDEFINITE = re.compile(r"^(?:an?|one|two|three)\b", re.IGNORECASE)

VOICE_OVER = ("And", "Tonight,", "Somewhere,", "For a moment,", "Perhaps", "Only", "Nobody", "", "", "Still,")
STORY = ("", "One night,", "At first,", "Then", "But", "Slowly,", "", "Nobody", "Far away,", "Suddenly,")
SCENE = (
    "In the foreground,",
    "Behind,",
    "The light is",
    "The colours are",
    "In the distance,",
    "The air is",
    "On the ground,",
    "The mood is",
)
SHOTS = (
    ("Close-up", "the"),
    ("Medium shot", "we see"),
    ("Low angle", "the"),
    ("Tracking shot", "the camera follows"),
    ("From above", "the"),
    ("Over the shoulder", "we look at"),
    ("Detail", "a"),
    ("Slow push in", "the"),
)
IDEAS = (
    "A young woman who",
    "An old man who",
    "A child who finds",
    "Two friends who",
    "A stranger who comes to",
    "The last day of",
    "A secret that",
    "A journey from",
    "A love story between",
)
SLOGANS = ("Where", "Come for", "Feel", "Made for", "Find your", "Every", "More than", "Taste", "Let", "Because")
TITLES = ("The", "A", "Beyond the", "The Last", "Under the", "The Secret of the", "When the")
POEM = ("", "The", "And", "", "A", "Where", "The", "Still,", "", "And")
SPEAKING = ("I", "But", "You", "Do you", "Maybe", "Yes,", "Why", "Then", "We", "No,")
LETTER = ("Today", "I hope", "You are", "Thank you for", "I will never forget", "May", "We", "With you,")
INVITATION = ("Come and", "There will be", "We will", "Bring", "I hope", "It would be", "Everyone", "Let me know")
OCCASIONS = (
    ("birthday", "Happy birthday!"),
    ("wedding", "Congratulations on your wedding!"),
    ("christmas", "Merry Christmas!"),
    ("new year", "Happy New Year!"),
    ("thank", "Thank you so much!"),
    ("congratulat", "Congratulations!"),
    ("invit", "You are invited!"),
    ("get well", "Get well soon!"),
)


@dataclass(frozen=True)
class Beat:
    """One sentence, line or item."""

    start: str
    """What the writer begins it with, for the network to go on from."""
    most: int = 48
    """Tokens that the network may add; 0 when it stands as it is."""


@dataclass(frozen=True)
class Form:
    """A text to be written."""

    beats: tuple[Beat, ...]
    """More of them than wanted: what comes out badly is left out, and the next takes its place."""
    count: int
    """How many are wanted."""
    joint: str = " "
    """What stands between two."""
    marks: tuple[str, ...] = ("",)
    """What stands before each, in turn: numbers, speakers."""
    context: str = ""
    """What the network goes on from, but is not part of the text."""
    end: str = ""
    """What closes the text."""
    numbers: bool = False
    """Whether it may have numbers and brackets."""
    sentences: bool = True
    """Whether each ends as a sentence does; titles and lines of verse need not."""
    names: bool = False
    """Whether people and places may be invented."""


def form(wish: Wish, length: str, chance: Random) -> Form:
    """The form of what is wished for; `length` is the setting, `chance` picks beginnings."""
    return _FORMS.get(wish.task, _free)(wish, length, chance)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _prose(first: str, starts: list[str], most: int = 48) -> tuple[Beat, ...]:
    return (Beat(first), *(Beat(start, most) for start in starts))


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"{number}. " for number in range(1, count + 1))


def _in_order(chance: Random, among: tuple[str, ...], count: int) -> list[str]:
    """`count` of them, in their own order, with the others after them as spares."""
    kept = sorted(chance.sample(range(len(among)), min(len(among), max(0, count))))
    return [among[place] for place in (*kept, *(set(range(len(among))) - set(kept)))]


def _voice_over(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or SENTENCES[length]
    return Form(_prose(_capital(wish.subject), chance.sample(VOICE_OVER, len(VOICE_OVER))), count)


def _story(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or SENTENCES[length] + 1
    once = _once(wish.subject)
    middle = [Beat(start) for start in _in_order(chance, STORY, count - 2)[: max(0, count - 2)]]
    last = [Beat("In the end,")] * (count > 2)
    return Form((Beat(once or "Once"), *middle, *last), count, names=True)


def _once(subject: str) -> str:
    """How a story about `subject` begins."""
    if not _INDEFINITE.match(subject):
        return _capital(subject)
    return f"There {'was' if subject.lower().startswith(('a', 'one')) else 'were'} once {subject}"


def _scene(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or SENTENCES[length] + 1
    first = Beat(f"{_capital(wish.subject)}.", 0) if wish.subject else Beat("")
    return Form((first, *(Beat(start, 32) for start in _in_order(chance, SCENE, count - 1))), count)


def _shots(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or LINES[length]
    first = Beat(f"**Wide shot:** {_capital(wish.subject)}" if wish.subject else "**Wide shot:** The", 28)
    later = [Beat(f"**{size}:** {_capital(start)}", 28) for size, start in SHOTS * 2]
    return Form((first, *later), count, "\n", _numbered(count))


def _ideas(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or LINES[length]
    first = f"{_capital(wish.subject)}, where" if wish.subject else "A film about"
    return Form(_prose(first, _in_order(chance, IDEAS, count - 1) * 2, 36), count, "\n", _numbered(count))


def _list(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or LINES[length]
    return Form((Beat("", 28),) * (count + 4), count, "\n", _numbered(count))


def _slogan(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or 1
    title = re.search(r"\btitles?\b", wish.asked, re.IGNORECASE)
    starts = TITLES if title else SLOGANS
    beats = tuple(Beat(start, 14) for start in chance.sample(starts, len(starts)) * 2)
    return Form(beats, count, "\n", _numbered(count) if count > 1 else ("",), sentences=False)


def _poem(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or (3 if "haiku" in wish.asked.lower() else LINES[length] + 1)
    first = f"{_capital(wish.subject)}," if wish.subject else "The"
    return Form(_prose(first, _in_order(chance, POEM, count - 1), 24), count, "  \n", sentences=False)


def _dialogue(wish: Wish, length: str, chance: Random) -> Form:
    found = _SPEAKERS.search(wish.asked)
    names = [_capital(found[1]), _capital(found[2])] if found else ["Ana", "Ben"]
    count = wish.count or LINES[length] + 1
    beats = tuple(Beat(start, 28) for start in _in_order(chance, SPEAKING, count))
    return Form(beats, count, "\n\n", tuple(f"**{name}:** " for name in names))


def _letter(wish: Wish, length: str, chance: Random) -> Form:
    invites = "invit" in wish.asked.lower()
    found = None if invites else _ADDRESSEE.search(wish.asked)
    name = _capital(found[1]) if found else "friend"
    wished = next((words for key, words in OCCASIONS if key in wish.asked.lower()), "I am thinking of you.")
    count = wish.count or SENTENCES[length]
    body = [Beat(start, 36) for start in _in_order(chance, INVITATION if invites else LETTER, count)]
    return Form((Beat(f"Dear {name},\n\n{wished}", 0), *body), count + 1, end="\n\nWith love")


def _continuation(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or SENTENCES[length]
    return Form((Beat(""),) * (count + 2), count, context=f"{wish.material} ".lstrip(), names=True)


def _free(wish: Wish, length: str, chance: Random) -> Form:
    count = wish.count or SENTENCES[length]
    return Form(_prose(_capital(wish.subject), [""] * (count + 1)), count, numbers=wish.question, names=True)


_FORMS: dict[str, Callable[[Wish, str, Random], Form]] = {
    "voice-over": _voice_over,
    "story": _story,
    "scene": _scene,
    "shots": _shots,
    "ideas": _ideas,
    "list": _list,
    "slogan": _slogan,
    "poem": _poem,
    "dialogue": _dialogue,
    "letter": _letter,
    "continuation": _continuation,
    "rewrite": _free,
}
