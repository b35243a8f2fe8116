"""The camera: what it is given is really in its films, they play everywhere, and it says what it did otherwise."""

import asyncio
import io
import wave
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from headwater.models.builtin import camera, depth, sound
from headwater.models.builtin.camera.frame import Size
from headwater.models.builtin.camera.move import MOVES, Framing, path_of
from headwater.models.builtin.camera.picture import Picture, read
from headwater.models.builtin.camera.plate import plate_for
from headwater.models.builtin.camera.sequence import along
from headwater.models.builtin.camera.shot import filmed
from headwater.models.builtin.camera.shot import seen as seen_flat
from headwater.models.builtin.camera.speech import is_speech
from headwater.models.builtin.camera.words import understood
from headwater.models.builtin.job import CannotMake, Given, Job, Made
from headwater.platform.children import Children
from tests.assets.samples import film, saved
from tests.assets.samples import sound as tone

USUAL = {"aspect": "16:9", "resolution": "720p", "duration": 1, "move": "auto"}
HD = Size(1280, 720)
RATE = 48_000
HIGH = 3_000
"""Hertz: above what the voice of these tests has."""


@dataclass
class Filmed:
    """A finished film, taken apart."""

    made: Made
    data: bytes
    frames: np.ndarray
    """Count x rows x columns x 3."""
    sound: np.ndarray | None
    """Samples x 2 at 48 kHz."""


@cache
def scene(seed: int = 1, size: tuple[int, int] = (1280, 720)) -> np.ndarray:
    """Something like a photograph: soft colours with sharp things in them."""
    chance = np.random.default_rng(seed)
    soft = cv2.resize(chance.integers(40, 216, (6, 9, 3)).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    for _ in range(60):
        middle = int(chance.integers(size[0])), int(chance.integers(size[1]))
        colour = [int(value) for value in chance.integers(20, 236, 3)]
        cv2.circle(soft, middle, int(chance.integers(8, min(size) // 9)), colour, -1, cv2.LINE_AA)
    return soft


def png(pixels: np.ndarray) -> bytes:
    return saved(Image.fromarray(pixels), "PNG", compress_level=1)


def shoot(folder: Path, *given: tuple[str, bytes], mode: str = "create", prompt: str = "", **settings: Any) -> Filmed:
    """Film `given` (kind and bytes), with other settings than the usual."""
    inputs = []
    for number, (kind, data) in enumerate(given):
        path = folder / f"given-{number}"
        path.write_bytes(data)
        inputs.append(Given(kind, "reference", path, ""))
    made = camera.make(Job(mode, prompt, USUAL | settings, tuple(inputs), 7, folder))
    assert made.file is not None
    return taken_apart(made, folder / made.file)


def taken_apart(made: Made, file: Path) -> Filmed:
    with av.open(str(file)) as media:
        frames = np.stack([each.to_ndarray(format="rgb24") for each in media.decode(video=0)])
        heard = bool(media.streams.audio)
    return Filmed(made, file.read_bytes(), frames, sound.read(file, RATE) if heard else None)


def wav(samples: np.ndarray) -> bytes:
    """A mono WAV at 48 kHz."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def hum(seconds: float, hertz: float = 440.0) -> np.ndarray:
    return 0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


def babble(seconds: float) -> np.ndarray:
    """A buzz with the melody, the syllables and the pauses of a voice: half a second of silence each two seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    pitch = 150 + 35 * np.sin(2 * np.pi * 0.9 * time) + 15 * np.sin(2 * np.pi * 2.3 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    buzz = sum(np.sin(number * phase) / number for number in range(1, 12))
    syllables = np.clip(1.4 * np.sin(2 * np.pi * 2.2 * time) + 0.6, 0, 1)
    return np.asarray(0.3 * buzz * syllables * (time % 2 < 1.5))


def level(samples: np.ndarray, hertz: float) -> float:
    """How strong one frequency is, in decibels."""
    heard = samples.mean(axis=1) if samples.ndim == 2 else samples
    wave_at = np.exp(-2j * np.pi * hertz * np.arange(len(heard)) / RATE) * np.hanning(len(heard))
    return float(20 * np.log10(abs((heard * wave_at).mean()) + 1e-9))


def alike(one: np.ndarray, two: np.ndarray) -> float:
    return float(np.corrcoef(one.astype(float).ravel(), two.astype(float).ravel())[0, 1])


def difference(one: np.ndarray, two: np.ndarray) -> float:
    """How far the mean colours are apart, in steps of 255."""
    return float(np.abs(one.reshape(-1, 3).mean(axis=0) - two.reshape(-1, 3).mean(axis=0)).max())


def shift(one: np.ndarray, two: np.ndarray) -> tuple[float, float]:
    """By how many pixels the middle of the picture went to the right and down."""
    middles = [cv2.cvtColor(each[180:540, 320:960], cv2.COLOR_RGB2GRAY).astype(np.float64) for each in (one, two)]
    moved, _ = cv2.phaseCorrelate(middles[0], middles[1], cv2.createHanningWindow((640, 360), cv2.CV_64F))
    return float(moved[0]), float(moved[1])


@pytest.fixture(scope="module")
def still() -> Filmed:
    with TemporaryDirectory() as folder:
        return shoot(Path(folder), ("image", png(scene())), move="still")


@pytest.fixture(scope="module")
def spoken() -> Filmed:
    """Four seconds of a picture: a voice speaks for 1.5 of them, a high hum goes on for longer than the film."""
    with TemporaryDirectory() as folder:
        voice = np.concatenate([babble(2), np.zeros(2 * RATE)])
        given = [("image", png(scene())), ("audio", wav(voice)), ("audio", wav(hum(7, HIGH)))]
        return shoot(Path(folder), *given, move="still", duration=4)


def test_an_uploaded_picture_is_really_in_the_film(still: Filmed) -> None:
    assert alike(still.frames[0], scene()) > 0.99
    assert alike(still.frames[-1], scene()) > 0.99


def test_the_colours_of_a_picture_stay_as_they_were(still: Filmed) -> None:
    assert difference(still.frames[0], scene()) < 2


def test_a_slow_move_begins_with_the_picture(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("image", png(scene())))
    assert made.made.facts["move"] == "slow push in"
    assert alike(made.frames[0], scene()) > 0.98
    assert alike(made.frames[-1], scene()) < alike(made.frames[0], scene())


def test_a_film_has_exactly_the_asked_frames_and_size(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("image", png(scene())), duration=2, aspect="9:16")
    assert made.frames.shape == (48, 1280, 720, 3)


def test_the_coding_is_what_every_player_takes(still: Filmed, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(still.data)
    with av.open(str(file)) as media:
        pictures = media.streams.video[0]
        coder = pictures.codec_context
        assert (coder.name, coder.profile, coder.pix_fmt, float(pictures.average_rate or 0)) == (
            "h264",
            "High",
            "yuv420p",
            24,
        )
        assert (coder.color_primaries, coder.color_trc, coder.colorspace, coder.color_range) == (1, 1, 1, 1)
        assert pictures.start_time == 0
        assert min(packet.pts for packet in media.demux(pictures) if packet.pts is not None) == 0


def test_a_film_plays_before_it_is_loaded_whole(still: Filmed) -> None:
    assert 0 < still.data.index(b"moov") < still.data.index(b"mdat")


def test_a_film_of_silent_things_has_no_sound_track(still: Filmed) -> None:
    assert still.sound is None
    assert still.made.facts["sound"] == []


def test_a_picture_is_shown_upright(tmp_path: Path) -> None:
    turned = Image.fromarray(np.ascontiguousarray(np.rot90(scene())))
    marks = turned.getexif()
    marks[0x0112] = 6
    made = shoot(tmp_path, ("image", saved(turned, "JPEG", quality=95, exif=marks)), move="still")
    assert alike(made.frames[0], scene()) > 0.98


def test_a_picture_with_holes_stands_whole_on_a_calm_ground(tmp_path: Path) -> None:
    logo = np.zeros((400, 400, 4), np.uint8)
    cv2.circle(logo, (200, 200), 199, (20, 30, 90, 255), -1)
    made = shoot(tmp_path, ("image", saved(Image.fromarray(logo), "PNG")), move="still")
    frame = made.frames[0].astype(int)
    assert np.abs(frame[360, 640] - (20, 30, 90)).max() < 6
    assert np.ptp(frame[:, :200].mean(axis=(1, 2))) < 40
    assert frame[:, :200].mean() > 180


@pytest.mark.parametrize("size", [(2400, 480), (480, 900), (700, 700), (60, 40)])
def test_a_picture_of_any_shape_fills_the_frame_unstretched(size: tuple[int, int]) -> None:
    target = cv2.circle(
        np.full((size[1], size[0], 3), 90, np.uint8), (size[0] // 2, size[1] // 2), 15, (250, 250, 250), -1
    )
    plate = plate_for(Picture(target), HD)
    seen = seen_flat(plate, Framing(), HD)
    bright = seen[..., 0] > 170
    wide, high = (float(np.ptp(np.flatnonzero(bright.any(axis=axis)))) for axis in (0, 1))
    assert abs(wide / high - 1) < 0.06
    assert seen.min() > 40


def test_all_of_a_tall_picture_is_seen_in_a_wide_frame(tmp_path: Path) -> None:
    tall = scene(5, (500, 1000))
    made = shoot(tmp_path, ("image", png(tall)), move="still")
    middle = made.frames[0][:, 460:820]
    assert alike(middle, cv2.resize(tall, (360, 720), interpolation=cv2.INTER_AREA)) > 0.98


@pytest.mark.parametrize("move", sorted(MOVES))
@pytest.mark.parametrize("size", [(1280, 720), (2400, 480), (500, 1000), (800, 600)])
def test_no_move_ever_leaves_the_picture(move: str, size: tuple[int, int]) -> None:
    plate = plate_for(Picture(scene(2, size)), HD, along=along(MOVES[move]))
    path = path_of(MOVES[move], plate, 20, chance=3)
    for framing in (path(time) for time in np.linspace(0, 1, 33)):
        half = 0.5 / (framing.crop * framing.dolly)
        assert abs(framing.x) + half <= 0.5 + plate.room[0] + 1e-6
        assert abs(framing.y) + half <= 0.5 + plate.room[1] + 1e-6


@pytest.mark.parametrize(
    ("words", "across", "down"),
    [("pan left", 1, 0), ("the camera pans slowly to the right", -1, 0), ("Tilt up.", 0, 1), ("tilt down", 0, -1)],
)
def test_the_camera_goes_where_the_words_say(words: str, across: int, down: int) -> None:
    """When the camera goes to the left, what is in the picture goes to the right."""
    move = understood(words).move
    assert move is not None
    plate = plate_for(Picture(scene()), HD)
    frames = list(filmed(plate, path_of(move, plate, 1), 24, HD))
    moved = shift(frames[9], frames[13])
    assert np.sign(np.round(np.array(moved) / 3)).tolist() == [across, down]


def test_a_move_is_steady_to_a_fraction_of_a_pixel() -> None:
    pixels = scene(4)
    plate = plate_for(Picture(pixels), HD)
    frames = list(filmed(plate, path_of(MOVES["pan right"], plate, 5, ramp=0), 60, HD))
    steps = [shift(one, two)[0] for one, two in pairwise(frames[20:32])]
    assert np.std(steps) < 0.1
    assert -8 < np.mean(steps) < -1


@pytest.mark.parametrize(
    ("prompt", "move"),
    [
        ("Slow push in on the lighthouse", "slow push in"),
        ("The camera slowly zooms out to reveal the valley.", "slow pull back"),
        ("static shot of a harbour", "still"),
        ("no camera movement", "still"),
        ("A quick whip pan right!", "fast pan right"),
        ("orbit around the statue", "orbit"),
        ("handheld", "handheld"),
        ("crane up over the rooftops, gently", "slow crane up"),
        ("push in and pan left", "push in, pan left"),
        ("slow", "slow push in"),
        ("He left the house. She was right, and they moved in together; it was still dark.", None),
        ("The river pulled him down, and the crowd pushed past. Nobody turned left.", None),
        ("Don't zoom in.", "still"),
        ("The camera does not move.", "still"),
        ("The camera moves closer", "push in"),
        ("A satellite orbits the Earth while she moves into her house and the train pulls out.", None),
        ("", None),
    ],
)
def test_only_the_language_of_cameras_moves_it(prompt: str, move: str | None) -> None:
    found = understood(prompt).move
    assert (found.name if found else None) == move


def test_who_asks_for_action_is_told_that_only_the_camera_moves(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("image", png(scene())), prompt="She waves her hand.").made
    assert made.note == "The camera moves; what is in the picture does not."


@pytest.mark.parametrize(
    "prompt",
    [
        "The dog runs to the door.",
        "make him smile",
        "a woman turning her head",
        "The car is driving away",
        "they dance",
    ],
)
def test_action_is_understood(prompt: str) -> None:
    assert understood(prompt).action


@pytest.mark.parametrize(
    "prompt",
    [
        *("slow pan left", "A lighthouse at dusk, ocean waves", "A smiling woman by a running river, falling snow"),
        "word " * 60 + "she waves",
    ],
)
def test_who_does_not_ask_for_action_is_told_nothing(prompt: str) -> None:
    assert not understood(prompt).action


@pytest.mark.parametrize("word", ["softly ", "camera slowly ", "pan slowly slow ", "the camera moves slowly ", "no "])
def test_a_prompt_that_repeats_itself_is_understood_at_once(word: str) -> None:
    """With patterns that backtrack, these would take years."""
    assert understood(word * (5000 // len(word))).action is False


def test_depth_makes_near_things_pass_faster_than_far_ones(tmp_path: Path) -> None:
    near_below = np.repeat(np.linspace(255, 0, 90).astype(np.uint8)[:, None], 160, axis=1)
    file = tmp_path / "painted.png"
    file.write_bytes(depth.attach(png(scene()), near_below))
    plate = plate_for(read(file), HD)
    frames = list(filmed(plate, path_of(MOVES["pan left"], plate, 2, ramp=0), 24, HD))
    far, near = (shift(np.roll(frames[8], up, axis=0), np.roll(frames[15], up, axis=0))[0] for up in (180, -180))
    assert near > 1.1 * far > 0


def test_without_a_picture_the_scene_is_painted_first_and_filmed_with_its_depth(tmp_path: Path) -> None:
    made = shoot(tmp_path, prompt="A misty lake between mountains at dawn. The camera pans left.")
    assert made.made.facts["move"] == "pan left"
    assert made.made.facts["depth"] is True
    assert made.frames[0].std() > 10


def test_the_first_and_the_last_frame_are_the_two_pictures(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("image", png(scene(1))), ("image", png(scene(8))), mode="first-last")
    assert made.made.facts["transition"] == "dissolve"
    assert alike(made.frames[0], scene(1)) > 0.99
    assert alike(made.frames[-1], scene(8)) > 0.99
    assert difference(made.frames[0], scene(1)) < 2
    assert difference(made.frames[-1], scene(8)) < 2


def test_two_pictures_of_one_scene_become_each_other_without_doubles(tmp_path: Path) -> None:
    day = scene(3)
    turn = np.array([[1.03, 0.01, -10], [-0.01, 1.03, -20]])
    moved = cv2.warpAffine(day, turn, (1280, 720), borderMode=cv2.BORDER_REFLECT)
    night = (moved * np.array([0.4, 0.5, 0.8])).astype(np.uint8)
    made = shoot(tmp_path, ("image", png(day)), ("image", png(night)), mode="first-last")
    half = cv2.warpAffine(day, (turn + np.eye(2, 3)) / 2, (1280, 720), borderMode=cv2.BORDER_REFLECT)
    expected = half * (1 + np.array([0.4, 0.5, 0.8])) / 2
    inner = (slice(60, -60), slice(60, -60))
    between = (made.frames[11].astype(float) + made.frames[12]) / 2
    assert made.made.facts["transition"] == "morph"
    assert alike(between[inner], expected[inner]) > 0.98
    assert alike(made.frames[-1], night) > 0.99


def test_first_and_last_frame_need_two_pictures(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="exactly two"):
        shoot(tmp_path, ("image", png(scene())), mode="first-last")


def test_a_sequence_shows_everything_in_the_order_of_its_connections(tmp_path: Path) -> None:
    colours = [(200, 60, 60), (60, 180, 60), (60, 60, 200)]
    given = [("image", png(np.full((90, 160, 3), colour, np.uint8))) for colour in colours]
    made = shoot(tmp_path, *given, mode="references", duration=3)
    assert len(made.frames) == 72
    for at, colour in zip((6, 36, 66), colours, strict=True):
        assert np.abs(made.frames[at].mean(axis=(0, 1)) - colour).max() < 4


def test_a_video_keeps_its_pace_and_its_sound_in_a_sequence(tmp_path: Path) -> None:
    """The video gets brighter for two seconds, and its tone begins in the middle of them."""
    blue = png(np.full((90, 160, 3), (40, 40, 200), np.uint8))
    made = shoot(tmp_path, ("image", blue), ("video", film("mp4")), mode="references", duration=4, prompt="static shot")
    assert made.made.note is None
    assert made.sound is not None
    start = 96 - 48
    greys = [made.frames[start + at].mean() for at in (14, 24, 34, 44)]
    assert np.allclose(greys, [255 * (at * 10 // 24) / 19 for at in (14, 24, 34, 44)], atol=5)
    assert level(made.sound[: int(2.8 * RATE)], 440) < level(made.sound[int(3.2 * RATE) :], 440) - 40


def test_a_video_that_is_too_long_is_cut_and_that_is_told(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("video", film("mp4")), mode="references", duration=1)
    assert len(made.frames) == 24
    assert made.made.note == "Of video 1 (2.0 s), the first 1.0 s are shown."


def test_the_last_frame_of_a_video_that_is_too_short_stays_and_that_is_told(tmp_path: Path) -> None:
    made = shoot(tmp_path, ("video", film("mp4", tone=None)), mode="references", duration=3)
    assert made.made.note == "Video 1 ends 1.0 s early; its last frame stays."
    assert made.frames[-1].mean() > 250
    assert made.sound is None


def test_sound_is_as_long_as_the_pictures_and_of_broadcast_loudness(spoken: Filmed) -> None:
    assert spoken.sound is not None
    assert abs(len(spoken.sound) - 4 * RATE) <= RATE / 24
    assert abs(sound.loudness(spoken.sound, RATE) + 16) < 1
    assert sound.true_peak(spoken.sound) < sound.amplitude(-1)


def test_a_connected_tone_is_in_the_film(tmp_path: Path) -> None:
    given = [("image", png(scene())), ("audio", tone("wav", "pcm_s16le", rate=RATE))]
    heard = shoot(tmp_path, *given, move="still", duration=2).sound
    assert heard is not None
    assert level(heard[int(1.1 * RATE) :], 440) > level(heard[int(1.1 * RATE) :], 550) + 40


def test_music_makes_room_for_a_voice(spoken: Filmed) -> None:
    assert spoken.made.facts["sound"] == ["music", "voice"]
    assert spoken.sound is not None
    under, after = spoken.sound[int(0.3 * RATE) : int(1.3 * RATE)], spoken.sound[int(2.3 * RATE) : int(3.3 * RATE)]
    assert 4 < level(after, HIGH) - level(under, HIGH) < 12


def test_a_voice_is_well_above_the_music_under_it(spoken: Filmed) -> None:
    assert spoken.sound is not None
    under, after = spoken.sound[int(0.3 * RATE) : int(1.3 * RATE)], spoken.sound[int(2.3 * RATE) : int(3.3 * RATE)]
    assert sound.loudness(under, RATE) > sound.loudness(after, RATE) + 5


def test_a_sound_that_is_longer_than_the_film_fades_out_and_that_is_told(spoken: Filmed) -> None:
    assert spoken.made.note == "The sound is 3.0 s longer than the video; it was faded out. Set the duration to 7."
    assert spoken.sound is not None
    assert np.abs(spoken.sound[-RATE // 50 :]).max() < 0.02


def test_a_tone_is_no_speech() -> None:
    assert not is_speech(hum(3).astype(np.float32), RATE)


def test_progress_is_told_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr(Job, "progress", lambda job, fraction, text=None: told.append(fraction))
    shoot(tmp_path, ("image", png(scene())), move="still")
    assert told == sorted(told)
    assert len(told) >= 24
    assert told[-1] == 1


@pytest.mark.parametrize("kind", ["image", "video", "audio"])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    given = [("image", png(scene()))] * (kind == "audio") + [(kind, b"not a file of this kind")]
    with pytest.raises(CannotMake, match="cannot be read"):
        shoot(tmp_path, *given, mode="references")


def test_the_same_job_makes_the_same_film(still: Filmed, tmp_path: Path) -> None:
    assert shoot(tmp_path, ("image", png(scene())), move="still").data == still.data


async def test_it_works_in_a_child_process(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    await asyncio.to_thread(picture.write_bytes, png(scene()))
    arguments = {
        **{"maker": "headwater.models.builtin.camera", "mode": "create", "prompt": "", "seed": 1},
        **{"settings": USUAL, "folder": str(tmp_path)},
        "given": [{"kind": "image", "use": "first_frame", "path": str(picture), "mime": "image/png"}],
    }
    run = "headwater.models.builtin.job:run"
    made: Any = await Children().run(run, arguments, seconds=300, memory=6 * 2**30, cwd=tmp_path)
    assert made["facts"]["move"] == "slow push in"
    assert (tmp_path / made["file"]).stat().st_size > 10_000
