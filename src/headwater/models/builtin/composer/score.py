"""The score: notes in seconds, in parts that one instrument plays."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """One note."""

    start: float
    """Seconds from the beginning."""
    length: float
    """Seconds until it is let go; what rings on afterwards is the instrument's own."""
    key: int
    """MIDI: 60 is middle C. For drums it says which."""
    velocity: int
    """1 to 127."""


@dataclass
class Part:
    """What one instrument plays, and where it sits."""

    name: str
    """As the result's facts tell it."""
    bank: int
    program: int
    notes: list[Note] = field(default_factory=list)
    level: float = 0.0
    """Decibels."""
    pan: float = 0.0
    """-1 left to 1 right."""
    send: float = 0.3
    """How much of it goes to the room: 0 to 1."""
    width: float = 0.0
    """0: one player. More: two, a little apart in pitch, this far to the left and right."""
    ducks: bool = False
    """Whether it gives way to the bass drum."""
