"""The models that can be picked, each with the adapter that serves it."""

from dataclasses import dataclass

from headwater.models.adapter import Adapter
from headwater.models.model import Model
from headwater.platform.errors import NotFound
from headwater.platform.kinds import Kind


@dataclass(frozen=True)
class Registry:
    """Models by id, in the order in which they are listed, and adapters by name."""

    models: dict[str, Model]
    adapters: dict[str, Adapter]

    def get(self, id: str) -> Model | None:
        """The model of that id; None when it is gone."""
        return self.models.get(id)

    def adapter(self, model: Model) -> Adapter:
        """Who serves `model`. Raises `NotFound` when its adapter is not installed."""
        try:
            return self.adapters[model.adapter]
        except KeyError:
            raise NotFound(f"The adapter `{model.adapter}` of the model `{model.id}` is not installed.") from None

    def of(self, kind: Kind) -> list[Model]:
        """The models that make `kind`."""
        return [model for model in self.models.values() if model.kind == kind]

    def default(self, kind: Kind, mode: str | None = None) -> Model | None:
        """The model that a node of `kind` uses while none was picked: the first that offers `mode`, else the first."""
        models = self.of(kind)
        return next((model for model in models if mode and model.mode(mode)), next(iter(models), None))
