"""What could be picked in a panel: each model and each mode, whether it fits what is connected, and why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.credits.ledger import micro, shown
from headwater.generation.fit import misfit
from headwater.generation.inputs import Inputs
from headwater.generation.request import measure, settings_for
from headwater.models.limits import limits
from headwater.models.model import MODES, Mode, Model, mode_name
from headwater.models.price import Measured, NoPrice, price
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind


class Shown(BaseModel):
    """A value for the browser."""

    model_config = ConfigDict(frozen=True)


class ModelChoice(Shown):
    """One model that could be picked."""

    id: str
    name: str
    provider: str
    description: str
    neural: bool
    fits: bool
    why: str | None
    """Why it cannot take what is connected."""
    price: str | None
    exact: bool
    """Whether the provider publishes its price as it stands; otherwise it is derived or unchecked, as `source` says."""
    source: str
    """Where its inputs, settings and price come from."""
    limits: list[str]
    """What it takes and gives in the mode that it would be used in, such as `up to 4 images`, `1 to 60 s`."""
    used: int | None
    """When this account last generated with it, in milliseconds since 1970."""


class ModeChoice(Shown):
    """One mode that could be picked."""

    id: str
    name: str
    fits: bool
    why: str | None
    model: str | None
    """The model it would be used with: the present one if that offers it, else the first that does."""


@dataclass(frozen=True)
class Wishes:
    """What each model is measured by."""

    inputs: Inputs
    settings: dict[str, Any]
    """Those that the person chose: what a model does not declare is kept aside, and what it adds has its default."""
    used: Mapping[str, int]
    """When the account last generated with each model, by id, in milliseconds since 1970."""


def model_choices(registry: Registry, kind: Kind, mode: Callable[[Model], str], wishes: Wishes) -> list[ModelChoice]:
    """Each model of a kind in the mode that it would be used in: last used first, then as they are listed.

    One that does not fit keeps its place, so that nothing moves while one connects.
    """
    order = sorted(registry.of(kind), key=lambda model: -wishes.used.get(model.id, 0))
    return [_model_choice(registry, each, mode(each), wishes) for each in order]


def mode_choices(registry: Registry, kind: Kind, model: Model | None, inputs: Inputs) -> list[ModeChoice]:
    """The modes of this kind that any model offers, in the order in which Headwater names them."""
    offered = {mode.id: mode for each in registry.of(kind) for mode in each.modes}
    known = [id for id in MODES[kind] if id in offered] + [id for id in offered if id not in MODES[kind]]
    return [_mode_choice(offered[id], kind, _user(registry, kind, model, id), inputs) for id in known]


def priced(model: Model, measured: Measured) -> Decimal | None:
    """Credits; None where no rule prices it, or a setting that the price needs is missing or no number."""
    try:
        return price(model.prices, measured)
    except (NoPrice, KeyError, ArithmeticError):
        return None


def _model_choice(registry: Registry, model: Model, mode_id: str, wishes: Wishes) -> ModelChoice:
    inputs = wishes.inputs
    why = misfit(model, mode_id, inputs)
    mode = model.mode(mode_id) or model.modes[0]
    cost = priced(model, measure(mode, inputs, settings_for(mode, wishes.settings, inputs)))
    return ModelChoice(
        id=model.id,
        name=model.name,
        provider=registry.provider_name(model),
        description=model.description,
        neural=model.neural,
        fits=why is None,
        why=_sentence(why),
        price=shown(micro(cost)) if cost is not None else None,
        exact=model.exact,
        source=model.source,
        limits=limits(model, mode),
        used=wishes.used.get(model.id),
    )


def _user(registry: Registry, kind: Kind, model: Model | None, mode: str) -> Model | None:
    return model if model and model.mode(mode) else registry.default(kind, mode)


def _mode_choice(mode: Mode, kind: Kind, user: Model | None, inputs: Inputs) -> ModeChoice:
    why = misfit(user, mode.id, inputs) if user else None
    return ModeChoice(
        id=mode.id,
        name=mode_name(kind, mode),
        fits=why is None,
        why=_sentence(why),
        model=user.id if user else None,
    )


def _sentence(clause: str | None) -> str | None:
    """A clause as a sentence: only its first letter changes, names keep theirs."""
    return clause[:1].upper() + clause[1:] if clause else None
