"""What is spoken, how it sounds, and what the voice refuses."""

# ruff: noqa: RUF001 - the signs are what is tested

import asyncio
import socket
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from headwater.models.builtin import sound
from headwater.models.builtin.job import PROGRESS, CannotMake, Job, Made
from headwater.models.builtin.voice import FILE, LONGEST, LOUDNESS, make
from headwater.models.builtin.voice.plain import paragraphs
from headwater.models.builtin.voice.signs import speakable
from headwater.models.builtin.voice.speaker import RATE, Speaker
from headwater.platform.children import Children

LINES = "Every evening an old keeper lights the lamp. Tonight, no ship will come."


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker(seed=1, speed=1.0)


def spoken(folder: Path, text: str, seed: int = 1, speed: float = 1.0) -> tuple[Made, sound.Samples]:
    made = make(Job("speech", text, {"speed": speed}, (), seed, folder))
    with wave.open(str(folder / FILE)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / np.float32(32768)
    return made, samples


def sounds(speaker: Speaker, text: str) -> list[str]:
    return [speaker.phonemes(speakable(each, speaker.alphabet).text).text for each in paragraphs(text)]


def test_speech_is_a_mono_wav_of_16_bits_and_24000_samples_a_second(tmp_path: Path) -> None:
    made, _ = spoken(tmp_path, "Hello there.")
    with wave.open(str(tmp_path / str(made.file))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)


@pytest.mark.parametrize("text", [LINES, "Yes.", "Stop! Who goes there? Nobody."])
def test_every_text_is_as_loud_as_the_others_and_never_clips(tmp_path: Path, text: str) -> None:
    _, samples = spoken(tmp_path, text)
    assert sound.loudness(samples, RATE) == pytest.approx(LOUDNESS, abs=1)
    assert sound.decibels(sound.true_peak(samples)) < -1


def test_it_begins_and_ends_in_silence_that_is_short(tmp_path: Path) -> None:
    _, samples = spoken(tmp_path, LINES)
    heard = np.flatnonzero(np.abs(samples) > 0.01)
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001
    assert heard[0] < 0.25 * RATE
    assert len(samples) - heard[-1] < 0.5 * RATE


def test_most_of_it_is_a_voice(tmp_path: Path) -> None:
    _, samples = spoken(tmp_path, LINES)
    power = np.abs(np.fft.rfft(samples)) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / RATE)
    assert power[(frequencies > 80) & (frequencies < 4000)].sum() > 0.9 * power.sum()


def test_a_paragraph_ends_in_a_longer_pause_than_a_sentence(tmp_path: Path) -> None:
    _, one = spoken(tmp_path, "The sea is calm. The lamp burns.")
    _, two = spoken(tmp_path, "The sea is calm.\n\nThe lamp burns.")
    assert 0.2 < (len(two) - len(one)) / RATE < 0.8


def test_twice_the_speed_takes_about_half_the_time(tmp_path: Path) -> None:
    _, normal = spoken(tmp_path, LINES)
    _, fast = spoken(tmp_path, LINES, speed=2.0)
    _, slow = spoken(tmp_path, LINES, speed=0.5)
    assert len(normal) / len(fast) == pytest.approx(2, abs=0.3)
    assert len(slow) / len(normal) == pytest.approx(2, abs=0.3)


def test_the_same_job_makes_the_same_sound_and_another_seed_another(tmp_path: Path) -> None:
    files = []
    for seed in (7, 7, 8):
        spoken(tmp_path, LINES, seed)
        files.append((tmp_path / FILE).read_bytes())
    assert files[0] == files[1] != files[2]


def test_markdown_marks_are_not_read(speaker: Speaker) -> None:
    marked = (
        "# The *end*\n\n- one **two** `three`\n- [four](https://example.com)\n\n> <b>five</b>\n\n***\n\n![six](a.png)"
    )
    plain = "The end.\n\none two three.\n\nfour.\n\nfive.\n\nsix."
    assert sounds(speaker, marked) == sounds(speaker, plain)


def test_a_table_is_read_row_by_row_and_a_numbered_list_with_its_numbers() -> None:
    assert paragraphs("| a | b |\n|---|---|\n| 1 | 2 |") == ["a, b.", "1, 2."]
    assert paragraphs("3. first\n4. second") == ["3, first.", "4, second."]


def test_each_line_of_a_poem_stays_a_line() -> None:
    assert paragraphs("Tyger Tyger,\nburning bright") == ["Tyger Tyger,\nburning bright."]


@pytest.mark.parametrize(
    "word", ["café", "naïve", "Zürich", "Łódź", "Nẵng", "ﬁre", "ｆｕｌｌ", "½", "3²", "№", "≈", "₿5", "€5", "Hawaiʻi"]
)
def test_accents_ligatures_and_signs_with_words_are_spoken(speaker: Speaker, word: str) -> None:
    said = speakable(word, speaker.alphabet)
    assert not said.left_out
    assert speaker.phonemes(said.text).text.strip(" .,")


def test_every_letter_of_a_very_long_word_and_digit_of_a_very_long_number_is_spoken(speaker: Speaker) -> None:
    word, number = speakable("abc" * 20, speaker.alphabet).text, speakable("7" * 40, speaker.alphabet).text
    assert word.replace(" ", "") == "abc" * 20
    assert speaker.phonemes(number).text.count("sˈɛvən") == 40


def test_addresses_are_read_as_people_read_them(speaker: Speaker) -> None:
    assert speakable("See https://www.example.com/film.", speaker.alphabet).text == "See example dot com slash film."
    assert speakable("Write to joe@site.org", speaker.alphabet).text == "Write to joe at site dot org"
    assert speakable("e.g. this", speaker.alphabet).text == "e.g. this"


def test_signs_without_a_sound_are_told_and_those_that_belong_together_as_one(tmp_path: Path) -> None:
    made, _ = spoken(tmp_path, "Hello 😀 world ❤️, 👨‍👩‍👧 and ★")
    assert made.note == "Not spoken, because it has no sound: 😀 ❤️ 👨‍👩‍👧 ★"


def test_a_text_of_which_all_is_spoken_has_no_note(tmp_path: Path) -> None:
    assert spoken(tmp_path, "It’s 7:05pm — “really” – 20% off…")[0].note is None


@pytest.mark.parametrize(("text", "word"), [("Tokyo 東京 is big", "東京"), ("Hi Москва", "Москва"), ("مرحبا", "مرحبا")])
def test_another_script_is_refused_by_its_first_word(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(CannotMake, match=word):
        spoken(tmp_path, text)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("text", ["", " \n", "?!… --", "😀", "***"])
def test_a_text_without_words_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannotMake, match="no words"):
        spoken(tmp_path, text)


def test_a_text_that_is_too_long_is_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="5,000"):
        spoken(tmp_path, "a" * (LONGEST + 1))


def test_it_never_reaches_for_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("the voice reached for the network")

    for way in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, way, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr("urllib.request.urlopen", refused)
    assert spoken(tmp_path, "Hello.")[0].file


async def test_in_a_child_it_speaks_and_when_killed_leaves_no_file(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    await speak_in_a_child(whole, "Hello there.")
    assert (whole / FILE).stat().st_size > RATE
    work = asyncio.create_task(speak_in_a_child(killed, "A long text. " * 300))
    while not (killed / PROGRESS).exists():  # noqa: ASYNC110 - the child tells by a file
        await asyncio.sleep(0.01)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert not (killed / FILE).exists()


async def speak_in_a_child(folder: Path, text: str) -> None:
    job = {"mode": "speech", "prompt": text, "settings": {"speed": 1.0}, "given": [], "seed": 1, "folder": str(folder)}
    arguments = {"maker": "headwater.models.builtin.voice", **job}
    await Children(1).run("headwater.models.builtin.job:run", arguments, seconds=300, memory=6 * 2**30, cwd=folder)
