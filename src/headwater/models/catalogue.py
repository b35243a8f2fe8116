"""Reads model entries from TOML files: the ones that ship, and folders of the user's, later ones winning by id.

The order is the one in which models are offered: a user's own come before the ones that ship.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from headwater.models.model import Model
from headwater.platform.errors import HeadwaterError

SHIPPED = Path(__file__).parent / "entries"
DOUBLES = SHIPPED / "doubles"
"""Apart, since they are listed only for whoever asks for them."""


class BrokenEntry(HeadwaterError):
    """A model entry cannot be read; the message names the file and the place."""

    code = "broken_entry"
    status = 500


def load(folders: Sequence[Path], *, doubles: bool = False) -> dict[str, Model]:
    """Every model of `folders` and of the shipped entries, by id, the last folder's first. Raises `BrokenEntry`."""
    models: dict[str, Model] = {}
    for folder in (*reversed(folders), SHIPPED, *([DOUBLES] if doubles else [])):
        own = {model.id: model for file in sorted(folder.glob("*.toml")) for model in _read(file)}
        models |= {id: model for id, model in own.items() if id not in models}
    return models


def _read(file: Path) -> list[Model]:
    try:
        entries = tomllib.loads(file.read_text("utf-8")).get("model", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenEntry(f"`{file.name}` is not valid TOML: {error}.") from error
    if not isinstance(entries, list):
        raise BrokenEntry(f"In `{file.name}`, `model` is no list of tables. Begin each model with `[[model]]`.")
    return [_model(file, number, entry) for number, entry in enumerate(entries, 1)]


def _model(file: Path, number: int, entry: object) -> Model:
    try:
        return Model.model_validate(_with_shared_settings(entry))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BrokenEntry(f"Model {number} in `{file.name}` is wrong at `{place}`: {first['msg']}.") from error


def _with_shared_settings(entry: object) -> object:
    """A model's own `settings` belong to each of its modes, so that a file need not repeat them; a mode's own win."""
    match entry:
        case {"settings": dict() as shared, "modes": list() as modes, **rest}:
            return {**rest, "modes": [_with(shared, mode) for mode in modes]}
    return entry


def _with(shared: dict[str, Any], mode: Any) -> Any:
    own = mode.get("settings", {}) if isinstance(mode, dict) else None
    return {**mode, "settings": {**shared, **own}} if isinstance(own, dict) else mode
