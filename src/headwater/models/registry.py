"""The models that one account can pick, each with the adapter and the connection that serve it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from headwater.models.adapter import Adapter
from headwater.models.catalogue import Retired
from headwater.models.model import Model
from headwater.models.provider import Connection, Provider
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind


@dataclass(frozen=True)
class Registry:
    """Models by id, in the order in which they are listed, adapters by name, providers and connections by id."""

    models: Mapping[str, Model]
    """Every one that is known, also where its provider is not connected."""
    adapters: Mapping[str, Adapter]
    providers: Mapping[str, Provider]
    connections: Mapping[str, Connection]
    """Only of providers that can be used: with a key, where one is needed."""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    """What a provider said when it refused the key, by provider."""
    _offered: dict[tuple[Kind, date], tuple[Model, ...]] = field(default_factory=dict, compare=False, repr=False)

    def get(self, id: str) -> Model | None:
        """The model of that id; None when it is gone."""
        return self.models.get(id)

    def adapter(self, model: Model) -> Adapter:
        """Who serves `model`. Raises `NotFound` when its adapter is not installed."""
        try:
            return self.adapters[model.adapter]
        except KeyError:
            raise NotFound(f"The adapter `{model.adapter}` of the model `{model.id}` is not installed.") from None

    def connection(self, model: Model) -> Connection | None:
        """The way to the provider of `model`; None where it is not connected."""
        return self.connections.get(model.provider)

    def provider_name(self, model: Model) -> str:
        """Who serves `model`, in words."""
        provider = self.providers.get(model.provider)
        return provider.name if provider else model.provider

    def of(self, kind: Kind) -> list[Model]:
        """The models that make `kind` and can be used now."""
        now = today()
        if (kind, now) not in self._offered:  # asked for each node of a canvas, and the same until tomorrow
            offered = [model for model in self.models.values() if model.kind == kind and self._usable(model, now)]
            self._offered[kind, now] = tuple(offered)
        return list(self._offered[kind, now])

    def default(self, kind: Kind, mode: str | None = None) -> Model | None:
        """The model that a node of `kind` uses while none was picked: the first that offers `mode`, else the first."""
        models = self.of(kind)
        return next((model for model in models if mode and model.mode(mode)), next(iter(models), None))

    def replacement(self, id: str) -> Model | None:
        """The model to use instead of one that is gone: the one that it names, or what that one names."""
        seen: set[str] = set()
        following = self._next(id)
        while following and following not in seen:
            seen.add(following)
            model = self.models.get(following)
            if model and self._usable(model, today()):
                return model
            following = self._next(following)
        return None

    def _next(self, id: str) -> str | None:
        known = self.models.get(id) or self.retired.get(id)
        return known.replaced_by if known else None

    def _usable(self, model: Model, now: date) -> bool:
        served = model.retires is None or now <= model.retires
        return served and model.provider in self.connections


def today() -> date:
    """The day by which models retire."""
    return datetime.now(UTC).date()
