"""The examples are run as their page says, by the built-in models: each becomes a real little piece."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest

from tests.cli.running import run
from tests.journeys.media import difference, first_and_last_frame, picture
from tests.journeys.studio import Studio

EXAMPLES = Path(__file__).parents[2] / "examples"
ALIKE = 40.0
"""How far a frame may be from the picture that it is made of, in mean levels of 255: it is closer, and encoded."""


@dataclass(frozen=True)
class Clip:
    """What a video or sound file is."""

    size: tuple[int, int] | None
    seconds: float
    audible: bool
    """Whether it has a sound that is not silence."""


def clip(path: Path) -> Clip:
    with av.open(str(path)) as media:
        shown = next(iter(media.streams.video), None)
        seconds = float(media.duration or 0) / av.time_base
        size = (shown.width, shown.height) if shown else None
    with av.open(str(path)) as media:
        loudest = max((float(np.abs(frame.to_ndarray()).max()) for frame in media.decode(audio=0)), default=0.0)
    return Clip(size, seconds, loudest > 0)


def made(tmp_path: Path, name: str) -> Path:
    """The results of an example, all of them there."""
    out = tmp_path / "out"
    done = run(Studio(tmp_path / "home"), EXAMPLES / f"{name}.headwater.json", out)
    assert done.code == 0, done
    return out


def test_a_lighthouse_at_dusk(tmp_path: Path) -> None:
    out = made(tmp_path, "lighthouse")
    assert sorted(path.name for path in out.iterdir()) == [
        "A lighthouse at dusk.mp4",
        "Music.wav",
        "Picture.png",
        "Voice.wav",
    ]
    voice, film = clip(out / "Voice.wav"), clip(out / "A lighthouse at dusk.mp4")
    assert film.audible
    assert film.size == (1280, 720)
    assert film.seconds == pytest.approx(voice.seconds, abs=1.5)
    still = picture((out / "Picture.png").read_bytes())
    first, _ = first_and_last_frame((out / "A lighthouse at dusk.mp4").read_bytes())
    assert difference(first, still) < ALIKE


def test_day_to_night(tmp_path: Path) -> None:
    out = made(tmp_path, "day-to-night")
    film = clip(out / "Day to night.mp4")
    assert film.audible
    assert film.seconds == pytest.approx(6, abs=0.3)
    day, night = (picture((out / f"{name}.png").read_bytes()) for name in ("Day", "Night"))
    first, last = first_and_last_frame((out / "Day to night.mp4").read_bytes())
    assert difference(first, day) < difference(first, night)
    assert difference(last, night) < difference(last, day)


def test_a_product_teaser(tmp_path: Path) -> None:
    out = made(tmp_path, "product-teaser")
    assert (out / "Slogan.md").read_text("utf-8").strip()
    teaser = clip(out / "Teaser.mp4")
    assert teaser.audible
    assert teaser.size == (720, 1280)
    assert teaser.seconds == pytest.approx(12, abs=0.3)
