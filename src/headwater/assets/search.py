"""What can be asked of the assets: which of them, from where on, how many."""

from pydantic import BaseModel, ConfigDict, Field

from headwater.platform.kinds import Kind

MOST = 200
"""Assets that one page holds at most."""
LONGEST = 400
"""Characters of the words that are looked for."""
LATEST = 2**53
"""Milliseconds since 1970: what every program, and the database, can hold."""


class Filters(BaseModel):
    """Which assets are meant; all of it may be left out."""

    model_config = ConfigDict(frozen=True)

    kind: Kind | None = None
    words: str | None = Field(default=None, max_length=LONGEST)
    """Words that all stand in the name, the prompt, or the model's name or id; in any case and order."""
    model: str | None = None
    """Id of the model that made it."""
    canvas: str | None = None
    """Id of the canvas on which it was made."""
    since: int | None = Field(default=None, ge=0, le=LATEST)
    """Arrived at this moment or later; milliseconds since 1970."""
    until: int | None = Field(default=None, ge=0, le=LATEST)
    """Arrived before this moment; milliseconds since 1970."""
    deleted: bool = False
    """Those in the bin instead of those that are not, the one deleted last first."""


class Search(Filters):
    """One page of what is found."""

    before: str | None = None
    """Id of the last asset already seen: what comes after it follows, whatever has arrived since."""
    skip: int = Field(default=0, ge=0, le=1_000_000)
    """How many to leave out, to go straight to a place far down."""
    limit: int = Field(default=50, ge=1, le=MOST)


class ModelCount(BaseModel):
    """A model that occurs."""

    id: str
    name: str
    """What it was called when it last made something; its id where that is not known."""
    count: int


class CanvasCount(BaseModel):
    """A canvas that occurs."""

    id: str
    count: int


class Counts(BaseModel):
    """How many assets there are, and by what they can be told apart."""

    found: int
    """That fit the filters."""
    kept: int
    """In all, without those in the bin."""
    deleted: int
    """In the bin."""
    models: list[ModelCount]
    """Of what is kept, or of what is in the bin: the most frequent first."""
    canvases: list[CanvasCount]
    """Of what is kept, or of what is in the bin: the one used last first."""
