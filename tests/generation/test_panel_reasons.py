"""Why Generate is off, in words, and which reason is said first."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from headwater.models.price import PriceRule
from tests.generation.arranged import new, only, panel, picture_model, said

PICTURE = new("it", "image", "a lighthouse")


def test_a_prompt_and_enough_credits_are_all_that_a_picture_needs() -> None:
    found = panel(PICTURE)
    assert (found.can_generate, found.reason) == (True, None)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_an_upstream_node_that_generates_locks_what_is_downstream_at_any_depth(depth: int) -> None:
    chain = [new(f"n{place}", "image") for place in range(depth)]
    ids = [*(node.id for node in chain), "it"]
    links = list(pairwise(ids))
    assert said(PICTURE, chain, links=links, generating=["n0"]) == "Upstream task in progress"
    assert said(PICTURE, chain, links=links) is None


def test_what_generates_beside_or_downstream_locks_nothing() -> None:
    others = [new("beside", "text"), new("after", "image")]
    assert said(PICTURE, others, links=[("it", "after")], generating=["beside", "after"]) is None


def test_without_words_it_asks_for_a_prompt_or_a_text() -> None:
    assert said(new("it", "image")) == "Write a prompt or connect a text node"
    assert said(new("it", "image", " \n")) == "Write a prompt or connect a text node"
    assert said(new("it", "image"), [new("t", "text")]) == "Write a prompt or connect a text node"
    assert said(new("it", "image"), [new("t", "text", text="Fog.")]) is None


def test_a_picture_that_becomes_a_video_needs_no_words() -> None:
    assert said(new("it", "video")) == "Write a prompt or connect a text node"
    assert said(new("it", "video"), [new("p", "image")]) is None


@pytest.mark.parametrize(("left", "words"), [("5", "5"), ("0.5", "0.5"), ("0", "0"), ("11.99", "11.99")])
def test_too_few_credits_are_said_with_both_numbers(left: str, words: str) -> None:
    assert said(new("it", "video", "waves"), credits=left) == f"Needs 12 credits, {words} left"


def test_exactly_enough_credits_are_enough() -> None:
    assert said(new("it", "video", "waves"), credits="12") is None


def test_one_credit_is_no_plural() -> None:
    assert said(new("it", "text", "a poem"), credits="0") == "Needs 1 credit, 0 left"


@pytest.mark.parametrize(
    ("mode", "upstream", "words"),
    [
        ("first-last", ["image"] * 4, "This model takes 2 images, 4 are connected"),
        ("first-last", ["image"], "This model takes 2 images, 1 is connected"),
        ("first-last", [], "This model takes 2 images, none is connected"),
        ("create", ["image"] * 2, "This model takes at most 1 image, 2 are connected"),
        ("create", ["video"], "This model takes no video, 1 is connected"),
        ("references", ["image"] * 7, "This model takes at most 6 images, 7 are connected"),
        ("references", [], "This model needs an image or a video or a sound, none is connected"),
        ("elsewhere", [], "This model has no mode “Elsewhere”"),
    ],
)
def test_a_model_that_cannot_take_what_is_connected_says_so(mode: str, upstream: list[str], words: str) -> None:
    nodes = [new(f"n{place}", kind) for place, kind in enumerate(upstream)]
    found = panel(new("it", "video", "waves", mode=mode), nodes)
    assert found.reason is not None
    assert (found.reason.code, found.reason.message) == ("does_not_fit", words)
    choice = found.models[0]
    clause = words.removeprefix("This model ")
    assert (choice.fits, choice.why) == (False, clause[0].upper() + clause[1:])


def test_an_empty_reference_is_named() -> None:
    upstream = [new("p", "image", title="Harbour")]
    assert said(new("it", "video"), upstream, empty=["p"]) == "“Harbour” is empty. Fill it, or remove the connection"


def test_what_the_mode_ignores_may_be_empty() -> None:
    upstream = [new("p", "image"), new("q", "image"), new("v", "video")]
    assert said(new("it", "video", mode="first-last"), upstream, empty=["v"]) is None


def test_a_model_that_is_gone_stays_named_and_another_is_suggested() -> None:
    found = panel(new("it", "image", "a lighthouse", model="cloud/gone"))
    assert found.reason is not None
    assert found.reason.message == "`cloud/gone` is no longer there. Pick another, such as Test double · image"
    assert (found.request.model, found.hash, found.price) == ("cloud/gone", None, None)


def test_a_model_of_another_kind_counts_as_gone() -> None:
    reason = panel(new("it", "image", "a lighthouse", model="builtin/double-text")).reason
    assert reason is not None
    assert reason.code == "model_gone"


def test_a_kind_without_any_model_says_so() -> None:
    assert said(PICTURE, registry=only()) == "There is no model for image yet"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"duration": 11}, "Duration is 11. This model takes 1 to 10"),
        ({"duration": -1}, "Duration is -1. This model takes 1 to 10"),
        ({"duration": 5.5}, "Duration is 5.5. This model takes whole numbers from 1 to 10"),
        ({"duration": "5"}, "Duration is “5”. This model takes numbers from 1 to 10"),
        ({"duration": True}, "Duration is on. This model takes 1 to 10"),
        ({"aspect": "2:1"}, "Aspect is 2:1. This model takes 16:9, 1:1, 9:16 or 4:3"),
        ({"seconds": -1}, "Seconds is -1. This model takes 0 to 600"),
    ],
    ids=str,
)
def test_a_setting_that_the_model_refuses_is_named_with_what_it_takes(settings: dict[str, Any], words: str) -> None:
    found = panel(new("it", "video", "waves", settings=settings))
    assert found.reason is not None
    assert (found.reason.code, found.reason.message) == ("invalid_setting", words)
    assert found.settings_wrong == dict.fromkeys(settings, words)
    assert found.request.settings | settings == found.request.settings


def test_a_prompt_beyond_the_limit_is_counted() -> None:
    found = panel(new("it", "audio", "x" * 5001))
    assert found.reason is not None
    assert found.reason.message == "The prompt has 5,001 characters, this model takes 5,000"
    assert (found.prompt_length, found.prompt_limit) == (5001, 5000)
    assert said(new("it", "audio", "x" * 5000)) is None


def test_a_node_in_a_circle_generates_nothing() -> None:
    words = "This node is part of a circle. Remove one of its connections"
    assert said(PICTURE, [new("b", "image")], links=[("it", "b"), ("b", "it")]) == words


def test_a_node_that_generates_does_not_generate_again() -> None:
    assert said(PICTURE, generating=["it"]) == "This node is generating"


def test_settings_without_a_price_are_refused() -> None:
    size = {"size": {"enum": ["small", "large"], "default": "small"}}
    rules = (PriceRule(when={"size": "small"}, credits=Decimal(1)),)
    large = new("it", "image", "a lighthouse", settings={"size": "large"})
    found = panel(large, registry=only(picture_model(mode={"settings": size}, prices=rules)))
    assert found.reason is not None
    assert (found.reason.code, found.price, found.can_generate) == ("no_price", None, False)


def test_the_reasons_come_in_an_order_that_leads_a_person_through_them() -> None:
    """Everything is wrong at once; each reason is taken away when it was said."""
    model = picture_model(
        mode={
            "takes": {"image": {"least": 1, "most": 1}},
            "settings": {"size": {"enum": ["small", "large"], "default": "small"}},
        },
        prices=(PriceRule(when={"size": ["small", "huge"]}, credits=Decimal(4)),),
        prompt_limit=3,
    )
    up, more = new("up", "image"), new("more", "image")
    wrong: dict[str, Any] = {
        "registry": only(model),
        "generating": ["it", "up"],
        "links": [("up", "it"), ("more", "it"), ("it", "up")],
        "empty": ["up"],
        "credits": "0",
    }
    node: dict[str, Any] = {"mode": "create", "model": "cloud/gone", "settings": {"size": "huge"}}
    mended: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("generating", {"generating": ["up"]}, {}),
        ("circle", {"links": [("up", "it"), ("more", "it")]}, {}),
        ("upstream_in_progress", {"generating": []}, {}),
        ("model_gone", {}, {"model": None}),
        ("does_not_fit", {"links": [("up", "it")]}, {}),
        ("empty_reference", {"empty": []}, {}),
        ("no_prompt", {}, {"prompt": "a lighthouse"}),
        ("invalid_setting", {}, {"settings": {"size": "large"}}),
        ("prompt_too_long", {}, {"prompt": "fog"}),
        ("no_price", {}, {"settings": {}}),
        ("insufficient_credits", {"credits": "4"}, {}),
    ]
    for code, mend, mend_node in mended:
        reason = panel(new("it", "image", **node), [up, more], **wrong).reason
        assert reason is not None
        assert reason.code == code
        wrong |= mend
        node |= mend_node
    assert panel(new("it", "image", **node), [up, more], **wrong).can_generate
