"""Models over HTTP: what can be picked, and what the test doubles were asked."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount
from headwater.credits.ledger import micro, shown
from headwater.models.builtin.doubles import Doubles
from headwater.models.model import Mode, Model, mode_name
from headwater.models.price import price
from headwater.models.registry import Registry
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind

router = APIRouter(tags=["models"])


def the_registry(connection: HTTPConnection) -> Registry:
    """The studio's registry."""
    registry: Registry = connection.app.state.registry
    return registry


class ModeListing(BaseModel):
    """One mode in the list of models."""

    id: str
    name: str


class ModelListing(BaseModel):
    """One model in the list."""

    id: str
    name: str
    kind: Kind
    provider: str
    description: str
    neural: bool
    modes: list[ModeListing]
    price: str
    """Credits for the first mode with its default settings."""
    default: bool
    """Whether a new node of its kind starts with it."""


@router.get("/api/models")
async def list_models(_: CurrentAccount, registry: Annotated[Registry, Depends(the_registry)]) -> list[ModelListing]:
    """Every model that can be picked."""
    return [_listing(model, registry.default(model.kind) is model) for model in registry.models.values()]


@router.get("/api/doubles")
async def doubles_ledger(_: CurrentAccount, registry: Annotated[Registry, Depends(the_registry)]) -> dict[str, int]:
    """How often each generation was submitted to a test double, by generation id, across restarts."""
    doubles = registry.adapters.get("doubles")
    if not isinstance(doubles, Doubles):
        raise NotFound("The test doubles are not listed. Start with HEADWATER_DOUBLES=1.")
    return await doubles.submits()


def _listing(model: Model, default: bool) -> ModelListing:
    return ModelListing(
        **model.model_dump(include={"id", "name", "kind", "provider", "description", "neural"}),
        modes=[ModeListing(id=mode.id, name=mode_name(model.kind, mode)) for mode in model.modes],
        price=_shown_price(model, model.modes[0]),
        default=default,
    )


def _shown_price(model: Model, mode: Mode) -> str:
    """The price for a mode's default settings, as it is written."""
    return shown(micro(price(model.prices, mode.id, mode.defaults(), "")))
