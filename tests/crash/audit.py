"""What must be true of a studio's home once all is quiet, whatever crashes there were: says in words what is not."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from headwater.canvas.document import Document
from headwater.canvas.log import Log
from headwater.platform.database import Database
from headwater.settings import Settings
from tests.reading import Row, rows, table

ENDS = {"succeeded", "failed", "cancelled", "unknown"}
_CAPTURED, _RELEASED = "held>spent", "held>available"


async def audit(home: Path, arrived: Mapping[str, int]) -> list[str]:
    """Everything that is wrong.

    `arrived`: how many requests that it may have acted on reached the provider, by the prompt, which is another one
    for each press.
    """
    books = Books(home, await _documents(home), arrived)
    return [said for look in LOOKS for said in look(books)]


async def _documents(home: Path) -> dict[str, Document]:
    database = Database(Settings(home=home).studio_database)
    try:
        return {id: await Log(database, id).load() for (id,) in rows(home, "studio", "SELECT id FROM canvases")}
    finally:
        await database.close()


@dataclass(frozen=True)
class Books:
    """Everything that is looked at."""

    home: Path
    documents: Mapping[str, Document]
    """By canvas."""
    arrived: Mapping[str, int]

    def rows(self, name: str) -> list[Row]:
        """A table, whole."""
        return table(self.home, name)

    @cached_property
    def generations(self) -> list[Row]:
        """Every generation."""
        return self.rows("generations")

    @cached_property
    def succeeded(self) -> list[Row]:
        """Those that gave something."""
        return [row for row in self.generations if row["state"] == "succeeded"]

    @cached_property
    def assets(self) -> dict[str, Row]:
        """Every asset, by id."""
        return {row["id"]: row for row in self.rows("assets")}

    @cached_property
    def takes(self) -> list[Row]:
        """Every take."""
        return self.rows("takes")


def _ends(books: Books) -> Iterator[str]:
    for row in books.generations:
        if row["state"] not in ENDS or row["ended"] is None:
            yield f"{row['id']} reached no end: it is {row['state']}."
    left = "SELECT workflow_uuid FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')"
    for (id,) in rows(books.home, "engine", left):
        yield f"The workflow {id} is still open in the engine."


def _submits(books: Books) -> Iterator[str]:
    presses = Counter(_prompt(row) for row in books.generations if not row["continues"])
    yield from (f"One press began {count} generations: {prompt}." for prompt, count in presses.items() if count > 1)
    yield from (f"It was submitted {count} times: {prompt}." for prompt, count in books.arrived.items() if count > 1)
    for prompt in set(books.arrived) - set(presses):
        yield f"The provider was sent what no generation asked for: {prompt}."
    for row in books.succeeded:
        if books.arrived.get(_prompt(row), 0) == 0:
            yield f"{row['id']} succeeded without a submit."


def _prompt(generation: Row) -> str:
    return str(json.loads(generation["request"])["prompt"])


def _money(books: Books) -> Iterator[str]:
    holds = {row["generation"]: row for row in books.rows("credit_holds")}
    generations = {row["id"]: row for row in books.generations}
    moved = _moves(books.rows("credit_entries"))
    for id in holds.keys() - generations.keys():
        yield f"The hold {id} belongs to no generation."
    for id, row in generations.items():
        if id not in holds or holds[id]["amount"] != row["price"]:
            yield f"{id} has no hold of its price."
        elif moved[id] != (wanted := Counter([_CAPTURED if row["state"] == "succeeded" else _RELEASED])):
            yield f"The hold of {id} ({row['state']}) was settled as {dict(moved[id])}, not {dict(wanted)}."
    yield from _balances(books)


def _moves(entries: list[Row]) -> dict[str, Counter[str]]:
    """How each hold was settled, by its generation."""
    moved: dict[str, Counter[str]] = {row["from_hold"]: Counter() for row in entries if row["from_hold"]}
    for row in entries:
        if row["from_settlement"]:
            moved.setdefault(row["from_settlement"], Counter())[f"{row['debit']}>{row['credit']}"] += 1
    return moved


def _balances(books: Books) -> Iterator[str]:
    """The entries of each account, added up, are what the newest one says; nothing is held; spent is what came."""
    entries = table(books.home, "credit_entries", "ORDER BY id")
    for account in {row["account"] for row in entries}:
        mine = [row for row in entries if row["account"] == account]
        for purse in ("available", "held"):
            if (total := _sum(mine, purse) + _returned(mine, purse)) != mine[-1][purse]:
                yield f"The ledger of {account} sums to {total} {purse}, and says {mine[-1][purse]}."
        if mine[-1]["held"]:
            yield f"{mine[-1]['held']} is still held of {account}."
        due = sum(_charged(row) for row in books.succeeded if row["account"] == account)
        if (spent := _sum(mine, "spent")) != due:
            yield f"{account} spent {spent}, and what came cost {due}."


def _charged(success: Row) -> int:
    """What it cost: a part of a text less than was shown."""
    part: int | None = success["charged"]
    return int(success["price"]) if part is None else part


def _returned(entries: list[Row], purse: str) -> int:
    """What came back in the act that charged a part."""
    came_back: int = sum(row["returned"] for row in entries)
    return {"available": came_back, "held": -came_back}[purse]


def _sum(entries: list[Row], purse: str) -> int:
    return sum(row["amount"] * ((row["credit"] == purse) - (row["debit"] == purse)) for row in entries)


def _results(books: Books) -> Iterator[str]:
    made = {row["generation"]: row for row in books.takes if row["generation"]}
    for row in books.succeeded:
        if row["id"] not in made:
            yield f"{row['id']} succeeded and has no take."
        else:
            yield from _result(books, row, made[row["id"]])
    for id in made.keys() - {row["id"] for row in books.succeeded}:
        yield f"{id} did not succeed and has a take."
    yield from _belonging(books)
    yield from _checked(books)


def _checked(books: Books) -> Iterator[str]:
    """Only an unknown outcome is continued, once, and by one that was never sent itself."""
    known = {row["id"]: row for row in books.generations}
    goes_on = Counter(row["continues"] for row in books.generations if row["continues"])
    yield from (f"{id} is continued {count} times." for id, count in goes_on.items() if count > 1)
    for id in goes_on:
        if id not in known or known[id]["state"] != "unknown":
            yield f"{id} is continued, and its outcome was not unknown."


def _result(books: Books, row: Row, take: Row) -> Iterator[str]:
    """A success is shown by its node; where that is gone, it is in the assets (a text among the takes)."""
    if any(take[name] != row[name] for name in ("account", "canvas", "node")):
        yield f"The take of {row['id']} is another node's."
    node = books.documents[row["canvas"]].node(row["node"])
    shows = node.shown.take if node and node.shown else None
    if node and shows != take["id"]:
        yield f"{row['node']} shows {shows}, not what {row['id']} made."
    if bool(row["placed"]) != bool(node) or row["placed"] is None:
        yield f"{row['id']} is noted as placed={row['placed']}; its node is {'there' if node else 'gone'}."
    asset = books.assets.get(take["asset"])
    if take["asset"] and (asset is None or asset["deleted"] or asset["account"] != row["account"]):
        yield f"What {row['id']} made is not in the assets."


def _belonging(books: Books) -> Iterator[str]:
    """Every take has its asset, and every asset that was generated its take."""
    shown = {row["asset"] for row in books.takes}
    yield from (f"The asset {id} of a take is missing." for id in shown - books.assets.keys() if id)
    for id, asset in books.assets.items():
        if json.loads(asset["origin"]).get("generation") and id not in shown:
            yield f"The asset {id} was generated and is no take's."


def _files(books: Books) -> Iterator[str]:
    files = books.home / "files"
    wanted = {row["sha"]: row for row in books.assets.values() if not row["purged"]}
    stored = {path.name: path for path in files.glob("originals/*/*")}
    for sha, path in stored.items():
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha:
            yield f"The file {sha} has other bytes than its name says."
        elif sha not in wanted:
            yield f"The file {sha} is no asset's."
        elif len(data) != wanted[sha]["size"]:
            yield f"The file {sha} has not the size that its asset says."
    yield from (f"The file {sha} of an asset is missing." for sha in wanted.keys() - stored.keys())
    previews = {path.name for path in files.glob("previews/*/*") if any(path.iterdir())}
    yield from (f"There are previews of {sha}, which is not there." for sha in previews - stored.keys())
    pictures = {sha for sha, row in wanted.items() if row["kind"] != "audio"}
    yield from (f"The file {sha} has no preview." for sha in pictures - previews)


def _leftovers(books: Books) -> Iterator[str]:
    """Nothing is left where things are only for a while."""
    places = {"files/spool": "*", "workshop": "*", "adapters": "**/*.draft", "files": "[op]*/**/*#*"}
    for folder, pattern in places.items():
        for path in (books.home / folder).glob(pattern):
            yield f"{path.relative_to(books.home)} was left behind."


def _runs(books: Books) -> Iterator[str]:
    """Every run has ended, as its nodes did; none made anything twice or cost more than was agreed."""
    generations = {row["id"]: row for row in books.generations}
    for run in books.rows("runs"):
        nodes = [row for row in books.rows("run_nodes") if row["run"] == run["id"]]
        mine = [row for row in books.generations if row["run"] == run["id"]]
        if run["state"] == "running" or run["ended"] is None:
            yield f"The run {run['id']} reached no end."
        if open_ones := [row["node"] for row in nodes if row["state"] in ("waiting", "going")]:
            yield f"The run {run['id']} has ended, and these of its nodes have not: {open_ones}."
        if len({row["node"] for row in mine}) != len(mine):
            yield f"The run {run['id']} generated a node twice."
        if (spent := sum(row["price"] for row in mine if row["state"] == "succeeded")) > run["agreed"]:
            yield f"The run {run['id']} cost {spent}, and {run['agreed']} was agreed to."
        for row in nodes:
            made = generations.get(row["generation"])
            if made and made["run"] == run["id"] and row["state"] != made["state"]:
                yield f"In the run {run['id']}, {row['node']} is {row['state']}; its generation {made['state']}."
        if {row["id"] for row in mine} - {row["generation"] for row in nodes}:
            yield f"The run {run['id']} began what it does not know of."


LOOKS = (_ends, _submits, _money, _results, _files, _leftovers, _runs)
"""Everything that is looked at, in this order."""
