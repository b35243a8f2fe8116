"""The soundfont and its sampler: notes at their pitch, loops without clicks, envelopes."""

import numpy as np
import pytest

from headwater.models.builtin.composer.genre import genres, instruments
from headwater.models.builtin.composer.sampler import Sampler
from headwater.models.builtin.composer.score import Note, Part
from headwater.models.builtin.composer.soundfont import SoundFont
from headwater.models.builtin.data import checked
from headwater.models.builtin.sound import RATE, Samples


@pytest.fixture(scope="module")
def font() -> SoundFont:
    return SoundFont(checked("FluidR3Mono_GM.sf3"))


@pytest.fixture(scope="module")
def sampler(font: SoundFont) -> Sampler:
    return Sampler(font)


def _played(sampler: Sampler, program: int, note: Note, seconds: float = 2.0, bank: int = 0, **how: float) -> Samples:
    return sampler.play(Part("one", bank, program, [note], **how), seconds)  # type: ignore[arg-type]


def _cents_off(sound: Samples, key: int) -> float:
    """How far the strongest partials near the note's harmonics are from where they should be."""
    wanted, n = 440 * 2 ** ((key - 69) / 12), 2**18
    spectrum = np.abs(np.fft.rfft(sound.sum(1)[4410:35000] * np.hanning(30590), n))
    frequencies = np.fft.rfftfreq(n, 1 / RATE)
    cents = np.arange(-60, 60.5, 0.5)
    fits = [sum(np.interp(wanted * k * 2 ** (c / 1200), frequencies, spectrum) for k in (1, 2, 3)) for c in cents]
    return float(cents[int(np.argmax(fits))])


@pytest.mark.parametrize("name", ["piano", "guitar", "marimba", "harp", "cello", "oboe", "music box", "pad"])
@pytest.mark.parametrize("key", [60, 67])
def test_a_note_sounds_at_its_pitch(sampler: Sampler, name: str, key: int) -> None:
    each = instruments()[name]
    sound = _played(sampler, each.program, Note(0, 1.5, key, 90), bank=each.bank)
    assert abs(_cents_off(sound, key)) <= 7  # of which the recordings themselves have up to 5


def test_a_looped_note_goes_on_without_clicks(sampler: Sampler) -> None:
    sound = _played(sampler, instruments()["strings"].program, Note(0, 5, 62, 90), 5.0).sum(1)
    jumps = np.abs(np.diff(sound[RATE:]))
    assert np.sqrt(np.mean(sound[4 * RATE :] ** 2)) > 0.3 * np.sqrt(np.mean(sound[RATE : 2 * RATE] ** 2))
    assert jumps.max() < 12 * jumps.mean()


def test_a_harder_stroke_is_louder(sampler: Sampler) -> None:
    soft, hard = (np.abs(_played(sampler, 0, Note(0, 1, 60, force))).max() for force in (40, 110))
    assert hard > 3 * soft


def test_a_note_dies_away_after_it_is_let_go(sampler: Sampler) -> None:
    sound = _played(sampler, instruments()["organ"].program, Note(0, 0.5, 60, 90), 3.0)
    assert np.abs(sound[int(2.5 * RATE) :]).max() < 0.01 * np.abs(sound).max()


def test_a_part_on_the_left_is_on_the_left(sampler: Sampler) -> None:
    sound = _played(sampler, 73, Note(0, 1, 72, 90), pan=-0.8)
    left, right = np.abs(sound).max(0)
    assert left > 3 * right


def test_a_snare_is_noise_and_a_bass_drum_is_low(sampler: Sampler) -> None:
    def centroid(key: int) -> float:
        power = np.abs(np.fft.rfft(_played(sampler, 0, Note(0, 1, key, 100), bank=128).sum(1))) ** 2
        return float((power * np.fft.rfftfreq(2 * RATE, 1 / RATE)).sum() / power.sum())

    assert centroid(36) < 250
    assert centroid(38) > 2 * centroid(36)


def test_a_closing_hi_hat_cuts_off_the_open_one(sampler: Sampler) -> None:
    opened = Note(0, 0.9, 46, 100)
    alone = sampler.play(Part("hats", 128, 0, [opened]), 1.0)
    closed = sampler.play(Part("hats", 128, 0, [opened, Note(0.2, 0.9, 42, 1)]), 1.0)
    assert np.abs(closed[int(0.4 * RATE) :]).max() < 0.2 * np.abs(alone[int(0.4 * RATE) :]).max()


def test_a_sample_is_decoded_only_once(font: SoundFont) -> None:
    zone = font.zones(0, 0)[0]
    assert font.recording(zone.sample) is font.recording(zone.sample)


def test_every_instrument_of_the_tables_plays_on_its_whole_range(font: SoundFont) -> None:
    silent = {
        (each.name, key)
        for each in instruments().values()
        for key in each.range
        if not any(zone.fits(key, 80) for zone in font.zones(each.bank, each.program))
    }
    assert not silent


def test_every_genre_names_instruments_that_there_are() -> None:
    named = {layer.instrument for genre in genres().values() for layer in genre.layers}
    assert named <= instruments().keys()
