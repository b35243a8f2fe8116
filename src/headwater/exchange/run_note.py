"""The note that an unfinished run leaves beside its results, so that the next one goes on and pays nothing twice."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = ".headwater-run.json"


@dataclass(frozen=True)
class RunNote:
    """Which canvas a folder's results come from."""

    canvas: str
    """Id of the canvas."""
    file: str
    """SHA-256 of the file that was run, with its media."""


def read_note(folder: Path) -> RunNote | None:
    """The note in a folder; None if there is none, or none that can be read."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        return RunNote(canvas=str(said["canvas"]), file=str(said["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_note(folder: Path, note: RunNote) -> None:
    """Leave a note, whole or not at all."""
    draft = folder / f"{NAME}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(note), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)


def remove_note(folder: Path) -> None:
    """All is done."""
    (folder / NAME).unlink(missing_ok=True)
