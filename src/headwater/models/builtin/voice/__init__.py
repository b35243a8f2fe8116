"""The voice: speaks a text as it stands, with a neural network for one US-English voice (hibari-tts)."""

import re

from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.sound import faded, levelled, loudness, written
from headwater.models.builtin.voice.plain import paragraphs
from headwater.models.builtin.voice.reading import NO_WORDS, read_aloud
from headwater.models.builtin.voice.signs import speakable
from headwater.models.builtin.voice.speaker import RATE, Speaker
from headwater.models.script import foreign_word

LONGEST = 5000
"""Characters that are spoken at most: about five minutes."""
LOUDNESS = -17.0
"""LUFS: between what streaming services and video sites expect of speech."""
FILE = "voice.wav"
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SCRIPTS = frozenset({"latin"})


def make(job: Job) -> Made:
    """Speak the prompt: a mono 16-bit WAV file of 24,000 samples a second. Markdown marks are not read.

    Raises `CannotMake` for a text without words, with words in another script than Latin, or that is too long.
    """
    text = paragraphs(job.prompt)
    _check(job.prompt, text)
    speaker = Speaker(job.seed, float(job.settings["speed"]))
    job.progress(0.05)
    said = [speakable(paragraph, speaker.alphabet) for paragraph in text]
    read = read_aloud(speaker, [each.text for each in said], job)
    samples = faded(levelled(read.samples, RATE, LOUDNESS), 0.005, 0.02, RATE)
    written(job.folder / FILE, samples, RATE)
    left_out = [sign for each in said for sign in each.left_out] + list(read.left_out)
    seconds, level = round(len(samples) / RATE, 2), round(loudness(samples, RATE), 1)
    return Made(
        file=FILE, note=_note(left_out), facts={"voice": "hibari-tts, heart", "seconds": seconds, "lufs": level}
    )


def _check(prompt: str, text: list[str]) -> None:
    if len(prompt) > LONGEST:
        raise CannotMake(f"This text has {len(prompt):,} characters. The Voice speaks up to {LONGEST:,} at a time.")
    if word := foreign_word(prompt, _SCRIPTS):
        raise CannotMake(
            f"The Voice reads words in Latin letters only, not “{word}”. Take it out or write it in Latin letters."
        )
    if not any(_LETTER_OR_DIGIT.search(paragraph) for paragraph in text):
        raise CannotMake(NO_WORDS)


def _note(left_out: list[str]) -> str | None:
    if not left_out:
        return None
    different = list(dict.fromkeys(left_out))
    more = f" and {len(different) - 6} more" if len(different) > 6 else ""
    return f"Not spoken, because it has no sound: {' '.join(different[:6])}{more}"
