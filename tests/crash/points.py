"""Where a server can be made to die: just before or just after one thing that it does, the first time or later."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from headwater.assets.intake import Intake
from headwater.generation import checking, store, submit, waiting
from headwater.generation.beginning import Beginning
from headwater.generation.checking import Checking
from headwater.generation.fetching import Fetching
from headwater.generation.placing import Placing
from headwater.generation.settling import Settling
from headwater.generation.waiting import Waiting
from headwater.generation.workflow import GenerationWorkflow
from headwater.models.builtin.doubles import Doubles
from headwater.models.builtin.workshop import Workshop
from headwater.platform.engine import Engine
from headwater.runs import store as runs
from headwater.runs.turn import Turn
from headwater.runs.workflow import RunWorkflow

PLACES: dict[str, tuple[Any, str]] = {
    "start": (Engine, "start"),
    "prepare": (GenerationWorkflow, "prepare"),
    "submit": (GenerationWorkflow, "submit"),
    "leave": (submit, "_send"),
    "pause": (GenerationWorkflow, "leave_alone"),
    "send": (Doubles, "submit"),
    "wait": (Waiting, "wait"),
    "ask": (Waiting, "_poll"),
    "poll": (Doubles, "poll"),
    "cancel": (Doubles, "cancel"),
    "stop": (waiting, "_told_to_stop"),
    "work": (Workshop, "poll"),
    "fetch": (Fetching, "fetch"),
    "keep": (Intake, "prepare"),
    "succeed": (Settling, "succeed"),
    "fail": (Settling, "fail"),
    "place": (Placing, "place"),
    "show": (Placing, "_show"),
    "note": (store, "mark_placed"),
    "check": (Checking, "check"),
    "look": (checking, "looked_up"),
    "go on": (Checking, "_going_on"),
    "conduct": (RunWorkflow, "start"),
    "run": (RunWorkflow, "conduct"),
    "turn": (Turn, "take"),
    "begun": (Beginning, "begun"),
    "mark": (runs, "mark"),
    "end": (RunWorkflow, "_end"),
}
"""What a server does on the way from a press to a shown result: steps of the workflow, and things inside them."""


@dataclass(frozen=True)
class Point:
    """A moment in the life of a server."""

    when: str
    """`before` or `after`."""
    what: str
    """A key of `PLACES`."""
    times: int = 1
    """The how manyth time."""


def die_at(point: Point) -> None:
    """Make this process kill itself, as `kill -9` does, when it comes to `point`."""
    owner, name = PLACES[point.what]
    setattr(owner, name, _deadly(getattr(owner, name), point))


def _deadly(function: Callable[..., Any], point: Point) -> Callable[..., Any]:
    left = point.times

    def pass_by(when: str) -> None:
        nonlocal left
        if when == point.when:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    @wraps(function)
    async def deadly(*args: Any, **kwargs: Any) -> Any:
        pass_by("before")
        result = await function(*args, **kwargs)
        pass_by("after")
        return result

    return deadly
