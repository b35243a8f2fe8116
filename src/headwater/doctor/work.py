"""What does the work: child processes with limits, the models' data, and each built-in model making something small."""

import asyncio
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headwater.doctor.finding import Finding, ill, well
from headwater.doctor.machine import size
from headwater.models import catalogue
from headwater.models.adapter import Call, Output
from headwater.models.builtin import data
from headwater.models.builtin.workshop import Workshop
from headwater.models.model import Mode, Model
from headwater.models.provider import Connection
from headwater.platform.children import ChildFailed, ChildOutOfMemory, Children, ChildTimedOut
from headwater.platform.errors import HeadwaterError
from headwater.platform.identifiers import new_id
from headwater.settings import Settings

WORDS = "A small boat on a calm lake at dawn, with gentle waves."
"""Something for every model: words to go on from, to speak, to paint, to film, to play and to sound."""
ALLOWED = 2**30
"""Bytes of address space of the child that asks for twice as much."""
PATIENCE = 1.0
"""Seconds that the child may take which hangs."""
SIGILL = getattr(signal, "SIGILL", 0)
"""What ends a process that asks the processor for what it has not got."""
_REPORT = "Try again; if it stays so, report it with this line."


async def children() -> Finding:
    """A child process starts and answers, and its limits hold."""
    with TemporaryDirectory(prefix="headwater-doctor-") as folder:
        try:
            began = time.monotonic()
            await _child("answer", Path(folder))
            took = time.monotonic() - began
            loose = await _loose_limits(Path(folder))
        except (HeadwaterError, OSError) as error:
            todo = "Look for a limit on processes or memory (`ulimit -a`), or a program that forbids to start others."
            return ill("Child processes", f"none can be started: {error}", todo)
    if loose and sys.platform == "linux":
        return ill("Child processes", f"the limit on {loose} does not hold", "Report this, with the system you have.")
    beyond = f"; this system has no limit on {loose}" if loose else ", within their limits"
    return well("Child processes", f"start in {took:.1f} s{beyond}")


async def _loose_limits(folder: Path) -> str | None:
    """The limit that can be broken: `time` or `memory`."""
    try:
        await _child("hang", folder, seconds=60 * PATIENCE)
        return "time"
    except ChildTimedOut:
        pass
    try:
        await _child("reserve", folder, amount=2 * ALLOWED)
        return "memory"
    except ChildOutOfMemory:
        return None


async def _child(task: str, folder: Path, **arguments: float) -> None:
    allowed = PATIENCE if task == "hang" else 60.0
    function = f"headwater.doctor.probe:{task}"
    await Children().run(function, arguments, seconds=allowed, memory=ALLOWED, cwd=folder)


async def weights() -> Finding:
    """Every file that the built-in models read is there and is the one it should be."""
    problems = [problem for name in data.names() if (problem := await asyncio.to_thread(_problem, name))]
    if problems:
        says = " ".join(problem.message for problem in problems)
        return ill("Models' data", says, "")
    return well("Models' data", f"{len(data.names())} files, all whole")


def _problem(name: str) -> HeadwaterError | None:
    try:
        data.checked(name)
    except HeadwaterError as error:
        return error
    return None


def listed(settings: Settings) -> Finding:
    """The catalogue can be read."""
    try:
        models = catalogue.load(settings.model_folders).models
    except HeadwaterError as error:
        return ill("Models", error.message, "Mend that file; `headwater models check FILE` names the line.")
    return well("Models", f"{len(models)} can be picked")


def built_in() -> list[Model]:
    """The models that ship and do their work here."""
    return [model for model in catalogue.load().models.values() if model.adapter == "builtin"]


async def model(model: Model) -> Finding:
    """`model` really makes something small."""
    with TemporaryDirectory(prefix="headwater-doctor-", ignore_cleanup_errors=True) as folder:
        workshop = Workshop(Path(folder))
        began = time.monotonic()
        try:
            made = await _made(workshop, smallest(model))
        except HeadwaterError as error:
            return ill(model.name, _why(error), _what_helps(error))
        except Exception as error:  # noqa: BLE001  # whatever it is, the other models are still to be tried
            return ill(model.name, f"fails: {error or type(error).__name__}", _REPORT)
        finally:
            await workshop.close()
        return well(model.name, f"{made} in {time.monotonic() - began:.1f} s")


def smallest(model: Model) -> Call:
    """The quickest request that `model` takes: words alone, the first of each choice, the shortest duration."""
    mode = next(mode for mode in model.modes if _takes_words_alone(mode))
    settings = {name: _least(name, schema) for name, schema in mode.settings.items()}
    given = {name: value for name, value in settings.items() if value is not None}
    here = Connection(catalogue.load().providers[model.provider], "")
    return Call(new_id(), model, mode.id, WORDS, given, here)


def _takes_words_alone(mode: Mode) -> bool:
    return not mode.at_least and not any(count.least for count in mode.takes.values())


def _least(name: str, schema: dict[str, Any]) -> Any:
    if name == "duration":
        return schema.get("minimum", schema.get("default"))
    return schema.get("enum", [schema.get("default")])[0]


async def _made(workshop: Workshop, call: Call) -> str:
    """Do the job to its end; what came of it, in words."""
    ticket = await workshop.submit(call)
    return await _described(await workshop.fetch(call, ticket))


async def _described(output: Output) -> str:
    if output.media is None:
        return f"{len((output.text or '').split())} words"
    total = 0
    async for piece in output.media:
        total += len(piece)
    return f"{size(total)} of {Path(output.name).suffix.removeprefix('.').upper()}"


def _why(error: HeadwaterError) -> str:
    if not isinstance(error, ChildFailed) or isinstance(error, ChildOutOfMemory):
        return error.message
    exit = error.details.get("exit")
    return f"its process crashed: {error.details.get('said') or f'exit {exit}'}"


def _what_helps(error: HeadwaterError) -> str:
    match error:
        case ChildOutOfMemory() | ChildTimedOut():
            return "Close other programs, then try again."
        case ChildFailed() if error.details.get("exit") == -SIGILL:
            return "This processor lacks instructions (AVX2) that it was compiled for. The other models work without."
        case ChildFailed():
            return _REPORT
    return ""  # a refusal's own words say it
