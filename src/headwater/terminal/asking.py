"""Reaches the studio of this home for a command; what goes wrong is said in one line."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from headwater.exchange.client import Refused, StudioClient, StudioGone
from headwater.exchange.command import DONE, FAILED, WRONG
from headwater.platform.errors import HeadwaterError
from headwater.reach import reach
from headwater.running_file import INTERRUPTED
from headwater.settings import Settings

Command = Callable[[StudioClient], Awaitable[int]]
"""Asks, says what came of it, and gives the exit code."""


def ask(settings: Settings, command: Command) -> int:
    """Let a command ask the studio that serves this home, or one in this process; gives the exit code."""
    try:
        return asyncio.run(_asked(settings, command))
    except StudioGone as gone:
        return complain(gone.message, FAILED)
    except (HeadwaterError, Refused) as wrong:
        return complain(wrong.message, WRONG)
    except KeyboardInterrupt:
        return INTERRUPTED


def complain(message: str, code: int) -> int:
    """Say what is wrong in one line; gives the exit code."""
    print(" ".join(message.split()), file=sys.stderr, flush=True)
    return code


async def _asked(settings: Settings, command: Command) -> int:
    async with reach(settings) as client:
        return await command(client)


__all__ = ["DONE", "FAILED", "WRONG", "Command", "ask", "complain"]
