"""Running a canvas: the studio plans and runs; here its runs are agreed to and followed, and their files are kept."""

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
from headwater.generation.generation import ACTIVE, State, Told
from headwater.runs.run import NodeState, RunState

Json = Any
LOOKS = 20
"""How often a plan is asked for again because what would run was no longer what it had shown."""
PAUSES = (0.1, 1.0)
"""Seconds between two looks at what is going on: the first, and the longest while nothing changes."""
_AGAIN = ("upstream", "waits", "changed", "over_agreed")
"""Why a run left a node out that another run may still make, if nothing upstream of it failed."""
_STATES = {"unknown_outcome": State.UNKNOWN, "stopped": SKIPPED}
"""How a node that was not begun is said to have ended, by the reason; `failed` for all others."""
_CHANGES = Told(code="not_as_shown", message="What would run changed each time it was looked at; run again")
_KEPT = Told(code="kept", message="Somebody gave it content meanwhile, which was left as it is")


@dataclass
class Run:
    """One command's run of one canvas: as many runs of the studio as it takes, mostly one."""

    client: StudioClient
    canvas: str
    plan: Plan
    results: Results
    most: int | None
    """Micro-credits that all runs of this canvas together may cost."""
    tell: Telling
    _outcomes: dict[str, Outcome] = field(default_factory=dict)

    async def all(self) -> list[Outcome]:
        """Run every node of the plan; gives how each ended, in the order of the file. Raises `StudioGone`."""
        try:
            await self._end_all()
        except Refused as refused:  # such as of a canvas that was deleted meanwhile
            raise StudioGone(str(refused)) from None
        return [self._outcomes[node.id] for node in self.plan.nodes]

    async def _end_all(self) -> None:
        await self._look_back()
        looks = 0
        while self._open():
            before = len(self._outcomes)
            await self._once()
            looks = 0 if len(self._outcomes) > before else looks + 1
            if looks == LOOKS:
                self._fail(_CHANGES)

    def _open(self) -> list[str]:
        """The nodes of which it is not known how they end."""
        return [node.id for node in self.plan.nodes if node.id not in self._outcomes]

    async def _look_back(self) -> None:
        """What earlier runs of this canvas made, and what may have been taken, is not asked for again."""
        listed = await self.client.generations(self.canvas)
        counting = [each for each in listed if each["state"] in (SUCCEEDED, State.UNKNOWN) and not each["rehearsal"]]
        earlier = {each["node"]: each for each in reversed(counting)}
        for node in self.plan.nodes:
            known = node.id in self._outcomes or _is_being_made(listed, node.id)
            if node.id in earlier and not known:
                await self._note_ended(node, earlier[node.id]["id"])
        self._skip()

    async def _once(self) -> None:
        """Follow the run that goes on, or begin one; where neither can be, say why or look again."""
        going = await self.client.get("/api/runs", canvas=self.canvas, active=True)
        run = next((each for each in going if not each["scope"]["rehearsal"]), None) or await self._begun()
        if run:
            await self._follow(run["id"])
        elif self._open():
            await asyncio.sleep(PAUSES[0])

    async def _begun(self) -> Json | None:
        """A run of what is open, at the price of its plan; None where there is none, and then the reasons are told."""
        scope = {"which": "nodes", "nodes": self._open()}
        plan = await self.client.send(f"/api/canvases/{self.canvas}/plans", scope)
        reason = await self._in_the_way(plan)
        if reason is None:
            agreed = {**scope, "price": plan["price"], "hash": plan["hash"], "key": uuid.uuid4().hex}
            try:
                return await self.client.send(f"/api/canvases/{self.canvas}/runs", agreed)
            except Refused as refused:
                if refused.code != "not_as_shown":
                    raise
                return None
        await self._told_by(plan, reason)
        return None

    async def _in_the_way(self, plan: Json) -> Told | None:
        """Why a run of this plan is not begun."""
        if not plan["can_run"]:
            return Told.model_validate(plan["reason"])
        if self.most is None:
            return None
        listed = await self.client.generations(self.canvas)
        left = self.most - sum(micro(each["price"]) for each in listed if each["state"] in (*ACTIVE, SUCCEEDED))
        if micro(plan["price"]) <= left:
            return None
        words = f"Needs {plan['price']} credits, {shown(max(left, 0))} of the limit are left"
        return Told(code="over_limit", message=words)

    async def _told_by(self, plan: Json, reason: Told) -> None:
        """How nodes end that no run is begun for. What is being made already is waited for."""
        for each in plan["nodes"]:
            match each["does"]:
                case "run":
                    self._end(each["node"], _failed(self._node(each["node"]), reason))
                case "blocked":
                    self._end(each["node"], _failed(self._node(each["node"]), Told.model_validate(each["reason"])))
                case "kept":
                    self._end(each["node"], _failed(self._node(each["node"]), _KEPT))
                case "going":
                    await self._wait_for(each["node"])
        await self._look_back()

    async def _wait_for(self, node: str) -> None:
        """Until nothing is being made for a node that somebody began elsewhere."""
        while True:
            if not await self.client.get("/api/generations", canvas=self.canvas, node=node, active=True):
                return
            await asyncio.sleep(PAUSES[1])

    async def _follow(self, id: str) -> None:
        """Until a run has ended; each node is told as it ends."""
        pause = PAUSES[0]
        while True:
            run = await self.client.get(f"/api/runs/{id}")
            before = len(self._outcomes)
            for each in run["nodes"]:
                if each["node"] in self._open():
                    await self._note(each)
            self._skip()
            if run["state"] != RunState.RUNNING:
                return
            self.tell.going(await self.client.get("/api/generations", canvas=self.canvas, active=True, limit=1000))
            pause = PAUSES[0] if len(self._outcomes) > before else min(1.5 * pause, PAUSES[1])
            await asyncio.sleep(pause)

    async def _note(self, each: Json) -> None:
        """How a node of a run ended, if it has and no other run could make it."""
        node = self._node(each["node"])
        if each["state"] in (NodeState.WAITING, NodeState.GOING):
            return
        if each["state"] == NodeState.SKIPPED:
            if each["told"]["code"] not in _AGAIN:
                self._end(node.id, _failed(node, Told.model_validate(each["told"])))
        elif each["generation"]:
            await self._note_ended(node, each["generation"])
        else:
            await self._note_reused(node)

    async def _note_reused(self, node: FileNode) -> None:
        """It holds what it should already: the newest of what was made for it, or what a person put there."""
        listed = await self.client.get("/api/generations", canvas=self.canvas, node=node.id, limit=1000)
        made = next((each for each in listed if each["state"] == SUCCEEDED and not each["rehearsal"]), None)
        if made:
            await self._note_ended(node, made["id"])
        else:
            self._end(node.id, _failed(node, _KEPT))

    async def _note_ended(self, node: FileNode, generation: str) -> None:
        ended = await self.client.get(f"/api/generations/{generation}")
        if ended["state"] == SUCCEEDED:
            self._end(node.id, await self._kept(node, ended))
        else:
            told = ended["error"] or {"code": ended["state"], "message": ""}
            error = told["code"], told["message"]
            self._end(node.id, Outcome(node.id, name_of(node), ended["state"], "0", error=error))

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

    def _skip(self) -> None:
        """What hangs on a node without a result ends with it."""
        while hanging := self._hanging():
            for node, failed in hanging.items():
                words = f"“{failed.name}” upstream has no result, so this was not run"
                error = ("upstream_failed", words)
                self._end(node, Outcome(node, name_of(self._node(node)), SKIPPED, "0", error=error))

    def _hanging(self) -> Mapping[str, Outcome]:
        """The open nodes directly downstream of what has no result, each with the first of them."""
        lost = {id: each for id, each in self._outcomes.items() if not each.done}
        found = {id: sorted(self.plan.needs[id] & lost.keys()) for id in self._open()}
        return {id: lost[before[0]] for id, before in found.items() if before}

    def _fail(self, told: Told) -> None:
        for id in self._open():
            self._end(id, _failed(self._node(id), told))

    def _end(self, node: str, outcome: Outcome) -> None:
        self._outcomes[node] = outcome
        self.tell.ended(outcome)

    def _node(self, id: str) -> FileNode:
        return next(node for node in self.plan.nodes if node.id == id)


def _failed(node: FileNode, why: Told) -> Outcome:
    """A node that was not begun."""
    state = _STATES.get(why.code, State.FAILED)
    return Outcome(node.id, name_of(node), state, "0", error=(why.code, why.message))


def _is_being_made(listed: list[Json], node: str) -> bool:
    """Whether something is being made for a node just now."""
    return any(each["node"] == node and each["state"] in ACTIVE for each in listed)
