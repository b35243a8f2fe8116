"""Foley: what words ask for is heard, and told when it cannot be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from headwater.models.builtin import foley
from headwater.models.builtin.foley.scene import Scene
from headwater.models.builtin.foley.scenery import sounds
from headwater.models.builtin.foley.words import heard
from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.sound import CEILING, RATE, TARGET, Samples, decibels, loudness, read, true_peak


def _made(folder: Path, prompt: str, duration: int = 3, seed: int = 1) -> tuple[Samples, Made]:
    made = foley.make(Job("sound", prompt, {"duration": duration}, (), seed, folder))
    assert made.file is not None
    return read(folder / made.file), made


def _share_above(sound: Samples, hertz: float) -> float:
    power = np.abs(np.fft.rfft(sound.mean(1))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(np.sum(power[frequencies > hertz])) / float(np.sum(power))


def _onsets(sound: Samples, apart: float = 0.12) -> int:
    """How often it becomes suddenly loud."""
    step = RATE // 100
    level = np.abs(sound[: len(sound) // step * step].mean(1)).reshape(-1, step).max(1)
    loud = np.flatnonzero(level > 0.3 * level.max())
    return int(1 + (np.diff(loud) > apart * 100).sum())


@pytest.mark.parametrize("duration", [1, 3, 7])
def test_a_sound_lasts_exactly_as_long_as_asked(tmp_path: Path, duration: int) -> None:
    assert len(_made(tmp_path, "a door slams", duration)[0]) == duration * RATE


@pytest.mark.parametrize("prompt", ["heavy rain", "church bell", "typing"])
def test_a_sound_is_loud_enough_and_never_clipped(tmp_path: Path, prompt: str) -> None:
    sound, _ = _made(tmp_path, prompt)
    assert decibels(true_peak(sound)) <= CEILING + 0.05
    assert loudness(sound) > TARGET - 9


@pytest.mark.parametrize("sound", sounds(), ids=lambda sound: sound.name)
def test_every_sound_can_be_named_and_is_heard_in_both_ears(sound: Any) -> None:
    assert [wish.sound for wish in heard(sound.name)[0]][:1] == [sound]
    made = sound.make(Scene(1.2, np.random.default_rng(3), sound.name))
    assert made.shape == (round(1.2 * RATE), 2)
    assert np.isfinite(made).all()
    assert np.abs(made).max(0).min() > 0


def test_a_rainy_sound_has_energy_above_1_khz(tmp_path: Path) -> None:
    assert _share_above(_made(tmp_path, "rain")[0], 1000) > 0.5


def test_thunder_is_low(tmp_path: Path) -> None:
    assert _share_above(_made(tmp_path, "distant thunder", 5)[0], 500) < 0.15


def test_crickets_are_high(tmp_path: Path) -> None:
    assert _share_above(_made(tmp_path, "crickets")[0], 3000) > 0.9


@pytest.mark.parametrize(("prompt", "count"), [("three knocks", 3), ("five knocks on a door", 5), ("knock twice", 2)])
def test_knocks_are_as_many_as_were_said(tmp_path: Path, prompt: str, count: int) -> None:
    assert _onsets(_made(tmp_path, prompt)[0]) == count


def test_a_length_in_the_words_is_no_count() -> None:
    assert heard("5 seconds of knocking")[0][0].count is None


def test_what_is_far_away_is_duller(tmp_path: Path) -> None:
    near, far = (_share_above(_made(tmp_path, f"{where}church bell")[0], 1500) for where in ("", "distant "))
    assert far < near


def test_heavy_rain_is_denser_than_light_rain(tmp_path: Path) -> None:
    light, heavy = (_made(tmp_path, f"{how} rain")[0] for how in ("light", "heavy"))
    crests = [np.abs(each).max() / np.sqrt(np.mean(each**2)) for each in (light, heavy)]
    assert crests[0] > crests[1]


def test_what_comes_then_comes_later(tmp_path: Path) -> None:
    sound, made = _made(tmp_path, "three knocks, then a door creaks", 6)
    assert made.facts["sounds"] == ["door knock", "creak"]
    assert np.abs(sound[int(1.6 * RATE) : int(2.9 * RATE)]).max() < 0.1 * np.abs(sound[3 * RATE :]).max()


def test_several_sounds_are_laid_over_each_other() -> None:
    wishes, left, _ = heard("heavy rain on a window with distant thunder and a crackling fire")
    assert [wish.sound.name for wish in wishes] == ["rain", "thunder", "fire"]
    assert [wish.distance > 0 for wish in wishes] == [False, True, False]
    assert not left


def test_a_place_is_not_a_sound_of_its_own() -> None:
    assert [wish.sound.name for wish in heard("footsteps on a metal bridge")[0]] == ["footsteps"]


def test_a_loop_goes_over_into_its_own_beginning(tmp_path: Path) -> None:
    sound, made = _made(tmp_path, "wind, seamless loop")
    usual = np.abs(np.diff(sound, axis=0)).max()
    assert made.facts["loop"] is True
    assert np.abs(sound[0] - sound[-1]).max() <= 1.5 * usual


def test_what_it_does_not_know_is_told(tmp_path: Path) -> None:
    note = _made(tmp_path, "rain and a roaring dinosaur")[1].note
    assert note is not None
    assert "dinosaur" in note


def test_what_it_knows_altogether_needs_no_note(tmp_path: Path) -> None:
    assert _made(tmp_path, "slow footsteps on gravel in the distance, 3 seconds")[1].note is None


def test_nothing_known_is_refused_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="rain, wind"):
        _made(tmp_path, "the meaning of life")


def test_the_same_seed_makes_the_same_sound_and_another_seed_another(tmp_path: Path) -> None:
    one, again, other = (_made(tmp_path, "birds", 2, seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
