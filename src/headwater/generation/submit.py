"""Sends a request to its provider at most once, whatever crashes in between."""

from headwater.generation import store
from headwater.models.adapter import Adapter, Call, Failure, FailureCode, Ticket
from headwater.platform.database import Database


async def submit_once(database: Database, adapter: Adapter, call: Call) -> Ticket:
    """The ticket of `call`, sent now or before.

    That it is about to leave is committed first. Whoever comes here again after a crash finds that note, and asks
    the provider instead of sending again; where that cannot be asked, it raises `Failure` with `unknown_outcome`.
    """
    async with database.write() as tx:
        first = await store.mark_submitting(tx, call.id)
    ticket = None if first else await looked_up(adapter, call)
    ticket = ticket or await _sent(adapter, call)
    async with database.write() as tx:
        await store.mark_running(tx, call.id, ticket)
    return ticket


async def _sent(adapter: Adapter, call: Call) -> Ticket:
    """Send it; where the answer was lost, look it up. It is not sent again, found or not."""
    try:
        return await _send(adapter, call)
    except Failure as failure:
        if failure.code is not FailureCode.UNKNOWN_OUTCOME:
            raise
        found = await looked_up(adapter, call)
        if found is None:
            raise
        return found


async def looked_up(adapter: Adapter, call: Call) -> Ticket | None:
    """The ticket of a call that may have been sent; None if it never arrived.

    Whatever goes wrong while the provider is asked, the outcome stays unknown: raises `Failure` with that code.
    """
    try:
        return await adapter.find(call)
    except Failure as failure:
        if failure.code is FailureCode.UNKNOWN_OUTCOME:
            raise
        raise Failure(FailureCode.UNKNOWN_OUTCOME, failure.message, "unknown") from failure
    except Exception as error:
        raise Failure(FailureCode.UNKNOWN_OUTCOME, type(error).__name__, "unknown") from error


async def _send(adapter: Adapter, call: Call) -> Ticket:
    """Send it. An error that is none of the adapter's own may have come after the request left."""
    try:
        return await adapter.submit(call)
    except Failure:
        raise
    except Exception as error:
        raise Failure(FailureCode.UNKNOWN_OUTCOME, type(error).__name__, "unknown") from error
