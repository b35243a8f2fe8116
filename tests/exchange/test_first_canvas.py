"""A new account begins with a finished canvas: once, and whatever is wrong with it holds nothing up."""

from pathlib import Path

import pytest

from headwater.assembly import open_studio
from headwater.models.catalogue import DOUBLES
from headwater.settings import Settings
from tests.desk import Desk, node, open_desk


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a first canvas in it: a text and a picture, exported by another studio."""
    folder = tmp_path / "first"
    folder.mkdir()
    async with open_desk(tmp_path / "elsewhere") as desk:
        canvas = await desk.canvas(
            [node("a", "text", text="Dawn"), node("b", "image", prompt="A harbour")], [("a", "b")]
        )
        await desk.generate(canvas, "b")
        archive = await desk.http.get(f"/api/canvases/{canvas}/archive")
    (folder / "first.headwater.zip").write_bytes(archive.content)
    return folder


async def start(home: Path, first: Path | None) -> None:
    async with open_studio(Settings(home=home, doubles=True, catalogue=str(DOUBLES)), first=first):
        pass


async def test_a_new_account_finds_a_canvas_with_its_media(folder: Path, tmp_path: Path) -> None:
    await start(tmp_path / "home", folder)
    async with open_desk(tmp_path / "home") as desk:
        [canvas] = await desk.get("/api/canvases")
        [asset] = await desk.get("/api/assets")
        shown = [each for each in canvas["sketch"]["nodes"] if each["kind"] == "image"]
        assert [each["asset"] for each in shown] == [asset["id"]]
        assert (await desk.http.get(f"/api/assets/{asset['id']}/file")).status_code == 200


async def test_it_is_given_once_and_never_again_when_it_was_deleted(folder: Path, tmp_path: Path) -> None:
    await start(tmp_path / "home", folder)
    await start(tmp_path / "home", folder)
    async with open_desk(tmp_path / "home") as desk:
        [canvas] = await desk.get("/api/canvases")
        await desk.http.delete(f"/api/canvases/{canvas['id']}")
    await start(tmp_path / "home", folder)
    async with open_desk(tmp_path / "home") as desk:
        assert await desk.get("/api/canvases") == []


async def test_who_has_begun_without_it_is_not_given_one(folder: Path, tmp_path: Path) -> None:
    async with open_desk(tmp_path / "home") as desk:
        await _canvas(desk)
    await start(tmp_path / "home", folder)
    async with open_desk(tmp_path / "home") as desk:
        assert len(await desk.get("/api/canvases")) == 1


async def test_one_that_cannot_be_read_holds_up_nothing_and_is_tried_again(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive = folder / "first.headwater.zip"
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    await start(tmp_path / "home", folder)
    assert "The first canvas could not be made" in caplog.text
    archive.write_bytes(whole)
    await start(tmp_path / "home", folder)
    async with open_desk(tmp_path / "home") as desk:
        assert len(await desk.get("/api/canvases")) == 1


async def _canvas(desk: Desk) -> str:
    return await desk.canvas([])
