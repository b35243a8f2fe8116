"""A stranger's first film: a text, a picture of it, a voice that speaks it, a video of that picture with that voice."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browser import WINDOW, Console
from tests.journeys.canvas import Canvas
from tests.journeys.media import difference, first_and_last_frame, picture
from tests.journeys.studio import Json, Studio

_AT_HOME: Any = {"viewport": WINDOW, "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio as a stranger starts it: no test doubles, nothing set."""
    home = tmp_path_factory.mktemp("stranger") / "home"
    studio = Studio(home, HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE="")
    studio.start()
    yield studio
    studio.close()


@pytest.fixture
def page(browser: Browser, stranger: Studio, console: Console) -> Iterator[Page]:
    """A browser that has just followed the link that the studio printed."""
    with browser.new_context(**_AT_HOME) as context:
        console.listen(context)
        page = context.new_page()
        page.goto(stranger.link())
        yield page


def test_a_stranger_makes_a_short_film_with_the_built_in_models(page: Page, stranger: Studio) -> None:
    page.get_by_role("button", name="New canvas").first.click()
    page.wait_for_url(re.compile("/canvas/"))
    canvas = Canvas(page, stranger, page.url.rsplit("/", 1)[-1]).wait_open()
    start = canvas.balance

    canvas.add_by_double_click("text", (240, 260))
    canvas.type_prompt("Write a short voice-over about a lighthouse keeper.")
    text = canvas.wait_ended(canvas.press_generate())
    assert text["state"] == "succeeded", text
    words = canvas.stored("Text 1")["text"]
    assert len(words.split()) > 10

    canvas.add_by_dragging("Text 1", (620, 200), "image")
    canvas.type_prompt("A lighthouse on a rocky coast at dusk, mist.")
    image = canvas.wait_shown("Image 1", canvas.press_generate())

    canvas.select_nothing()
    canvas.add_by_dragging("Text 1", (620, 560), "audio")
    canvas.wait_sent(words[:40])
    voice = canvas.wait_ended(canvas.press_generate())

    canvas.select_nothing()
    canvas.add_by_toolbar("video")
    canvas.move("Video 1", (440, 0))
    canvas.connect("Image 1", "Video 1")
    canvas.connect("Audio 1", "Video 1")
    canvas.select("Video 1")
    film = canvas.wait_shown("Video 1", canvas.press_generate())

    spoken, shot = (stranger.download(made["asset"]) for made in (voice, film))
    first, _ = first_and_last_frame(shot)
    assert difference(first, picture(stranger.download(image["asset"]))) < 12
    assert _seconds(shot) == pytest.approx(np.ceil(_seconds(spoken)), abs=0.1)
    assert likeness(loudness(spoken), loudness(shot)) > 0.8
    canvas.wait_balance(start - sum(float(made["price"]) for made in (text, image, voice, film)))

    canvas.node("Video 1").get_by_role("button", name="Play Video 1").click()
    page.wait_for_function("() => [...document.querySelectorAll('video')].some((video) => video.currentTime > 0.3)")


def test_each_result_says_what_made_it(stranger: Studio) -> None:
    made = {asset["origin"]["model"]: asset["origin"] for asset in _generated(stranger)}
    assert {model: origin["neural"] for model, origin in made.items()} == {
        "builtin/painter": False,
        "builtin/voice": True,
        "builtin/camera": False,
    }
    film = made["builtin/camera"]
    assert [each["use"] for each in film["references"]] == ["first_frame", "soundtrack"]


def _generated(studio: Studio) -> list[Json]:
    return [asset for asset in studio.get("/api/assets") if asset["origin"]["how"] == "generated"]


def _seconds(media: bytes) -> float:
    with av.open(BytesIO(media), "r") as file:
        return float((file.duration or 0) / av.time_base)


def loudness(media: bytes) -> np.ndarray:
    """The mean level of each tenth of a second."""
    with av.open(BytesIO(media), "r") as file:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
        pieces = [each.to_ndarray()[0] for frame in file.decode(audio=0) for each in resampler.resample(frame)]
    samples = np.concatenate(pieces)
    whole = samples[: len(samples) // 1600 * 1600].reshape(-1, 1600)
    levels: np.ndarray = np.sqrt((whole**2).mean(axis=1))
    return levels


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """How alike two courses of loudness are, 1 at most."""
    length = min(len(one), len(other))
    return float(np.corrcoef(one[:length], other[:length])[0, 1])
