"""Where the subjects of a picture go, and how large they are: the first where the eye goes, the others around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from headwater.models.builtin.painter.indoors import on_a_table
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.subject import Spot
from headwater.models.builtin.painter.vocabulary import CONCEPTS, Concept
from headwater.models.builtin.painter.wish import Subject, Wish

STANDS = frozenset({"being", "building", "vehicle", "plant", "thing", "food"})
SHARES = {
    "building": (0.46, 12.0), "boat": (0.25, 8.0), "vehicle": (0.21, 1.8), "being": (0.27, 1.7), "flying": (0.2, 4.0),
    "swimming": (0.17, 2.0), "plant": (0.36, 6.0), "thing": (0.22, 1.0), "food": (0.24, 0.2),
}  # fmt: skip
"""By kind: the share of the picture's height that a thing takes, and how many metres high such a thing usually is."""
SIZES = {"near": 1.5, "middle": 1.0, "far": 0.4}
DEPTHS = {"near": 0.1, "middle": 0.3, "far": 0.72}
ON_TABLE = 0.22
"""The depth of what stands on a table."""
COLUMNS = {"left": 0.22, "centre": 0.5, "right": 0.78}


@dataclass(frozen=True)
class Part:
    """One thing, with its place."""

    concept: Concept
    colour: str | None
    spot: Spot


def at_home(wish: Wish) -> Wish:
    """The wish as it can be: who needs ground gets a shore by the sea, and space is always dark."""
    needs_ground = any(CONCEPTS[each.name].kind in STANDS for each in wish.subjects)
    if wish.setting == "sea" and needs_ground:
        return replace(wish, setting="coast")
    return replace(wish, time="night") if wish.setting == "space" and wish.time != "neon" else wish


def cast(scene: Scene, stage: Stage) -> list[Part]:
    """Every single thing of the wish, the farthest first."""
    columns = _columns(scene, scene.wish.subjects)
    building = _largest_building(scene)
    found = [
        part
        for subject, column in zip(scene.wish.subjects, columns, strict=True)
        for part in _several(scene, stage, subject, column, building)
    ]
    return sorted(found, key=lambda part: -part.spot.depth)


def _columns(scene: Scene, subjects: tuple[Subject, ...]) -> list[float]:
    """The share of the width at which each subject stands: the first on the third that is away from the sun."""
    first = 0.34 if scene.light.place[0] > 0.45 else 0.66
    free = [first, 1 - first, 0.5, 0.14, 0.86] if len(subjects) > 1 else [first]
    taken = [COLUMNS[each.place] for each in subjects if each.place]
    free = [each for each in free if all(abs(each - other) > 0.13 for other in taken)] + [0.42, 0.58, 0.08, 0.92, 0.5]
    return [COLUMNS[each.place] if each.place else free.pop(0) for each in subjects]


def _height(scene: Scene, subject: Subject) -> float:
    """Pixels: by its kind, somewhat by its real size, and by its distance."""
    concept = CONCEPTS[subject.name]
    share, usual = SHARES[concept.kind]
    own = float(np.clip((concept.height / usual) ** 0.4, 0.5, 1.45))
    frame = min(scene.height, scene.width * (0.8 + 0.35 * scene.tallness))
    if scene.wish.setting == "room":
        small = on_a_table(concept)
        share, own = (0.27, float(np.clip((concept.height / 0.25) ** 0.5, 0.55, 1.2))) if small else (share * 1.3, own)
    return frame * share * own * SIZES[subject.distance or "middle"]


def _largest_building(scene: Scene) -> tuple[float, float] | None:
    """Its height in pixels and in metres; None without one."""
    buildings = [each for each in scene.wish.subjects if CONCEPTS[each.name].kind == "building"]
    return max(((_height(scene, each), CONCEPTS[each.name].height) for each in buildings), default=None)


def _beside(height: float, concept: Concept, building: tuple[float, float] | None) -> float:
    """Not higher than it can be beside a building: it stands nearer, so that it may be larger than its scale."""
    if building is None or concept.kind not in ("being", "thing"):
        return height
    pixels, metres = building
    return min(height, pixels * float(np.clip(1.15 * (concept.height / metres) ** 0.6, 0.14, 0.6)))


def _several(
    scene: Scene, stage: Stage, subject: Subject, column: float, building: tuple[float, float] | None
) -> Iterator[Part]:
    """As many of a subject as were asked for, side by side, no two quite alike."""
    concept = CONCEPTS[subject.name]
    height = _beside(_height(scene, subject), concept, building)
    if subject.count > 1:
        height *= 1.05 - 0.06 * subject.count
    step = min(height * 1.25 / scene.width, 0.86 / max(1, subject.count - 1))
    reach = step * (subject.count - 1) / 2
    column = float(np.clip(column, 0.07 + reach, max(0.07 + reach, 0.93 - reach)))
    for number in range(subject.count):
        aside = (number - (subject.count - 1) / 2) * step
        x = float(np.clip(column + aside + scene.rng.normal(0, 0.008), 0.05, 0.95))
        size = height * (1 + scene.rng.normal(0, 0.07) * (subject.count > 1))
        yield Part(concept, subject.colour, _spot(scene, stage, subject, number, (x, size)))


def _spot(scene: Scene, stage: Stage, subject: Subject, number: int, size: tuple[float, float]) -> Spot:
    """The place of the `number`th of its kind; `size` is its column, a share of the width, and its height in pixels."""
    concept, (column, height) = CONCEPTS[subject.name], size
    distance, x = subject.distance or "middle", column * scene.width
    flipped = concept.faces is not None and (concept.faces == "right") == (column > 0.5)
    depth = DEPTHS[distance]
    if concept.kind == "flying" or (stage.floor is None and not _floats(concept, stage)):
        middle = scene.height * (0.3 + 0.07 * ((number % 3) - 1) + (0.14 if concept.kind != "flying" else 0))
        return Spot(x, middle, height, 0.55 if distance == "middle" else depth, "flies", flipped)
    if concept.kind == "swimming" and scene.wish.setting == "underwater":
        return Spot(x, scene.height * (0.42 + 0.1 * ((number % 3) - 1)), height, depth, "flies", flipped)
    if _floats(concept, stage):
        row = _waterline(scene, stage, distance) + number % 2 * height * 0.12
        depth = 0.62 if distance == "middle" else depth
        return Spot(_in_channel(stage, x, row, column), row, height, depth, "floats", flipped)
    if stage.table is not None and on_a_table(concept):
        x = float(np.clip(x, 0.2 * scene.width, 0.8 * scene.width))
        return Spot(x, stage.table + number % 2 * 6 * scene.unit, height, ON_TABLE, "stands", flipped)
    return Spot(x, _footing(scene, stage, concept, distance, x), height, depth, "stands", flipped)


def _floats(concept: Concept, stage: Stage) -> bool:
    return stage.afloat and concept.kind in ("boat", "swimming")


def _in_channel(stage: Stage, x: float, row: float, column: float) -> float:
    """On a river, between its banks; on open water, where it was to be."""
    if stage.channel is None:
        return x
    middle, half = stage.channel[int(np.clip(row, 0, len(stage.channel) - 1))]
    return float(middle + (column - 0.5) * half)


def _waterline(scene: Scene, stage: Stage, distance: str) -> float:
    shore = scene.height if stage.floor is None else float(stage.floor.min())
    share = {"near": 0.75, "middle": 0.42, "far": 0.12}[distance]
    return scene.horizon + (max(shore, scene.horizon + 40 * scene.unit) - scene.horizon) * share


def _footing(scene: Scene, stage: Stage, concept: Concept, distance: str, x: float) -> float:
    assert stage.floor is not None
    edge = float(stage.floor[int(np.clip(x, 0, scene.width - 1))])
    if distance == "far":
        return min(edge, scene.horizon + 0.1 * (edge - scene.horizon) + 8 * scene.unit)
    share = 0.75 if distance == "near" else 0.14 if concept.kind in ("building", "plant") else 0.45
    return min(edge + share * (scene.height - edge), scene.height - 8 * scene.unit)
