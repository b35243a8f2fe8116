"""The writer: drafts a short English text with a tiny language model, and keeps it to its subject."""

import re
from random import Random

from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.writer.form import TOKENS, Beat, Form, form
from headwater.models.builtin.writer.network import FACTS, PROSE, Network
from headwater.models.builtin.writer.summary import summary
from headwater.models.builtin.writer.taste import SEVERE, flaws
from headwater.models.builtin.writer.wish import Wish, wish
from headwater.models.script import foreign_word

LETTERS = 5
"""In a token, spaces included, roughly."""
TRIES = 3
"""How often a sentence is asked for until it has no flaw."""
_SCRIPTS = frozenset({"latin"})
REWRITTEN = "The Writer is too small to rewrite a text, so it wrote a new one on the same subject."
SHORTENED = "The Writer is too small to summarise in its own words, so these are the text's own most telling sentences."


def make(job: Job) -> Made:
    """Write what the prompt asks for, in English, as Markdown.

    Raises `CannotMake` for a prompt in another script, a translation, or more text than the model can read.
    """
    if word := foreign_word(job.prompt, _SCRIPTS):
        raise CannotMake(f"The Writer knows English only, and cannot read “{word}”. Write the prompt in English.")
    wanted = wish(job.prompt)
    if wanted.task == "translation":
        raise CannotMake("The Writer knows English only, and cannot translate. Choose another model for this.")
    if wanted.task == "summary":
        return _shortened(wanted, job)
    return _written(wanted, job)


def _shortened(wanted: Wish, job: Job) -> Made:
    if not wanted.material:
        raise CannotMake("There is no text to shorten. Connect one, or put it before your words, with an empty line.")
    text = summary(wanted.material, wanted.count or {"short": 1, "medium": 2, "long": 4}[job.settings["length"]])
    return Made(text=text, note=SHORTENED, facts={"kind": "summary", "neural": False})


def _written(wanted: Wish, job: Job) -> Made:
    network = Network(wanted.asked, job.seed, job.folder)
    draft = Draft(network, form(wanted, job.settings["length"], Random(job.seed)), job)
    text = draft.written(TOKENS[job.settings["length"]])
    if not re.search(r"\w", text):
        raise CannotMake("The Writer found no words for this. Say what kind of text you want, and what about.")
    facts = {"network": "SmolLM2-135M-Instruct", "kind": wanted.task, "tokens": network.tokens}
    return Made(text=text, note=REWRITTEN if wanted.task == "rewrite" else None, facts=facts)


class Draft:
    """A text in the making."""

    def __init__(self, network: Network, form: Form, job: Job) -> None:
        self._network = network
        self._form = form
        self._job = job
        self._text = ""
        self._done = 0

    def written(self, tokens: int) -> str:
        """The whole text. Nothing new is begun after about `tokens` of them."""
        for beat in self._form.beats:
            if self._done == self._form.count or len(self._text) > LETTERS * tokens:
                break
            if best := self._best(beat):
                self._text, self._done = best, self._done + 1
                self._job.progress(self._done / (self._form.count + 1), self._text)
        return self._text + (self._form.end if self._text else "")

    def _best(self, beat: Beat) -> str:
        """The text with the best of a few goes at the beat; empty when all are bad."""
        mark = self._form.marks[self._done % len(self._form.marks)]
        start = f"{self._text}{self._form.joint if self._done else ''}{mark}{beat.start}"
        if not beat.most:
            return start
        best, least = "", SEVERE
        for _ in range(TRIES):
            added = self._added(start, beat)
            points = flaws(beat.start, added, self._text, self._job.prompt, self._form.names)
            if points < least:
                best, least = start + added, points
            if not least:
                break
        return best

    def _added(self, start: str, beat: Beat) -> str:
        before = self._form.context + start
        # Words come with the space before them: one that is there already would make the network stumble.
        added = self._network.sentence(before.rstrip(" "), beat.most, FACTS if self._form.numbers else PROSE).rstrip()
        if self._form.sentences and added and not added.endswith((".", "!", "?", "'")):
            added += "."
        return added.lstrip() if before.endswith((" ", "\n")) or not before else added
