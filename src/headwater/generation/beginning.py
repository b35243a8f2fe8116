"""Generations are begun: each with its hold in one transaction, then its workflow is started and the tabs are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged
from headwater.generation import store
from headwater.generation.generation import GenerationChanged
from headwater.generation.request import Request
from headwater.generation.store import NewGeneration, Record
from headwater.generation.workflow import GenerationWorkflow
from headwater.models.model import Model
from headwater.models.price import cost
from headwater.platform.bus import Bus
from headwater.platform.database import Database, Transaction
from headwater.providers.providers import Providers

SEED = "seed"
"""The setting by which a model makes the same again, where it has one."""


async def begin(tx: Transaction, new: NewGeneration, what: str) -> str:
    """A generation and its hold, `what` saying what for; gives its id. Again, after it was committed, is refused.

    Raises `NodeBusy`, `InsufficientCredits`, `OverLimit`.
    """
    id = await store.create(tx, new)
    await credits.hold(tx, new.account, id, new.price, what, new.canvas)
    return id


@dataclass(frozen=True)
class Beginning:
    """What is around the transaction in which a generation begins."""

    database: Database
    bus: Bus
    providers: Providers
    workflow: GenerationWorkflow

    async def expected(self, account: str, request: Request) -> int | None:
        """What the provider is expected to ask, in millionths of a US dollar."""
        model = (await self.providers.registry(account)).get(request.model)
        dollars = cost(model.prices, request.measured) if model else None
        return None if dollars is None else int(dollars * 1_000_000)

    async def begun(self, account: str, id: str) -> None:
        """Tell of what was committed, and start it."""
        await self.tell(account, [id])
        await self.workflow.start(id)

    async def tell(self, account: str, ids: Sequence[str]) -> list[Record]:
        """Tell of what was committed; gives it."""
        async with self.database.read() as view:
            records = [await store.record(view, id) for id in ids]
            balance = await credits.balance(view, account)
        for record in records:
            self.bus.publish(account, GenerationChanged(generation=record.generation))
        self.bus.publish(account, CreditsChanged.of(balance))
        return records


def variations(request: Request, model: Model | None, takes: int) -> list[Request]:
    """The requests of so many takes of one: where its seed is locked, each has the next one, else each draws its own.

    Past the largest seed that the model takes, it goes on with the smallest.
    """
    first, mode = request.settings.get(SEED), model.mode(request.mode) if model else None
    schema = mode.settings.get(SEED, {}) if mode else {}
    if not isinstance(first, int) or isinstance(first, bool):
        return [request] * takes
    return [_seeded(request, _within(schema, first + number)) for number in range(takes)]


def _within(schema: dict[str, Any], seed: int) -> int:
    least, most = schema.get("minimum", 0), schema.get("maximum")
    return seed if most is None else least + (seed - least) % (most - least + 1)


def _seeded(request: Request, seed: int) -> Request:
    return request.model_copy(update={"settings": {**request.settings, SEED: seed}})
