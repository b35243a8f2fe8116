"""Reading a text aloud: sentence by sentence, with the pauses that a reader makes."""

# ruff: noqa: RUF001 - signs that look alike are told apart here

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import numpy as np

from headwater.models.builtin.job import CannotMake, Job
from headwater.models.builtin.sound import Samples, faded
from headwater.models.builtin.voice.speaker import RATE, Speaker

NO_WORDS = "There are no words to speak in this text. Write what the Voice should say."
PAUSES = {"piece": 0.06, "clause": 0.16, "line": 0.3, "sentence": 0.38, "paragraph": 0.75}
"""Seconds of silence after each, at normal speed."""
LEAD, TAIL = 0.06, 0.18
"""Seconds of silence before the first and after the last word."""
AT_ONCE = 240
"""Characters of a sentence that are spoken in one go; longer ones are parted at a comma, or else between words."""
VOICES = 2
"""Pieces that are spoken at the same time."""
EDGE = 0.008
"""Seconds over which each piece rises from and falls to silence, so that nothing clicks."""
_CLAUSE = re.compile(r"(?<=[,;:—–])\s+")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Piece:
    """What is spoken in one go, and the kind of pause that follows."""

    text: str
    pause: str


@dataclass(frozen=True)
class Read:
    """A text as sound."""

    samples: Samples
    left_out: tuple[str, ...]
    """Words for which there is no sound."""


def read_aloud(speaker: Speaker, paragraphs: list[str], job: Job) -> Read:
    """Speak all paragraphs, telling `job` how far it is. Raises `CannotMake` when there is nothing to say."""
    pieces = [piece for paragraph in paragraphs for piece in _pieces(speaker, paragraph) if _WORD.search(piece.text)]
    phonemes = [speaker.phonemes(piece.text) for piece in pieces]
    total, done, pause, parts = sum(len(each.text) for each in phonemes), 0, 0.0, [_silence(LEAD)]
    with ThreadPoolExecutor(VOICES) as beside:
        sounds = beside.map(speaker.say, [each.text for each in phonemes], count())
        for piece, said, sound in zip(pieces, phonemes, sounds, strict=True):
            if len(sound):
                parts += [_silence(pause), faded(sound, EDGE, EDGE, RATE)]
                pause = PAUSES[piece.pause] / float(job.settings["speed"])
            done += len(said.text)
            job.progress(0.05 + 0.9 * done / total)
    if len(parts) == 1:
        raise CannotMake(NO_WORDS)
    unheard = tuple(word for each in phonemes for word in each.unheard)
    return Read(np.concatenate([*parts, _silence(TAIL)]), unheard)


def _pieces(speaker: Speaker, paragraph: str) -> Iterator[Piece]:
    lines = paragraph.splitlines()
    for number, line in enumerate(lines):
        sentences = speaker.sentences(line)
        for place, sentence in enumerate(sentences):
            last = place == len(sentences) - 1
            pause = "sentence" if not last else "paragraph" if number == len(lines) - 1 else "line"
            yield from _parted(sentence, pause)


def _parted(sentence: str, pause: str) -> Iterator[Piece]:
    """The sentence in pieces that are not too long, as even as its commas allow."""
    clauses = [part for clause in _CLAUSE.split(sentence) for part in _by_words(clause)]
    kept = ""
    for clause in clauses:
        if kept and len(kept) + len(clause) >= AT_ONCE:
            yield Piece(kept, "clause" if kept[-1] in ",;:—–" else "piece")
            kept = clause
        else:
            kept = f"{kept} {clause}".strip()
    yield Piece(kept, pause)


def _by_words(clause: str) -> Iterator[str]:
    while len(clause) > AT_ONCE:
        cut = clause.rfind(" ", 0, AT_ONCE)
        cut = cut if cut > 0 else AT_ONCE
        yield clause[:cut]
        clause = clause[cut:].strip()
    yield clause


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)
