"""Puts into words what is wrong with the fields of an entry: missing, unknown, or of the wrong type."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from headwater.models.catalogue import Retired, Shared
from headwater.models.job_protocol import Cancel, Fetch, Find, JobProtocol, Poll, Sample, Submit, Upload
from headwater.models.lines import Place
from headwater.models.model import Count, Endpoint, Mode, Model
from headwater.models.model import Place as Field
from headwater.models.price import PricePart, PriceRule
from headwater.models.proofreading.mistake import Mistake, one_of
from headwater.models.provider import Check, Provider

_LONGEST = 60
"""Characters of a wrong value that are shown."""
_TABLES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "provider": ("a provider", Provider),
    "check": ("a provider's check", Check),
    "protocol": ("a protocol", JobProtocol),
    "submit": ("a protocol's submit", Submit),
    "poll": ("a protocol's poll", Poll),
    "fetch": ("a protocol's fetch", Fetch),
    "cancel": ("a protocol's cancel", Cancel),
    "find": ("a protocol's find", Find),
    "sample": ("a protocol's sample", Sample),
    "upload": ("a protocol's upload", Upload),
    "model": ("a model", Model),
    "modes": ("a mode", Mode),
    "takes": ("what a mode takes", Count),
    "endpoints": ("an endpoint", Endpoint),
    "places": ("a place", Field),
    "prices": ("a price", PriceRule),
    "plus": ("what is added to a price", PricePart),
    "retired": ("a retired model", Retired),
}
"""What may stand in each table, by the table's name."""
_EXAMPLES = {
    "id": 'id = "mine/painter"',
    "name": 'name = "Painter"',
    "kind": 'kind = "image"',
    "provider": 'provider = "mine"',
    "adapter": 'adapter = "openai_media"',
    "description": 'description = "Paints from words."',
    "neural": "neural = true",
    "prices": 'prices = [{ usd = "0.04" }]',
    "modes": 'a table [[model.modes]] with id = "create"',
    "param": 'param = "image_url"',
    "path": 'path = "images/generations"',
    "least": "least = 0",
    "most": "most = 1",
    "on": "on = 2026-11-22",
}
"""How each field that is needed may look."""
_INSTEAD = (
    ("bool_", "Write true or false, without quotes."),
    ("string_type", "Put it in quotes."),
    ("decimal_", 'Write an amount such as "0.05".'),
    ("finite_number", 'Write an amount such as "0.05".'),
    ("date_", "Write a day such as 2026-11-22, without quotes."),
    ("int_", "Write a whole number, without quotes."),
    ("float_", "Write a number, without quotes."),
    ("tuple_type", "Write a list: [ … ]."),
    ("list_type", "Write a list: [ … ]."),
    ("frozen_set_type", "Write a list: [ … ]."),
    ("model_type", "Write a table: { … }."),
    ("dict_type", "Write a table: { … }."),
    ("too_short", "Write at least one."),
)
"""What to write, by how pydantic names the error."""
_IDS = {
    Provider: "Write a-z, 0-9 and hyphens, such as `my-cloud`.",
    Model: "Write `provider/name` with a-z, 0-9 and hyphens before the slash, such as `mine/painter`.",
}


def mistakes(refused: ValidationError, at: Place) -> list[Mistake]:
    """Everything that is wrong with the entry at `at`."""
    errors = refused.errors()
    return [_mistake(error, (*at, *error["loc"])) for error in errors if not _follows(error, errors)]


def _follows(error: ErrorDetails, all_: list[ErrorDetails]) -> bool:
    """Whether a list counts as too short only since what stands in it is wrong."""
    inside = (each["loc"] for each in all_ if len(each["loc"]) > len(error["loc"]))
    return error["type"] == "too_short" and any(loc[: len(error["loc"])] == error["loc"] for loc in inside)


def _mistake(error: ErrorDetails, place: Place) -> Mistake:
    if place[-1:] == ("[key]",):
        return _unknown_kind(error, place[:-1])
    if error["type"] == "value_error":
        return _refused(place, str(error.get("ctx", {})["error"]))
    if error["type"] in ("list_type", "tuple_type") and isinstance(error["input"], dict):
        header = ".".join(part for part in place if isinstance(part, str))
        return Mistake(place, f"There may be several `{_name(place)}`.", f"Write [[{header}]], with two brackets.")
    return _wrong_field(error, place)


def _wrong_field(error: ErrorDetails, place: Place) -> Mistake:
    name, (thing, table) = _name(place), _table(place)
    match error["type"]:
        case "missing":
            what, instead = f"`{name}` is missing.", f"Add {_EXAMPLES.get(name, f'`{name}`')}."
        case "extra_forbidden":
            what, instead = f"`{name}` is no field of {thing}.", one_of(name, set(table.model_fields))
        case "string_pattern_mismatch":
            what, instead = _is(name, error["input"]), _IDS.get(table, "")
        case _:
            what, instead = _is(name, error["input"]), _instead(error)
    return Mistake(place, what, instead)


def _instead(error: ErrorDetails) -> str:
    if error["type"] in ("enum", "literal_error"):
        return f"Write {_expected(error)}."
    found = next((words for start, words in _INSTEAD if error["type"].startswith(start)), None)
    return found or f"{error['msg'].replace('Input', 'It')}."


def _expected(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("expected", "")).replace("'", '"')


def _unknown_kind(error: ErrorDetails, place: Place) -> Mistake:
    return Mistake(place, f"`{place[-1]}` is no kind.", f"Write {_expected(error)}.")


def _refused(place: Place, words: str) -> Mistake:
    """What one of the model's own rules says; what it says of the whole model is mostly about its prices."""
    said = f"{words[:1].upper()}{words[1:].rstrip('.')}."
    if "no price" not in words:
        return Mistake(place, said)
    return Mistake((*place, "prices"), said, "Add a rule that holds for them, or choose other defaults.")


def _name(place: Place) -> str:
    """How the value is called; an entry of a list by the list's name."""
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def _table(place: Place) -> tuple[str, type[BaseModel]]:
    around = (part for part in reversed(place[:-1]) if isinstance(part, str))
    return next((_TABLES[part] for part in around if part in _TABLES), ("a catalogue file", Shared))


def _is(name: str, value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{name}` is {said if len(said) <= _LONGEST else f'{said[:_LONGEST]}…'}."
