"""`headwater run` as a whole: a studio is reached, the file is run in it, and what goes wrong is said in one line."""

import asyncio
import sys

from headwater.assembly import archive_limits
from headwater.exchange.client import Refused, StudioGone
from headwater.exchange.command import FAILED, WRONG, Order, Words, order, run
from headwater.platform.errors import HeadwaterError
from headwater.reach import reach
from headwater.settings import Settings

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it."""


def run_file(settings: Settings, words: Words) -> int:
    """Run it; gives the exit code."""
    try:
        return asyncio.run(_run(settings, order(words, archive_limits(settings))))
    except StudioGone as gone:
        return _said(gone.message, FAILED)
    except (HeadwaterError, Refused) as wrong:
        return _said(wrong.message, WRONG)
    except KeyboardInterrupt:
        words_ = "Stopped waiting. The run goes on while Headwater runs; run the same command again to see it through."
        return _said(words_, INTERRUPTED)


async def _run(settings: Settings, asked: Order) -> int:
    async with reach(settings) as client:
        return await run(client, asked)


def _said(message: str, code: int) -> int:
    print(" ".join(message.split()), file=sys.stderr, flush=True)
    return code
