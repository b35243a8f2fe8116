"""The request behind a generated take: what was sent, of whom, with what, for how much."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.generation.arranged import Arranged
from headwater.generation.inputs import LABELS
from headwater.generation.request import FrozenReference
from headwater.generation.strip import Frame, frame_of
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind


class Given(BaseModel):
    """One reference as it was sent."""

    model_config = ConfigDict(frozen=True)

    node: str
    kind: Kind
    """Of the node that it came from."""
    label: str
    """How the prompt calls it: `Image 1`."""
    use: str
    asset: str
    sha: str
    """SHA-256 of the asset's bytes."""
    frame: Frame | None
    """Which frame of a video it was; None where it was no frame."""


class Made(BaseModel):
    """A generation as its take tells of it."""

    model_config = ConfigDict(frozen=True)

    generation: str
    prompt: str
    """The whole of it, as it was sent."""
    references: list[Given]
    """In the order in which they were sent."""
    mode: str
    mode_name: str
    model: str
    model_name: str
    """As it is called now, also where it was retired; its id where nothing is known of it any more."""
    settings: dict[str, Any]
    credits: str
    created: int
    """When Generate was pressed, in milliseconds since 1970."""
    seconds: float | None
    """From pressing Generate to the result."""
    arranged: Arranged | None
    """What was set in the panel; None for what was made before that was kept."""

    def named(self, registry: Registry) -> "Made":
        """The same with the names that models and modes have now."""
        model = registry.get(self.model)
        known = model or registry.retired.get(self.model)
        mode = model.mode(self.mode) if model else None
        return self.model_copy(
            update={
                "model_name": known.name if known else self.model,
                "mode_name": (mode.name if mode else "") or self.mode_name,
            }
        )


def given(references: Iterable[FrozenReference]) -> list[Given]:
    """References with their labels.

    Of one kind all that are connected are sent or none, so that counting what was sent counts what was connected.
    """
    return list(_labelled(references))


def _labelled(references: Iterable[FrozenReference]) -> Iterator[Given]:
    numbers: Counter[Kind] = Counter()
    for each in references:
        numbers[each.media] += 1
        label = f"{LABELS[each.media]} {numbers[each.media]}"
        what = {"node": each.node, "kind": each.kind, "label": label, "asset": each.asset, "sha": each.sha}
        yield Given.model_validate(what | {"use": each.use, "frame": frame_of(each.use, each.frame)})
