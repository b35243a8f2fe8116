"""For each allowed pair of the connection table: which built-in model uses what arrives, or why none does."""

from functools import cache

import pytest

from headwater.canvas.connections import TABLE
from headwater.generation.choices import ModelChoice
from headwater.generation.panel import Panel
from headwater.models import catalogue
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind
from tests.generation.arranged import assessed, new, only

USES = {
    ("text", "text"): ("builtin/writer", "write", "prompt"),
    ("text", "image"): ("builtin/painter", "create", "prompt"),
    ("text", "video"): ("builtin/camera", "create", "prompt"),
    ("text", "audio"): ("builtin/voice", "speech", "prompt"),
    ("image", "image"): ("builtin/painter", "edit", "reference"),
    ("image", "video"): ("builtin/camera", "create", "first_frame"),
    ("video", "image"): ("builtin/painter", "edit", "frame"),
    ("video", "video"): ("builtin/camera", "references", "reference"),
    ("video", "audio"): ("builtin/composer", "music", "sound"),
    ("audio", "video"): ("builtin/camera", "create", "soundtrack"),
    ("audio", "audio"): ("builtin/composer", "music", "reference"),
}
"""What arrives, by pair of kinds: the model, the mode, and what the content is there. Music is picked by hand."""

REASONS = {
    ("image", "text"): "This model takes no image, 1 is connected",
    ("video", "text"): "This model takes no video, 1 is connected",
    ("audio", "text"): "This model takes no sound, 1 is connected",
}
"""Where no built-in model can see or hear: what the panel says."""


@cache
def builtin() -> Registry:
    """What a stranger has, without any key."""
    return only(*(model for model in catalogue.load().models.values() if model.provider == "builtin"))


def test_every_allowed_pair_is_answered_here() -> None:
    allowed = {(str(pair.from_kind), str(pair.to_kind)) for pair in TABLE if pair.allowed}
    assert allowed == USES.keys() | REASONS.keys()


@pytest.mark.parametrize(("pair", "answer"), USES.items(), ids=[" to ".join(pair) for pair in USES])
def test_what_arrives_is_used(pair: tuple[str, str], answer: tuple[str, str, str]) -> None:
    model, mode, use = answer
    picked = mode if mode == "music" else None
    target = new("it", pair[1], "" if use == "prompt" else "Calm and slow", mode=picked)
    found = assessed(
        target, [new("from", pair[0], text="A lighthouse at dusk." if pair[0] == "text" else "")], registry=builtin()
    )
    assert found.panel.reason is None
    assert found.request is not None
    assert (found.request.model, found.request.mode) == (model, mode)
    if use == "prompt":
        assert found.request.prompt == "A lighthouse at dusk."
    else:
        assert [each.use for each in found.request.references] == [use]


@pytest.mark.parametrize(("pair", "reason"), REASONS.items(), ids=[" to ".join(pair) for pair in REASONS])
def test_what_no_built_in_model_can_use_is_said(pair: tuple[str, str], reason: str) -> None:
    panel = assessed(new("it", pair[1], "What is it?"), [new("from", pair[0])], registry=builtin()).panel
    assert panel.reason is not None
    assert (panel.reason.code, panel.reason.message) == ("does_not_fit", reason)
    assert not any(choice.fits for choice in panel.models)


def test_a_voice_takes_no_sound_and_says_that_music_does() -> None:
    panel = assessed(new("it", Kind.AUDIO, "Hello."), [new("from", Kind.AUDIO)], registry=builtin()).panel
    assert panel.reason is not None
    assert panel.reason.message == "This model takes no sound, 1 is connected"
    assert {mode.id: mode.fits for mode in panel.modes} == {"speech": False, "music": True, "sound": False}


def test_two_pictures_are_first_and_last_frame_and_three_are_a_sequence() -> None:
    pictures = [new(f"p{number}", Kind.IMAGE) for number in range(3)]
    two = assessed(new("it", Kind.VIDEO), pictures[:2], registry=builtin()).request
    three = assessed(new("it", Kind.VIDEO), pictures, registry=builtin()).request
    assert two is not None
    assert three is not None
    assert (two.mode, [each.use for each in two.references]) == ("first-last", ["first_frame", "last_frame"])
    assert (three.mode, len(three.references)) == ("references", 3)


@pytest.mark.parametrize("kind", Kind)
def test_each_model_says_whether_it_is_neural_or_procedural(kind: Kind) -> None:
    choices = assessed(new("it", kind), registry=builtin()).panel.models
    assert {choice.id: choice.neural for choice in choices} == {model.id: model.neural for model in builtin().of(kind)}
    assert all(_says_so(choice) for choice in choices)


def _says_so(choice: ModelChoice) -> bool:
    return ("neural" if choice.neural else "procedural") in choice.description.casefold()


def _modes(panel: Panel) -> dict[str, str | None]:
    return {mode.id: mode.model for mode in panel.modes}


def test_a_mode_names_the_model_that_it_would_be_used_with() -> None:
    expected = {"speech": "builtin/voice", "music": "builtin/composer", "sound": "builtin/foley"}
    assert _modes(assessed(new("it", Kind.AUDIO, "Rain"), registry=builtin()).panel) == expected


@pytest.mark.parametrize(("mode", "model"), [("speech", "voice"), ("music", "composer"), ("sound", "foley")])
def test_without_a_picked_model_the_mode_decides_which_one_begins(mode: str, model: str) -> None:
    panel = assessed(new("it", Kind.AUDIO, "Rain", mode=mode), registry=builtin()).panel
    assert (panel.request.model, panel.request.mode) == (f"builtin/{model}", mode)


def test_a_picked_model_is_used_in_a_mode_of_its_own_while_no_mode_was_picked() -> None:
    panel = assessed(new("it", Kind.AUDIO, "Rain", model="builtin/foley"), registry=builtin()).panel
    assert (panel.request.mode, panel.reason, panel.mode_follows) == ("sound", None, True)


def test_the_length_follows_the_longest_connected_sound_until_it_is_set() -> None:
    sounds = [new("short", Kind.AUDIO), new("long", Kind.AUDIO)]
    lengths = {"short": 3.0, "long": 12.2}
    follows = assessed(new("it", Kind.VIDEO, "Waves"), sounds, registry=builtin(), seconds=lengths)
    own = assessed(
        new("it", Kind.VIDEO, "Waves", settings={"duration": 5.0}), sounds, registry=builtin(), seconds=lengths
    )
    assert (follows.panel.request.settings["duration"], follows.panel.price) == (13, "31.2")
    assert (own.panel.request.settings["duration"], own.panel.price) == (5, "12")


def test_a_length_that_follows_stays_within_what_the_model_can_do() -> None:
    sound = [new("long", Kind.AUDIO)]
    found = assessed(new("it", Kind.VIDEO, "Waves"), sound, registry=builtin(), seconds={"long": 4000.0})
    assert found.panel.request.settings["duration"] == 60


def test_a_voice_says_before_it_is_paid_that_it_cannot_read_a_script() -> None:
    reason = assessed(new("it", Kind.AUDIO, "Welcome to 東京!"), registry=builtin()).panel.reason
    assert reason is not None
    assert (reason.code, reason.message) == ("foreign_script", "This model reads Latin letters only, not “東京”")


USUAL = {"writer": "1", "voice": "2", "foley": "2", "composer": "3", "painter": "4", "camera": "12"}


@pytest.mark.parametrize(("name", "price"), USUAL.items())
def test_built_in_models_cost_what_the_price_list_says_for_their_usual_settings(name: str, price: str) -> None:
    model = builtin().models[f"builtin/{name}"]
    panel = assessed(new("it", model.kind, "Rain at night", model=model.id), registry=builtin()).panel
    assert panel.price == price
