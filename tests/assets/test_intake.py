"""Rules of taking files in: the bytes decide, hostile ones are refused with a reason and leave nothing."""

import asyncio
import hashlib
import struct
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from headwater.accounts.account import Account
from headwater.assets import store
from headwater.assets.asset import InvalidMedia, Prepared, TooLarge, UnsupportedMedia, Uploaded
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.platform.children import JSON, Children
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError
from headwater.platform.kinds import Kind
from tests.assets import samples
from tests.assets.conftest import LIMITS
from tests.assets.traces import chunks, dying, left

Make = Callable[[], bytes]

TAKEN: dict[str, tuple[Make, Kind, str, str]] = {
    "png": (lambda: samples.picture("PNG"), Kind.IMAGE, "image/png", "png"),
    "jpeg": (lambda: samples.picture("JPEG"), Kind.IMAGE, "image/jpeg", "jpg"),
    "webp": (lambda: samples.picture("WEBP"), Kind.IMAGE, "image/webp", "webp"),
    "mp4": (lambda: samples.film("mp4"), Kind.VIDEO, "video/mp4", "mp4"),
    "mov": (lambda: samples.film("mov"), Kind.VIDEO, "video/quicktime", "mov"),
    "webm": (lambda: samples.film("webm", "libvpx", "libopus"), Kind.VIDEO, "video/webm", "webm"),
    "mp3": (lambda: samples.sound("mp3", "libmp3lame"), Kind.AUDIO, "audio/mpeg", "mp3"),
    "wav": (lambda: samples.sound("wav", "pcm_s16le"), Kind.AUDIO, "audio/wav", "wav"),
    "m4a": (lambda: samples.sound("ipod", "aac"), Kind.AUDIO, "audio/mp4", "m4a"),
    "mp4 with sound alone": (lambda: samples.sound("mp4", "aac"), Kind.AUDIO, "audio/mp4", "m4a"),
    "ogg": (lambda: samples.sound("ogg", "libopus", rate=48_000), Kind.AUDIO, "audio/ogg", "ogg"),
    "flac": (lambda: samples.sound("flac", "flac"), Kind.AUDIO, "audio/flac", "flac"),
}

PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"

REFUSED: dict[str, tuple[Make, type[HeadwaterError]]] = {
    "nothing": (lambda: b"", UnsupportedMedia),
    "text": (lambda: b"no picture", UnsupportedMedia),
    "svg": (lambda: b"<svg onload='alert(1)'/>", UnsupportedMedia),
    "a playlist": (lambda: PLAYLIST, UnsupportedMedia),
    "a concat playlist": (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", UnsupportedMedia),
    "a playlist behind the head of an mp4": (lambda: samples.film("mp4")[:32] + PLAYLIST, InvalidMedia),
    "the head of a png and no more": (lambda: samples.picture("PNG")[:8] + bytes(9000), InvalidMedia),
    "a png cut off": (lambda: samples.picture("PNG")[:-2000], InvalidMedia),
    "a jpeg cut off": (lambda: samples.picture("JPEG")[:-2000], InvalidMedia),
    "a webp cut off": (lambda: samples.picture("WEBP")[:-500], InvalidMedia),
    "an mp4 cut off before its index": (lambda: samples.film("mp4")[:-3000], InvalidMedia),
    "an mp4 cut off after its index": (lambda: _half(samples.film("mp4", fast_start=True)), InvalidMedia),
    "a webm cut off": (lambda: _half(samples.film("webm", "libvpx", "libopus")), InvalidMedia),
    "a wav cut off": (lambda: _half(samples.sound("wav", "pcm_s16le")), InvalidMedia),
    "a flac cut off": (lambda: _half(samples.sound("flac", "flac")), InvalidMedia),
    "noise behind the head of an mp3": (lambda: b"ID3\x04" + bytes(range(256)) * 40, InvalidMedia),
    "more pixels than allowed": (lambda: samples.png_of_size(2500, 2000), TooLarge),
    "a bomb of pixels": (lambda: samples.png_of_size(50_000, 50_000), TooLarge),
    "a bomb of words": (samples.png_with_endless_words, InvalidMedia),
    "a film that lasts too long": (lambda: samples.film("mp4", tone=None, frames=620, size=(32, 32)), TooLarge),
}


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


async def rows(database: Database) -> int:
    async with database.read() as view:
        return (await view.execute(select(func.count()).select_from(store.assets))).scalar_one()


@pytest.mark.parametrize("name", TAKEN)
async def test_each_type_is_taken_by_its_bytes_whatever_its_name(intake: Intake, files: Files, name: str) -> None:
    make, kind, mime, ending = TAKEN[name]
    data = make()
    prepared = await intake.prepare(chunks(data), "holiday.exe")
    assert (prepared.facts.kind, prepared.facts.mime, prepared.name) == (kind, mime, f"holiday.exe.{ending}")
    assert (prepared.sha, prepared.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert b"".join([piece async for piece in files.read(prepared.sha)]) == data


@pytest.mark.parametrize("name", REFUSED)
async def test_each_refused_file_gives_its_reason_and_leaves_nothing(
    intake: Intake, database: Database, ann: Account, folder: Path, name: str
) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(reason):
        await intake.take_in(ann.id, chunks(make()), "photo.png", Uploaded())
    assert left(folder) == []
    assert await rows(database) == 0


async def endless(data: bytes, read: list[int]) -> AsyncIterator[bytes]:
    """A beginning, and then zeros for ever; counts what is taken of them."""
    yield data
    while True:
        read.append(2**16)
        yield bytes(2**16)


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        (samples.picture("PNG", (8, 8)), LIMITS.image),
        (samples.film("mp4"), LIMITS.video),
        (samples.sound("wav", "pcm_s16le"), LIMITS.audio),
    ],
    ids=["image", "video", "audio"],
)
async def test_an_endless_file_is_refused_as_soon_as_it_is_too_large(
    intake: Intake, folder: Path, start: bytes, limit: int
) -> None:
    read: list[int] = []
    with pytest.raises(TooLarge, match=r"may have up to \d MB"):
        await intake.prepare(endless(start, read), "endless")
    assert sum(read) <= limit + 2**16
    assert left(folder) == []


async def test_sound_in_a_film_file_has_the_limit_of_sound(intake: Intake, folder: Path) -> None:
    padding = struct.pack(">I4s", LIMITS.audio, b"free") + bytes(LIMITS.audio - 8)
    with pytest.raises(TooLarge, match="Sounds"):
        await intake.prepare(chunks(samples.sound("mp4", "aac") + padding), "song.mp4")
    assert left(folder) == []


async def test_a_file_that_crashes_its_reader_leaves_nothing(
    database: Database, files: Files, ann: Account, folder: Path
) -> None:
    crashing = Media(CrashingChildren(), files, LIMITS)
    intake = Intake(database, files, crashing, LIMITS)
    with pytest.raises(InvalidMedia) as caught:
        await intake.take_in(ann.id, chunks(samples.picture("PNG")), "photo.png", Uploaded())
    assert caught.value.details["cause"] == "process_crash"
    assert left(folder) == []
    assert await rows(database) == 0


class CrashingChildren(Children):
    """Real children that abort, whatever they are asked."""

    async def run(self, function: str, arguments: Mapping[str, Any], **limits: Any) -> JSON:
        return await super().run("os:abort", {}, **limits)


async def test_a_source_that_dies_midway_leaves_nothing(intake: Intake, folder: Path) -> None:
    with pytest.raises(ConnectionError):
        await intake.prepare(dying(samples.picture("PNG")), "photo.png")
    assert left(folder) == []


async def test_a_cancelled_arrival_leaves_nothing(intake: Intake, folder: Path) -> None:
    started = asyncio.Event()

    async def stalling() -> AsyncIterator[bytes]:
        yield samples.picture("PNG")
        started.set()
        await asyncio.Event().wait()

    arriving = asyncio.create_task(intake.prepare(stalling(), "photo.png"))
    await started.wait()
    arriving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await arriving
    assert left(folder) == []


async def test_the_same_bytes_are_stored_once_and_arrive_twice(
    intake: Intake, database: Database, ann: Account, bob: Account, folder: Path
) -> None:
    data = samples.picture("PNG")
    first = await intake.take_in(ann.id, chunks(data), "one.png", Uploaded())
    stored = left(folder)
    second = await intake.take_in(bob.id, chunks(data), "two.png", Uploaded())
    assert first.sha == second.sha
    assert first.id != second.id
    assert left(folder) == stored
    assert await rows(database) == 2


async def test_a_file_whose_row_cannot_be_written_is_removed(intake: Intake, folder: Path) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        await intake.take_in("nobody", chunks(samples.picture("PNG")), "photo.png", Uploaded())
    assert left(folder) == []


async def test_a_file_that_another_asset_has_is_never_discarded(intake: Intake, files: Files, ann: Account) -> None:
    data = samples.picture("PNG")
    first = await intake.prepare(chunks(data), "photo.png")
    asset = await intake.take_in(ann.id, chunks(data), "photo.png", Uploaded())
    await intake.discard(first)
    assert await files.size(asset.sha) == len(data)


async def test_a_file_that_another_arrival_waits_for_is_never_discarded(intake: Intake, files: Files) -> None:
    data = samples.picture("PNG")
    first, second = [await intake.prepare(chunks(data), "photo.png") for _ in range(2)]
    await intake.discard(first)
    assert await files.size(second.sha) == len(data)


async def test_what_was_prepared_becomes_an_asset_in_anybodys_transaction(
    intake: Intake, database: Database, ann: Account
) -> None:
    prepared: Prepared = await intake.prepare(chunks(samples.film("mp4")), "shot.mp4")
    async with database.write() as tx:
        asset = await store.add(tx, ann.id, prepared, Uploaded())
    assert (asset.kind, asset.width, asset.height, asset.seconds) == (Kind.VIDEO, 320, 180, 2.0)
    async with database.read() as view:
        assert await store.get(view, ann.id, asset.id) == asset
