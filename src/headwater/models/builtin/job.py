"""What a built-in model is given and what it gives: the contract between the workshop and the models' child processes.

Each model is a function `make(job) -> Made`, run in a child process of its own. It is deterministic: the same job makes
the same result, so that work lost in a crash is simply done again.
"""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from headwater.platform.errors import HeadwaterError

PROGRESS = "progress.json"
"""In the job's folder: how far it is, for whoever polls."""
TOLD_EVERY = 0.08
"""Seconds between two reports of progress."""


class CannotMake(HeadwaterError):
    """The model cannot do what was asked; the message is for the person: what, and what to do instead."""

    code = "invalid_input"
    status = 422


@dataclass(frozen=True)
class Given:
    """One piece of upstream content, as a file that may be read."""

    kind: str
    """`image`, `video` or `audio`; a frame of a video is an image."""
    use: str
    """What it is for: `reference`, `first_frame`, `last_frame`, `frame`, `soundtrack`, `sound`."""
    path: Path
    mime: str


@dataclass
class Job:
    """One piece of work."""

    mode: str
    prompt: str
    settings: Mapping[str, Any]
    """Every declared setting, by name."""
    inputs: tuple[Given, ...]
    """In connection order."""
    seed: int
    """0 to 2**31 - 1. Chance comes from here alone."""
    folder: Path
    """The job's own: the result is written here, and may leave other files behind."""
    _told: float = field(default=0.0, repr=False)

    def progress(self, fraction: float, text: str | None = None) -> None:
        """Tell how far it is, 0 to 1, with all of the text so far where there is some. Cheap: call it often."""
        if time.monotonic() - self._told < TOLD_EVERY:
            return
        self._told = time.monotonic()
        draft = self.folder / f"{PROGRESS}.draft"
        draft.write_text(json.dumps({"fraction": fraction, "text": text}), "utf-8")
        with suppress(PermissionError):  # Windows replaces no file that is being read; the next report comes soon
            draft.replace(self.folder / PROGRESS)


@dataclass(frozen=True)
class Made:
    """A result: text, or the name of a media file in the job's folder."""

    text: str | None = None
    file: str | None = None
    note: str | None = None
    """One sentence to the person on what was left out or done otherwise than asked; None when all of it was done."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the model says of how it was made; JSON, kept with the result's origin."""


def run(maker: str, given: list[dict[str, str]], folder: str, **job: Any) -> dict[str, Any]:
    """Do a job with `maker` ("package.module"); the entry point of the child process."""
    inputs = tuple(Given(**each | {"path": Path(each["path"])}) for each in given)  # type: ignore[arg-type]
    made: Made = import_module(maker).make(Job(inputs=inputs, folder=Path(folder), **job))
    return asdict(made)
