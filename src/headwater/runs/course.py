"""How a run stands as far as its conductor knows, node by node: only what moved is read, looked at and told. No I/O."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from headwater.generation.generation import GenerationChanged
from headwater.platform.bus import Event
from headwater.runs.run import NodeState
from headwater.runs.store import Record, Standing
from headwater.runs.telling import DONE, OPEN


class Course:
    """A run whose standings were all read once; it is told of what happens since."""

    def __init__(self, run: Record, standings: Iterable[Standing]) -> None:
        self._standings = {each.node: each for each in standings}
        self._places = {node: place for place, node in enumerate(self._standings)}
        self._needs = {each.node: [need for need in each.needs if need in run.anew] for each in run.plan.nodes}
        self._after: dict[str, list[str]] = {}
        for node, needs in self._needs.items():
            for need in needs:
                self._after.setdefault(need, []).append(node)
        self._open = {node for node, each in self._standings.items() if each.state in OPEN}
        self._due = set(self._open)
        self._stopping = False
        self._held_up: set[str] = set()
        """Those that could go but for somebody else's generation: they are looked at again whenever one has ended."""

    @property
    def standings(self) -> Sequence[Standing]:
        """How each node stands, in the order of the plan."""
        return tuple(self._standings.values())

    @property
    def is_over(self) -> bool:
        """Whether the run is done with every node."""
        return not self._open

    @property
    def rests(self) -> bool:
        """Whether there is nothing to do until something happens."""
        return not self._due

    def due(self, most: int) -> list[str]:
        """The next nodes that something can be done with, upstream first; they are not due any more."""
        found: list[str] = []
        for node in sorted(self._due, key=self._places.__getitem__):
            if len(found) == most:
                break
            self._due.discard(node)
            if not self._waits(node):
                found.append(node)
        return found

    def of(self, nodes: Collection[str]) -> list[Standing]:
        """How some nodes stand, upstream first."""
        return [self._standings[node] for node in sorted(nodes, key=self._places.__getitem__)]

    def read(self, standings: Iterable[Standing]) -> None:
        """Some nodes as they were just read."""
        self._standings |= {each.node: each for each in standings}

    def move(self, node: str, state: NodeState) -> None:
        """A node was looked at, and stands so from now on."""
        self._standings[node] = replace(self._standings[node], state=state)
        if state is NodeState.WAITING:
            self._held_up.add(node)
        elif state not in OPEN:
            self._open.discard(node)
            self._due |= self._open.intersection(self._after.get(node, ()))

    def hear(self, event: Event) -> None:
        """A generation of a node of the canvas is over, of the run's or any other; of anything else nothing follows."""
        if isinstance(event, GenerationChanged):
            self._due |= self._held_up | self._open.intersection([event.generation.node])
            self._held_up = set()

    def stop(self) -> None:
        """Nothing waits any more: everything that is open is to be looked at, once."""
        if not self._stopping:
            self._stopping, self._due = True, set(self._open)

    def missing(self, node: str) -> str | None:
        """What a node hangs on that was to be made and was not."""
        states = (*DONE, *OPEN)
        return next((need for need in self._needs[node] if self._standings[need].state not in states), None)

    def _waits(self, node: str) -> bool:
        """Whether it still waits for what is upstream of it in the run."""
        if self._stopping or self._standings[node].state is NodeState.GOING or self.missing(node):
            return False
        return any(need in self._open for need in self._needs[node])
