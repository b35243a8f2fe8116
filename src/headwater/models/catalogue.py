"""Reads providers and models from TOML files: the ones that ship, the site's folders, a person's; later ones win by id.

The order is the one in which models are offered: the last folder's come first, the ones that ship come last, among
them the built-in ones first.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from headwater.models.frozen import Frozen
from headwater.models.lines import line_of
from headwater.models.model import Model
from headwater.models.price import Tariff
from headwater.models.provider import Provider
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind

SHIPPED = Path(__file__).parent / "entries"
PROVIDERS = SHIPPED / "providers"
"""One file for each provider that ships, with its models."""
DOUBLES = SHIPPED / "doubles"
"""Apart, since they are listed only for whoever asks for them."""

T = TypeVar("T", bound=Frozen)


class BrokenEntry(HeadwaterError):
    """An entry cannot be read; the message names the file, the place and the line."""

    code = "broken_entry"
    status = 500

    def __init__(self, message: str, place: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.place = place
        """The way to the wrong value: names of tables, and numbers from 0."""


class Retired(Frozen):
    """A model that nobody serves any more: what an old canvas says of it."""

    id: str
    name: str
    kind: Kind
    on: date
    """The last day on which it was served."""
    replaced_by: str | None = None
    """The id of the model to use instead."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that the files say, by id."""

    providers: dict[str, Provider] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    retired: dict[str, Retired] = field(default_factory=dict)

    def under(self, other: "Catalogue") -> "Catalogue":
        """Both; what `other` says wins and comes first."""
        return Catalogue(
            other.providers | {id: each for id, each in self.providers.items() if id not in other.providers},
            other.models | {id: each for id, each in self.models.items() if id not in other.models},
            self.retired | other.retired,
        )


class Shared(Frozen):
    """What a file may hold at its top."""

    provider: list[dict[str, Any]] = Field(default_factory=list)
    model: list[dict[str, Any]] = Field(default_factory=list)
    retired: list[dict[str, Any]] = Field(default_factory=list)


def load(folders: Sequence[Path] = (), *, doubles: bool = False, tariff: Tariff | None = None) -> Catalogue:
    """Everything in the shipped files and in `folders`. Raises `BrokenEntry`."""
    layers = [*([DOUBLES] if doubles else []), PROVIDERS, SHIPPED, *folders]
    found = Catalogue()
    for folder in layers:
        for file in sorted(folder.glob("*.toml"), reverse=True):
            found = found.under(_as_own(read(file)) if folder in folders else read(file))
    at = tariff or Tariff()
    return Catalogue(found.providers, {id: model.at(at) for id, model in found.models.items()}, found.retired)


def _as_own(said: Catalogue) -> Catalogue:
    """Addresses that do not ship may lie on a private network: somebody here wrote them down."""
    providers = {id: each.model_copy(update={"own": True}) for id, each in said.providers.items()}
    return replace(said, providers=providers)


def read(file: Path) -> Catalogue:
    """What one file says. Raises `BrokenEntry`."""
    return _read(file, file.read_bytes())


@lru_cache(maxsize=64)
def _read(file: Path, data: bytes) -> Catalogue:
    """Kept, since checking schemas takes most of the time in which a studio opens."""
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenEntry(f"`{file.name}` is not valid TOML: {error}.") from error
    try:
        return _said(content, file)
    except BrokenEntry as error:
        line = line_of(text, error.place)
        more = f"`headwater models check {file}` says what to write instead."
        raise BrokenEntry(f"{error.message.rstrip('.')} (line {line}). {more}", error.place) from error


def _said(content: dict[str, Any], file: Path) -> Catalogue:
    top = _checked(Shared, content, file, ())
    return Catalogue(
        {each.id: each for each in _all(Provider, top.provider, file, "provider")},
        {each.id: each for each in _all(Model, top.model, file, "model")},
        {each.id: each for each in _all(Retired, top.retired, file, "retired")},
    )


def _all(of: type[T], entries: list[dict[str, Any]], file: Path, table: str) -> Iterator[T]:
    for number, entry in enumerate(entries):
        whole = with_shared_settings(entry) if of is Model else entry
        yield _checked(of, whole, file, (table, number))


def _checked(of: type[T], content: object, file: Path, at: tuple[str | int, ...]) -> T:
    try:
        return of.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = (*at, *first["loc"])
        raise BrokenEntry(f"{_where(file, place)}: {first['msg']}.", place) from error


def _where(file: Path, place: tuple[str | int, ...]) -> str:
    match place:
        case (str() as table, int() as number, *rest):
            inside = ".".join(str(part) for part in rest)
            return f"{table.capitalize()} {number + 1} in `{file.name}` is wrong" + (f" at `{inside}`" if rest else "")
        case _:
            return f"`{file.name}` is wrong at `{'.'.join(str(part) for part in place)}`"


def with_shared_settings(entry: dict[str, Any]) -> dict[str, Any]:
    """A model's own `settings` belong to each of its modes, so that a file need not repeat them; a mode's own win."""
    match entry:
        case {"settings": dict() as shared, "modes": list() as modes, **rest}:
            return {**rest, "modes": [_with(shared, mode) for mode in modes]}
        case {"settings": dict(), **rest}:
            return rest
    return entry


def _with(shared: dict[str, Any], mode: Any) -> Any:
    own = mode.get("settings", {}) if isinstance(mode, dict) else None
    return {**mode, "settings": {**shared, **own}} if isinstance(own, dict) else mode
