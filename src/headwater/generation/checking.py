"""Check again: asks a provider what became of a request whose outcome is unknown. Nothing is ever sent by it."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged
from headwater.generation import store
from headwater.generation.generation import Generation, GenerationChanged, State, Told
from headwater.generation.parts import Parts
from headwater.generation.settling import in_words
from headwater.generation.store import Record
from headwater.generation.submit import looked_up
from headwater.generation.workflow import GenerationWorkflow
from headwater.models.adapter import Failure, FailureCode, Ticket
from headwater.platform.errors import Conflict

NEVER_ARRIVED = Told(
    code="never_arrived",
    message="The provider has nothing of this request: it never arrived, or was lost there. Generate again.",
)


class CannotBeAsked(Conflict):
    """The provider cannot say what became of the request. The message says why, and what can be done."""

    code = "cannot_be_asked"


class NothingToCheck(Conflict):
    """The outcome of this generation is known."""

    code = "nothing_to_check"


class StillGenerating(Conflict):
    """The node generates something else. Wait until it has ended, then check again."""

    code = "node_busy"


@dataclass(frozen=True)
class Checking:
    """Looks requests up, and goes on with what is found."""

    parts: Parts
    workflow: GenerationWorkflow

    async def check(self, account: Account, id: str) -> Generation:
        """The generation that fetches what was found; or this one, which has failed, where the request never arrived.

        Again is the same. Raises `NotFound`, `CannotBeAsked`, `NothingToCheck`, `StillGenerating`, and what a hold
        is refused with.
        """
        async with self.parts.database.read() as view:
            await store.get(view, account.id, id)
            old = await store.record(view, id)
        if (known := await self._known(old)) is not None:
            return known
        ticket = await self._looked_up(old)
        return await (self._gone(old) if ticket is None else self._going_on(old, ticket))

    async def _known(self, old: Record) -> Generation | None:
        """What an earlier check found out."""
        made = old.generation
        if made.continued_by:
            await self._begin(made.continued_by)
            return (await self.parts.record(made.continued_by)).generation
        if made.error and made.error.code == NEVER_ARRIVED.code:
            return made
        if made.state is not State.UNKNOWN:
            raise NothingToCheck("What became of this generation is known.", state=made.state)
        return None

    async def _begin(self, id: str) -> None:
        if (await self.parts.record(id)).active:  # what has ended is never run again
            await self.workflow.start(id)

    async def _looked_up(self, old: Record) -> Ticket | None:
        try:
            async with self.workflow.calls.open(old, {}) as (adapter, call):
                return await looked_up(adapter, call)
        except Failure as failure:
            if failure.lost:
                await self._give_up(old, failure)
                advice = "Look at the provider's own page. Generating again may cost you there twice."
            else:
                advice = "Check again later."
            raise CannotBeAsked(f"{failure.message} {advice}".strip()) from failure

    async def _give_up(self, old: Record, failure: Failure) -> None:
        """There is nobody to ask, now or later."""
        code = FailureCode.UNKNOWN_OUTCOME
        told = Told(code=code, message=in_words(code, old, failure.message, lost=True))
        async with self.parts.database.write() as tx:
            await store.mark_uncheckable(tx, old.generation.id, told)
        await self._tell(old)

    async def _gone(self, old: Record) -> Generation:
        async with self.parts.database.write() as tx:
            await store.mark_never_arrived(tx, old.generation.id, NEVER_ARRIVED)
        return await self._tell(old)

    async def _going_on(self, old: Record, ticket: Ticket) -> Generation:
        """One transaction: the new generation, with its ticket, and its hold."""
        try:
            async with self.parts.database.write() as tx:
                id = await store.continue_with(tx, old.generation.id, ticket)
                what = await credits.what_for(tx, old.generation.id)
                await credits.hold(tx, old.account, id, old.price, what, old.generation.canvas)
        except store.NodeBusy as busy:
            known = await self._known(await self.parts.record(old.generation.id))
            if known is None:
                raise StillGenerating("This node generates something else now. Check again when it is done.") from busy
            return known
        await self.workflow.start(id)
        await self._tell(old)
        return await self._tell(await self.parts.record(id))

    async def _tell(self, record: Record) -> Generation:
        """Tell the tabs how it stands now, and the balance."""
        async with self.parts.database.read() as view:
            now = (await store.record(view, record.generation.id)).generation
            balance = await credits.balance(view, record.account)
        self.parts.bus.publish(record.account, GenerationChanged(generation=now))
        self.parts.bus.publish(record.account, CreditsChanged.of(balance))
        return now
