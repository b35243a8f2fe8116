"""Rules of the store of files: whole or not at all, once, and safely on disk before it counts."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from headwater.assets.files import DiskFull, Files, sync_to_disk
from headwater.platform.errors import NotFound
from tests.assets.traces import chunks, dying, entries, left

DATA = os.urandom(3_000_000)
SHA = hashlib.sha256(DATA).hexdigest()


async def keep(files: Files, data: bytes = DATA) -> bool:
    async with files.spool(chunks(data)) as spooled:
        return await files.keep(spooled)


async def whole(files: Files, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([piece async for piece in files.read(SHA, start, end)])


async def test_bytes_are_kept_under_their_hash(files: Files, folder: Path) -> None:
    async with files.spool(chunks(DATA)) as spooled:
        assert (spooled.sha, spooled.size) == (SHA, len(DATA))
        await files.keep(spooled)
    assert left(folder) == [f"originals/{SHA[:2]}/{SHA}"]
    assert await whole(files) == DATA
    assert await files.size(SHA) == len(DATA)


async def test_the_same_bytes_are_kept_once_and_the_second_time_is_success(files: Files, folder: Path) -> None:
    assert await keep(files)
    assert not await keep(files)
    assert len(left(folder)) == 1


async def test_a_part_is_read_without_the_rest(files: Files) -> None:
    await keep(files)
    assert await whole(files, 10, 20) == DATA[10:20]
    assert await whole(files, len(DATA) - 5) == DATA[-5:]
    assert await whole(files, 7, 7) == b""


async def test_a_source_that_dies_midway_leaves_nothing(files: Files, folder: Path) -> None:
    with pytest.raises(ConnectionError):
        async with files.spool(dying(DATA)):
            pytest.fail("The bytes are not whole.")
    assert entries(folder) == ["spool"]
    assert left(folder) == []


async def test_what_is_not_kept_leaves_nothing(files: Files, folder: Path) -> None:
    async with files.spool(chunks(DATA)), files.scratch() as scratch:
        (scratch / "draft").write_bytes(DATA)
    assert left(folder) == []


async def test_a_file_is_on_disk_with_its_name_before_it_counts_as_kept(folder: Path) -> None:
    synced: list[str] = []
    files = Files(folder, sync=lambda path: synced.append(path.relative_to(folder).as_posix()))
    await keep(files)
    assert synced == [f"originals/{SHA[:2]}/{SHA}", f"originals/{SHA[:2]}", "originals", "."]


async def test_a_file_that_was_there_already_is_made_sure_of_again(folder: Path) -> None:
    synced: list[str] = []
    files = Files(folder, sync=lambda path: synced.append(path.name))
    await keep(files)
    synced.clear()
    await keep(files)
    assert SHA in synced


async def test_making_sure_works_on_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(DATA)
    sync_to_disk(tmp_path / "file")
    sync_to_disk(tmp_path)


async def test_a_file_that_cannot_be_made_sure_of_is_not_kept(folder: Path) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFull):
        await keep(Files(folder, sync=full))
    assert left(folder) == []


async def test_previews_lie_beside_and_go_with_their_original(files: Files, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(b"small")
    await keep(files)
    await files.keep_preview(SHA, "card.webp", tmp_path / "made")
    assert await files.preview(SHA, "card.webp") == b"small"
    await files.remove(SHA)
    assert left(folder) == []


async def test_removing_what_is_not_there_is_nothing(files: Files) -> None:
    await files.remove(SHA)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", SHA.upper(), SHA[:-1], SHA + "0"])
async def test_a_name_that_is_no_hash_names_nothing(files: Files, name: str) -> None:
    with pytest.raises(NotFound):
        await files.size(name)


async def test_what_is_not_in_the_store_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound):
        await files.size(SHA)
    with pytest.raises(NotFound):
        await whole(files)
    with pytest.raises(NotFound):
        await whole(files, 0, 1)
    with pytest.raises(NotFound):
        await files.preview(SHA, "card.webp")
    with pytest.raises(NotFound):
        async with files.local_path(SHA):
            pytest.fail("There is no such file.")


async def test_what_a_killed_process_left_in_the_spool_is_tidied_away(files: Files, folder: Path) -> None:
    spool = folder / "spool"
    (spool / "old").write_bytes(DATA)
    (spool / "old-job").mkdir()
    (spool / "new").write_bytes(DATA)
    before = time.time() - 60
    os.utime(spool / "old", (before, before))
    os.utime(spool / "old-job", (before, before))
    await files.tidy()
    assert entries(spool) == ["new"]
