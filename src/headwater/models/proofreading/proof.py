"""Proofreads a catalogue file: every mistake with its line, in words that say what to write instead."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from headwater.models.catalogue import Retired, Shared, with_shared_settings
from headwater.models.frozen import Frozen
from headwater.models.lines import Place, line_of
from headwater.models.model import Model
from headwater.models.proofreading import fields, sense, settings
from headwater.models.proofreading.mistake import Mistake
from headwater.models.proofreading.sense import Entries, Known
from headwater.models.provider import Provider

T = TypeVar("T", bound=Frozen)


@dataclass(frozen=True)
class Proof:
    """What was found in a file."""

    entries: Entries
    """What can be read of it."""
    mistakes: list[Mistake]
    """In the order of their lines; empty where all is right."""


def proofread(file: Path, known: Known) -> Proof:
    """Everything that a file says, and everything that is wrong with it. Raises `OSError`."""
    try:
        text = file.read_bytes().decode("utf-8")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return _unreadable(Mistake((), "This is no UTF-8 text.", "Save it as UTF-8.", _line_at(file, error.start)))
    except tomllib.TOMLDecodeError as error:
        return _unreadable(_no_toml(text, error))
    proof = _Proof(content)
    found = [*proof.mistakes, *sense.mistakes(proof.entries, _with_the_named(known, content))]
    placed = [replace(each, line=line_of(text, _home(each.place, content))) for each in found]
    return Proof(proof.entries, sorted(placed, key=lambda each: each.line))


class _Proof:
    """Reads entry by entry, so that one that is broken hides no other."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.mistakes: list[Mistake] = []
        self._content = content
        self._read(Shared, content, ())
        self.entries = Entries(
            self._all(Provider, "provider"), self._all(Model, "model"), self._all(Retired, "retired")
        )

    def _all(self, of: type[T], table: str) -> dict[Place, T]:
        listed = self._content.get(table)
        entries = enumerate(listed if isinstance(listed, list) else [])
        read = {(table, number): self._entry(of, entry, (table, number)) for number, entry in entries}
        return {place: entry for place, entry in read.items() if entry}

    def _entry(self, of: type[T], entry: Any, at: Place) -> T | None:
        if not isinstance(entry, dict):
            return None
        if of is not Model:
            return self._read(of, entry, at)
        wrong = list(settings.mistakes(entry, at))
        self.mistakes += wrong
        if wrong:
            return self._read(of, _without_settings(entry), at, bare=True)
        return self._read(of, with_shared_settings(entry), at)

    def _read(self, of: type[T], content: dict[str, Any], at: Place, *, bare: bool = False) -> T | None:
        """`bare`: its settings were taken out, so that what depends on them is neither told nor gone on with."""
        try:
            whole = of.model_validate(content)
        except ValidationError as error:
            found = fields.mistakes(error, at)
            self.mistakes += [each for each in found if not (bare and each.place[len(at) :] == ("prices",))]
            return None
        return None if bare else whole


def _with_the_named(known: Known, content: dict[str, Any]) -> Known:
    """What is named here is known, also where its entry is broken: one mistake shall not be told twice."""
    providers = {id: known.providers.get(id) for id in _ids(content, "provider")}
    models = known.models.union(_ids(content, "model"))
    return replace(known, providers={**known.providers, **providers}, models=models)


def _ids(content: dict[str, Any], table: str) -> list[str]:
    listed = content.get(table)
    entries = (each for each in (listed if isinstance(listed, list) else []) if isinstance(each, dict))
    return [each["id"] for each in entries if isinstance(each.get("id"), str)]


def _without_settings(entry: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in entry.items() if name != "settings"}
    match rest:
        case {"modes": list() as modes}:
            bare = [_without_settings(mode) if isinstance(mode, dict) else mode for mode in modes]
            return {**rest, "modes": bare}
    return rest


def _home(place: Place, content: dict[str, Any]) -> Place:
    """Where a setting of a mode really stands: a model's own settings belong to each of its modes."""
    match place:
        case ("model", int() as number, "modes", int() as mode, "settings", name, *rest):
            model = content["model"][number]
            if name not in model["modes"][mode].get("settings", {}):
                return ("model", number, "settings", name, *rest)
    return place


def _unreadable(mistake: Mistake) -> Proof:
    return Proof(Entries({}, {}, {}), [mistake])


def _no_toml(text: str, error: tomllib.TOMLDecodeError) -> Mistake:
    said = re.fullmatch(r"(?P<why>.*?) \(at (?:line (?P<line>\d+), .*|end of document)\)", str(error), re.DOTALL)
    line = int(said["line"]) if said and said["line"] else max(text.count("\n") + (not text.endswith("\n")), 1)
    why = said["why"] if said else str(error)
    return Mistake((), f"This is no TOML: {why[:1].lower()}{why[1:]}.", "See https://toml.io.", line)


def _line_at(file: Path, position: int) -> int:
    return file.read_bytes().count(b"\n", 0, position) + 1
