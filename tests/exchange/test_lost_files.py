"""Files without an owner: removed when nothing can be waiting for them, and never one that is needed."""

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

from headwater.exchange.lost_files import LostFiles
from tests.assets import samples
from tests.desk import Desk, Json, node
from tests.generation.work import held_up, parts


async def look(desk: Desk) -> None:
    """Look as a process does that began after all that there is was stored."""
    made = parts(desk)
    made.files._began = time.time() + 60
    await LostFiles(made.database, made.files, made.media, made.intake).remove()


async def arrived(desk: Desk, data: bytes, name: str) -> Json:
    """An upload."""
    return (await desk.http.post("/api/assets", files={"file": (name, data)})).json()


def stored(desk: Desk) -> set[str]:
    """The names of all originals."""
    return {path.name for path in (desk.studio.settings.files / "originals").glob("*/*")}


def half_written(desk: Desk) -> str:
    """A file that the store was writing when it was killed; gives its name."""
    half: Path = desk.studio.settings.files / "originals" / "ab" / f"{'ab' * 32}#1"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    return half.name


async def ownerless(desk: Desk) -> str:
    """A file whose row was never written."""

    async def chunks() -> AsyncIterator[bytes]:
        yield samples.picture("PNG", (32, 32))

    return (await parts(desk).intake.prepare(chunks(), "lost.png")).sha


async def test_what_has_no_owner_goes_with_its_previews_and_the_rest_stays(desk: Desk) -> None:
    film = await arrived(desk, samples.film("mp4"), "film.mp4")
    before = stored(desk)
    frame = await parts(desk).media.last_frame(next(iter(before)))
    lost = await ownerless(desk)
    assert stored(desk) == {*before, frame.sha, lost}
    await look(desk)
    assert stored(desk) == {*before, frame.sha}
    assert not list(desk.studio.settings.files.glob(f"previews/*/{lost}/*"))
    assert (await desk.http.get(f"/api/assets/{film['id']}/file")).is_success


async def test_what_was_left_half_written_goes(desk: Desk) -> None:
    half = half_written(desk)
    assert stored(desk) == {half}
    await look(desk)
    assert stored(desk) == set()


async def test_nothing_goes_while_a_generation_does(desk: Desk) -> None:
    held = held_up(desk)
    canvas = await desk.canvas([node("it", "image", prompt="A calm sea")])
    id = (await desk.press(canvas, "it")).json()["id"]
    lost = await ownerless(desk)
    await look(desk)
    assert lost in stored(desk)
    held.go.set()
    await desk.ended(id)
    await look(desk)
    assert lost not in stored(desk)


async def test_what_came_since_the_process_began_is_somebodys(desk: Desk) -> None:
    lost = await ownerless(desk)
    made = parts(desk)
    await LostFiles(made.database, made.files, made.media, made.intake).remove()
    assert lost in stored(desk)
    (path,) = (desk.studio.settings.files / "originals").glob(f"*/{lost}")
    os.utime(path, (1, 1))
    await LostFiles(made.database, made.files, made.media, made.intake).remove()
    assert lost not in stored(desk)
