"""Presets: each works as it stands with the built-in models, and does not trip up any other model that ships."""

from functools import cache

import pytest

from headwater.generation.panel import Panel
from headwater.generation.presets import LONGEST_ON_CARD, Preset, Words, presets
from headwater.models import catalogue
from headwater.models.builtin.composer.brief import brief
from headwater.models.builtin.foley.words import heard
from headwater.models.builtin.painter.reading import read
from headwater.models.model import Model
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind
from tests.desk import Desk
from tests.generation.arranged import new, only, panel

ALL = [pytest.param(preset, id=preset.id) for preset in presets()]


@cache
def shipped() -> Registry:
    """Every model that ships, as if there were a key for each provider."""
    return only(*catalogue.load().models.values())


def begun(preset: Preset, model: Model | None = None) -> Panel:
    """The panel of an empty node that was begun with a preset."""
    node = new(
        "it",
        preset.kind,
        preset.prompt.whole,
        mode=preset.mode,
        settings=preset.settings,
        model=model.id if model else None,
    )
    return panel(node, registry=shipped(), credits="1000000")


def served(preset: Preset) -> list[Model]:
    """The shipped models that offer the preset's mode, or of its kind where it leaves the mode to follow."""
    return [
        model
        for model in shipped().of(preset.kind)
        if preset.mode is None or any(preset.mode == m.id for m in model.modes)
    ]


@pytest.mark.parametrize("preset", ALL)
def test_an_empty_node_begun_with_it_can_be_generated_by_a_built_in_model_at_once(preset: Preset) -> None:
    shown = begun(preset)
    assert (shown.can_generate, shown.reason) == (True, None)
    assert shown.request.prompt == preset.prompt.whole
    assert shown.request.mode == (preset.mode or shown.request.mode)
    assert (shown.request.model or "").startswith("builtin/")


@pytest.mark.parametrize("preset", ALL)
def test_what_it_sets_is_something_that_a_built_in_model_has(preset: Preset) -> None:
    sent = begun(preset).request.settings
    used = {name for name, value in preset.settings.items() if sent.get(name) == value}
    assert used or not preset.settings
    assert set(preset.settings) - {"aspect_ratio", "shape", "size"} <= used


@pytest.mark.parametrize("preset", ALL)
def test_no_other_model_is_given_a_setting_that_it_would_refuse(preset: Preset) -> None:
    refused = {model.id: wrong for model in served(preset) if (wrong := begun(preset, model).settings_wrong)}
    assert refused == {}


def test_the_built_in_painter_draws_all_that_their_words_name() -> None:
    painted = [preset for preset in presets() if preset.kind in (Kind.IMAGE, Kind.VIDEO)]
    left_out = {preset.id: unknown for preset in painted if (unknown := read(preset.prompt.whole).unknown)}
    assert left_out == {}


def test_the_built_in_sound_models_understand_their_words() -> None:
    for preset in presets():
        if preset.mode == "sound":
            sounds, unknown, _ = heard(preset.prompt.whole)
            assert (bool(sounds), unknown) == (True, []), preset.id
        if preset.mode == "music":
            assert brief(preset.prompt.whole).understood, preset.id


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_few_on_the_empty_node_and_more_behind_them_in_groups(kind: Kind) -> None:
    found = [preset for preset in presets() if preset.kind is kind]
    first = [preset for preset in found if preset.first]
    assert len(first) == 4
    assert len(found) > 2 * len(first)
    assert len({preset.group for preset in found}) > 1


def test_one_part_of_each_prompt_is_there_to_be_replaced() -> None:
    made = Preset.model_validate({**_entry(), "prompt": "An orbit around {a statue} at dawn."})
    assert made.prompt == Words(before="An orbit around ", own="a statue", after=" at dawn.")
    assert made.prompt.whole == "An orbit around a statue at dawn."


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"prompt": "An orbit."}, "needs one part in braces"),
        ({"prompt": "{An} {orbit}."}, "needs one part in braces"),
        ({"mode": "speech"}, "is no mode of video"),
        ({"icon": "banana"}, "Input should be"),
        ({"first": True, "teaches": "x" * (LONGEST_ON_CARD + 1)}, "too many for the node"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_wrong_one_is_refused_when_it_is_read(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Preset.model_validate({**_entry(), **wrong})


async def test_the_browser_gets_them_in_order_and_may_keep_them_for_a_while(desk: Desk) -> None:
    answer = await desk.http.get("/api/presets")
    assert [preset["id"] for preset in answer.json()] == [preset.id for preset in presets()]
    assert "max-age" in answer.headers["Cache-Control"]


def _entry() -> dict[str, object]:
    return {
        "id": "orbit",
        "kind": "video",
        "group": "Moves",
        "name": "Orbit",
        "icon": "rotate-3d",
        "teaches": "Round what stays.",
        "prompt": "An orbit around {a statue}.",
    }
