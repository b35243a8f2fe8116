"""The tiny parent of the server process: it starts it again when it dies, whatever killed it. No other imports."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

ALREADY_RUNNING = 3
"""Exit code of a server process that found another one at work in the same home."""
REFUSED = 2
"""Exit code of a server process that cannot work with what it was given; it has said why."""
PORT_TAKEN = 4
"""Exit code of a server process whose port another program has."""
QUICK = 5.0
"""Seconds; a server process that lived shorter counts as failing to start."""
PATIENCE = 5
"""How often in a row it may fail to start."""


def supervise(command: Sequence[str], first_only: Sequence[str]) -> int:
    """Run `command` (the first time with `first_only` added) until it ends on purpose; gives its exit code.

    The child watches its standard input, which ends when this process does: it never outlives it.
    """
    failures = 0
    extra = list(first_only)
    while True:
        started = time.monotonic()
        code = _run([*command, *extra])
        extra = []
        if code in (0, REFUSED, ALREADY_RUNNING, PORT_TAKEN):
            return code
        failures = failures + 1 if time.monotonic() - started < QUICK else 0
        if failures >= PATIENCE:
            print("The server keeps dying at the start; its last words are above.", file=sys.stderr)
            return 1
        time.sleep(min(0.1 * 2**failures, 2.0))


def _run(command: Sequence[str]) -> int:
    child = subprocess.Popen(command, stdin=subprocess.PIPE)
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        child.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    code = child.wait()
    return 0 if stopping else code
