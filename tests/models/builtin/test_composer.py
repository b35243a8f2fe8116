"""The composer: the words and the setting are obeyed, the music holds together, and what cannot be done is told."""

from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from headwater.models.builtin import composer
from headwater.models.builtin.composer import arrangement, drums, form, harmony, listening
from headwater.models.builtin.composer.brief import brief
from headwater.models.builtin.composer.genre import genres
from headwater.models.builtin.composer.score import Part
from headwater.models.builtin.job import CannotMake, Given, Job, Made
from headwater.models.builtin.sound import CEILING, RATE, TARGET, Samples, decibels, loudness, read, true_peak, written
from headwater.platform.children import Children


def _made(
    folder: Path, prompt: str, duration: int = 6, seed: int = 1, sound: Path | None = None
) -> tuple[Samples, Made]:
    inputs = (Given("audio", "sound", sound, "audio/wav"),) if sound else ()
    made = composer.make(Job("music", prompt, {"duration": duration}, inputs, seed, folder))
    assert made.file is not None
    return read(folder / made.file), made


def _plan(words: str, seconds: float = 32.0, seed: int = 1) -> arrangement.Plan:
    return arrangement.plan(brief(words), seconds, Random(seed))


def _parts(words: str, seconds: float = 32.0, seed: int = 1) -> dict[str, Part]:
    plan = _plan(words, seconds, seed)
    return {part.name: part for part in arrangement.arranged(plan, Random(seed))}


@pytest.mark.parametrize("duration", [4, 11])
def test_the_piece_lasts_exactly_as_long_as_asked(tmp_path: Path, duration: int) -> None:
    assert len(_made(tmp_path, "a folk tune", duration)[0]) == duration * RATE


def test_it_ends_in_silence_and_not_before(tmp_path: Path) -> None:
    sound, _ = _made(tmp_path, "cheerful ukulele", 8)
    assert np.abs(sound[-20:]).max() < 0.01
    assert np.abs(sound[-int(1.5 * RATE) :]).max() > 0.02


@pytest.mark.parametrize("prompt", ["epic trailer", "lo-fi beat", "solo piano"])
def test_music_is_loud_enough_and_never_clipped(tmp_path: Path, prompt: str) -> None:
    sound, _ = _made(tmp_path, prompt)
    assert loudness(sound) == pytest.approx(TARGET, abs=1)
    assert decibels(true_peak(sound)) <= CEILING + 0.05


def test_the_same_seed_makes_the_same_piece_and_another_seed_another(tmp_path: Path) -> None:
    one, again, other = (_made(tmp_path, "jazz", 4, seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_no_drums_means_none() -> None:
    assert "drums" in _parts("synthwave")
    assert "drums" not in _parts("synthwave, no drums")
    assert not {"drums", "synth bass"} & _parts("synthwave without drums or bass").keys()


def test_named_instruments_play() -> None:
    assert {"marimba", "ukulele"} <= _parts("happy, marimba and ukulele").keys()


def test_a_solo_is_one_instrument() -> None:
    assert _parts("solo cello").keys() == {"cello"}
    assert _parts("a slow piano solo").keys() == {"piano"}


def test_beats_a_minute_are_obeyed_exactly() -> None:
    assert _plan("128 bpm techno").grid.bpm == pytest.approx(128)


@pytest.mark.parametrize(
    ("words", "tonic", "scale"),
    [
        ("in G major", 7, "major"),
        ("F# minor piano", 6, "minor"),
        ("Bb major", 10, "major"),
        ("E-flat dorian", 3, "dorian"),
        ("waltz in a minor", 9, "minor"),
    ],
)
def test_a_key_is_obeyed(words: str, tonic: int, scale: str) -> None:
    plan = _plan(words)
    assert (plan.tonic, plan.scale) == (tonic, scale)


def test_an_article_is_no_key() -> None:
    assert brief("a major celebration").tonic is None


def test_slow_is_slower_and_fast_is_faster() -> None:
    slow, plain, fast = (_plan(f"{how} folk music").grid.bpm for how in ("slow", "", "fast"))
    assert slow < plain < fast


def test_a_waltz_has_three_beats() -> None:
    assert _plan("a waltz").grid.beats == _plan("jazz in 3/4").grid.beats == 3
    assert _plan("jazz").grid.beats == 4


@pytest.mark.parametrize(
    ("words", "genre"),
    [
        ("lo-fi chill beats", "lofi"),
        ("dark jazz", "jazz"),
        ("epic battle", "epic"),
        ("happy ukulele", "folk"),
        ("a lullaby", "lullaby"),
        ("scary horror", "horror"),
        ("neon synthwave", "synthwave"),
        ("qwerty", "gentle"),
    ],
)
def test_words_choose_the_genre(words: str, genre: str) -> None:
    assert brief(words).genre.name == genre


def test_a_length_in_the_words_gives_way_to_the_setting_and_the_note_says_so(tmp_path: Path) -> None:
    sound, made = _made(tmp_path, "30 seconds of calm piano", 5)
    assert len(sound) == 5 * RATE
    assert made.note is not None
    assert "30" in made.note


@pytest.mark.parametrize("words", ["a song with vocals", "rap lyrics", "in the style of Hans Zimmer", "like Daft Punk"])
def test_what_it_cannot_do_is_told(tmp_path: Path, words: str) -> None:
    assert _made(tmp_path, words, 4)[1].note


def test_what_it_does_wholly_needs_no_note(tmp_path: Path) -> None:
    assert _made(tmp_path, "calm ambient pad in D major, no drums", 4)[1].note is None


def test_words_that_say_nothing_are_told(tmp_path: Path) -> None:
    note = _made(tmp_path, "xyzzy", 4)[1].note
    assert note is not None
    assert "No word" in note


def test_leaving_everything_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotMake):
        _made(tmp_path, "lullaby without chords, melody or bass, no drums, no clarinet", 4)


def test_the_facts_tell_tempo_key_form_and_instruments(tmp_path: Path) -> None:
    facts = _made(tmp_path, "waltz in G major", 10)[1].facts
    assert facts["key"] == "G major"
    assert facts["metre"] == "3/4"
    assert facts["bpm"] > 0
    assert facts["form"]
    assert facts["instruments"]


def test_the_tune_comes_back() -> None:
    assert _plan("folk", 60).phrases[1].letter in "AI"
    letters = [phrase.letter for phrase in _plan("folk", 60).phrases]
    assert letters.count("A") >= 2
    assert "B" in letters


@pytest.mark.parametrize("name", genres())
def test_every_genre_can_be_played_at_every_length(name: str) -> None:
    wanted = brief("music")
    for seconds in (4.0, 9.0, 47.0, 120.0):
        plan = arrangement.plan(type(wanted)(**{**vars(wanted), "genre": genres()[name]}), seconds, Random(3))
        notes = [note for part in arrangement.arranged(plan, Random(4)) for note in part.notes]
        assert notes
        assert max(note.start for note in notes) < seconds
        assert all(1 <= note.velocity <= 127 and note.start >= 0 for note in notes)
        assert plan.grid.end <= seconds - form.LEAST_END + 1e-6


@pytest.mark.parametrize("name", ["folk", "jazz", "cinematic", "waltz"])
def test_tunes_keep_to_their_scale_and_move_mostly_by_steps(name: str) -> None:
    plan = _plan(f"{name} with a flute")
    keys = [note.key for note in _parts(f"{name} with a flute")["flute"].notes]
    moves = np.abs(np.diff(keys))
    allowed = set[int]().union(
        *(
            harmony.scale_under(chord, plan.tonic, plan.scale)
            for phrase in plan.phrases
            for bar in phrase.bars
            for chord in (*bar.chords, plan.final)
        )
    )
    assert {key % 12 for key in keys} <= allowed
    assert (moves <= 4).mean() > 0.7


def test_voices_move_little_from_chord_to_chord() -> None:
    before = None
    for symbol in ("I", "vi", "IV", "V", "I"):
        keys = harmony.voicing(harmony.chord(symbol, 0), before, 52, 76, 3)
        if before:
            assert sum(abs(a - b) for a, b in zip(keys, before, strict=True)) <= 9
        before = keys


@pytest.mark.parametrize(
    ("symbol", "tones"), [("I", (0, 4, 7)), ("ii7", (2, 5, 9, 0)), ("bVII", (10, 2, 5)), ("V7", (7, 11, 2, 5))]
)
def test_chords_mean_what_harmony_books_say(symbol: str, tones: tuple[int, ...]) -> None:
    assert harmony.chord(symbol, 0).tones == tones


def test_every_drum_pattern_fills_its_bars() -> None:
    for light, full in drums.PATTERNS.values():
        assert {len(line) for line in (*light.values(), *full.values())} <= {12, 16}


def test_tempo_and_key_of_a_connected_piece_are_taken(tmp_path: Path) -> None:
    _made(tmp_path, "folk in G major, 100 bpm", 14)
    first = (tmp_path / "music.wav").rename(tmp_path / "first.wav")
    other = _made(tmp_path, "something gentle", 6, sound=first)[1]
    assert other.facts["bpm"] == pytest.approx(100, abs=1)
    assert other.facts["key"] == "G major"
    assert other.facts["connected sound"]["music"] is True
    assert "tempo" in str(other.note)


def test_under_a_sound_that_is_no_music_it_is_softer_and_has_no_tune(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, (4 * RATE, 2)).astype(np.float32)
    sound, made = _made(tmp_path, "folk", 6, sound=written(tmp_path / "noise.wav", noise))
    assert loudness(sound) < TARGET - 4
    assert "marimba" not in made.facts["instruments"]
    assert "room" in str(made.note)


def test_silence_is_no_music() -> None:
    assert not listening.heard(np.zeros(5 * listening.RATE, np.float32)).musical


async def test_a_piece_is_made_in_a_child(tmp_path: Path) -> None:
    job: dict[str, Any] = {"mode": "music", "prompt": "solo harp", "settings": {"duration": 4}, "seed": 5}
    made = await Children(1).run(
        "headwater.models.builtin.job:run",
        {"maker": "headwater.models.builtin.composer", "given": [], "folder": str(tmp_path), **job},
        seconds=300,
        memory=6 * 2**30,
        cwd=tmp_path,
    )
    assert isinstance(made, dict)
    assert made["facts"]["instruments"] == ["harp"]
    assert len(read(tmp_path / str(made["file"]))) == 4 * RATE
