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
    ticket = None if first else await adapter.find(call)
    ticket = ticket or await _send(adapter, call)
    async with database.write() as tx:
        await store.mark_running(tx, call.id, ticket)
    return ticket


async def _send(adapter: Adapter, call: Call) -> Ticket:
    """Send it. An error that is none of the adapter's own may have come after the request left."""
    try:
        return await adapter.submit(call)
    except Failure:
        raise
    except Exception as error:
        raise Failure(FailureCode.UNKNOWN_OUTCOME, type(error).__name__, "unknown") from error
