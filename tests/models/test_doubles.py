"""The test doubles: they remember what they were sent, end as they are told, and show what they were given."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from headwater.models import catalogue
from headwater.models.adapter import Call, Failure, FailureCode, Input, Phase
from headwater.models.builtin.doubles import Doubles
from headwater.models.provider import Connection, Provider
from headwater.platform.children import Children
from headwater.platform.kinds import Kind

HERE = Connection(Provider(id="doubles", name="Doubles"), "")
MODELS = catalogue.load(doubles=True).models
RED, GREEN = (220, 30, 30), (30, 200, 40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the doubles keep what they remember."""
    return tmp_path / "doubles"


@pytest.fixture
def doubles(folder: Path) -> Doubles:
    """The doubles, who have never been asked anything."""
    return Doubles(folder, Children())


def call(
    kind: str, *inputs: Input, mode: str | None = None, id: str = "one", prompt: str = "A sea", **more: Any
) -> Call:
    """A call to the double of a kind, done at once unless told otherwise."""
    model = MODELS[f"builtin/double-{kind}"]
    chosen = next(each for each in model.modes if mode in (None, each.id))
    return Call(id, model, chosen.id, prompt, chosen.defaults() | {"seconds": 0} | more, HERE, tuple(inputs))


def picture(path: Path, colour: tuple[int, int, int]) -> Input:
    Image.new("RGB", (160, 90), colour).save(path)
    return Input(Kind.IMAGE, "reference", path, "image/png")


async def result(doubles: Doubles, asked: Call, to: Path) -> Path:
    """What the double makes of a call, in a file."""
    output = await doubles.fetch(asked, await doubles.submit(asked))
    assert output.media is not None
    return written(to, b"".join([piece async for piece in output.media]))


def written(to: Path, content: bytes) -> Path:
    to.write_bytes(content)
    return to


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def colours(video: Path) -> list[tuple[int, ...]]:
    """The mean colour of each frame."""
    with av.open(str(video)) as media:
        return [tuple(np.asarray(frame.to_image()).mean(axis=(0, 1)).astype(int)) for frame in media.decode(video=0)]  # type: ignore[no-untyped-call]


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 30


async def test_submits_are_counted_across_restarts(folder: Path) -> None:
    for _ in range(3):
        await Doubles(folder, Children()).submit(call("text", id="a"))
    await Doubles(folder, Children()).submit(call("text", id="b"))
    assert await Doubles(folder, Children()).submits() == {"a": 3, "b": 1}


async def test_a_call_is_found_after_a_restart_only_if_it_was_sent(folder: Path) -> None:
    ticket = await Doubles(folder, Children()).submit(call("text", id="a"))
    assert await Doubles(folder, Children()).find(call("text", id="a")) == ticket
    assert await Doubles(folder, Children()).find(call("text", id="b")) is None


async def test_it_goes_on_working_while_the_studio_is_down(folder: Path) -> None:
    asked = call("text", seconds=600)
    ticket = await Doubles(folder, Children()).submit(asked)
    first = await Doubles(folder, Children()).poll(asked, ticket)
    later = await Doubles(folder, Children()).poll(asked, ticket)
    assert first.phase is later.phase is Phase.RUNNING
    assert 0 <= (first.fraction or 0) <= (later.fraction or 0) < 1


@pytest.mark.parametrize("code", list(FailureCode))
async def test_it_ends_as_it_was_told(doubles: Doubles, code: FailureCode) -> None:
    asked = call("image", outcome=code)
    ticket = await doubles.submit(asked)
    with pytest.raises(Failure) as failed:
        await doubles.poll(asked, ticket)
    assert failed.value.code is code


async def test_a_lost_answer_was_taken_and_cannot_be_asked_about(doubles: Doubles) -> None:
    asked = call("text", outcome="lost_answer")
    for attempt in (doubles.submit, doubles.find):
        with pytest.raises(Failure) as failed:
            await attempt(asked)
        assert failed.value.code is FailureCode.UNKNOWN_OUTCOME
    assert await doubles.submits() == {"one": 1}


async def test_what_it_never_heard_of_has_expired(doubles: Doubles) -> None:
    with pytest.raises(Failure) as failed:
        await doubles.poll(call("text"), {"reference": "another"})
    assert failed.value.code is FailureCode.EXPIRED


async def test_a_text_says_what_it_was_asked_and_given(doubles: Doubles, tmp_path: Path) -> None:
    asked = call("text", picture(tmp_path / "a.png", RED), mode="describe", prompt="What is this?")
    text = (await doubles.fetch(asked, await doubles.submit(asked))).text
    assert text is not None
    assert "> What is this?" in text
    assert "image (reference)" in text
    assert "test double" in text


async def test_the_same_words_make_the_same_picture_and_others_another(doubles: Doubles, tmp_path: Path) -> None:
    same, again, other = [
        (await result(doubles, call("image", prompt=prompt), tmp_path / name)).read_bytes()
        for name, prompt in (("a", "A sea"), ("b", "A sea"), ("c", "A storm"))
    ]
    assert same == again != other


async def test_a_picture_shows_the_pictures_it_was_given(doubles: Doubles, tmp_path: Path) -> None:
    inputs = [picture(tmp_path / "a.png", RED), picture(tmp_path / "b.png", GREEN)]
    made = pixels(await result(doubles, call("image", *inputs, mode="edit"), tmp_path / "made"))
    for colour in (RED, GREEN):
        assert (np.abs(made - colour).max(axis=2) < 3).mean() > 0.03


async def test_a_video_shows_two_pictures_in_their_order(doubles: Doubles, tmp_path: Path) -> None:
    red, green = picture(tmp_path / "a.png", RED), picture(tmp_path / "b.png", GREEN)
    for first, last, inputs in ((RED, GREEN, (red, green)), (GREEN, RED, (green, red))):
        asked = call("video", *inputs, mode="first-last", duration=1)
        frames = colours(await result(doubles, asked, tmp_path / "made"))
        half = len(frames) // 2
        assert all(alike(frame, first) for frame in frames[: half - 1])
        assert all(alike(frame, last) for frame in frames[half + 1 :])


async def test_a_video_shows_a_picture_and_a_video_and_carries_the_soundtrack(doubles: Doubles, tmp_path: Path) -> None:
    red, green = picture(tmp_path / "a.png", RED), picture(tmp_path / "b.png", GREEN)
    clip = await result(doubles, call("video", green, duration=1), tmp_path / "clip.mp4")
    song = await result(doubles, call("audio", mode="music", duration=2, prompt="la la la"), tmp_path / "song.wav")
    inputs = (
        red,
        Input(Kind.VIDEO, "reference", clip, "video/mp4"),
        Input(Kind.AUDIO, "soundtrack", song, "audio/wav"),
    )
    made = await result(doubles, call("video", *inputs, mode="references", duration=2), tmp_path / "made.mp4")
    frames = colours(made)
    assert alike(frames[2], RED)
    assert alike(frames[-2], GREEN)
    with av.open(str(made)) as media:
        (track,) = media.streams.audio
        loudest = max(float(np.abs(frame.to_ndarray()).max()) for frame in media.decode(track))
    assert loudest > 0.1


async def test_a_video_without_sound_has_no_track(doubles: Doubles, tmp_path: Path) -> None:
    made = await result(doubles, call("video", duration=1), tmp_path / "made.mp4")
    with av.open(str(made)) as media:
        assert [stream.type for stream in media.streams] == ["video"]


@pytest.mark.parametrize(("aspect", "size"), [("16:9", (1280, 720)), ("1:1", (960, 960)), ("9:16", (720, 1280))])
async def test_the_aspect_is_the_one_asked_for(
    doubles: Doubles, tmp_path: Path, aspect: str, size: tuple[int, int]
) -> None:
    made = await result(doubles, call("image", aspect=aspect), tmp_path / "made.png")
    assert pixels(made).shape == (size[1], size[0], 3)


async def test_a_sound_lasts_as_long_as_asked(doubles: Doubles, tmp_path: Path) -> None:
    made = await result(doubles, call("audio", duration=4), tmp_path / "made.wav")
    with av.open(str(made)) as media:
        assert media.duration == pytest.approx(4_000_000, rel=0.02)
