"""What could be picked in a panel: each model and each mode, whether it fits what is connected, and why not."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.credits.ledger import micro, shown
from headwater.generation.fit import misfit
from headwater.generation.inputs import Inputs
from headwater.generation.mode import mode_for
from headwater.generation.request import Request, freeze, settings_for
from headwater.models.model import MODES, Mode, Model, mode_name
from headwater.models.price import NoPrice, price
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


class ModeChoice(Shown):
    """One mode that could be picked."""

    id: str
    name: str
    fits: bool
    why: str | None
    model: str | None
    """The model it would be used with: the present one if that offers it, else the first that does."""


def model_choices(
    models: Iterable[Model], picked: str | None, followed: str, inputs: Inputs, settings: dict[str, Any]
) -> list[ModelChoice]:
    """Each model in the mode that it would be used in: the picked one, or the one that follows from the inputs."""
    return [_model_choice(each, picked or mode_for(each, followed, inputs), inputs, settings) for each in models]


def mode_choices(registry: Registry, kind: Kind, model: Model | None, inputs: Inputs) -> list[ModeChoice]:
    """The modes of this kind that any model offers, in the order in which Headwater names them."""
    offered = {mode.id: mode for each in registry.of(kind) for mode in each.modes}
    known = [id for id in MODES[kind] if id in offered] + [id for id in offered if id not in MODES[kind]]
    return [_mode_choice(offered[id], kind, _user(registry, kind, model, id), inputs) for id in known]


def priced(model: Model, request: Request) -> Decimal | None:
    """Credits; None where no rule prices it, or a setting that the price needs is missing or no number."""
    try:
        return price(model.prices, request.mode, request.settings, request.prompt)
    except (NoPrice, KeyError, ArithmeticError):
        return None


def _model_choice(model: Model, mode_id: str, inputs: Inputs, settings: dict[str, Any]) -> ModelChoice:
    why = misfit(model, mode_id, inputs)
    mode = model.mode(mode_id) or model.modes[0]
    cost = priced(model, freeze(model, mode, inputs, settings_for(mode, settings, inputs)))
    return ModelChoice(
        id=model.id,
        name=model.name,
        provider=model.provider,
        description=model.description,
        neural=model.neural,
        fits=why is None,
        why=_sentence(why),
        price=shown(micro(cost)) if cost is not None else None,
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
