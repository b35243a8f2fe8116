"""Models, modes and settings in the panel: what can be picked is in sight, and what is shown is what is sent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.assets import samples
from tests.contract.fakes.elevenlabs import ElevenLabs
from tests.contract.service import Service
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Studio, node


@pytest.fixture
def ruled(studio: Studio) -> Iterator[None]:
    """The provider whose models have rules between their settings is connected."""
    studio.http.put("/api/providers/ruled", json={"key": "none"}).raise_for_status()
    yield
    studio.http.delete("/api/providers/ruled")


@pytest.fixture
def voices(studio: Studio) -> Iterator[Service]:
    """ElevenLabs in miniature, connected."""
    with ElevenLabs(samples.sound("mp3", "mp3")).service() as service:
        wish = {"url": service.url, "key": "xi-key"}
        studio.http.put("/api/providers/elevenlabs", json=wish).raise_for_status()
        yield service
    studio.http.delete("/api/providers/elevenlabs")


def segment(canvas: Canvas, setting: str, choice: str) -> Locator:
    """One of a setting's choices that stand side by side."""
    return canvas.panel.get_by_role("radiogroup", name=setting, exact=True).get_by_role(
        "radio", name=choice, exact=True
    )


def number(canvas: Canvas, setting: str) -> Locator:
    """A setting that is a number."""
    return canvas.panel.get_by_role("spinbutton", name=setting, exact=True)


def sent(canvas: Canvas, id: str) -> dict[str, object]:
    """The settings that would be sent, as the server has them."""
    canvas.wait_saved()
    settings: dict[str, object] = canvas.studio.get(f"/api/canvases/{canvas.id}/nodes/{id}/panel")["request"][
        "settings"
    ]
    return settings


def test_a_setting_narrows_another_and_a_choice_that_no_longer_fits_stays_and_says_why(
    ruled: None, open_canvas: OpenCanvas
) -> None:
    canvas = open_canvas(
        [node("v", "video", title="Shot", prompt="waves", model="ruled/film", settings={"duration": 9})]
    )
    canvas.select("Shot")
    canvas.wait_price("10")
    canvas.choose_setting("Resolution", "4K")
    canvas.wait_refused("Duration is 9 s. With Resolution 4K, this model takes 4 to 8 s")
    expect(number(canvas, "Duration")).to_have_value("9")
    expect(number(canvas, "Duration")).to_have_attribute("aria-valuemax", "8")
    canvas.panel.get_by_role("button", name="Duration: back to the default").click()
    canvas.wait_price("20")
    expect(number(canvas, "Duration")).to_have_value("5")
    canvas.panel.get_by_role("button", name="More Duration").click()
    expect(number(canvas, "Duration")).to_have_value("6")
    canvas.panel.get_by_role("slider", name="Duration, 4 to 8").fill("8")
    expect(number(canvas, "Duration")).to_have_value("8")
    canvas.wait_price("20")
    assert sent(canvas, "v") == {"resolution": "4K", "duration": 8}


def test_a_setting_that_another_model_lacks_waits_and_comes_back(ruled: None, open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("v", "video", title="Shot", prompt="waves", model="ruled/film")])
    canvas.select("Shot")
    canvas.choose_setting("Resolution", "4K")
    canvas.wait_price("20")
    canvas.pick_model("Ruled Still")
    canvas.wait_price("1")
    expect(canvas.panel.get_by_role("radiogroup", name="Resolution")).to_have_count(0)
    assert sent(canvas, "v") == {}
    canvas.pick_model("Ruled Film")
    canvas.wait_price("20")
    expect(segment(canvas, "Resolution", "4K")).to_be_checked()


def test_a_seed_is_new_each_time_until_it_is_locked(ruled: None, open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("v", "video", title="Shot", prompt="waves", model="ruled/film")])
    canvas.select("Shot")
    advanced = canvas.panel.get_by_role("button", name=re.compile("^Advanced"))
    expect(number(canvas, "Seed")).to_have_count(0)
    advanced.click()
    expect(number(canvas, "Seed")).to_have_attribute("placeholder", "new each time")
    assert "seed" not in sent(canvas, "v")
    canvas.panel.get_by_role("button", name="Lock Seed: keep one number").click()
    expect(number(canvas, "Seed")).to_have_value(re.compile(r"^\d+$"))
    expect(advanced).to_have_text("Advanced · 1 changed")
    canvas.wait_price("10")
    assert str(sent(canvas, "v")["seed"]) == number(canvas, "Seed").input_value()
    canvas.panel.get_by_role("button", name="Unlock Seed: a new one each time").click()
    expect(number(canvas, "Seed")).to_have_value("")
    expect(advanced).to_have_text("Advanced")
    assert "seed" not in sent(canvas, "v")


def test_models_are_found_by_nature_and_provider_and_one_that_does_not_fit_says_why(
    ruled: None, open_canvas: OpenCanvas
) -> None:
    nodes = [node("a", "image", title="Harbour"), node("v", "video", title="Shot", prompt="waves", x=480)]
    canvas = open_canvas(nodes, [("a", "v")])
    canvas.select("Shot")
    canvas.model.click()
    canvas.page.keyboard.type("procedural ruled")
    option = canvas.page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_have_text(re.compile("Ruled Still.*1 credit.*Takes no image, 1 is connected"))
    canvas.page.keyboard.press("Enter")
    expect(canvas.model).not_to_contain_text("Ruled Still")
    expect(canvas.page.get_by_role("link", name="Connect a provider")).to_have_attribute("href", "/settings")


def test_the_arrow_keys_pass_over_no_model_and_the_last_used_one_comes_first(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "text", title="Script", prompt="Begin")])
    canvas.studio.generate(canvas.id, "a")
    canvas.select("Script")
    canvas.model.click()
    group = canvas.page.get_by_role("group", name="Last used")
    expect(group.get_by_role("option").first).to_contain_text("Test double · text")
    options = canvas.page.get_by_role("option")
    for index in range(options.count()):
        expect(options.nth(index)).to_have_attribute("data-highlighted", "")
        canvas.page.keyboard.press("ArrowDown")


def test_every_voice_with_a_sample_can_be_heard_before_it_is_paid_for(voices: Service, open_canvas: OpenCanvas) -> None:
    speech = node("s", "audio", title="Voice-over", prompt="Hello", mode="speech", model="elevenlabs/v4")
    canvas = open_canvas([speech])
    canvas.select("Voice-over")
    canvas.panel.get_by_role("button", name="Voice: Sarah").click()
    with canvas.page.expect_response(re.compile("/api/voices/sample")) as answer:
        canvas.page.get_by_role("button", name="Hear George: A sample by ElevenLabs, free").click()
    assert answer.value.ok
    canvas.page.get_by_role("radio", name="George", exact=True).click()
    canvas.page.keyboard.press("Escape")
    expect(canvas.panel.get_by_role("button", name="Voice: George")).to_be_visible()
    assert voices.submits == 0
