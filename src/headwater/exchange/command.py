"""`headwater run`: everything is checked and priced first; then the canvas is made, run, and its results are kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headwater.credits.ledger import micro, shown
from headwater.exchange.archive import ArchiveLimits
from headwater.exchange.client import Refused, StudioClient
from headwater.exchange.plan import Plan, name_of, only, whole
from headwater.exchange.results import Results
from headwater.exchange.run import Run
from headwater.exchange.run_file import RunFile, read_run_file
from headwater.exchange.run_note import RunNote, read_note, remove_note, write_note
from headwater.exchange.telling import telling
from headwater.generation.generation import ACTIVE, State
from headwater.platform.errors import InvalidInput

Json = Any
DONE, FAILED, WRONG = 0, 1, 2
"""Exit codes: everything was made; something was not; the file or the call is wrong, and nothing was run."""


@dataclass(frozen=True)
class Words:
    """The command as it was typed."""

    file: Path
    out: Path
    only: str | None = None
    max_credits: str | None = None
    as_json: bool = False


@dataclass(frozen=True)
class Order:
    """What was asked for, found to make sense."""

    file: RunFile
    plan: Plan
    folder: Path
    most: int | None
    """Micro-credits that the run may cost; None: as many as there are."""
    as_json: bool

    @property
    def names(self) -> dict[str, str]:
        """What people call the nodes, by id."""
        return {node.id: name_of(node) for node in self.file.canvas.nodes}


def order(words: Words, limits: ArchiveLimits) -> Order:
    """What the words of the command mean. Raises `InvalidInput` and its like; nothing was touched."""
    limit = micro(words.max_credits) if words.max_credits is not None else None
    read = read_run_file(words.file, limits)
    plan = only(read.canvas, words.only) if words.only is not None else whole(read.canvas)
    folder = words.out.absolute()
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if not nearest.is_dir():
        raise InvalidInput(f"`{words.out}` is no folder that results can be put into, since `{nearest}` is a file.")
    return Order(read, plan, folder, limit, words.as_json)


async def run(client: StudioClient, asked: Order) -> int:
    """Run it; gives the exit code. Raises `InvalidInput`, `Refused` while nothing was begun, `StudioGone`."""
    tell = telling(asked.as_json, asked.names)
    canvas, done = await _earlier(client, asked)
    price = await _price(client, asked, done)
    if asked.most is not None and price > asked.most - sum(done.values()):
        raise InvalidInput(_too_dear(price, sum(done.values()), asked.most))
    if not asked.plan.nodes:
        tell.over([])
        return DONE
    canvas = canvas or await _begin(client, asked)
    tell.begins(sum(node.id not in done for node in asked.plan.nodes), shown(price))
    try:
        results = Results(asked.folder, asked.file)
        outcomes = await Run(client, canvas, asked.plan, results, asked.most, tell).all()
    except BaseException:
        tell.stop()
        raise
    tell.over(outcomes)
    if not all(each.done for each in outcomes):
        return FAILED
    remove_note(asked.folder)
    return DONE


async def _earlier(client: StudioClient, asked: Order) -> tuple[str | None, dict[str, int]]:
    """The canvas of an unfinished run of this very file, and what it paid, by node; None where there is none."""
    note = read_note(asked.folder)
    if note is None or note.file != asked.file.digest:
        return None, {}
    try:
        await client.get(f"/api/canvases/{note.canvas}")
    except Refused:  # of another home, or deleted
        return None, {}
    listed = await client.generations(note.canvas)
    paid = [each for each in listed if each["state"] in (*ACTIVE, State.SUCCEEDED)]
    return note.canvas, {each["node"]: micro(each["price"]) for each in paid}


async def _price(client: StudioClient, asked: Order, done: dict[str, int]) -> int:
    """Micro-credits for what is still to be made; what cannot run costs nothing, nor does what hangs on it."""
    body = asked.file.canvas.model_dump(mode="json", by_alias=True)
    told = {each["node"]: each for each in (await client.send("/api/estimates", body))["nodes"]}
    priced: dict[str, int] = {}
    waiting = {node.id for node in asked.plan.nodes}
    while ready := [id for id in waiting if not asked.plan.needs[id] & waiting]:
        for id in ready:
            runs = told[id]["reason"] is None and all(before in priced for before in asked.plan.needs[id])
            if runs and told[id]["price"] is not None:
                priced[id] = 0 if id in done else micro(told[id]["price"])
            waiting.discard(id)
    return sum(priced.values())


async def _begin(client: StudioClient, asked: Order) -> str:
    """A new canvas, and the note of it. When it is refused, nothing stays."""
    made = _folders(asked.folder)
    try:
        kind, content = await asked.file.content()
        canvas = str((await client.send_once("/api/canvases", kind, content))["id"])
        write_note(asked.folder, RunNote(canvas, asked.file.digest))
    except BaseException:
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()
        raise
    return canvas


def _folders(folder: Path) -> list[Path]:
    """Make a folder and those that it lies in; gives those that were not there, the deepest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".headwater-run.probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InvalidInput(f"Nothing can be written to `{folder}`: {error.strerror or error}.") from None
    return missing


def _too_dear(price: int, spent: int, most: int) -> str:
    before = f" after {shown(spent)} spent before" if spent else ""
    return f"This run costs {shown(price)} credits{before}, more than the limit of {shown(most)}. Nothing was run."
