"""What may be connected to what, why not, and which connections of a document must go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from headwater.canvas.circles import reaches, returning
from headwater.canvas.document import Snapshot, connection_id
from headwater.platform.kinds import Kind

Reason = Literal["self", "twice", "circle", "pair", "missing", "malformed"]
"""Why a connection is refused or removed; stable."""


@dataclass(frozen=True)
class Pair:
    """One cell of the connection table."""

    from_kind: Kind
    to_kind: Kind
    use: str
    """What the content is used for, in words; empty where it is refused."""
    makes: str
    """What a next node makes of the content, as "Use as" names it; empty where it is refused."""
    reason: str | None = None
    """Why it is refused, in words."""

    @property
    def allowed(self) -> bool:
        """Whether nodes of these kinds may be connected this way round."""
        return self.reason is None


@dataclass(frozen=True)
class Refusal:
    """Why a connection may not be."""

    code: Reason
    message: str
    """For people."""


@dataclass(frozen=True)
class Repair:
    """A connection that was taken out of the document, and why."""

    from_node: str
    to_node: str
    code: Reason
    message: str
    """For people."""

    @property
    def connection(self) -> str:
        """Its key in the document."""
        return connection_id(self.from_node, self.to_node)


TABLE = (
    Pair(Kind.TEXT, Kind.TEXT, "joins the prompt", "Next text"),
    Pair(Kind.TEXT, Kind.IMAGE, "joins the prompt", "Picture"),
    Pair(Kind.TEXT, Kind.VIDEO, "joins the prompt", "Shot"),
    Pair(Kind.TEXT, Kind.AUDIO, "joins the prompt; in text to speech it is the script", "Voice"),
    Pair(Kind.IMAGE, Kind.TEXT, "reference: describe it, write from it", "Description"),
    Pair(Kind.IMAGE, Kind.IMAGE, "reference", "Edited picture"),
    Pair(Kind.IMAGE, Kind.VIDEO, "reference, first or last frame", "Shot"),
    Pair(Kind.IMAGE, Kind.AUDIO, "", "", "A picture cannot feed sound."),
    Pair(Kind.VIDEO, Kind.TEXT, "reference: describe it", "Description"),
    Pair(
        Kind.VIDEO,
        Kind.IMAGE,
        "a frame of it is the reference: the last, unless another is picked",
        "Picture of its last frame",
    ),
    Pair(Kind.VIDEO, Kind.VIDEO, "reference", "Next shot"),
    Pair(Kind.VIDEO, Kind.AUDIO, "its sound is the reference", "Sound after its sound"),
    Pair(Kind.AUDIO, Kind.TEXT, "reference: transcribe it", "Transcript"),
    Pair(Kind.AUDIO, Kind.IMAGE, "", "", "Sound cannot feed a picture."),
    Pair(Kind.AUDIO, Kind.VIDEO, "soundtrack or voice", "Shot with this soundtrack"),
    Pair(Kind.AUDIO, Kind.AUDIO, "reference: voice, sound to follow", "Sound that follows it"),
)
"""Every pair of kinds, once."""

REASONS: Mapping[Reason, str] = {
    "self": "A node cannot feed itself.",
    "twice": "These nodes are connected already.",
    "circle": "This would close a circle: content flows one way only.",
    "pair": "Content of this kind cannot feed that kind.",
    "missing": "One of these nodes is gone.",
    "malformed": "This connection could not be read.",
}
"""Each reason in words; a refused pair has its own in the table."""

_PAIRS = {(pair.from_kind, pair.to_kind): pair for pair in TABLE}


def pair(from_kind: Kind, to_kind: Kind) -> Pair:
    """The cell of the table for these kinds."""
    return _PAIRS[from_kind, to_kind]


def refusal(snapshot: Snapshot, from_node: str, to_node: str) -> Refusal | None:
    """Why `from_node` may not be connected to `to_node`; None if it may."""
    refused = judged(snapshot.kinds, from_node, to_node)
    if refused:
        return refused
    if to_node in snapshot.downstream.get(from_node, ()):
        return Refusal("twice", REASONS["twice"])
    return Refusal("circle", REASONS["circle"]) if reaches(snapshot.downstream, to_node, from_node) else None


def repairs(snapshot: Snapshot) -> list[Repair]:
    """The connections to remove so that all that stay are allowed.

    It depends on the snapshot alone, so every server and every replay removes the same ones. Of a circle, the
    connection goes that leads back to where a walk by ascending node id came from (see `circles.returning`).
    """
    removed = [
        Repair(line.from_node, line.to_node, refused.code, refused.message)
        for line in snapshot.connections
        if (refused := judged(snapshot.kinds, line.from_node, line.to_node))
    ]
    gone = {repair.connection for repair in removed}
    downstream: dict[str, set[str]] = {}
    for line in snapshot.connections:
        if line.id not in gone:
            downstream.setdefault(line.from_node, set()).add(line.to_node)
    return removed + circle_repairs(downstream, list(downstream))


def circle_repairs(downstream: Mapping[str, set[str]], starts: Iterable[str]) -> list[Repair]:
    """The connections to remove so that no circle is left downstream of `starts`."""
    return [Repair(*ends, "circle", REASONS["circle"]) for ends in returning(downstream, starts)]


def judged(kinds: Mapping[str, Kind], from_node: str, to_node: str) -> Refusal | None:
    """Why this connection is refused whatever else is connected; None if it is not."""
    if from_node not in kinds or to_node not in kinds:
        return Refusal("missing", REASONS["missing"])
    if from_node == to_node:
        return Refusal("self", REASONS["self"])
    cell = pair(kinds[from_node], kinds[to_node])
    return Refusal("pair", cell.reason) if cell.reason else None
