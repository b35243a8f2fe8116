"""Providers as the settings page shows them: how it stands with each, and what it unlocks."""

from collections.abc import Iterable

from headwater.credits.ledger import micro, shown
from headwater.models.model import Model
from headwater.models.price import Measured, NoPrice, price
from headwater.models.provider import Provider
from headwater.models.registry import Registry, today
from headwater.providers.checking import Finding
from headwater.providers.connection import Card, KeyShown, ModelShown, State
from headwater.providers.providers import Providers, SetUp

USUAL_WORDS = "a" * 1000
"""What a price that goes by the words is said for: without any, speech would seem to be free."""
HIDDEN = frozenset({"doubles"})
"""Providers that are no choice of a person's."""


async def cards(providers: Providers, account: str) -> list[Card]:
    """Every provider that there is, the built-in studio first, then in the order of the catalogue."""
    set_up, registry = await providers.set_up(account), await providers.registry(account)
    known = [each for each in set_up.providers.values() if each.id not in HIDDEN]
    first = sorted(known, key=lambda each: (each.id != "builtin", each.id not in set_up.connections))
    return [_card(each, set_up, registry, providers.finding(account, each.id)) for each in first]


async def card(providers: Providers, account: str, id: str) -> Card:
    """One of them."""
    return next(each for each in await cards(providers, account) if each.id == id)


def _card(provider: Provider, set_up: SetUp, registry: Registry, finding: Finding) -> Card:
    connection, kept = set_up.connections.get(provider.id), set_up.kept.get(provider.id)
    state = finding.state if connection else State.NEEDS_KEY
    return Card(
        **provider.model_dump(include={"id", "name", "description", "website", "keys_page", "needs_key"}),
        type=kept.type if kept else None,
        url=connection.url if connection else provider.url,
        environment=list(provider.environment),
        key=_key(provider, set_up),
        state=state,
        message=set_up.locked.get(provider.id) or (finding.message if connection else None),
        checked=finding.at,
        tried_free=provider.check is not None,
        models=_models(each for each in registry.models.values() if each.provider == provider.id),
    )


def _key(provider: Provider, set_up: SetUp) -> KeyShown | None:
    kept = set_up.kept.get(provider.id)
    if kept and kept.sealed:
        return KeyShown(source="kept")
    variable = set_up.variables.get(provider.id)
    return KeyShown(source="environment", variable=variable) if variable else None


def _models(models: Iterable[Model]) -> list[ModelShown]:
    now = today()
    return [_model(each) for each in models if each.retires is None or each.retires >= now]


def _model(model: Model) -> ModelShown:
    return ModelShown(
        **model.model_dump(include={"id", "name", "kind", "description", "neural", "exact", "source"}),
        price=usual_price(model),
        as_of=model.as_of.isoformat() if model.as_of else None,
        retires=model.retires.isoformat() if model.retires else None,
    )


def usual_price(model: Model) -> str | None:
    """Credits for the first mode with its default settings and usual words; None where these have no price."""
    mode = model.modes[0]
    try:
        return shown(micro(price(model.prices, Measured(mode.id, mode.defaults(), USUAL_WORDS))))
    except (NoPrice, KeyError, ArithmeticError):
        return None
