"""Providers over HTTP: the cards, connecting, trying; and the models that can be picked."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount
from headwater.models.builtin.doubles import Doubles
from headwater.models.model import Model, mode_name
from headwater.models.registry import Registry
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind
from headwater.providers import workflows
from headwater.providers.bindable import Analysis
from headwater.providers.binding import NAME, WorkflowWish
from headwater.providers.cards import card, cards, usual_price
from headwater.providers.connection import Card, Edit, Wish
from headwater.providers.providers import Providers
from headwater.providers.workflows import KeptWorkflow

router = APIRouter(tags=["providers"])


def the_providers(connection: HTTPConnection) -> Providers:
    """The studio's providers."""
    providers: Providers = connection.app.state.providers
    return providers


TheProviders = Annotated[Providers, Depends(the_providers)]
WorkflowName = Annotated[str, Path(pattern=NAME)]


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
    """Who serves it, in words."""
    description: str
    neural: bool
    modes: list[ModeListing]
    price: str | None
    """Credits for the first mode with its default settings and 1,000 characters; absent where these have no price."""
    default: bool
    """Whether a new node of its kind starts with it."""


@router.get("/api/models")
async def list_models(account: CurrentAccount, providers: TheProviders) -> list[ModelListing]:
    """Every model that can be picked."""
    registry = await providers.registry(account.id)
    usable = {model.id for kind in Kind for model in registry.of(kind)}
    return [_listing(model, registry) for model in registry.models.values() if model.id in usable]


@router.get("/api/doubles")
async def doubles_ledger(account: CurrentAccount, providers: TheProviders) -> dict[str, int]:
    """How often each generation was submitted to a test double, by generation id, across restarts."""
    doubles = (await providers.registry(account.id)).adapters.get("doubles")
    if not isinstance(doubles, Doubles):
        raise NotFound("The test doubles are not listed. Start with HEADWATER_DOUBLES=1.")
    return await doubles.submits()


@router.get("/api/providers")
async def list_providers(account: CurrentAccount, providers: TheProviders) -> list[Card]:
    """Every provider, and how it stands with it. What was not tried for a while is tried meanwhile."""
    await providers.look_again(account.id)
    return await cards(providers, account.id)


@router.put("/api/providers/{id}")
async def connect_provider(account: CurrentAccount, providers: TheProviders, id: str, wish: Wish) -> Card:
    """Connect: a key for a known provider, or an address for a server of one's own. It is tried at once."""
    await providers.connect(account.id, id, wish)
    return await card(providers, account.id, id)


@router.delete("/api/providers/{id}", status_code=204)
async def disconnect_provider(account: CurrentAccount, providers: TheProviders, id: str) -> Response:
    """Forget a connection and its key. What was made with it stays."""
    await providers.disconnect(account.id, id)
    return Response(status_code=204)


@router.post("/api/providers/{id}/check")
async def check_provider(account: CurrentAccount, providers: TheProviders, id: str) -> Card:
    """Try a connection: a call that costs nothing, where there is one."""
    await providers.check(account.id, id)
    return await card(providers, account.id, id)


@router.put("/api/providers/{id}/models/{model:path}")
async def edit_model(account: CurrentAccount, providers: TheProviders, id: str, model: str, edit: Edit) -> Card:
    """Say what a model on a server of one's own makes, and what a generation with it costs."""
    await providers.edit_model(account.id, f"{id}/{model}", edit)
    return await card(providers, account.id, id)


@router.post("/api/providers/{id}/workflows")
async def look_at_workflow(
    account: CurrentAccount, providers: TheProviders, id: str, workflow: Annotated[dict[str, Any], Body()]
) -> Analysis:
    """What can be made of a ComfyUI workflow in API form: its inputs, and a guess at each. Keeps nothing."""
    return await workflows.look_at(providers, account.id, id, workflow)


@router.get("/api/providers/{id}/workflows/{name}")
async def get_workflow(account: CurrentAccount, providers: TheProviders, id: str, name: WorkflowName) -> KeptWorkflow:
    """A workflow that is a model, as it was put, and what else could be made of it."""
    return await workflows.kept(providers, account.id, id, name)


@router.put("/api/providers/{id}/workflows/{name}")
async def put_workflow(
    account: CurrentAccount, providers: TheProviders, id: str, name: WorkflowName, wish: WorkflowWish
) -> Card:
    """Make a ComfyUI workflow the model `id/name`, or change that one."""
    await workflows.keep(providers, account.id, id, name, wish)
    return await card(providers, account.id, id)


@router.delete("/api/providers/{id}/workflows/{name}")
async def remove_workflow(account: CurrentAccount, providers: TheProviders, id: str, name: WorkflowName) -> Card:
    """Forget a workflow. What was made with it stays."""
    await workflows.remove(providers, account.id, id, name)
    return await card(providers, account.id, id)


def _listing(model: Model, registry: Registry) -> ModelListing:
    return ModelListing(
        **model.model_dump(include={"id", "name", "kind", "description", "neural"}),
        provider=registry.provider_name(model),
        modes=[ModeListing(id=mode.id, name=mode_name(model.kind, mode)) for mode in model.modes],
        price=usual_price(model),
        default=registry.default(model.kind) is model,
    )
