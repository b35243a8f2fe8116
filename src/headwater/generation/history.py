"""The history: what can be asked of all generations of an account, and what is told of each. No I/O."""

from pydantic import BaseModel, ConfigDict, Field

from headwater.credits.routes import CreditEntry
from headwater.generation.generation import Generation, State
from headwater.generation.made import Made
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind

LONGEST = 400
"""Characters of the words that are looked for."""
LATEST = 2**53
"""Milliseconds since 1970: what every program, and the database, can hold."""


class Filters(BaseModel):
    """Which generations are meant; all of it may be left out."""

    canvas: str | None = None
    """Id of the canvas."""
    node: str | None = None
    """Id of the node."""
    active: bool = False
    """Only those that have not ended."""
    state: State | None = None
    kind: Kind | None = None
    model: str | None = None
    """Id of the model."""
    since: int | None = Field(default=None, ge=0, le=LATEST)
    """Begun at this moment or later; milliseconds since 1970."""
    until: int | None = Field(default=None, ge=0, le=LATEST)
    """Begun before this moment; milliseconds since 1970."""
    words: str | None = Field(default=None, max_length=LONGEST)
    """Words that all stand in the prompt; in any case and order."""


class Wanted(Filters):
    """One page of what is found."""

    before: str | None = None
    """Id of the last generation already seen: those that follow it are listed."""
    skip: int = Field(default=0, ge=0, le=1_000_000)
    """How many to leave out, to go straight to a place far down."""
    limit: int = Field(default=100, ge=1, le=1000)


class Chapter(BaseModel):
    """A generation as a line of the history."""

    model_config = ConfigDict(frozen=True)

    generation: Generation
    what: str
    """The title of its node and the name of its model, in words kept from the moment when it began."""
    excerpt: str | None
    """How the text that it made begins; null where it made none."""
    gone: bool
    """Whether the file that it made was deleted for good."""


class ModelUsed(BaseModel):
    """A model that generations were asked of."""

    id: str
    name: str
    """What it is called now; its id where that is not known."""
    count: int


class CanvasUsed(BaseModel):
    """A canvas on which there were generations."""

    id: str
    count: int


class HistoryCounts(BaseModel):
    """How many generations there are, and by what they can be told apart."""

    found: int
    """That fit the filters."""
    all: int
    models: list[ModelUsed]
    """Of all: the most frequent first."""
    canvases: list[CanvasUsed]
    """Of all: the one used last first."""

    def named(self, registry: Registry) -> "HistoryCounts":
        """The same with the names that models have now."""
        known = [registry.get(model.id) or registry.retired.get(model.id) for model in self.models]
        named = [
            model.model_copy(update={"name": found.name}) if found else model
            for model, found in zip(self.models, known, strict=True)
        ]
        return self.model_copy(update={"models": named})


class WholeStory(BaseModel):
    """All that is known of one generation."""

    model_config = ConfigDict(frozen=True)

    chapter: Chapter
    made: Made
    """The request, whole."""
    text: str | None
    """All of the text that it made."""
    note: str | None
    """What the model left out or did otherwise than asked."""
    moves: list[CreditEntry]
    """Of its credits, in the order in which they happened."""
    expected_usd: str | None
    """What the provider was expected to ask; null where it asks no dollars."""
    charged_usd: str | None
    """What the provider says that it charged; null where it does not say."""
    kept_money: str | None
    """Of one that failed: whether the provider kept its money (`yes`, `no`, `unknown`)."""
