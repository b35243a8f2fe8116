"""The end of a generation, in one transaction: the take and the capture, or all credits back and what to say."""

from dataclasses import dataclass
from decimal import Decimal

from headwater.assets import store as assets
from headwater.assets.asset import AssetEvent, Generated, Ingredient
from headwater.credits import store as credits
from headwater.credits.ledger import Reason, shown
from headwater.generation import partial, store
from headwater.generation.endings import Ending
from headwater.generation.fetching import PREPARED
from headwater.generation.generation import State, Told, ending, state_after
from headwater.generation.parts import Parts
from headwater.generation.provider_calls import ProviderCalls
from headwater.generation.store import Record
from headwater.generation.telling import Telling
from headwater.models.adapter import FailureCode

CANCELLED = "cancelled"
"""What the step `succeed` gives where somebody asked it to stop before the result was written."""
_REASONS = {State.FAILED: Reason.FAILED, State.CANCELLED: Reason.CANCELLED, State.UNKNOWN: Reason.UNKNOWN}


@dataclass(frozen=True)
class Settling:
    """Writes how generations ended."""

    parts: Parts
    calls: ProviderCalls
    telling: Telling

    async def succeed(self, id: str, result: Ending) -> str | None:
        """One transaction: the asset, the take and the capture. Again is a no-op.

        `CANCELLED` where it was asked to stop before that: then nothing is written and nothing is kept.
        """
        record = await self.parts.record(id)
        arrived, origin = None, await self._origin(record, result)
        charged = partial.charged(record.price, Decimal(result["share"])) if "share" in result else None
        async with self.parts.database.write() as tx:
            written = await store.mark_succeeded(tx, id, _millionths(result.get("charged")), charged)
            if written:
                await credits.capture(tx, id, charged)
                if "prepared" in result:
                    prepared = PREPARED.validate_python(result["prepared"])
                    arrived = await assets.add(tx, record.account, prepared, origin)
                asset = arrived.id if arrived else None
                await store.add_take(tx, record.result(text=result.get("text"), asset=asset, note=result.get("note")))
            overtaken = not written and (await store.record(tx, id)).active
        if overtaken:
            return await self._let_go(result)
        if arrived:
            self.parts.bus.publish(record.account, AssetEvent(asset=arrived))
        await self.telling.tell(id, settled=True)
        return None

    async def _let_go(self, result: Ending) -> str:
        """Nobody wants the result any more: remove its file."""
        if "prepared" in result:
            await self.parts.intake.discard(PREPARED.validate_python(result["prepared"]))
        return CANCELLED

    async def fail(self, id: str, end: Ending) -> None:
        """One transaction: all credits back, and what to tell the person. Again is a no-op."""
        record = await self.parts.record(id)
        code = FailureCode(end["failure"])
        if code is FailureCode.AUTH and not end.get("forbidden"):
            await self.calls.note_refusal(record, end["message"])
        error = Told(code=code, message=in_words(code, record, end["message"], bool(end.get("lost"))))
        async with self.parts.database.write() as tx:
            if await store.mark_failed(tx, id, state_after(code), error, end["charged"]):
                await credits.release(tx, id, _REASONS[state_after(code)])
            if end.get("lost"):
                await store.mark_uncheckable(tx, id, error)
        await self.telling.tell(id, settled=True)

    async def _origin(self, record: Record, result: Ending) -> Generated:
        request = record.request
        model = (await self.parts.providers.registry(record.account)).get(request.model)
        return Generated(
            generation=record.generation.id,
            canvas=record.generation.canvas,
            node=record.generation.node,
            model=request.model,
            model_name=model.name if model else "",
            mode=request.mode,
            prompt=request.prompt,
            settings=request.settings,
            references=tuple(Ingredient(each.asset, each.kind, each.use) for each in request.references),
            neural=bool(model and model.neural),
            credits=shown(record.price),
            note=result.get("note"),
            facts=result.get("facts", {}),
        )


def _millionths(dollars: str | None) -> int | None:
    """Millionths of a US dollar."""
    return None if dollars is None else int(Decimal(dollars) * 1_000_000)


def in_words(code: FailureCode, record: Record, detail: str, lost: bool = False) -> str:
    """What is said of a generation that ended so; see `ending`. `detail`: what the provider said."""
    told = ending(code, shown(record.price), lost)
    if not detail:
        return told
    return f"{told} {detail}" if code is FailureCode.CANCELLED else f"{told} ({detail})"
