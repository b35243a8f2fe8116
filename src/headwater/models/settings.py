"""The settings of a mode as they are now: its rules applied to what is set, and plain words for what does not fit.

A rule is a JSON Schema of all settings together. `if`/`then`/`else`, `allOf`, `properties` and `dependentSchemas`
narrow single settings, so that whoever draws them needs no logic; `{"not": {"required": ["seed"]}}` and `"seed": false`
take one away. Any other keyword is checked, but narrows nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jsonschema

Schema = dict[str, Any]
Values = Mapping[str, Any]
OURS = ("param", "sent_as", "times", "sends", "beside")
"""Keywords that say how a setting is sent: nobody who draws it needs them."""
_HIGHER = ("minimum", "exclusiveMinimum", "minLength")
_LOWER = ("maximum", "exclusiveMaximum", "maxLength")
_TOLD = ("title", "description", "default", "unit", "advanced")
_KNOWN = 1000
"""So many answers are kept for each mode."""
_LISTED = 8
"""As many choices are named in a sentence."""


@dataclass(frozen=True)
class Declared:
    """What a mode declares: its settings by name, and the rules that all of them must fit together."""

    settings: Mapping[str, Schema]
    rules: Sequence[Schema] = ()
    _known: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
    """Why values do not fit, by the values: most nodes of a canvas are set alike, and looking takes long."""

    def schema(self) -> Schema:
        """One JSON Schema of all settings; nothing is let in that is not declared."""
        whole = {"type": "object", "properties": dict(self.settings), "additionalProperties": False}
        return whole | ({"allOf": list(self.rules)} if self.rules else {})

    def narrowed(self, values: Values) -> dict[str, Schema]:
        """Each setting that there is beside `values`, by name, as narrow as the rules make it."""
        found: dict[str, Schema | bool] = dict(self.settings)
        for each in self._narrowings(values):
            if each.name in found:
                found[each.name] = _both(found[each.name], each.schema)
        return {name: schema for name, schema in found.items() if isinstance(schema, dict)}

    def filled(self, chosen: Values, followed: Values | None = None) -> dict[str, Any]:
        """What is sent: what was chosen, what follows the inputs, and defaults, but for what the rules take away.

        A choice stays as it is, also where a rule forbids it; what nobody chose gives way to the rule's own default.
        """
        present = _defaults(self.settings) | dict(followed or {}) | self._own(chosen)
        for _ in self.settings if self.rules else ():
            before, present = present, self._ruled(present, chosen)
            if present == before:
                break
        return present

    def _ruled(self, present: dict[str, Any], chosen: Values) -> dict[str, Any]:
        """The same without what the rules take away; what nobody chose gives way where it no longer fits."""
        told = list(self._narrowings(present))
        gone = {each.name for each in told if each.schema is False}
        free = [each for each in told if each.name in present and each.name not in {*gone, *chosen}]
        amiss = {each.name for each in free if not fits(each.schema, present[each.name])}
        narrow = self.narrowed(present) if amiss else {}
        kept = {name: value for name, value in present.items() if name not in gone}
        return kept | {name: _clear(narrow[name], kept[name]) for name in amiss}

    def drawn(self, values: Values) -> Schema:
        """The JSON Schema from which the settings are drawn beside `values`: no rules are left in it."""
        shown = {name: _shown(name, schema) for name, schema in self.narrowed(values).items()}
        return {"type": "object", "properties": shown, "additionalProperties": False}

    def wrong(self, values: Values) -> dict[str, str]:
        """Why values do not fit, in words, by setting; by the empty name what lies in no single one."""
        asked = json.dumps(values)
        if asked not in self._known:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[asked] = self._wrong(values)
        return dict(self._known[asked])

    def _wrong(self, values: Values) -> dict[str, str]:
        narrow, words = self.narrowed(values), {}
        for name, value in values.items():
            if name not in narrow:
                words[name] = f"{title(name, self.settings.get(name, {}))} is no setting of this model"
            elif not fits(narrow[name], value):
                words[name] = _sentence(name, narrow[name], value, self._because(name, value, values))
        amiss = None if words else self._amiss(values)
        return {"": amiss} if amiss else words

    def _amiss(self, values: Values) -> str | None:
        """What is wrong with all of them together, though each one fits."""
        error = next(jsonschema.Draft202012Validator(self.schema()).iter_errors(dict(values)), None)
        if error is None:
            return None
        if error.validator == "required":
            missing = next(name for name in error.validator_value if name not in error.instance)
            return f"{title(missing, self.settings.get(missing, {}))} is missing. Choose one"
        match list(error.absolute_schema_path):
            case ["allOf", int() as number, *_] if "description" in self.rules[number]:
                return str(self.rules[number]["description"])
            case _:
                return "These settings do not go together. Put one of them back to its default"

    def _own(self, chosen: Values) -> dict[str, Any]:
        return {name: value for name, value in chosen.items() if name in self.settings}

    def _narrowings(self, values: Values) -> Iterator["_Narrowing"]:
        for rule in self.rules:
            yield from _narrowings(rule, values, ())

    def _because(self, name: str, value: Any, values: Values) -> str:
        """The settings that forbid a value which would fit without them: `With Resolution 4K, this model`."""
        if not fits(self.settings[name], value):
            return "This model"
        narrowings = (each for each in self._narrowings(values) if each.name == name and not fits(each.schema, value))
        looked_at = dict.fromkeys(other for each in narrowings for other in each.because)
        named = [_named(other, self.settings.get(other, {}), values) for other in looked_at]
        return f"With {' and '.join(named)}, this model" if named else "With these settings, this model"


@dataclass(frozen=True)
class _Narrowing:
    """What a rule demands of one setting."""

    name: str
    schema: Schema | bool
    because: tuple[str, ...]
    """The settings on which that depends."""


def fits(schema: Schema | bool, value: Any) -> bool:
    """Whether a JSON Schema accepts a value."""
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def title(name: str, schema: Schema) -> str:
    """What a person reads for a setting: "aspect_ratio" is "Aspect ratio" where the model gives no title."""
    words = str(schema.get("title") or name.replace("_", " ").replace("-", " ").strip())
    return words[:1].upper() + words[1:]


def in_words(schema: Schema, value: Any) -> str:
    """A value as a person reads it, with its unit."""
    match value:
        case bool():
            return "on" if value else "off"
        case int() | float():
            unit = f" {schema['unit']}" if schema.get("unit") else ""
            return f"{value:,.10g}{unit}" if isinstance(value, float) else f"{value:,}{unit}"
        case str() if schema.get("enum"):
            return value
        case str():
            return f"“{value if len(value) <= 40 else value[:40] + '…'}”"
        case None:
            return "empty"
        case _:
            return "no single value"


def accepted(schema: Schema, value: Any = None) -> str:
    """What a setting accepts instead of `value`, in words: `4 to 10 s`, `720p or 1080p`, `on or off`."""
    if "enum" in schema:
        return _choices(schema)
    if schema.get("type") in ("integer", "number"):
        return _range(schema, _steps(schema, value))
    return {"boolean": "on or off", "string": "words"}.get(str(schema.get("type")), "something else")


def _narrowings(rule: Schema | bool, values: Values, because: tuple[str, ...]) -> Iterator[_Narrowing]:
    """What one rule demands of single settings beside `values`."""
    if not isinstance(rule, dict):
        return
    for name, schema in rule.get("properties", {}).items():
        yield _Narrowing(name, schema, because)
    match rule.get("not"):
        case {"required": [str() as name], **others} if not others:
            yield _Narrowing(name, False, because)
    for each in rule.get("allOf", ()):
        yield from _narrowings(each, values, because)
    for name, each in rule.get("dependentSchemas", {}).items():
        if name in values:
            yield from _narrowings(each, values, (*because, name))
    if "if" in rule:
        branch = "then" if fits(rule["if"], dict(values)) else "else"
        yield from _narrowings(rule.get(branch, True), values, (*because, *names(rule["if"])))


def names(rule: Schema | bool) -> Iterator[str]:
    """The settings that a rule, or a part of one, speaks of."""
    if not isinstance(rule, dict):
        return
    yield from rule.get("properties", {})
    yield from rule.get("required", ())
    yield from rule.get("dependentSchemas", {})
    inside = [rule.get(word, True) for word in ("if", "then", "else", "not")]
    inside += [each for word in ("allOf", "anyOf", "oneOf") for each in rule.get(word, ())]
    for each in (*inside, *rule.get("dependentSchemas", {}).values()):
        yield from names(each)


def _both(one: Schema | bool, other: Schema | bool) -> Schema | bool:
    """A schema that accepts what both accept, as plain as it can be said."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return (one if other is True else other) if one else False
    merged = {**one, **{word: other[word] for word in _TOLD if word in other}}
    merged |= {word: max(one.get(word, other[word]), other[word]) for word in _HIGHER if word in other}
    merged |= {word: min(one.get(word, other[word]), other[word]) for word in _LOWER if word in other}
    plain = {*_TOLD, *_HIGHER, *_LOWER, "enum", "const"}
    if rest := {word: value for word, value in other.items() if word not in plain}:
        merged["allOf"] = [*one.get("allOf", []), rest]
    choices = one.get("enum", other.get("enum", [other["const"]] if "const" in other else None))
    if choices is None:
        return merged
    rest = other if "enum" in one else one
    accepts = jsonschema.Draft202012Validator(rest).is_valid
    return {**merged, "enum": [each for each in choices if accepts(each)]}


def _defaults(settings: Mapping[str, Schema]) -> dict[str, Any]:
    return {name: schema["default"] for name, schema in settings.items() if "default" in schema}


def _clear(schema: Schema, value: Any) -> Any:
    """What a setting becomes that nobody chose and that no longer fits, where that is clear; else it stays."""
    if "default" in schema and fits(schema, schema["default"]):
        return schema["default"]
    choices = schema.get("enum", ())
    return choices[0] if len(choices) == 1 else value


def _shown(name: str, schema: Schema) -> Schema:
    return {"title": title(name, schema)} | {word: value for word, value in schema.items() if word not in OURS}


def _sentence(name: str, schema: Schema, value: Any, who: str) -> str:
    most = schema.get("maxLength")
    if isinstance(value, str) and most is not None and len(value) > most:
        return f"{title(name, schema)} has {len(value):,} characters. {who} takes {most:,}"
    return f"{title(name, schema)} is {in_words(schema, value)}. {who} takes {accepted(schema, value)}"


def _named(name: str, schema: Schema, values: Values) -> str:
    return f"{title(name, schema)} {in_words(schema, values[name])}" if name in values else f"no {title(name, schema)}"


def _choices(schema: Schema) -> str:
    choices = [str(each) if isinstance(each, str) else in_words({}, each) for each in schema["enum"]]
    unit = f" {schema['unit']}" if schema.get("unit") and choices else ""
    if len(choices) > _LISTED:
        return f"one of {len(choices)} others"
    return (" or ".join(filter(None, [", ".join(choices[:-1]), *choices[-1:]])) or "none") + unit


def _steps(schema: Schema, value: Any) -> str:
    """The numbers that there are between the bounds, where `value` is none of them."""
    if schema.get("multipleOf"):
        return f"multiples of {in_words({}, schema['multipleOf'])}"
    if isinstance(value, int | float):
        return "whole numbers" if schema["type"] == "integer" and value % 1 else ""
    return "numbers" if value is not None else ""


def _range(schema: Schema, steps: str) -> str:
    least = schema.get("minimum", schema.get("exclusiveMinimum"))
    most = schema.get("maximum", schema.get("exclusiveMaximum"))
    match least, most:
        case None, None:
            return steps or "other numbers"
        case _, None:
            bounds = f"at least {in_words(schema, least)}"
        case None, _:
            bounds = f"at most {in_words(schema, most)}"
        case _ if least == most:
            bounds = in_words(schema, most)
        case _:
            bounds = f"{in_words({}, least)} to {in_words(schema, most)}"
    return f"{steps} from {bounds}" if steps and " to " in bounds else bounds
