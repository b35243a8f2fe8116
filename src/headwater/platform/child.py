"""The inside of a child process: reads one request, limits itself, calls the function, answers, and is gone.

Run as `python -I -m headwater.platform.child`. Only the standard library is imported here: starting has to be quick.
"""

import contextlib
import json
import os
import signal
import sys
import threading
from importlib import import_module
from typing import IO, Any

from headwater.platform.errors import HeadwaterError


def main() -> None:
    """One request (a line of JSON) in, one answer (JSON) out."""
    request = json.loads(sys.stdin.buffer.readline())
    answers = _own_stdout()
    threading.Thread(target=_die_with_the_parent, daemon=True).start()
    _limit(request["limits"])
    json.dump(_answer(request["function"], request["arguments"]), answers)
    answers.flush()
    sys.stderr.flush()
    # The answer is out. Tearing down the media libraries takes time and is where they like to crash.
    os._exit(0)


def _own_stdout() -> IO[str]:
    """The pipe for the answer; whatever else prints to standard output goes to standard error from here on."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def _die_with_the_parent() -> None:
    """Nothing more ever comes on standard input, so reading ends when the studio is gone, however it went."""
    while os.read(0, 4096):
        pass
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _limit(limits: dict[str, int]) -> None:
    try:
        import resource
    except ImportError:
        return
    for name, value in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def _answer(function: str, arguments: dict[str, Any]) -> dict[str, Any]:
    module, _, name = function.partition(":")
    try:
        return {"result": getattr(import_module(module), name)(**arguments)}
    except HeadwaterError as refusal:
        return {"refused": {"message": refusal.message, "details": refusal.details}}
    except MemoryError:
        return {"memory": True}


if __name__ == "__main__":
    main()
