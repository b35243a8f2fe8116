"""The language model (SmolLM2-135M-Instruct through llama.cpp): it goes on with a text, sentence by sentence."""

# ruff: noqa: RUF001 - the signs are meant as they stand

import math
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import xllamacpp  # type: ignore[import-untyped]

from headwater.models.builtin.data import checked
from headwater.models.builtin.job import CannotMake

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 2048
"""Tokens that it can read: what was asked, and its own text so far."""
ROOM = 512
"""Tokens of that which are kept for its own text."""
SYSTEM = "You are a helpful AI assistant named SmolLM, trained by Hugging Face"
"""What came first in its training, and therefore comes first here."""
SAMPLING = {"temperature": 0.5, "top_p": 0.95, "min_p": 0.08}
"""Chosen by reading: warmer it drifts off the subject, colder it goes round in circles."""
DRY = {"dry_multiplier": 0.8, "dry_base": 1.75, "dry_allowed_length": 3}
"""Against loops. A plain repetition penalty would also punish the words of the person's own prompt."""
_SIGNS = r"""[^0-9\n#*_`<>|()\[\]{}:;=/\\"“”~^@&%+$…–—-]"""
PROSE = f'root ::= {_SIGNS}+ ("-" [a-z] {_SIGNS}+)*'
"""The signs of a plain sentence: without this it slips into lists, numbers and markup."""
FACTS = r"""root ::= [^\n#*_`<>|\[\]{}=\\"“”~^]+"""
"""The same with numbers, for answers."""
_END = re.compile(r"[.!?]['’]?(?=\s)")
MOST_THREADS = 4
"""More bring little to so small a network."""


class Network:
    """The model, with what it was asked."""

    def __init__(self, asked: str, seed: int, folder: Path) -> None:
        self._server: Any = xllamacpp.Server(_parameters(folder))
        self._before = _conversation(asked)
        self._seed = seed
        self.tokens = 0
        """How many it has written, those that were not kept included."""

    def sentence(self, text: str, most: int, grammar: str = PROSE) -> str:
        """How `text` goes on to the end of the sentence; another way each time.

        Empty when that takes more than `most` tokens, or when the model has nothing to add. Raises `CannotMake` when it
        was asked more than it can read.
        """
        heard: list[str] = []
        ends: list[str | None] = []
        wrong: list[dict[str, Any]] = []

        def hear(piece: dict[str, Any]) -> bool:
            """Whether that is enough. What is raised in here would be lost."""
            if "error" in piece:
                wrong.append(piece["error"])
                return True
            heard.append(piece["choices"][0]["text"])
            ends.append(piece["choices"][0]["finish_reason"])
            return bool(_END.search("".join(heard)))

        self._server.handle_completions(self._request(text, most, grammar), hear)
        self._check(wrong)
        self.tokens += len(heard)
        said = "".join(heard)
        if end := _END.search(f"{said} "):
            return said[: end.end()]
        return "" if "length" in ends else said

    def _request(self, text: str, most: int, grammar: str) -> dict[str, Any]:
        chance = {"seed": (self._seed + self.tokens) % 2**31, **SAMPLING, **DRY}
        return {"prompt": self._before + text, "n_predict": most, "stream": True, "grammar": grammar, **chance}

    def _check(self, wrong: list[dict[str, Any]]) -> None:
        if not wrong:
            return
        if wrong[0].get("type") == "exceed_context_size_error":
            raise CannotMake(
                f"This prompt, with the texts connected to it, is longer than the {CONTEXT - ROOM:,} word pieces that "
                "the Writer can read. Shorten it, or take a text out."
            )
        raise RuntimeError(f"the language model failed: {wrong[0].get('message')}")


def _conversation(asked: str) -> str:
    """What was asked in the model's own form (ChatML), up to where its answer begins."""
    # Marks of a turn in the person's own text would end their turn.
    said = asked.replace("<|", "< |")
    return f"<|im_start|>system\n{SYSTEM}<|im_end|>\n<|im_start|>user\n{said}<|im_end|>\n<|im_start|>assistant\n"


def _parameters(folder: Path) -> Any:
    chosen = xllamacpp.CommonParams()
    chosen.model.path = str(checked(WEIGHTS))
    chosen.n_ctx, chosen.n_parallel = CONTEXT, 1
    for work in (chosen.cpuparams, chosen.cpuparams_batch):
        work.n_threads, work.poll = _free_cores(), 0
    chosen.warmup, chosen.fit_params, chosen.ui = False, False, False
    chosen.cache_ram_mib, chosen.n_ctx_checkpoints = 0, 0
    chosen.verbosity = -1
    chosen.offline = True
    if os.name == "posix":
        # The library always serves HTTP too: in a file of this job's folder, rather than on a port of this machine.
        chosen.hostnames = [os.path.relpath(Path(tempfile.mkdtemp(prefix="w", dir=folder)) / "w.sock")]
    return chosen


def _free_cores() -> int:
    """As many threads as there are idle cores: threads that wait for each other on a busy core crawl.

    Measured on two cores, start and rejected sentences included: 1 thread writes 38 tokens a second, 2 write 52 on
    idle cores, and on busy ones 2.
    """
    cores = os.cpu_count() or 1
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else cores / 2
    return max(1, min(MOST_THREADS, math.ceil(cores - busy)))
