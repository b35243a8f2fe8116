"""Whether the settings of a model are JSON Schemas whose defaults fit, each told where it stands."""

from collections.abc import Iterator
from typing import Any

import jsonschema

from headwater.models.lines import Place
from headwater.models.proofreading.mistake import Mistake

_TYPES = '"string", "integer", "number" or "boolean"'


def mistakes(entry: dict[str, Any], at: Place) -> Iterator[Mistake]:
    """What is wrong with the settings of a model's entry, shared ones and those of its modes."""
    yield from _settings(entry.get("settings", {}), (*at, "settings"))
    modes = entry.get("modes")
    for number, mode in enumerate(modes if isinstance(modes, list) else []):
        if isinstance(mode, dict):
            yield from _settings(mode.get("settings", {}), (*at, "modes", number, "settings"))


def _settings(settings: Any, at: Place) -> Iterator[Mistake]:
    if not isinstance(settings, dict):
        yield Mistake(at, "`settings` is no table of settings.", f'Write [{_dotted(at)}.NAME] with type = "string".')
        return
    for name, schema in settings.items():
        yield from _setting(name, schema, (*at, name))


def _setting(name: str, schema: Any, at: Place) -> Iterator[Mistake]:
    if not isinstance(schema, dict):
        yield Mistake(at, f"The setting `{name}` is no table.", f'Write [{_dotted(at)}] with type = "string".')
        return
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        yield _no_schema(name, error, at)
        return
    if "default" in schema:
        yield from _default(name, schema, at)


def _no_schema(name: str, error: jsonschema.SchemaError, at: Place) -> Mistake:
    path = tuple(error.absolute_path)
    what = f"The setting `{name}` is no JSON Schema: {error.message}."
    if path[-1:] == ("type",):
        return Mistake((*at, *path), f"The setting `{name}` has the type {error.instance!r}.", f"Write {_TYPES}.")
    return Mistake((*at, *path), what, "See https://json-schema.org/understanding-json-schema.")


def _default(name: str, schema: dict[str, Any], at: Place) -> Iterator[Mistake]:
    error = next(jsonschema.Draft202012Validator(schema).iter_errors(schema["default"]), None)
    if error:
        what = f"The default of the setting `{name}` does not fit: {error.message}."
        yield Mistake((*at, "default"), what, "Choose another default, or allow this one.")


def _dotted(place: Place) -> str:
    return ".".join(part for part in place if isinstance(part, str))
