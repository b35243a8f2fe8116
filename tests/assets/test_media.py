"""Rules of looking into media: previews, posters, waves, and what is taken out of a video."""

import io
import json
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from headwater.assets.asset import Facts, InvalidMedia, NoSound, UploadLimits
from headwater.assets.files import Files
from headwater.assets.media import Media
from headwater.assets.signature import HEAD
from headwater.platform.children import ChildFailed, Children, ChildTimedOut
from headwater.platform.errors import NotFound
from tests.assets import samples
from tests.assets.traces import chunks

ORIENTATION = 0x0112


async def keep(files: Files, data: bytes) -> str:
    async with files.spool(chunks(data)) as spooled:
        await files.keep(spooled)
        return spooled.sha


async def read(files: Files, sha: str) -> io.BytesIO:
    return io.BytesIO(b"".join([piece async for piece in files.read(sha)]))


def look(file: Path) -> Image.Image:
    return Image.open(io.BytesIO(file.read_bytes()))


async def examine(media: Media, data: bytes, folder: Path) -> Facts:
    """What the bytes are; their previews are in the folder afterwards."""
    (folder / "original").write_bytes(data)
    return await media.examine(folder / "original", data[:HEAD], folder)


async def test_previews_have_the_stated_sizes(media: Media, tmp_path: Path) -> None:
    facts = await examine(media, samples.picture("PNG", (1600, 900)), tmp_path)
    assert (facts.width, facts.height, facts.seconds) == (1600, 900, None)
    assert look(tmp_path / "card.webp").size == (640, 360)
    assert look(tmp_path / "tiny.webp").size == (96, 54)


async def test_a_small_picture_is_not_blown_up(media: Media, tmp_path: Path) -> None:
    await examine(media, samples.picture("PNG", (50, 40)), tmp_path)
    assert look(tmp_path / "card.webp").size == (50, 40)


def on_its_side(form: str) -> bytes:
    """A picture, red above and blue below when upright, stored lying and with a comment and a profile."""
    image = Image.new("RGB", (300, 200), "blue")
    image.paste("red", (0, 0, 150, 200))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010E] = "a secret place"
    return samples.saved(image, form, exif=exif, comment=b"a secret place", quality=95)


async def test_orientation_is_respected_and_other_metadata_is_left_out(media: Media, tmp_path: Path) -> None:
    facts = await examine(media, on_its_side("JPEG"), tmp_path)
    card = look(tmp_path / "card.webp").convert("RGB")
    assert (facts.width, facts.height) == card.size == (200, 300)
    assert card.getpixel((100, 20)) == pytest.approx((255, 0, 0), abs=12)
    assert card.getpixel((100, 280)) == pytest.approx((0, 0, 255), abs=12)
    for made in ("card.webp", "tiny.webp"):
        assert b"secret" not in (tmp_path / made).read_bytes()
        assert not look(tmp_path / made).getexif()


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "I;16", "1"])
async def test_every_sort_of_pixel_gets_a_preview_that_looks_like_it(media: Media, tmp_path: Path, mode: str) -> None:
    grey = Image.new("L", (64, 64), 200)
    if mode == "I;16":
        image = Image.fromarray(np.full((64, 64), 200 * 257, np.uint16))
    else:
        image = grey.point(lambda value: 255) if mode == "1" else grey
        image = image.convert(mode)
    await examine(media, samples.saved(image, "PNG"), tmp_path)
    shown = look(tmp_path / "card.webp").convert("RGB").getpixel((32, 32))
    assert shown == pytest.approx((255,) * 3 if mode == "1" else (200,) * 3, abs=3)


async def test_transparency_stays_in_previews(media: Media, tmp_path: Path) -> None:
    await examine(media, samples.saved(Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "PNG"), tmp_path)
    assert look(tmp_path / "card.webp").convert("RGBA").getchannel("A").getextrema() == (0, 0)


async def test_a_poster_is_the_first_frame_that_is_not_black(media: Media, tmp_path: Path) -> None:
    facts = await examine(media, samples.film("mp4", size=(1280, 720)), tmp_path)
    assert (facts.width, facts.height, facts.seconds) == (1280, 720, 2.0)
    card = look(tmp_path / "card.webp")
    assert card.size == (640, 360)
    assert 16 <= np.asarray(card.convert("L")).mean() < 60


async def test_a_video_filmed_upright_is_shown_upright(media: Media, files: Files, tmp_path: Path) -> None:
    lying = samples.film("mp4", turned=90)
    facts = await examine(media, lying, tmp_path)
    assert (facts.width, facts.height) == (180, 320)
    assert look(tmp_path / "card.webp").size == (180, 320)
    last = await media.last_frame(await keep(files, lying))
    assert Image.open(await read(files, last.sha)).size == (180, 320)


async def test_a_wave_is_four_hundred_numbers_that_follow_the_sound(media: Media, tmp_path: Path) -> None:
    facts = await examine(media, samples.sound("wav", "pcm_s16le"), tmp_path)
    peaks = json.loads((tmp_path / "peaks.json").read_text())
    assert facts.seconds == 2.0
    assert len(peaks) == 400
    assert max(peaks[:198]) == 0
    assert peaks[202:] == pytest.approx([127] * 198, abs=2)


async def test_the_shortest_sound_has_a_wave_too(media: Media, tmp_path: Path) -> None:
    await examine(media, samples.sound("wav", "pcm_s16le", 0.01), tmp_path)
    assert len(json.loads((tmp_path / "peaks.json").read_text())) == 400


async def test_a_wave_written_to_a_pipe_is_taken_as_long_as_it_is(media: Media, tmp_path: Path) -> None:
    data = bytearray(samples.sound("wav", "pcm_s16le"))
    data[4:8] = b"\xff\xff\xff\xff"
    where = data.index(b"data") + 4
    data[where : where + 4] = b"\xff\xff\xff\xff"
    assert (await examine(media, bytes(data), tmp_path)).seconds == pytest.approx(2.0)


async def test_the_last_frame_of_a_video_is_a_picture(media: Media, files: Files) -> None:
    last = await media.last_frame(await keep(files, samples.film("mp4")))
    picture = Image.open(await read(files, last.sha))
    assert (last.mime, picture.format, picture.size) == ("image/png", "PNG", (320, 180))
    assert np.asarray(picture.convert("L")).mean() > 245


@pytest.mark.parametrize("form", ["mov", "webm"])
async def test_each_sort_of_video_has_a_last_frame(media: Media, files: Files, form: str) -> None:
    codec = "libvpx" if form == "webm" else "libx264"
    last = await media.last_frame(await keep(files, samples.film(form, codec, None, frames=50)))
    assert np.asarray(Image.open(await read(files, last.sha)).convert("L")).mean() > 240


async def grey(files: Files, sha: str) -> float:
    """How bright a stored picture is."""
    return float(np.asarray(Image.open(await read(files, sha)).convert("L")).mean())


@pytest.mark.parametrize(("form", "codec"), [("mp4", "libx264"), ("mov", "libx264"), ("webm", "libvpx")])
async def test_any_frame_of_a_video_can_be_taken_out(media: Media, files: Files, form: str, codec: str) -> None:
    sha = await keep(files, samples.film(form, codec, None, frames=50))
    found = [await grey(files, (await media.frame_at(sha, seconds)).sha) for seconds in (0, 1, 1.05, 2.5, 4.9)]
    assert found == pytest.approx([number * 255 / 49 for number in (0, 10, 10, 25, 49)], abs=6)


async def test_behind_the_end_of_a_video_its_last_frame_stays(media: Media, files: Files) -> None:
    sha = await keep(files, samples.film("mp4"))
    assert (await media.frame_at(sha, 900)).sha == (await media.last_frame(sha)).sha


async def test_each_frame_that_was_taken_out_of_a_video_is_known_to_come_from_it(media: Media, files: Files) -> None:
    sha = await keep(files, samples.film("mp4"))
    made = [await media.frame_at(sha, 0), await media.frame_at(sha, 1), await media.last_frame(sha)]
    assert set(await media.derived_from(sha)) == {each.sha for each in made}


@pytest.mark.parametrize(("form", "codec", "tone"), [("mp4", "libx264", "aac"), ("webm", "libvpx", "libopus")])
async def test_the_sound_of_a_video_can_be_taken_out(
    media: Media, files: Files, form: str, codec: str, tone: str
) -> None:
    taken = await media.soundtrack(await keep(files, samples.film(form, codec, tone)))
    assert taken.mime == "audio/mp4"
    with av.open(await read(files, taken.sha), "r", format="mp4") as container:
        assert [stream.type for stream in container.streams] == ["audio"]
        heard = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    half = heard.shape[1] // 2
    assert np.abs(heard[:, : half - 4000]).max() < 0.05
    assert np.abs(heard[:, half + 4000 :]).max() > 0.4


async def test_a_silent_video_has_no_sound_to_take_and_says_so(media: Media, files: Files) -> None:
    with pytest.raises(NoSound, match="no sound"):
        await media.soundtrack(await keep(files, samples.film("mp4", tone=None)))


async def test_what_is_taken_out_is_made_once(files: Files) -> None:
    counting = CountingChildren()
    media = Media(counting, files, UploadLimits())
    sha = await keep(files, samples.film("mp4"))
    assert await media.last_frame(sha) == await media.last_frame(sha)
    assert counting.count == 1


async def test_what_is_gone_is_made_again(media: Media, files: Files) -> None:
    sha = await keep(files, samples.film("mp4"))
    last = await media.last_frame(sha)
    await files.remove(last.sha)
    assert await media.last_frame(sha) == last
    assert await files.size(last.sha) == last.size


async def test_nothing_is_taken_out_of_what_is_not_there(media: Media) -> None:
    with pytest.raises(NotFound):
        await media.last_frame("0" * 64)


class CountingChildren(Children):
    """Children that are counted."""

    count = 0

    async def run(self, *arguments: object, **more: object) -> object:  # type: ignore[override]
        self.count += 1
        return await super().run(*arguments, **more)  # type: ignore[arg-type]


class FailingChildren(Children):
    """Children that end in one way only."""

    def __init__(self, failure: Exception) -> None:
        super().__init__()
        self._failure = failure

    async def run(self, *arguments: object, **more: object) -> object:  # type: ignore[override]
        raise self._failure


@pytest.mark.parametrize(
    "failure", [ChildFailed("It crashed.", exit=-11, said=""), ChildTimedOut("Too long.", seconds=120.0)]
)
async def test_a_file_that_crashes_or_stalls_its_reader_is_refused(
    files: Files, tmp_path: Path, failure: ChildFailed | ChildTimedOut
) -> None:
    media = Media(FailingChildren(failure), files, UploadLimits())
    with pytest.raises(InvalidMedia) as caught:
        await examine(media, samples.picture("PNG"), tmp_path)
    assert caught.value.details["cause"] == failure.code
