"""Loudness, peaks, filters and files of sound."""

import wave
from pathlib import Path

import numpy as np
import pytest

from headwater.models.builtin import sound

SECOND = np.arange(sound.RATE) / sound.RATE


def _tone(hertz: float, seconds: int = 4, amplitude: float = 1.0) -> sound.Samples:
    t = np.arange(seconds * sound.RATE) / sound.RATE
    return (amplitude * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def _noise(amplitude: float, seconds: int = 4) -> sound.Samples:
    return np.random.default_rng(1).normal(0, amplitude, (seconds * sound.RATE, 2)).astype(np.float32)


def test_a_full_tone_of_one_kilohertz_is_3_lufs_below_full() -> None:
    assert sound.loudness(_tone(997)) == pytest.approx(-3.01, abs=0.05)


def test_the_same_in_both_channels_is_twice_as_powerful() -> None:
    tone = _tone(997, amplitude=0.1)
    assert sound.loudness(np.stack([tone, tone], 1)) == pytest.approx(-20.0, abs=0.05)


def test_silence_between_sounds_does_not_count() -> None:
    tone = _tone(997, amplitude=0.1)
    paused = np.concatenate([tone, np.zeros(8 * sound.RATE, np.float32)])
    assert sound.loudness(paused) == pytest.approx(sound.loudness(tone), abs=0.5)


def test_silence_is_as_quiet_as_can_be() -> None:
    assert sound.loudness(np.zeros((sound.RATE, 2), np.float32)) == sound.SILENCE


def test_a_peak_between_two_samples_is_seen() -> None:
    quarter = np.sin(2 * np.pi * SECOND * sound.RATE / 4 + np.pi / 4).astype(np.float32)
    assert np.abs(quarter).max() < 0.71
    assert sound.true_peak(quarter) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("amplitude", [0.001, 0.05, 0.5])
def test_what_is_levelled_is_as_loud_as_asked_and_never_clipped(amplitude: float) -> None:
    made = sound.levelled(_noise(amplitude))
    assert sound.loudness(made) == pytest.approx(sound.TARGET, abs=0.5)
    assert sound.decibels(sound.true_peak(made)) <= sound.CEILING


def test_a_single_click_is_not_crushed_to_be_loud() -> None:
    click = np.zeros((2 * sound.RATE, 2), np.float32)
    click[1000:1020] = 0.5
    made = sound.levelled(click)
    assert sound.decibels(sound.true_peak(made)) <= sound.CEILING
    assert sound.loudness(made) < sound.TARGET


def test_levelling_silence_leaves_it_silent() -> None:
    assert not sound.levelled(np.zeros((sound.RATE, 2), np.float32)).any()


def test_a_band_keeps_what_is_inside_and_takes_what_is_outside() -> None:
    kept, taken = (np.abs(sound.band(_tone(hertz), 500, 2000)[9000:-9000]).max() for hertz in (1000, 80))
    assert kept > 0.9
    assert taken < 0.05


def test_convolving_with_a_click_changes_nothing() -> None:
    tone, click = _tone(440), np.array([1.0, 0, 0], np.float32)
    assert np.allclose(sound.convolved(tone, click)[: len(tone)], tone, atol=1e-4)


def test_a_fade_begins_and_ends_in_silence() -> None:
    made = sound.faded(np.ones((sound.RATE, 2), np.float32), 0.1, 0.2)
    assert made[0].max() == made[-1].max() == 0
    assert made[sound.RATE // 2].min() == 1


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    made = np.stack([_tone(440, amplitude=0.5), _tone(660, amplitude=0.5)], 1)
    back = sound.read(sound.written(tmp_path / "a.wav", made))
    assert back.shape == made.shape
    assert np.abs(back - made).max() < 1e-4


def test_a_file_is_16_bit_stereo(tmp_path: Path) -> None:
    with wave.open(str(sound.written(tmp_path / "a.wav", _noise(0.1)))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 44_100)
