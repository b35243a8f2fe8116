"""A model: the modes it offers, what each takes, its settings and its price. All of it is data."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, Self

import jsonschema
from pydantic import Field, ValidationError, model_validator

from headwater.models.frozen import Frozen
from headwater.models.price import Measured, NoPrice, PriceRule, Tariff, met, price
from headwater.models.settings import Declared
from headwater.platform.kinds import Kind

MODES: dict[Kind, dict[str, str]] = {
    Kind.TEXT: {"write": "Write", "describe": "Describe", "transcribe": "Transcribe"},
    Kind.IMAGE: {"create": "Create", "edit": "Edit"},
    Kind.VIDEO: {"create": "Create", "first-last": "First & last frame", "references": "References"},
    Kind.AUDIO: {"speech": "Speech", "music": "Music", "sound": "Sound effect"},
}
"""The modes that Headwater knows by kind, with their names; a provider may add its own."""

ANY = 99
"""Stands for "as many as you like" in a count of references."""

PromptNeed = Literal["required", "optional", "unless_references"]


class Count(Frozen):
    """How many references of one kind are taken, both ends included, and how large each may be."""

    least: int = Field(ge=0)
    most: int = Field(ge=0)
    megabytes: float | None = Field(default=None, gt=0)
    """The largest file."""
    seconds: float | None = Field(default=None, gt=0)
    """The longest video or sound."""


NONE = Count(least=0, most=0)


class Endpoint(Frozen):
    """Where a request goes at the provider, under conditions like those of a price."""

    when: dict[str, Any] = {}
    path: str


class Place(Frozen):
    """Where references of one use go in the provider's request."""

    param: str
    """The field; dots lead into nested objects."""
    many: bool = False
    """Whether the field is a list, also for one."""


class Sending(Frozen):
    """How a setting is sent, where that differs from how it is shown: keywords of ours in its schema."""

    param: str | None = None
    """The field, if it is called otherwise; dots lead into nested objects."""
    sent_as: Literal["string"] | None = None
    """A number that the provider wants in quotes."""
    times: int | None = None
    """What a number is multiplied by, such as 1000 for milliseconds."""
    sends: dict[str, Any] = {}
    """What each choice is for the provider, such as a voice's id for its name."""

    @classmethod
    def of(cls, schema: Mapping[str, Any]) -> Self:
        """What a setting's schema says. Raises `ValueError`."""
        try:
            return cls.model_validate({name: schema[name] for name in cls.model_fields if name in schema})
        except ValidationError as error:
            first = error.errors()[0]
            raise ValueError(f"`{first['loc'][0]}`: {first['msg']}") from error

    def value(self, chosen: Any) -> Any:
        """What is sent for a chosen value."""
        if self.times:
            chosen = int(Decimal(str(chosen)) * self.times)
        chosen = self.sends.get(str(chosen), chosen)
        return str(chosen) if self.sent_as == "string" else chosen


class Mode(Frozen):
    """One way to use a model."""

    id: str
    """A key of `MODES`, or the provider's own."""
    name: str = ""
    """What a person reads; taken from `MODES` when it is left out."""
    prompt: PromptNeed = "required"
    """Whether words are needed."""
    takes: dict[Kind, Count] = {}
    """How many pictures, videos and sounds are taken; what is not named is not taken."""
    at_least: int = 0
    """How many references are needed in all."""
    scripts: frozenset[str] = frozenset()
    """The scripts that the words may be written in, such as `latin`; empty for any."""
    ignores: frozenset[Kind] = frozenset()
    """What may be connected but is not used, such as videos between a first and a last frame."""
    settings: dict[str, dict[str, Any]] = {}
    """Each setting's name with its JSON Schema (2020-12), which draws it and checks it.

    A number with `follows = "sound"` is as many whole seconds as the longest connected sound while nobody sets it.
    """

    @model_validator(mode="after")
    def _settings_are_usable(self) -> Self:
        try:
            jsonschema.Draft202012Validator.check_schema(self.declared.schema())
        except jsonschema.SchemaError as error:
            raise ValueError(f"a setting is no JSON Schema: {error.message}") from error
        if wrong := self.wrong_setting(self.defaults()):
            raise ValueError(f"a default is refused by its own schema. {wrong}")
        for name, schema in self.settings.items():
            try:
                Sending.of(schema)
            except ValueError as error:
                raise ValueError(f"how the setting `{name}` is sent is wrong: {error}") from error
        return self

    rules: tuple[dict[str, Any], ...] = ()
    """Further JSON Schemas that all settings together must fit, such as `if`/`then` between two (see `settings.py`)."""
    endpoints: tuple[Endpoint, ...] = ()
    """Where a request goes at the provider: its own id of the model, or a path. The first whose conditions hold."""
    places: dict[str, Place] = {}
    """Where references go, by use (`first_frame`, `soundtrack`…), else by what arrives (`image`, `video`, `audio`).

    `prompt` is the place of the words, where it is not the usual one."""
    fixed: dict[str, Any] = {}
    """Sent with every request as it is."""

    def count(self, kind: Kind) -> Count:
        """How many references of `kind` this mode takes."""
        return self.takes.get(kind, NONE)

    @cached_property
    def declared(self) -> Declared:
        """Its settings with the rules between them."""
        return Declared(self.settings, self.rules)

    def endpoint(self, what: Measured) -> str:
        """Where a request goes at the provider. Raises `LookupError` where no condition holds."""
        found = next((each.path for each in self.endpoints if met(each.when, what.facts)), None)
        if found is None:
            raise LookupError(f"Mode `{self.id}` names no endpoint for this request.")
        return found

    def defaults(self) -> dict[str, Any]:
        """What is sent while nothing is chosen: every setting that has a default, with it."""
        return self.declared.filled({})

    def wrong_setting(self, settings: dict[str, Any]) -> str | None:
        """The first setting that does not fit, in words; None when all are right."""
        return next(iter(self.declared.wrong(settings).values()), None)


class Model(Frozen):
    """Something that generates one kind of content."""

    id: str = Field(pattern=r"^[a-z0-9-]+(/[\w.:@+-]+)+$")
    """Stable, `provider/name`; on a server of one's own, the name is what the server calls it."""
    name: str = Field(min_length=1)
    """What a person reads."""
    kind: Kind
    """What it makes."""
    provider: str
    """The id of who serves it."""
    adapter: str
    """Which adapter speaks to it."""
    description: str
    """One or two honest sentences."""
    neural: bool
    """Whether a neural network makes the content; otherwise it is procedural."""
    modes: tuple[Mode, ...] = Field(min_length=1)
    """In the order in which they are offered."""
    prices: tuple[PriceRule, ...] = Field(min_length=1)
    """The first rule that matches gives the price."""
    rates: dict[str, Decimal] = {}
    """US dollars for one token of each sort that the provider's answer counts, such as `input_text`, `output_image`.

    Where an answer names tokens and no amount, what was charged follows from them.
    """
    prompt_limit: int | None = None
    """The longest prompt in characters."""
    source: str = ""
    """Where inputs, settings and price come from."""
    as_of: date | None = None
    """When that was true."""
    exact: bool = True
    """Whether the provider publishes this price as it stands; otherwise it is derived or unchecked: see `source`."""
    retires: date | None = None
    """The last day on which the provider serves it."""
    replaced_by: str | None = None
    """The id of the model to use instead."""
    seconds: float = Field(default=3600, gt=0)
    """The longest that one generation may take."""

    @model_validator(mode="after")
    def _defaults_are_priced(self) -> Self:
        for mode in self.modes:
            try:
                price(tuple(rule.at(Tariff()) for rule in self.prices), Measured(mode.id, mode.defaults()))
            except (NoPrice, KeyError, ArithmeticError) as error:
                why = f": it counts the setting {error}, which has no default" if isinstance(error, KeyError) else ""
                raise ValueError(f"mode `{mode.id}` has no price for its default settings{why}") from error
        return self

    def at(self, tariff: Tariff) -> Self:
        """The same with its prices worked out in credits."""
        return self.model_copy(update={"prices": tuple(rule.at(tariff) for rule in self.prices)})

    def mode(self, id: str) -> Mode | None:
        """The mode of that id, if the model offers it."""
        return next((mode for mode in self.modes if mode.id == id), None)


def mode_name(kind: Kind, mode: Mode) -> str:
    """What a person reads for a mode."""
    return mode.name or MODES[kind].get(mode.id, mode.id.replace("-", " ").capitalize())
