"""The durable workflow of a run: one step that may be killed and run again, since all it knows is in our tables."""

import asyncio
import logging
from collections.abc import Sequence

from headwater.accounts.account import Account
from headwater.generation.generation import ACTIVE, GenerationChanged, State, Told, TooLate
from headwater.generation.press import Generations
from headwater.platform.bus import Bus, Event, Lagging, Subscription
from headwater.platform.database import Database
from headwater.platform.engine import Engine
from headwater.runs import store
from headwater.runs.course import Course
from headwater.runs.run import NodeState, RunChanged, RunState
from headwater.runs.store import Record, Standing
from headwater.runs.telling import OPEN, as_shown, end_of
from headwater.runs.turn import Turn

NAME = "run"
LOOK_EVERY = 60.0
"""Seconds until it looks again although it heard nothing: the net beneath the events, and never needed so far."""
AT_ONCE = 20
"""Nodes that move on before everybody is told and what happened meanwhile is looked at: a second or so of work."""
MEND_EVERY = 60.0
"""Seconds between two looks for runs that nobody conducts."""
_AFTER = {
    State.SUCCEEDED: NodeState.SUCCEEDED,
    State.FAILED: NodeState.FAILED,
    State.CANCELLED: NodeState.CANCELLED,
    State.UNKNOWN: NodeState.UNKNOWN,
}
_STOPPED = Told(code="stopped", message="The run was stopped before its turn")
_BROKE_DOWN = Told(code="run_failed", message="The run broke down here. Go on with a new run: what is done is reused")

log = logging.getLogger(__name__)


class Quiet(Exception):
    """Nothing was heard for `LOOK_EVERY`."""


class RunWorkflow:
    """Takes a run from its rows to its end. Started by id."""

    def __init__(self, engine: Engine, database: Database, bus: Bus, generations: Generations, turn: Turn) -> None:
        self._engine = engine
        self._database = database
        self._bus = bus
        self._generations = generations
        self._turn = turn
        engine.register(NAME, self.run)

    async def start(self, id: str) -> None:
        """Start it; again is a no-op."""
        await self._engine.start(NAME, id)

    async def keep_mended(self) -> None:
        """Mend now and then, until cancelled. What fails is logged and tried again."""
        while True:
            try:
                await self.mend()
            except Exception:
                log.exception("Runs could not be mended; it is tried again in %s s.", MEND_EVERY)
            await asyncio.sleep(MEND_EVERY)

    async def mend(self) -> None:
        """Start what was committed and never started; end what the engine has given up."""
        async with self._database.read() as view:
            open_ones = await store.open_ones(view)
        states = await self._engine.states(open_ones)
        for id in open_ones:
            if id not in states:
                await self.start(id)
            elif not states[id]:
                await self.give_up(id)

    async def run(self, id: str) -> None:
        """The workflow. Whatever happens in it, the run ends."""
        try:
            await self._engine.step(self.conduct, id)
        except Exception:
            log.exception("The run %s broke down.", id)
            await self._engine.step(self.give_up, id)

    async def conduct(self, id: str) -> None:
        """Begin each node as soon as what it needs is there, until nothing is left to do. Again goes on."""
        async with self._database.read() as view:
            run = await store.record(view, id)
        await self._take_up(run)
        while True:
            with self._bus.subscribe(run.account) as events:  # before it looks, so that nothing falls between
                try:
                    return await self._follow_through(run, events)
                except (Lagging, Quiet):  # everything is in the tables
                    continue

    async def give_up(self, id: str) -> None:
        """End a run that cannot be conducted; what it began ends by itself."""
        async with self._database.write() as tx:
            for each in await store.standings(tx, id):
                if each.state in OPEN:
                    await store.mark(tx, id, each.node, NodeState.SKIPPED, _BROKE_DOWN)
            await store.mark_ended(tx, id, RunState.FAILED)
        await self.tell(id)

    async def tell(self, id: str) -> None:
        """Publish how the run stands."""
        async with self._database.read() as view:
            run = await store.record(view, id)
            standings = await store.standings(view, id)
        self._bus.publish(run.account, RunChanged(run=as_shown(run, standings)))

    async def _take_up(self, run: Record) -> None:
        """Start what was begun just before a crash, and perhaps not started."""
        async with self._database.read() as view:
            going = [each for each in await store.standings(view, run.id) if each.state is NodeState.GOING]
        for each in going:
            if each.generation and each.ours and each.made in ACTIVE:
                await self._generations.workflow.start(each.generation)

    async def _follow_through(self, run: Record, events: Subscription) -> None:
        """Until the run is over. Raises `Lagging`, `Quiet` where all of it must be looked at anew."""
        async with self._database.read() as view:
            course = Course(run, await store.standings(view, run.id))
        while not course.is_over:
            if course.rests:
                await _news(run, course, events)
            await self._advance(run, course)
        await self._end(run, course)

    async def _advance(self, run: Record, course: Course) -> None:
        """Do what can be done now, upstream first, for `AT_ONCE` nodes at most."""
        async with self._database.read() as view:
            stopping = (await store.moment(view, run)).stopping
            if stopping:
                course.stop()
            due = course.due(AT_ONCE)
            course.read(await store.standings_of(view, run.id, due))
        moved = [each.node for each in course.of(due) if await self._moves(run, course, each, stopping)]
        if moved:
            await self._tell_of(run, course, moved)

    async def _end(self, run: Record, course: Course) -> None:
        async with self._database.write() as tx:
            stopping = (await store.moment(tx, run)).stopping
            await store.mark_ended(tx, run.id, end_of(stopping, course.standings))
        await self._tell_of(run, course, [])

    async def _tell_of(self, run: Record, course: Course, nodes: Sequence[str]) -> None:
        """Publish how the run stands, with the nodes that moved."""
        async with self._database.read() as view:
            now = await store.moment(view, run)
            course.read(await store.standings_of(view, run.id, nodes))
        self._bus.publish(run.account, RunChanged(run=as_shown(now, course.standings, course.of(nodes))))

    async def _moves(self, run: Record, course: Course, each: Standing, stopping: bool) -> bool:
        """Do what can be done with a node; whether it stands otherwise afterwards."""
        after = await self._move(run, course, each, stopping)
        course.move(each.node, after)
        return after is not each.state

    async def _move(self, run: Record, course: Course, each: Standing, stopping: bool) -> NodeState:
        """The state of a node after what can be done with it now."""
        if each.state is NodeState.GOING:
            after, told = await self._follow(run, each, stopping), None
        elif stopping:
            after, told = NodeState.SKIPPED, _STOPPED
        else:
            after, told = await self._turn_of(run, course, each)
        if after is not each.state and after is not NodeState.GOING:  # that it goes is written with its hold
            async with self._database.write() as tx:
                await store.mark(tx, run.id, each.node, after, told)
        return after

    async def _follow(self, run: Record, each: Standing, stopping: bool) -> NodeState:
        """What became of a generation that is waited for: the run's own, or one that was going already."""
        if each.made in ACTIVE or (each.made is State.SUCCEEDED and each.placed is None):
            if stopping and each.ours and each.made in ACTIVE:
                await self._cancel(run, str(each.generation))
            return NodeState.SKIPPED if stopping and not each.ours else NodeState.GOING
        after = NodeState.FAILED if each.made is None else _AFTER[each.made]
        return NodeState.REUSED if after is NodeState.SUCCEEDED and not each.ours else after

    async def _cancel(self, run: Record, generation: str) -> None:
        try:
            await self._generations.cancel(Account(run.account, ""), generation)
        except TooLate:  # it ended this very moment, and stays
            return

    async def _turn_of(self, run: Record, course: Course, each: Standing) -> tuple[NodeState, Told | None]:
        missing = course.missing(each.node)
        if missing:
            hangs = f"It hangs on “{run.plan.node(missing).title}”, which has no new result"
            return NodeState.SKIPPED, Told(code="upstream", message=hangs)
        return await self._turn.take(run, run.plan.node(each.node))


async def _news(run: Record, course: Course, events: Subscription) -> None:
    """Wait until something happened that may let the run go on. Raises `Lagging`, `Quiet`."""
    try:
        async with asyncio.timeout(LOOK_EVERY):
            async for event in events:
                if _concerns(run, event):
                    return course.hear(event)
    except TimeoutError as error:
        raise Quiet from error


def _concerns(run: Record, event: Event) -> bool:
    """A generation on its canvas is over, or somebody wants it to stop."""
    if isinstance(event, RunChanged):
        return event.run.id == run.id and event.run.stopping
    if not isinstance(event, GenerationChanged) or event.generation.canvas != run.canvas:
        return False
    made = event.generation
    return made.state not in ACTIVE and (made.state is not State.SUCCEEDED or made.placed is not None)
