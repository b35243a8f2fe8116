"""Who stands in for a model in a rehearsal, and with which settings."""

from typing import Any

import pytest

from headwater.canvas.document import CanvasNode
from headwater.generation.generation import Told
from headwater.generation.resolution import Resolution, resolve
from headwater.models import catalogue
from headwater.models.provider import Connection as Way
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind
from headwater.runs.stand_in import rehearsed
from tests.generation.arranged import new, situation


@pytest.fixture(scope="module")
def everyone() -> Registry:
    """Every model that ships, as if each provider were connected."""
    shipped = catalogue.load()
    connections = {id: Way(provider, "") for id, provider in shipped.providers.items()}
    return Registry(shipped.models, {}, shipped.providers, connections)


def stood_in(everyone: Registry, node: CanvasNode, *upstream: CanvasNode) -> Resolution | Told:
    """What is sent in a rehearsal of `node`."""
    now = situation(node, upstream, registry=everyone)
    then = rehearsed(now, resolve(now))
    return then if isinstance(then, Told) else resolve(then)


def sent(everyone: Registry, node: CanvasNode, *upstream: CanvasNode) -> tuple[str, str, dict[str, Any]]:
    """The model, the mode and the settings that are sent in a rehearsal of `node`."""
    found = stood_in(everyone, node, *upstream)
    assert isinstance(found, Resolution)
    assert found.request
    return found.request.model, found.request.mode, found.request.settings


def a_model(everyone: Registry, kind: Kind, setting: str, *, of: Any) -> str:
    """A model of somebody else's that can be set so."""
    for model in everyone.of(kind):
        for mode in model.modes[:1]:
            choices = mode.settings.get(setting, {})
            if model.provider != "builtin" and (of in choices.get("enum", []) or (not of and choices)):
                return model.id
    raise AssertionError(f"No {kind} model has the {setting} {of}.")


@pytest.mark.parametrize(
    ("kind", "setting", "value", "expected"),
    [
        (Kind.IMAGE, "aspect_ratio", "9:16", ("aspect", "9:16")),
        (Kind.IMAGE, "aspect_ratio", "21:9", ("aspect", "16:9")),
        (Kind.IMAGE, "aspect_ratio", "4:5", ("aspect", "1:1")),
        (Kind.IMAGE, "shape", "portrait 16:9", ("aspect", "9:16")),
        (Kind.IMAGE, "shape", "square", ("aspect", "1:1")),
        (Kind.IMAGE, "size", "1024x1536", ("aspect", "9:16")),
        (Kind.IMAGE, "image_size", "4K", ("resolution", "1080p")),
        (Kind.IMAGE, "image_size", "1K", ("resolution", "720p")),
        (Kind.VIDEO, "resolution", "480p", ("resolution", "720p")),
        (Kind.VIDEO, "aspect_ratio", "9:16", ("aspect", "9:16")),
    ],
)
def test_a_rehearsal_takes_the_nearest_shape_and_size(
    everyone: Registry, kind: Kind, setting: str, value: str, expected: tuple[str, str]
) -> None:
    chosen = a_model(everyone, kind, setting, of=value)
    _, _, settings = sent(everyone, new("it", kind, "A pier", model=chosen, settings={setting: value}))
    assert settings[expected[0]] == expected[1]


def test_a_rehearsal_is_as_long_as_what_it_stands_for(everyone: Registry) -> None:
    chosen = a_model(everyone, Kind.VIDEO, "duration", of=None)
    lasting = resolve(situation(new("it", "video", "Out to sea", model=chosen), registry=everyone))
    model, _, settings = sent(everyone, new("it", "video", "Out to sea", model=chosen))
    assert model == "builtin/camera"
    assert settings["duration"] == lasting.choice.settings["duration"]


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("text", "write", "builtin/writer"),
        ("image", "create", "builtin/painter"),
        ("audio", "speech", "builtin/voice"),
        ("audio", "music", "builtin/composer"),
        ("audio", "sound", "builtin/foley"),
        ("video", "create", "builtin/camera"),
    ],
)
def test_each_mode_has_its_stand_in(everyone: Registry, kind: str, mode: str, expected: str) -> None:
    others = [each for each in everyone.of(Kind(kind)) if each.mode(mode) and each.provider != "builtin"]
    for other in others:
        model, sent_mode, _ = sent(everyone, new("it", kind, "Fog", mode=mode, model=other.id))
        assert (model, sent_mode) == (expected, mode)


def test_a_built_in_model_stands_for_itself(everyone: Registry) -> None:
    settings = {"duration": 12, "move": "orbit"}
    model, _, as_sent = sent(everyone, new("it", "video", "x", model="builtin/camera", settings=settings))
    assert model == "builtin/camera"
    assert settings.items() <= as_sent.items()


def test_where_nothing_built_in_does_it_a_rehearsal_says_so(everyone: Registry) -> None:
    told = stood_in(everyone, new("it", "text", "What is seen here?"), new("picture", "image"))
    assert isinstance(told, Told)
    assert told.code == "no_stand_in"
    assert "Describe" in told.message
