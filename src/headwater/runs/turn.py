"""The turn of one node of a run: it is looked at anew, and begun only as it was agreed to, within what is left."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.credits.ledger import InsufficientCredits, amount_in_words
from headwater.credits.limits import OverLimit
from headwater.generation import store as generations
from headwater.generation.beginning import Beginning, begin
from headwater.generation.generation import Told
from headwater.generation.reasons import BUSY
from headwater.generation.request import Request
from headwater.platform.database import Transaction
from headwater.platform.errors import HeadwaterError
from headwater.runs import store
from headwater.runs.plan import PlannedNode
from headwater.runs.planning import NodeNow, Planning
from headwater.runs.run import NodeState
from headwater.runs.store import Record

_CHANGED = Told(code="changed", message="It was changed after the run was agreed to. Run it again to use what is new")


class OverAgreed(Exception):
    """It costs more than is left of what was agreed to for the run."""

    def __init__(self, price: int, left: int) -> None:
        over = f"It costs {amount_in_words(price)} now, and {amount_in_words(left)} of what you agreed to are left"
        self.told = Told(code="over_agreed", message=over)
        super().__init__(over)


class NoLongerRuns(Exception):
    """The run was stopped, or has ended."""


@dataclass(frozen=True)
class Turn:
    """Gives nodes their turn."""

    planning: Planning
    beginning: Beginning

    async def take(self, run: Record, planned: PlannedNode) -> tuple[NodeState, Told | None]:
        """What became of a node whose turn it is; `waiting` where it is in use and must wait.

        Once it is begun, that is written down with its hold. Everything else is only said.
        """
        account = Account(run.account, "")
        try:
            now = await self.planning.now(account, run.canvas, planned.node, run.plan.scope, run.anew)
        except HeadwaterError as error:
            return NodeState.SKIPPED, Told(code=error.code, message=error.message)
        if now.current:
            return NodeState.REUSED, None
        if now.reason:
            return (NodeState.WAITING, None) if now.reason.code in BUSY else (NodeState.SKIPPED, now.reason)
        if now.agreed != planned.agreed:
            return NodeState.SKIPPED, _CHANGED
        return await self._begin(run, now)

    async def _begin(self, run: Record, now: NodeNow) -> tuple[NodeState, Told | None]:
        if now.request is None or now.price is None:
            raise TypeError("A node that nothing stands in the way of has a request and a price.")
        expected = await self.beginning.expected(run.account, now.request)
        new = _new(run, now, now.request, now.price, expected)
        try:
            async with self.beginning.database.write() as tx:
                id = await self._hold(tx, run, new, f"{now.node.title} · {now.model_name}")
        except (generations.NodeBusy, NoLongerRuns):
            return NodeState.WAITING, None
        except OverAgreed as over:
            return NodeState.SKIPPED, over.told
        except (InsufficientCredits, OverLimit) as error:
            return NodeState.SKIPPED, Told(code=error.code, message=error.message)
        await self.beginning.begun(run.account, id)
        return NodeState.GOING, None

    async def _hold(self, tx: Transaction, run: Record, new: generations.NewGeneration, what: str) -> str:
        """All in one transaction: what is left of what was agreed, the generation, its hold, and that it goes."""
        left = await store.left(tx, run.id)
        if left is None:
            raise NoLongerRuns
        if new.price > left:
            raise OverAgreed(new.price, left)
        if new.node in await generations.generating(tx, new.canvas):
            raise generations.NodeBusy
        id = await begin(tx, new, what)
        await store.mark_going(tx, run.id, new.node, id)
        return id


def _new(run: Record, now: NodeNow, request: Request, price: int, expected: int | None) -> generations.NewGeneration:
    typical = None if now.typical is None else round(now.typical * 1000)
    return generations.NewGeneration(
        account=run.account,
        canvas=run.canvas,
        node=now.node.id,
        key=f"run-{run.id}-{now.node.id}",
        request=request,
        arranged=now.arranged,
        price=price,
        cost_expected=expected,
        typical=typical,
        run=run.id,
        rehearsal=run.plan.scope.rehearsal,
    )
