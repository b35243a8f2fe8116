"""The runs of the studio: exactly what was agreed to is started, or nothing; and how they stand, and Stop."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.credits.ledger import micro
from headwater.generation import store as generations
from headwater.generation.generation import TooLate
from headwater.generation.placing import Placing
from headwater.platform.bus import Bus
from headwater.platform.database import Database, Transaction
from headwater.platform.errors import Conflict, InvalidInput, NotFound
from headwater.runs import store
from headwater.runs.plan import Plan, PlannedNode, Scope
from headwater.runs.planning import Planning
from headwater.runs.run import NodeState, Run, RunChanged, RunState
from headwater.runs.store import Record, Standing
from headwater.runs.telling import as_shown
from headwater.runs.workflow import RunWorkflow

_BEGINS = {"run": NodeState.WAITING, "going": NodeState.GOING, "reused": NodeState.REUSED, "kept": NodeState.REUSED}
"""How a node stands when the run begins, by what the plan does with it; whatever cannot run is skipped."""


class NotAsPlanned(Conflict):
    """What would run is not what was agreed to, or cannot. Nothing was started; `details.plan` is true now."""

    code = "not_as_shown"

    def __init__(self, message: str, plan: Plan) -> None:
        super().__init__(message, plan=plan.model_dump(mode="json"))


@dataclass(frozen=True)
class Agreed:
    """A person starting a run, as its plan was shown."""

    canvas: str
    scope: Scope
    price: str
    """Of the whole plan."""
    hash: str
    """Of the plan."""
    key: str
    """The same for each attempt at the same press."""


@dataclass(frozen=True)
class Runs:
    """All runs of the studio."""

    database: Database
    bus: Bus
    planning: Planning
    workflow: RunWorkflow
    placing: Placing

    async def start(self, account: Account, agreed: Agreed) -> Run:
        """Start exactly what was agreed to, or nothing. Raises `NotFound`, `NotAsPlanned`."""
        async with self.database.read() as view:
            before = await store.by_key(view, account.id, agreed.key)
        if before is None:
            before = await self._begin(account, agreed, await self.planning.plan(account, agreed.canvas, agreed.scope))
        if not _stands_for(before, agreed):
            raise Conflict("This key was used for another run. Start it again.")
        if before.state is RunState.RUNNING:
            await self.workflow.start(before.id)
        return await self.get(account, before.id)

    async def get(self, account: Account, id: str) -> Run:
        """One run as it stands now. Raises `NotFound`, also when it is somebody else's."""
        async with self.database.read() as view:
            run = await _own(view, account, id)
            return as_shown(run, await store.standings(view, id))

    async def listed(self, account: Account, canvas: str | None, active: bool, limit: int) -> list[Run]:
        """Runs of an account as they stand now, newest first."""
        async with self.database.read() as view:
            found = await store.listed(view, account.id, canvas, active, limit)
            return [as_shown(run, await store.standings(view, run.id)) for run in found]

    async def stop(self, account: Account, id: str) -> Run:
        """Begin nothing more, and cancel what was begun; what has ended stays. Raises `NotFound`, `TooLate`."""
        async with self.database.write() as tx:
            run = await _own(tx, account, id)
            asked = await store.mark_stopping(tx, id)
        if not asked and run.state is not RunState.STOPPED:
            raise TooLate("It had already ended, so there was nothing left to stop.", state=run.state)
        now = await self.get(account, id)
        if asked:
            self.bus.publish(account.id, RunChanged(run=now.model_copy(update={"nodes": ()})))
        return now

    async def put_back(self, account: Account, id: str) -> list[str]:
        """Let every node that still shows what this rehearsal made show what it showed before; gives those nodes.

        Raises `NotFound`, `InvalidInput` for a run that is no rehearsal.
        """
        async with self.database.read() as view:
            run = await _own(view, account, id)
            takes = await store.takes_of(view, id)
        if not run.plan.scope.rehearsal:
            raise InvalidInput("This run was no rehearsal. Choose earlier takes in the nodes themselves.")
        return await self.placing.put_back(account.id, run.canvas, takes)

    async def _begin(self, account: Account, agreed: Agreed, plan: Plan) -> Record:
        difference = _difference(agreed, plan)
        if difference:
            return await self._twin(account, agreed, NotAsPlanned(difference, plan))
        try:
            async with self.database.write() as tx:
                going = await generations.active_of(tx, agreed.canvas)
                new = _new(account, agreed, plan, going)
                id = await store.create(tx, new)
        except store.KeyUsed as error:
            return await self._twin(account, agreed, error)
        await self.workflow.tell(id)
        async with self.database.read() as view:
            return await store.record(view, id)

    async def _twin(self, account: Account, agreed: Agreed, otherwise: Exception) -> Record:
        """What this very press started when it arrived a moment earlier. Raises `otherwise` where it did not."""
        async with self.database.read() as view:
            twin = await store.by_key(view, account.id, agreed.key)
        if twin is None:
            raise otherwise
        return twin


async def _own(view: Transaction, account: Account, id: str) -> Record:
    run = await store.record(view, id)
    if run.account != account.id:
        raise NotFound("There is no such run.")
    return run


def _new(account: Account, agreed: Agreed, plan: Plan, going: dict[str, str]) -> store.NewRun:
    standings = tuple(_standing(each, going.get(each.node)) for each in plan.nodes)
    return store.NewRun(account.id, agreed.canvas, agreed.key, plan, micro(agreed.price), standings)


def _standing(planned: PlannedNode, going: str | None) -> Standing:
    """`going`: the generation that the node has already. One that ended this very moment is looked at anew."""
    state = _BEGINS.get(planned.does, NodeState.SKIPPED)
    if state is NodeState.GOING:
        return Standing(planned.node, state, going) if going else Standing(planned.node, NodeState.WAITING)
    return Standing(planned.node, state, told=planned.reason if state is NodeState.SKIPPED else None)


def _stands_for(run: Record, agreed: Agreed) -> bool:
    """Whether this is the run that is asked for, at the price that was shown."""
    mine = (run.canvas, run.plan.scope, run.plan.hash, run.plan.price)
    return mine == (agreed.canvas, agreed.scope, agreed.hash, agreed.price)


def _difference(agreed: Agreed, plan: Plan) -> str | None:
    """Why what was agreed to is not what would run now, in words; None when it is the same."""
    if plan.reason:
        return plan.reason.message
    if plan.price != agreed.price:
        return f"The price is {plan.price} credits now, not {agreed.price}. Nothing was started."
    if plan.hash != agreed.hash:
        return "Something changed since the plan was shown. Nothing was started."
    return None
