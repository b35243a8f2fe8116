"""A part of a text is kept, and charged by what came; a part of anything else is no result."""

from dataclasses import replace
from decimal import Decimal

import pytest

from headwater.generation.partial import charged, share
from headwater.models.adapter import Call, Output
from headwater.models.catalogue import load
from headwater.models.price import BYTES_A_TOKEN, Measured
from headwater.models.provider import Connection
from tests.desk import Desk, node
from tests.generation.work import node_of

CATALOGUE = load()


async def test_a_part_of_a_text_is_shown_with_a_note_and_the_rest_comes_back(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea", settings={"outcome": "partial"})])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["price"], ended["charged"], ended["error"]) == ("succeeded", "1", "0.5", None)
    assert await desk.balance() == ("999.5", "0")
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert take["note"] == "Only a part of it came. The double was told to break off."
    assert take["made"]["credits"] == "0.5"
    assert (await node_of(desk, canvas, "it")).text == take["text"] != ""


async def test_a_part_of_a_picture_is_none_and_all_credits_come_back(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea", settings={"outcome": "partial"})])
    ended = await desk.generate(canvas, "it")
    assert (ended["state"], ended["error"]["code"], ended["charged"]) == ("failed", "partial", None)
    assert await desk.balance() == ("1000", "0")


async def test_a_whole_text_is_charged_whole(desk: Desk) -> None:
    canvas = await desk.canvas([node("it", "text", prompt="A calm sea")])
    assert (await desk.generate(canvas, "it"))["charged"] is None


def test_what_the_provider_asked_goes_before_what_is_worked_out() -> None:
    call = _call("openai/gpt-6-luna", "A line.")
    whole = share(call, Output("x" * 10**7, charged=Decimal(10)))
    part = share(call, Output("x", charged=Decimal("0.0001")))
    assert whole == 1
    assert 0 < part < 1


def test_tokens_that_came_are_charged_as_the_price_counts_them() -> None:
    call = _call("openai/gpt-6-luna", "A line.")
    longest = int(call.settings["max_tokens"])
    half = share(call, Output("x" * (longest * BYTES_A_TOKEN // 2)))
    assert half == pytest.approx(Decimal("0.5"), abs=Decimal("0.05"))
    assert share(call, Output("x" * 30)) < half


def test_a_price_for_the_whole_alone_charges_nothing_for_a_part() -> None:
    call = _call("openai/gpt-6-luna", "A line.")
    assert share(replace(call, measured=None), Output("Half a")) == 0


def test_never_more_than_is_held_and_cents_are_rounded_down() -> None:
    assert charged(4_000_000, Decimal(1)) == 4_000_000
    assert charged(1_000_000, Decimal("0.3399")) == 330_000


def _call(model: str, prompt: str) -> Call:
    found = CATALOGUE.models[model]
    mode = found.modes[0]
    settings = mode.defaults()
    connection = Connection(CATALOGUE.providers[found.provider], "https://example.com", None)
    return Call("one", found, mode.id, prompt, settings, connection, measured=Measured(mode.id, settings, prompt))
