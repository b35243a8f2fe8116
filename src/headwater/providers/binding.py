"""A workflow as a model: which of its inputs become the prompt, references and settings; and back again."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from headwater.models.adapters.comfyui.graph import RANDOM
from headwater.platform.errors import InvalidInput
from headwater.platform.kinds import Kind
from headwater.providers.bindable import Analysis, Bindable, InputType, Role
from headwater.providers.connection import Edit, OwnModel
from headwater.providers.workflow import Workflow

Json = Any
Entry = dict[str, Json]
NAME = r"^[\w.+-]{1,60}$"
"""Of a workflow, in the id of its model."""
BINDINGS = 100


class Binding(BaseModel):
    """One input, and what it becomes."""

    model_config = ConfigDict(extra="forbid")

    node: str = Field(max_length=80)
    input: str = Field(max_length=200)
    role: Role
    title: str = Field(default="", max_length=60)
    """Of a setting: what the panel calls it. Inputs of one title share one setting."""
    default: str | bool | int | float | None = None
    """Of a setting; the workflow's own value where it is left out."""
    minimum: float | None = None
    maximum: float | None = None
    choices: list[str | int | float] | None = Field(default=None, max_length=500)
    """Of a setting: what may be chosen; anything that fits where it is left out."""
    random: bool = False
    """Of a setting: another number for each generation, while nobody sets it."""
    required: bool = True
    """Of a reference: whether nothing can be generated without it. Otherwise the workflow's own file is used."""

    @property
    def spot(self) -> tuple[str, str]:
        """The input."""
        return self.node, self.input


class WorkflowWish(BaseModel):
    """A workflow, and what a person wants to be made of it."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=80)
    """What the model is called."""
    description: str = Field(default="", max_length=300)
    kind: Kind
    """What it makes."""
    workflow: dict[str, Json]
    """In API form."""
    bindings: list[Binding] = Field(default=[], max_length=BINDINGS)
    """References in the order in which they are filled."""
    output: str | None = Field(default=None, max_length=80)
    """The node whose result counts; the first one of the kind where it is left out."""
    credits: Decimal = Field(default=Decimal(0), ge=0, le=1_000_000, decimal_places=2)
    """For each generation."""


def own_workflow(provider: str, name: str, wish: WorkflowWish, workflow: Workflow, seen: Analysis) -> OwnModel:
    """The model that is kept. Raises `InvalidInput` where a binding does not fit."""
    inputs = {(each.node, each.input): each for each in seen.inputs}
    for binding in wish.bindings:
        _check(binding, inputs.get(binding.spot))
    if wish.output is not None and wish.output not in workflow.nodes:
        raise InvalidInput(f"The workflow has no node `{wish.output}` to take the result from.")
    id = f"{provider}/{name}"
    entry = {
        "id": id,
        "name": wish.title,
        "kind": wish.kind,
        "provider": provider,
        "adapter": "comfyui",
        "description": wish.description or f"A workflow of yours on {provider}.",
        "neural": True,
        "modes": [_mode(wish, workflow, inputs)],
        "prices": [{"credits": "0"}],
        "source": "a workflow that was uploaded here",
    }
    return OwnModel(id=id, provider=provider, entry=entry, edit=Edit(credits=wish.credits))


def wish_of(own: OwnModel) -> WorkflowWish:
    """What a person wanted of a model that is kept, so that it can be changed."""
    fixed = own.entry["modes"][0]["fixed"]
    return WorkflowWish(
        title=own.entry["name"],
        description=own.entry["description"],
        kind=own.entry["kind"],
        workflow=fixed["workflow"],
        bindings=fixed["bindings"],
        output=fixed["output"],
        credits=own.edit.credits or Decimal(0),
    )


def _mode(wish: WorkflowWish, workflow: Workflow, inputs: dict[tuple[str, str], Bindable]) -> Entry:
    references = _references(wish.bindings, inputs)
    needed = [each for each in wish.bindings if each.role == "reference" and each.required]
    takes = {
        kind: {"least": sum(inputs[each.spot].type.kind is kind for each in needed), "most": len(several)}
        for kind, several in references.items()
    }
    prompts = [each.spot for each in wish.bindings if each.role == "prompt"]
    settings = _settings(wish.bindings)
    return {
        "id": _mode_id(wish.kind, bool(needed)),
        "prompt": "required" if prompts else "optional",
        "takes": takes,
        "at_least": len(needed),
        "settings": {name: _schema(several[0], inputs[several[0].spot]) for name, several in settings.items()},
        "fixed": {
            "workflow": workflow.graph(),
            "prompt": prompts,
            "references": references,
            "settings": {name: [each.spot for each in several] for name, several in settings.items()},
            "random": [name for name, several in settings.items() if several[0].random],
            "output": wish.output,
            "bindings": [each.model_dump(mode="json") for each in wish.bindings],
        },
    }


def _mode_id(kind: Kind, from_references: bool) -> str:
    """The mode that such nodes are in by themselves; sound has none that fits whatever a workflow makes."""
    match kind:
        case Kind.TEXT:
            return "describe" if from_references else "write"
        case Kind.IMAGE:
            return "edit" if from_references else "create"
        case Kind.VIDEO:
            return "create"
        case Kind.AUDIO:
            return "workflow"


def _references(
    bindings: Iterable[Binding], inputs: dict[tuple[str, str], Bindable]
) -> dict[Kind, list[tuple[str, str]]]:
    """The places for files, by kind; what is required is filled first."""
    found: dict[Kind, list[tuple[str, str]]] = {}
    for each in sorted((one for one in bindings if one.role == "reference"), key=lambda one: not one.required):
        if kind := inputs[each.spot].type.kind:
            found.setdefault(kind, []).append(each.spot)
    return found


def _settings(bindings: Iterable[Binding]) -> dict[str, list[Binding]]:
    found: dict[str, list[Binding]] = {}
    for each in bindings:
        if each.role == "setting":
            found.setdefault(setting_name(each), []).append(each)
    return found


def setting_name(binding: Binding) -> str:
    """The stable name of a setting: its title in small letters; that of the input where there is none."""
    words = re.sub(r"[^a-z0-9]+", "_", (binding.title or binding.input).lower()).strip("_")
    return words or "setting"


def _check(binding: Binding, there: Bindable | None) -> None:
    if there is None:
        raise InvalidInput(f"The workflow has no input `{binding.input}` in node `{binding.node}` that can be set.")
    if binding.role == "prompt" and there.type is not InputType.TEXT:
        raise InvalidInput(f"`{there.input}` of {there.node_title} takes no words, so it cannot be the prompt.")
    if binding.role == "reference" and there.type.kind is None:
        raise InvalidInput(f"`{there.input}` of {there.node_title} takes no file, so it cannot be a reference.")


def _schema(binding: Binding, there: Bindable) -> Entry:
    schema: Entry = {"title": binding.title or there.input, **_values(binding, there)}
    if "enum" not in schema and there.type in (InputType.INTEGER, InputType.NUMBER):
        schema |= _limits(binding, there)
    if binding.random:
        schema["random"] = True
    else:
        schema["default"] = _cast(there.type, there.value if binding.default is None else binding.default)
    return schema


def _values(binding: Binding, there: Bindable) -> Entry:
    choices = binding.choices or (there.choices if there.type is InputType.CHOICE else None)
    if choices:
        return {"enum": [_cast(there.type, each) for each in choices]}
    match there.type:
        case InputType.INTEGER:
            return {"type": "integer"}
        case InputType.NUMBER:
            return {"type": "number"}
        case InputType.SWITCH:
            return {"type": "boolean"}
        case _:
            return {"type": "string", "maxLength": 10_000}


def _limits(binding: Binding, there: Bindable) -> Entry:
    least = there.minimum if binding.minimum is None else binding.minimum
    most = there.maximum if binding.maximum is None else binding.maximum
    if binding.random:
        least, most = least or 0, min(RANDOM - 1 if most is None else most, RANDOM - 1)
    limits = {"minimum": least, "maximum": most}
    return {name: _cast(there.type, value) for name, value in limits.items() if value is not None}


def _cast(type: InputType, value: Json) -> Json:
    """A value as its input holds it: a browser knows no difference between 5 and 5.0."""
    if type is InputType.INTEGER and isinstance(value, float) and value.is_integer():
        return int(value)
    return value
