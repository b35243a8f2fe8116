"""Planning runs: reads a canvas and what happened on it, and says what a run would do, or what is out of date."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from headwater.accounts.account import Account
from headwater.canvas import store as canvases
from headwater.canvas.document import CanvasNode, Snapshot
from headwater.canvas.rooms import Rooms
from headwater.credits import store as credits
from headwater.generation import store
from headwater.generation.arranged import Arranged, arranged
from headwater.generation.current import is_a_persons, is_current, is_empty, outdated
from headwater.generation.generation import Told
from headwater.generation.reasons import GENERATING
from headwater.generation.request import Request
from headwater.generation.resolution import Resolution, Resolutions
from headwater.generation.store import Known
from headwater.generation.typical import typical_seconds
from headwater.platform.database import Database
from headwater.platform.errors import NotFound
from headwater.providers.providers import Providers
from headwater.runs.canvas_situation import CanvasSituation
from headwater.runs.outline import Outlined, agreed, outline
from headwater.runs.plan import Plan, Scope, Standing
from headwater.runs.planned import Typical, pairs, planned

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 6
"""Canvases, or purposes of one, for which what was worked out is kept."""
SLICE = 100
"""Nodes that are looked at before others get their turn: some milliseconds."""


class Outdated(BaseModel):
    """A node whose result is not what would be made now."""

    node: str
    why: tuple[str, ...]
    """What changed, in words."""


@dataclass(frozen=True)
class NodeNow:
    """What a run would do with one node, now that it is its turn."""

    node: CanvasNode
    does: Standing
    request: Request | None
    price: int | None
    """Micro-credits; 0 where nothing is sent, None where it cannot run."""
    arranged: Arranged
    reason: Told | None
    current: bool
    """Whether what it shows needs no making: it is current, or a person's."""
    agreed: str
    """Compare it with `PlannedNode.agreed`."""
    model_name: str
    typical: float | None
    """Seconds."""


@dataclass(frozen=True)
class Planning:
    """Plans runs over the canvases of the studio. Everything raises `NotFound` for somebody else's canvas."""

    database: Database
    rooms: Rooms
    providers: Providers
    _kept: dict[tuple[str, str], Resolutions] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out, by canvas and by what for; the canvas that was asked about last comes last."""
    _known: dict[tuple[str, str], Known] = field(default_factory=dict, compare=False, repr=False)
    """What was read of the takes that are shown, by account and canvas, in the same order."""

    async def plan(self, account: Account, canvas: str, scope: Scope) -> Plan:
        """What a run over `scope` would do, and what it would cost."""
        now = self._quickly(await self._situation(account, canvas), canvas, scope.which)
        outlined = [each async for each in _in_turns(outline(now, scope))]
        typical = await self._typical(account, pairs(outlined))
        return planned(now, scope, outlined, typical, await self._why(account, now, outlined))

    async def now(self, account: Account, canvas: str, node: str, scope: Scope, anew: Collection[str] = ()) -> NodeNow:
        """What a run would do with `node` as it stands; see `Plan.anew`."""
        async with self.rooms.open(canvas) as room:
            document = room.document.around(node)
        if node not in document.nodes:
            raise NotFound("This node is no longer on the canvas.")
        now, _ = await self._facts(account, canvas, document)
        found = next(outline(now, scope.model_copy(update={"which": "nodes", "nodes": (node,)})))
        typical = await self._typical(account, pairs([found]))
        return _now(now, found, typical, anew)

    async def outdated(self, account: Account, canvas: str) -> list[Outdated]:
        """The nodes of a canvas that show something else than would be made now, and what changed since."""
        now = self._quickly(await self._situation(account, canvas), canvas, "outdated")
        changed = {id: each async for id, each in _in_turns(_changed(now))}
        why = await self._changes(account, now, changed)
        return [Outdated(node=id, why=tuple(words)) for id, words in why.items()]

    def _quickly(self, now: CanvasSituation, canvas: str, what_for: str) -> CanvasSituation:
        """The same, which works out only what changed since it was last asked for."""
        known = self._kept.get((canvas, what_for)) or Resolutions()
        known.begin(now.registry, now.document.nodes.keys())
        _keep(self._kept, (canvas, what_for), known)
        return replace(now, resolve=known.resolve)

    async def _situation(self, account: Account, canvas: str) -> CanvasSituation:
        async with self.rooms.open(canvas) as room:
            document = room.document.latest()
        now, known = await self._facts(account, canvas, document)
        _keep(self._known, (account.id, canvas), known)
        return now

    async def _facts(self, account: Account, canvas: str, document: Snapshot) -> tuple[CanvasSituation, Known]:
        registry = await self.providers.registry(account.id)
        shown = {node.id: node.shown.take for node in document.nodes.values() if node.shown}
        async with self.database.read() as view:  # one consistent view of it
            await canvases.get(view, account.id, canvas)
            known = await store.known(view, account.id, shown.values(), self._known.get((account.id, canvas), Known()))
            facts = await store.canvas_facts(view, canvas, known)
            balance = await credits.balance(view, account.id)
            limits = await credits.left(view, account.id, canvas)
        held = {id: facts.held[take] for id, take in shown.items() if take in facts.held}
        found = {id: facts.assets[asset] for id, asset in held.items() if asset in facts.assets}
        now = CanvasSituation(
            document,
            registry,
            assets={id: asset for id, asset in found.items() if asset.kind is document.nodes[id].kind},
            gone=frozenset(held.keys() - found.keys()),
            behind={id: facts.behind[take] for id, take in shown.items() if take in facts.behind},
            generating=facts.generating,
            unknown=facts.unknown,
            available=balance.available,
            limits=limits,
        )
        return now, known

    async def _typical(self, account: Account, wanted: Iterable[tuple[str, str]]) -> Typical:
        async with self.database.read() as view:
            return {pair: typical_seconds(await store.lengths(view, account.id, *pair)) for pair in sorted(wanted)}

    async def _why(self, account: Account, now: CanvasSituation, outlined: Sequence[Outlined]) -> dict[str, list[str]]:
        """What changed since the result of each node was made that is not simply reused."""
        with_result = [each for each in outlined if each.behind and each.does not in ("reused", "kept")]
        titles = {id: node.title for id, node in now.document.nodes.items()}
        coming = {each.node.id: [f"“{titles[id]}” is made anew" for id in each.anew] for each in with_result}
        changed = {each.node.id: now.resolve(now.at(each.node.id)) for each in with_result if not each.anew}
        return coming | await self._changes(account, now, changed)

    async def _changes(
        self, account: Account, now: CanvasSituation, changed: dict[str, Resolution]
    ) -> dict[str, list[str]]:
        behind = {id: now.behind[id] for id in changed}
        async with self.database.read() as view:
            made = await store.made(view, account.id, [each.generation for each in behind.values()])
        return {
            id: outdated(each, made[each.generation], changed[id], now.document.nodes[id], now.registry)
            for id, each in behind.items()
            if each.generation in made
        }


def _keep(kept: dict[K, V], key: K, value: V) -> None:
    """Keep a value as the newest, and of all of them the newest only."""
    kept.pop(key, None)
    kept[key] = value
    for oldest in list(kept)[:-REMEMBERED]:
        del kept[oldest]


async def _in_turns(each: Iterable[T]) -> AsyncIterator[T]:
    """The same, while everybody else gets their turn: a large canvas holds nobody up."""
    for number, item in enumerate(each, start=1):
        yield item
        if number % SLICE == 0:
            await asyncio.sleep(0)


def _changed(now: CanvasSituation) -> Iterator[tuple[str, Resolution]]:
    """The nodes whose result is not current, with what would be sent now."""
    for id, behind in now.behind.items():
        node = now.document.nodes[id]
        if is_empty(node, now.assets.get(id)) or is_a_persons(node, behind):
            continue
        resolved = now.resolve(now.at(id))
        if not is_current(behind, resolved.request):
            yield id, resolved


def _now(now: CanvasSituation, found: Outlined, typical: Typical, anew: Collection[str]) -> NodeNow:
    sent, model = found.resolution, found.resolution.choice.model
    return NodeNow(
        node=found.node,
        does=found.does,
        request=sent.request,
        price=found.price,
        arranged=arranged(found.node),
        reason=GENERATING if found.does == "going" else found.reason,
        current=found.does in ("reused", "kept"),
        agreed=agreed(now, found.node.id, sent, anew),
        model_name=model.name if model else "",
        typical=next(iter(typical.values()), None),
    )
