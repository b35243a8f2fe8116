"""The network that speaks: phonemes from words, sound from phonemes. Its files are checked, and nothing is fetched."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from hibari import SAMPLE_RATE, Hibari  # type: ignore[import-untyped]
from hibari.g2p import G2P  # type: ignore[import-untyped]
from hibari.g2p.normalize import normalize  # type: ignore[import-untyped]

from headwater.models.builtin.data import checked
from headwater.models.builtin.sound import Samples

RATE = int(SAMPLE_RATE)
"""Samples a second."""
FILES = (
    "oov.onnx",
    "lexicon_us_gold.json.gz",
    "lexicon_us_silver.json.gz",
    "normalize.json",
    "tagger.json.gz",
    "tokenizer_exceptions.json",
    "vocab.json",
    "voices.json",
)
"""What the package reads by itself, besides the two files that are handed to it."""
QUIET = 0.002
"""Amplitude below which a piece has not begun, or is over: 45 dB below its usual peak."""
BEFORE, AFTER = 0.04, 0.09
"""Seconds kept around what is heard: soft consonants begin and end below `QUIET`."""
_MARKS = re.compile(r"\w")


@dataclass(frozen=True)
class Phonemes:
    """A sentence as the network reads it."""

    text: str
    """In misaki's alphabet."""
    unheard: tuple[str, ...]
    """Words for which the package has no sound at all."""


class Speaker:
    """One voice at one speed. Made once for each job."""

    def __init__(self, seed: int, speed: float) -> None:
        with ThreadPoolExecutor(1) as beside:
            words = beside.submit(_dictionaries)
            # Naming the file keeps the package from looking for it, and thereby from a hub.
            self._voice: Any = Hibari(model=str(checked("hibari.onnx")), threads=1)
            self._words = words.result()
        self._speed = speed
        self._seed = seed
        self.alphabet: frozenset[str] = frozenset(json.loads(checked("oov.json").read_text("utf-8"))["in"])
        """The letters that it can read in words that its dictionaries do not know."""

    def sentences(self, text: str) -> list[str]:
        """The sentences of a paragraph: "Dr. Smith" is not the end of one."""
        found: list[str] = self._voice.split_sentences(text)
        return found

    def phonemes(self, sentence: str) -> Phonemes:
        """How the sentence sounds."""
        tokens = self._words.phonemize_tokens(self._words.tokenize(normalize(sentence)))
        for token in tokens:
            # A number or word that stands where a sign should, as in "4 9₹": read by itself, rather than not at all.
            if not token.phonemes and _MARKS.search(token.text):
                token.phonemes = self._words.fallback(token)[0]
        sounds = "".join((token.phonemes or "") + (" " if token.whitespace else "") for token in tokens)
        unheard = tuple(token.text for token in tokens if not token.phonemes and _MARKS.search(token.text))
        return Phonemes(sounds.strip(), unheard)

    def say(self, phonemes: str, number: int) -> Samples:
        """The sound of `phonemes`, without the silence around it. The breath in it depends on `number` and the seed.

        May be called from several threads at once.
        """
        chance = np.random.default_rng((self._seed, number))
        sound = self._voice.from_ids(self._voice.ids(phonemes), self._speed, chance)
        heard = np.flatnonzero(np.abs(sound) > QUIET)
        if not len(heard):
            return np.zeros(0, np.float32)
        start = max(0, int(heard[0]) - int(BEFORE * RATE))
        return np.asarray(sound[start : int(heard[-1]) + int(AFTER * RATE)], np.float32)


def _dictionaries() -> Any:
    """What turns words into phonemes. Reading it takes as long as loading the network, so it is done beside that."""
    for name in FILES:
        checked(name)
    return G2P()
