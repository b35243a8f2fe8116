"""Random models: any modes, counts, settings of every sort, rules between them, and prices that depend on all of it."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from headwater.models.model import MODES, Model
from headwater.platform.kinds import Kind

PROVIDER = "recorder"
SETTINGS: dict[str, dict[str, Any]] = {
    "aspect": {"enum": ["16:9", "1:1", "9:16"], "default": "16:9"},
    "duration": {"type": "integer", "minimum": 1, "maximum": 10, "default": 5, "unit": "s"},
    "strength": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5},
    "loop": {"type": "boolean", "default": False},
    "avoid": {"type": "string", "maxLength": 12},
    "seed": {"type": "integer", "minimum": 0, "advanced": True},
    "length": {"type": "integer", "minimum": 1, "maximum": 30, "default": 8, "follows": "sound"},
    "voices": {"type": "array", "items": {"type": "string"}, "default": []},
    "count": {"enum": [1, 2, 4], "default": 1},
}
"""One of each sort that a model may declare."""
RULES: list[dict[str, Any]] = [
    {
        "if": {"properties": {"duration": {"exclusiveMinimum": 5}}, "required": ["duration"]},
        "then": {"properties": {"aspect": {"enum": ["16:9"]}}},
    },
    {
        "if": {"properties": {"loop": {"const": True}}, "required": ["loop"]},
        "then": {"properties": {"seed": False, "strength": {"maximum": 0.5}}},
    },
    {"dependentSchemas": {"avoid": {"properties": {"count": {"enum": [1]}}}}},
]
VALUES = st.sampled_from(
    [
        *(("aspect", value) for value in ("16:9", "1:1", "9:16", "16:9", "1:1", "9:16", "4:3")),
        *(("duration", value) for value in (1, 3.0, 5, 7, 9, 10, 99)),
        *(("strength", value) for value in (0, 0.25, 0.1, 0.5, 1.0)),
        *(("loop", value) for value in (True, False)),
        *(("avoid", value) for value in ("", "fog 🌫️", "rain", "more words than it takes")),
        *(("seed", value) for value in (0, 7, 2**40)),
        ("length", 3),
        *(("voices", value) for value in (["Ada", "Bo"], ["Bo", "Ada"], [])),
        *(("count", value) for value in (2, 4, 3, True)),
        *(("undeclared", value) for value in ("x", None, {"b": 1, "a": [2.5]})),
    ]
)
"""A setting, and a value of it that fits, or does not, or belongs to no model."""
CREDITS = st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(3), Decimal("12.5")])


@st.composite
def _modes(draw: st.DrawFn, kind: Kind) -> list[dict[str, Any]]:
    ids = draw(st.lists(st.sampled_from([*MODES[kind], "own"]), min_size=1, max_size=3, unique=True))
    return [draw(_mode(id)) for id in ids]


@st.composite
def _mode(draw: st.DrawFn, id: str) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(list(SETTINGS)), unique=True, min_size=2, max_size=7))
    most = {kind: draw(st.sampled_from([9] * 12 + [2, 0])) for kind in (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO)}
    return {
        "id": id,
        "prompt": draw(st.sampled_from(["optional", "optional", "unless_references", "required"])),
        "takes": {kind: {"least": 0, "most": each} for kind, each in most.items()},
        "ignores": draw(st.sampled_from([[], [], [], *([each] for each in most)])),
        "settings": {name: SETTINGS[name] for name in names},
        "rules": draw(st.lists(st.sampled_from(RULES), max_size=2)),
    }


@st.composite
def prices(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A price list that prices everything."""
    conditions: list[dict[str, Any]] = [{"loop": True}, {"with_images": True}, {"images": [2, 3]}, {"aspect": "1:1"}]
    rules = [{"when": each, "credits": draw(CREDITS)} for each in draw(st.lists(st.sampled_from(conditions)))]
    by_length = {"credits": draw(CREDITS), "per": ["thousand_characters"]}
    return [*rules[:2], {"credits": draw(CREDITS), "plus": draw(st.sampled_from([[], [by_length]]))}]


@st.composite
def a_model(draw: st.DrawFn, kind: Kind, name: str) -> Model:
    """A model of one kind."""
    return Model.model_validate(
        {
            "id": f"{PROVIDER}/{kind}-{name}",
            "name": name,
            "kind": kind,
            "provider": PROVIDER,
            "adapter": PROVIDER,
            "description": "",
            "neural": False,
            "modes": draw(_modes(kind)),
            "prices": draw(prices()),
            "prompt_limit": draw(st.sampled_from([None] * 9 + [40])),
        }
    )


def some_models() -> st.SearchStrategy[tuple[Model, ...]]:
    """Two models of each kind."""
    return st.tuples(*(a_model(kind, name) for kind in Kind for name in ("one", "two")))
