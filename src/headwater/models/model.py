"""A model: the modes it offers, what each takes, its settings and its price. All of it is data."""

from typing import Any, Literal, Self

import jsonschema
from pydantic import BaseModel, ConfigDict, Field, model_validator

from headwater.models.price import NoPrice, PriceRule, price
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


class Frozen(BaseModel):
    """A value that is checked when it is made and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Count(Frozen):
    """How many references of one kind are taken, both ends included."""

    least: int = Field(ge=0)
    most: int = Field(ge=0)


NONE = Count(least=0, most=0)


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
            jsonschema.Draft202012Validator.check_schema(self.settings_schema())
        except jsonschema.SchemaError as error:
            raise ValueError(f"a setting is no JSON Schema: {error.message}") from error
        if wrong := self.wrong_setting(self.defaults()):
            raise ValueError(f"a default is refused by its own schema. {wrong}")
        return self

    def count(self, kind: Kind) -> Count:
        """How many references of `kind` this mode takes."""
        return self.takes.get(kind, NONE)

    def settings_schema(self) -> dict[str, Any]:
        """One JSON Schema of all settings; nothing is let in that is not declared."""
        return {"type": "object", "properties": self.settings, "additionalProperties": False}

    def defaults(self) -> dict[str, Any]:
        """Every setting that has a default, with it."""
        return {name: schema["default"] for name, schema in self.settings.items() if "default" in schema}

    def wrong_setting(self, settings: dict[str, Any]) -> str | None:
        """The first setting that the schema refuses, in words; None when all are right."""
        error = next(iter(jsonschema.Draft202012Validator(self.settings_schema()).iter_errors(settings)), None)
        if error is None:
            return None
        name = ".".join(str(part) for part in error.absolute_path)
        return f"The setting `{name}` does not fit: {error.message}." if name else f"{error.message}."


class Model(Frozen):
    """Something that generates one kind of content."""

    id: str = Field(pattern=r"^[a-z0-9-]+(/[a-z0-9.-]+)+$")
    """Stable, `provider/name`."""
    name: str = Field(min_length=1)
    """What a person reads."""
    kind: Kind
    """What it makes."""
    provider: str
    """Who serves it, in words."""
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
    prompt_limit: int | None = None
    """The longest prompt in characters."""
    at_once: int = Field(default=4, ge=1)
    """How many generations the provider takes at once."""

    @model_validator(mode="after")
    def _defaults_are_priced(self) -> Self:
        for mode in self.modes:
            try:
                price(self.prices, mode.id, mode.defaults(), "")
            except (NoPrice, KeyError, ArithmeticError) as error:
                raise ValueError(f"mode `{mode.id}` has no price for its default settings") from error
        return self

    def mode(self, id: str) -> Mode | None:
        """The mode of that id, if the model offers it."""
        return next((mode for mode in self.modes if mode.id == id), None)


def mode_name(kind: Kind, mode: Mode) -> str:
    """What a person reads for a mode."""
    return mode.name or MODES[kind].get(mode.id, mode.id.replace("-", " ").capitalize())
