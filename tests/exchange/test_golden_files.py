"""Canvas files and archives of every version that was ever released: they open, and nothing in them is lost."""

import io
import json
import zipfile
from typing import Any

import pytest

from headwater.exchange.archive import CANVAS
from tests.canvas.golden import GOLDEN
from tests.desk import Desk

FILES = sorted(GOLDEN.glob("canvas-file-*.headwater.json"))
ARCHIVES = sorted(GOLDEN.glob("canvas-file-*.headwater.zip"))
Json = Any


async def exported(desk: Desk, canvas: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((await desk.http.get(f"/api/canvases/{canvas}/archive")).content))


def test_there_is_one_of_each_version() -> None:
    assert [path.name.split(".")[0] for path in FILES] == [path.name.split(".")[0] for path in ARCHIVES]
    assert len(FILES) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
async def test_a_released_canvas_file_opens_whole(desk: Desk, path: Any) -> None:
    file = path.read_bytes()
    made = await desk.http.post("/api/canvases", content=file, headers={"Content-Type": "application/json"})
    assert made.status_code == 201, made.text
    archive = await exported(desk, made.json()["id"])
    assert json.loads(archive.read(CANVAS)) == json.loads(file)


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name)
async def test_a_released_archive_opens_whole(desk: Desk, path: Any) -> None:
    made = await desk.http.post("/api/canvases", content=path.read_bytes(), headers={"Content-Type": "application/zip"})
    assert made.status_code == 201, made.text
    archive = await exported(desk, made.json()["id"])
    with zipfile.ZipFile(path) as golden:
        assert archive.namelist() == golden.namelist()
        assert json.loads(archive.read(CANVAS)) == json.loads(golden.read(CANVAS))
        media = [name for name in golden.namelist() if name != CANVAS]
        assert [archive.read(name) for name in media] == [golden.read(name) for name in media]
