"""The request that would be sent: its settings, its price, and the hash by which what runs is what was shown."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.canvas.document import CanvasNode
from headwater.generation.request import Request
from headwater.models import catalogue
from headwater.models.price import PriceRule
from headwater.platform.kinds import Kind
from tests.generation.arranged import assessed, new, only, panel, picture_model

P, Q = new("p", "image"), new("q", "image")


def video(prompt: str = "waves", **settings: Any) -> CanvasNode:
    return new("it", "video", prompt, settings=settings)


def hash_of(node: CanvasNode, *upstream: CanvasNode, **more: Any) -> str:
    found = panel(node, upstream, **more).hash
    assert found is not None
    return found


def test_defaults_are_filled_in_and_what_the_model_does_not_declare_is_not_sent() -> None:
    found = panel(video(voice="Anna", duration=3))
    assert found.request.settings == {"seconds": 1, "outcome": "ok", "aspect": "16:9", "duration": 3}
    assert found.can_generate


def test_five_as_a_float_is_the_integer_five() -> None:
    found = panel(video(duration=5.0))
    assert isinstance(found.request.settings["duration"], int)
    assert hash_of(video(duration=5.0)) == hash_of(video(duration=5))


def test_a_number_with_a_fraction_is_not_rounded() -> None:
    assert panel(video(duration=5.5)).request.settings["duration"] == 5.5


@pytest.mark.parametrize(("duration", "credits"), [(1, "2.4"), (5, "12"), (10, "24")])
def test_a_video_is_priced_by_the_second(duration: int, credits: str) -> None:
    assert panel(video(duration=duration)).price == credits


@pytest.mark.parametrize(("mode", "credits"), [("music", "3"), ("speech", "2"), ("sound", "2")])
def test_the_first_rule_that_matches_gives_the_price(mode: str, credits: str) -> None:
    assert panel(new("it", "audio", "a gong", mode=mode)).price == credits


@pytest.mark.parametrize(
    ("rule", "prompt", "credits"),
    [
        (PriceRule(credits=Decimal("0.35")), "fog", "0.35"),
        (PriceRule(credits=Decimal("1"), per=("thousand_characters",)), "x" * 250, "0.25"),
        (PriceRule(credits=Decimal("1"), per=("thousand_characters",)), "x" * 251, "0.26"),
        (PriceRule(credits=Decimal("1"), per=("thousand_characters",)), "x", "0.01"),
        (PriceRule(credits=Decimal("0")), "fog", "0"),
        (PriceRule(credits=Decimal("0.1"), per=("item",)), "fog", "0.1"),
    ],
)
def test_a_price_has_two_decimals_and_little_is_never_nothing(rule: PriceRule, prompt: str, credits: str) -> None:
    assert panel(new("it", "image", prompt), registry=only(picture_model(prices=(rule,)))).price == credits


def test_the_models_to_pick_from_have_their_prices_for_these_settings() -> None:
    assert [choice.price for choice in panel(video(duration=10)).models] == ["24"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("duration", "seconds", "aspect", "outcome"), _json)))
def test_whatever_a_document_holds_as_settings_the_panel_answers(settings: dict[str, Any]) -> None:
    found = panel(video(**settings))
    assert found.can_generate == (found.reason is None)
    assert found.price is not None or not found.can_generate


def test_the_same_content_gives_the_same_hash() -> None:
    assert hash_of(video(), P) == hash_of(video(), P)
    moved = new("it", "video", "waves", settings={}, title="Another name", **{"w": 500.0})
    assert hash_of(video(), P) == hash_of(moved, P)


def test_the_own_words_and_a_connected_text_that_say_the_same_are_the_same_request() -> None:
    text = new("t", "text", text="waves")
    assert hash_of(video("waves")) == hash_of(video(""), text)


def test_another_prompt_setting_picture_or_order_gives_another_hash() -> None:
    hashes = [
        hash_of(video(), P, Q),
        hash_of(video("storm"), P, Q),
        hash_of(video(duration=3), P, Q),
        hash_of(video(), Q, P),
        hash_of(video(), P),
        hash_of(video(), P, Q, contents={"p": "another picture"}),
        hash_of(new("it", "video", "waves", mode="references"), P, Q),
    ]
    assert len(set(hashes)) == len(hashes)


def test_an_empty_reference_is_not_in_the_request() -> None:
    request = assessed(video(), [P, Q], empty=["p"]).request
    assert request is not None
    assert [each.node for each in request.references] == ["q"]


def test_a_reference_is_frozen_by_the_hash_of_its_bytes() -> None:
    request = assessed(video(), [P]).request
    assert request is not None
    assert [(each.asset, len(each.sha), each.mime) for each in request.references] == [("asset-p", 64, "image/png")]


@given(st.dictionaries(st.text(max_size=5), _json, max_size=5), st.randoms(use_true_random=False))
def test_the_hash_does_not_depend_on_the_order_of_settings(settings: dict[str, Any], random: Any) -> None:
    items = list(settings.items())
    random.shuffle(items)
    one, other = (
        Request(kind=Kind.VIDEO, prompt="", references=(), mode="create", model="a/b", settings=each)
        for each in (settings, dict(items))
    )
    assert one.hash == other.hash
    assert Request.model_validate_json(one.model_dump_json()).hash == one.hash


@pytest.mark.parametrize("kind", ["text", "image", "video", "audio"])
def test_each_model_of_the_list_is_offered_at_the_price_that_it_then_has(kind: str) -> None:
    everyone = only(*catalogue.load(doubles=True).models.values())
    it = new("it", kind, "waves at dawn")
    listed = panel(it, (P, Q), registry=everyone).models
    assert len(listed) > 3
    for each in listed:
        picked = panel(replace(it, model=each.id), (P, Q), registry=everyone)
        assert picked.price == each.price, each.id
