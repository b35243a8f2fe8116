"""Running a canvas: each node as soon as what it needs is there, pressed as shown and never beyond the limit."""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from headwater.credits.ledger import micro, shown
from headwater.exchange.canvas_file import FileNode
from headwater.exchange.client import Refused, StudioClient, StudioGone
from headwater.exchange.outcome import SKIPPED, SUCCEEDED, Outcome
from headwater.exchange.plan import Plan, name_of
from headwater.exchange.results import Results
from headwater.exchange.telling import Telling
from headwater.generation.generation import ACTIVE, State

Json = Any
LOOKS = 20
"""How often a panel is looked at again because what would run was no longer what it had shown."""
PAUSES = (0.1, 1.0)
"""Seconds between two looks at what is going on: the first, and the longest while nothing changes."""


class NotRun(Exception):
    """A node cannot be run; `code` and words say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.told = code, message


class Budget:
    """What may be spent, in micro-credits. What is asked for is set aside at once, so that no two pass it together."""

    def __init__(self, most: int | None, spent: int = 0) -> None:
        self._most = most
        self._spent = spent

    def set_aside(self, price: int) -> None:
        """Raises `NotRun` where it would go beyond."""
        if self._most is not None and self._spent + price > self._most:
            left = shown(max(self._most - self._spent, 0))
            raise NotRun("over_limit", f"Needs {shown(price)} credits, {left} of the limit are left")
        self._spent += price

    def give_back(self, price: int) -> None:
        """It was not spent after all."""
        self._spent -= price


class Watch:
    """Looks at the canvas's generations, once for everybody who waits for one."""

    def __init__(self, client: StudioClient, canvas: str, tell: Telling) -> None:
        self._client = client
        self._canvas = canvas
        self._tell = tell
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._anybody = asyncio.Event()
        self._pause = PAUSES[0]

    async def ended(self, id: str) -> Json:
        """The generation once it has ended, and, if it succeeded, once its node is known to show it or to be gone."""
        future = self._waiting.setdefault(id, asyncio.get_running_loop().create_future())
        self._pause = PAUSES[0]
        self._anybody.set()
        return await future

    async def run(self) -> None:
        """Look until cancelled. Raises `StudioGone`."""
        while True:
            await self._anybody.wait()
            active = await self._client.get("/api/generations", canvas=self._canvas, active=True, limit=1000)
            self._tell.going(active)
            for id in self._waiting.keys() - {each["id"] for each in active}:
                self._answer(await self._client.get(f"/api/generations/{id}"))
            if not self._waiting:
                self._anybody.clear()
            await asyncio.sleep(self._pause)
            self._pause = min(1.5 * self._pause, PAUSES[1])

    def _answer(self, now: Json) -> None:
        if now["state"] in ACTIVE or (now["state"] == SUCCEEDED and now["placed"] is None):
            return
        self._pause = PAUSES[0]
        self._waiting.pop(now["id"]).set_result(now)


@dataclass
class Run:
    """One run of one canvas."""

    client: StudioClient
    canvas: str
    plan: Plan
    results: Results
    most: int | None
    """Micro-credits that all runs of this canvas together may cost."""
    tell: Telling
    _tasks: dict[str, asyncio.Task[Outcome]] = field(default_factory=dict)
    _earlier: Mapping[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = Watch(self.client, self.canvas, self.tell)
        self._budget = Budget(self.most)

    async def all(self) -> list[Outcome]:
        """Run every node of the plan; gives how each ended, in the order of the file. Raises `StudioGone`."""
        await self._look_back()
        try:
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(self._watch.run())
                self._tasks = {node.id: group.create_task(self._told(node)) for node in self.plan.nodes}
                await asyncio.gather(*self._tasks.values())
                watching.cancel()
        except* (StudioGone, Refused) as several:
            raise StudioGone(str(several.exceptions[0])) from None
        return [task.result() for task in self._tasks.values()]

    async def _look_back(self) -> None:
        """What an earlier run of this canvas did already, and what it spent."""
        listed = await self.client.generations(self.canvas)
        counting = [each for each in listed if each["state"] not in (State.FAILED, State.CANCELLED)]
        self._earlier = {each["node"]: each for each in reversed(counting)}
        paid = [micro(each["price"]) for each in listed if each["state"] in (*ACTIVE, State.SUCCEEDED)]
        self._budget = Budget(self.most, sum(paid))

    async def _told(self, node: FileNode) -> Outcome:
        outcome = await self._outcome(node)
        self.tell.ended(outcome)
        return outcome

    async def _outcome(self, node: FileNode) -> Outcome:
        before = [await self._tasks[id] for id in sorted(self.plan.needs[node.id])]
        failed = next((each for each in before if not each.done), None)
        if failed:
            words = f"“{failed.name}” upstream has no result, so this was not run"
            return Outcome(node.id, name_of(node), SKIPPED, "0", error=("upstream_failed", words))
        try:
            return await self._made(node)
        except NotRun as why:
            return Outcome(node.id, name_of(node), State.FAILED, "0", error=why.told)

    async def _made(self, node: FileNode) -> Outcome:
        begun = self._earlier.get(node.id) or await self._press(node.id)
        ended = await self._watch.ended(begun["id"])
        if ended["state"] != SUCCEEDED:
            self._budget.give_back(micro(ended["price"]))
            told = ended["error"] or {"code": ended["state"], "message": ""}
            error = told["code"], told["message"]
            return Outcome(node.id, name_of(node), ended["state"], "0", error=error)
        return await self._kept(node, ended)

    async def _kept(self, node: FileNode, ended: Json) -> Outcome:
        try:
            file = await self.results.keep(self.client, self.canvas, ended)
        except OSError as failed:
            words = (
                f"The result could not be written: {failed.strerror or failed}. It is paid and on the canvas; run again"
            )
            return Outcome(node.id, name_of(node), State.FAILED, ended["price"], error=("not_written", words))
        except Refused as refused:  # such as of a file that was deleted since: the others go on
            error = refused.code, refused.message
            return Outcome(node.id, name_of(node), State.FAILED, ended["price"], error=error)
        return Outcome(node.id, name_of(node), SUCCEEDED, ended["price"], file)

    async def _press(self, node: str) -> Json:
        """Press Generate as its panel shows it, now; gives the generation. Raises `NotRun`."""
        place = f"/api/canvases/{self.canvas}/nodes/{node}"
        for _ in range(LOOKS):
            try:
                panel = await self.client.get(f"{place}/panel")
                if begun := await self._begun(node, panel):
                    return begun
                if panel["reason"] is None:
                    return await self._order(place, panel)
            except Refused as refused:
                if refused.code not in ("not_as_shown", "conflict"):
                    raise NotRun(refused.code, refused.message) from None
            await asyncio.sleep(PAUSES[0])
        raise NotRun("not_as_shown", "What would run changed each time it was looked at; run again")

    async def _begun(self, node: str, panel: Json) -> Json | None:
        """The generation of this node that somebody else has begun, if so. Raises `NotRun` for any other reason."""
        reason = panel["reason"]
        if reason is None or reason["code"] == "upstream_in_progress":
            return None
        if reason["code"] != "generating":
            raise NotRun(reason["code"], reason["message"])
        listed = await self.client.get("/api/generations", canvas=self.canvas, node=node, active=True)
        return next(iter(listed), None)

    async def _order(self, place: str, panel: Json) -> Json:
        price = micro(panel["price"])
        self._budget.set_aside(price)
        order = {"price": panel["price"], "hash": panel["hash"], "key": uuid.uuid4().hex}
        try:
            return await self.client.send(f"{place}/generations", order)
        except Refused:
            self._budget.give_back(price)
            raise
