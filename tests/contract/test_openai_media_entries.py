"""Entries for `openai_media`: every choice is one of the official types and has a price with a source."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

import pytest
from openai.types import ImageModel
from openai.types.audio import SpeechModel
from openai.types.audio.speech_create_params import SpeechCreateParams
from openai.types.image_generate_params import ImageGenerateParamsNonStreaming
from openrouter.components import (
    VideoGenerationRequest,
    VideoGenerationRequestAspectRatio,
    VideoGenerationRequestResolution,
)
from pydantic import TypeAdapter

from headwater.models.adapters.openai_media.charge import charged
from headwater.models.model import Mode, Model
from headwater.models.price import BYTES_A_TOKEN, Measured, cost
from headwater.platform.kinds import Kind
from tests.contract.media import CATALOGUE, FLARE

OURS = [model for model in CATALOGUE.models.values() if model.adapter == "openai_media"]
_JUDGES: dict[Kind, TypeAdapter[Any]] = {
    Kind.IMAGE: TypeAdapter(ImageGenerateParamsNonStreaming),
    Kind.AUDIO: TypeAdapter(SpeechCreateParams),
    Kind.VIDEO: TypeAdapter(VideoGenerationRequest),
}
_NAMED = {
    "aspect_ratio": get_args(get_args(VideoGenerationRequestAspectRatio)[0]),
    "resolution": get_args(get_args(VideoGenerationRequestResolution)[0]),
}
"""The values that OpenRouter's client names; it lets others pass."""
_FIELDS = {
    Kind.IMAGE: set(ImageGenerateParamsNonStreaming.__annotations__),
    Kind.AUDIO: set(SpeechCreateParams.__annotations__),
    Kind.VIDEO: set(VideoGenerationRequest.model_fields),
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.id)
def test_every_setting_of_an_entry_is_one_of_the_official_types(model: Model) -> None:
    name = model.id.partition("/")[2]
    if model.kind is Kind.IMAGE:
        assert name in get_args(ImageModel)
    if model.kind is Kind.AUDIO:
        assert name in get_args(SpeechModel)
    words = "input" if model.kind is Kind.AUDIO else "prompt"
    for mode in model.modes:
        for setting, value in _values(mode):
            body = {"model": name, words: "x", **mode.defaults(), **mode.fixed, setting: value}
            _JUDGES[model.kind].validate_python(body)
            if model.kind is Kind.VIDEO:
                assert value in _NAMED.get(setting, {value})
            assert set(body) <= _FIELDS[model.kind]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.id)
def test_every_choice_of_an_entry_has_a_price_whose_source_is_named(model: Model) -> None:
    assert model.source
    assert model.as_of
    assert not model.exact
    for mode in model.modes:
        for size in mode.settings.get("size", {}).get("enum", [None]):
            for setting, value in _values(mode):
                settings = mode.defaults() | ({"size": size} if size else {}) | {setting: value}
                assert cost(model.prices, Measured(mode.id, settings, "x" * 900))


@pytest.mark.parametrize(
    ("usage", "dollars"),
    [
        ({"cost": 0}, "0"),
        ({"cost": 0.25, "input_tokens_details": {"text_tokens": 9}}, "0.25"),
        ({"input_tokens_details": {"text_tokens": 1000}, "output_tokens": 1000}, "0.035"),
        ({"input_tokens_details": {"text_tokens": "many"}, "output_tokens_details": {"image_tokens": None}}, "0"),
        ({"cost": True}, None),
        ({"cost": float("nan")}, None),
        ({"cost": None}, None),
        ("nothing", None),
    ],
)
def test_what_was_charged_is_the_amount_that_is_named_else_its_tokens(usage: Any, dollars: str | None) -> None:
    assert charged(CATALOGUE.models[FLARE], usage) == (None if dollars is None else Decimal(dollars))


def test_the_price_of_a_picture_is_that_of_its_tokens() -> None:
    model = CATALOGUE.models["openai/gpt-image-2"]
    asked = Measured("edit", {"size": "1024x1024", "quality": "high"}, "x" * 10 * BYTES_A_TOKEN, images=2)
    tokens = 10 * model.rates["input_text"] + 3200 * model.rates["input_image"] + 7024 * model.rates["output_image"]
    assert cost(model.prices, asked) == tokens


def test_what_retires_names_one_that_is_served() -> None:
    retired = [CATALOGUE.retired[f"openai/{name}"] for name in ("sora-2", "gpt-image-1", "gpt-image-1.5")]
    named = [each.replaced_by for each in retired] + [model.replaced_by for model in OURS if model.retires]
    assert set(named) <= set(CATALOGUE.models)


def _values(mode: Mode) -> Iterator[tuple[str, Any]]:
    """Every choice of every setting, and the ends of every range."""
    for name, schema in mode.settings.items():
        ends = [schema[end] for end in ("minimum", "maximum", "default") if end in schema]
        for value in schema.get("enum") or ends or ["some words"]:
            yield name, value
