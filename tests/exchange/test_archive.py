"""A canvas archive over HTTP: what goes out comes in whole, and of what is refused nothing stays."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from headwater.assets.asset import TooLarge
from headwater.exchange.archive import CANVAS, ArchiveLimits, open_archive
from tests.assets.samples import picture, sound
from tests.desk import Desk, node
from tests.exchange import archives
from tests.exchange.archives import canvas, packed, showing

Json = Any
PICTURE = picture("PNG", (32, 16))
ZIP = {"Content-Type": "application/zip"}
NODES: list[dict[str, Json]] = [
    {"id": "idea", "kind": "text", "x": 0, "y": 0, "title": "Idea", "text": "Fog 😀", "prompt": "short"},
    {"id": "aside", "kind": "text", "x": 0, "y": 300, "title": "Aside", "text": "Not this"},
    {
        "id": "still",
        "kind": "image",
        "x": 500,
        "y": 0,
        "w": 300,
        "h": 200,
        "title": "A/B: still?",
        "prompt": "⟦idea⟧ x",
    },
    {"id": "twin", "kind": "image", "x": 500, "y": 400, "title": "a/b: STILL?", "mode": "create"},
    {"id": "voice", "kind": "audio", "x": 500, "y": 800, "title": "con", "settings": {"n": 5, "f": 0.5, "none": None}},
    {"id": "shot", "kind": "video", "x": 900, "y": 0, "title": "Shot", "model": "gone/model"},
]
CONNECTIONS: list[dict[str, Json]] = [
    {"from": "twin", "to": "shot"},
    {"from": "still", "to": "shot"},
    {"from": "voice", "to": "shot"},
    {"from": "idea", "to": "shot"},
    {"from": "aside", "to": "shot", "aside": True},
]
MEDIA = {"still": "media/one.png", "twin": "media/deep/er/two.png", "voice": "media/three.wav"}


def whole() -> bytes:
    """An archive with everything in it."""
    nodes = [each | ({"file": MEDIA[str(each["id"])]} if each["id"] in MEDIA else {}) for each in NODES]
    file = {"headwater": 1, "title": "Lighthouse", "nodes": nodes, "connections": CONNECTIONS}
    sounds = sound("wav", "pcm_s16le")
    media = {MEDIA["still"]: PICTURE, MEDIA["twin"]: picture("PNG", (16, 32)), MEDIA["voice"]: sounds}
    return packed({CANVAS: json.dumps(file).encode(), **media})


async def imported(desk: Desk, archive: bytes) -> str:
    answer = await desk.http.post("/api/canvases", content=archive, headers=ZIP)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def exported(desk: Desk, id: str) -> zipfile.ZipFile:
    answer = await desk.http.get(f"/api/canvases/{id}/archive")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def media_of(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The bytes that each node shows."""
    nodes = json.loads(archive.read(CANVAS))["nodes"]
    return {each["id"]: archive.read(each["file"]) for each in nodes if "file" in each}


def without_files(archive: zipfile.ZipFile) -> Json:
    file = json.loads(archive.read(CANVAS))
    return file | {"nodes": [{name: value for name, value in each.items() if name != "file"} for each in file["nodes"]]}


def left_behind(desk: Desk) -> list[Path]:
    return [path for path in desk.studio.settings.files.rglob("*") if path.is_file()]


async def test_an_archive_goes_round_without_losing_anything(desk: Desk) -> None:
    first = await exported(desk, await imported(desk, whole()))
    second = await exported(desk, await imported(desk, _bytes(first)))
    file = json.loads(first.read(CANVAS))
    nodes = {each["id"]: each for each in file["nodes"]}
    for given in NODES:
        got = nodes[str(given["id"])]
        assert {name: got.get(name) for name in given} == given
    assert sorted(file["connections"], key=str) == sorted(CONNECTIONS, key=str)
    assert [each["from"] for each in file["connections"]] == [each["from"] for each in CONNECTIONS]
    with zipfile.ZipFile(io.BytesIO(whole())) as given_archive:
        assert media_of(first) == media_of(given_archive)
    assert media_of(second) == media_of(first)
    assert without_files(second) == without_files(first)


async def test_media_in_an_archive_is_named_from_titles_safe_and_only_once(desk: Desk) -> None:
    names = (await exported(desk, await imported(desk, whole()))).namelist()
    assert sorted(names) == [CANVAS, "media/A B still.png", "media/a b STILL 2.png", "media/node voice.wav"]


async def test_an_archive_is_called_like_its_canvas(desk: Desk) -> None:
    id = await imported(desk, packed({CANVAS: canvas(title="Ufer: Nebel/🌫")}))
    said = (await desk.http.get(f"/api/canvases/{id}/archive")).headers["content-disposition"]
    assert said == "attachment; filename*=UTF-8''Ufer%20Nebel%20%F0%9F%8C%AB.headwater.zip"


async def test_imported_media_is_an_asset_with_its_origin_and_a_take_that_its_node_shows(desk: Desk) -> None:
    id = await imported(desk, whole())
    (take,) = await desk.get(f"/api/canvases/{id}/nodes/still/takes")
    asset = await desk.get(f"/api/assets/{take['asset']}")
    assert asset["origin"] == {"how": "imported", "file": "Lighthouse"}
    assert (asset["name"], asset["width"], asset["height"]) == ("one.png", 32, 16)
    panel = await desk.panel(id, "shot")
    assert [(each["node"], each["ready"]) for each in panel["references"]] == [
        ("twin", True),
        ("still", True),
        ("voice", True),
    ]
    assert [(each["node"], each["aside"]) for each in panel["texts"]] == [("idea", False), ("aside", True)]


async def test_two_nodes_that_show_the_same_file_share_it(desk: Desk) -> None:
    nodes = [{"id": "a", "kind": "image", "file": "p.png"}, {"id": "b", "kind": "image", "file": "p.png"}]
    id = await imported(desk, packed({CANVAS: canvas(*nodes), "p.png": PICTURE}))
    assert len(await desk.get("/api/assets")) == 1
    assert len((await exported(desk, id)).namelist()) == 2


async def test_only_the_take_that_is_shown_is_in_the_archive(desk: Desk) -> None:
    id = await desk.canvas([node("a", "image", prompt="fog", model="builtin/double-image")])
    await desk.generate(id, "a")
    shown = await desk.generate(id, "a")
    content = (await desk.http.get(f"/api/assets/{shown['asset']}/file")).content
    assert media_of(await exported(desk, id)) == {"a": content}


async def test_what_no_node_names_is_passed_over(desk: Desk) -> None:
    id = await imported(desk, packed({CANVAS: canvas(), "__MACOSX/._a.png": b"x", "media/": b"", "README": b"hello"}))
    assert (await exported(desk, id)).namelist() == [CANVAS]
    assert await desk.get("/api/assets") == []


async def test_an_archive_of_nobody_elses_canvas_is_given(desk: Desk) -> None:
    assert (await desk.http.get("/api/canvases/nowhere/archive")).status_code == 404


HOSTILE = {
    "no zip": (b"hello", "invalid_archive"),
    "empty": (b"", "invalid_archive"),
    "cut off": (whole()[:-30], "invalid_archive"),
    "its list is elsewhere": (archives.patched(whole(), b"PK\x01\x02", b"PK\x01\x03"), "invalid_archive"),
    "no canvas": (packed({"media/a.png": PICTURE}), "invalid_archive"),
    "canvas in a folder": (packed({f"film/{CANVAS}": canvas()}), "invalid_archive"),
    "canvas is no json": (packed({CANVAS: b"{"}), "invalid_input"),
    "canvas is a list": (packed({CANVAS: b"[]"}), "invalid_input"),
    "canvas is nested without end": (packed({CANVAS: b'{"a":' * 100_000}), "invalid_input"),
    "canvas from the future": (packed({CANVAS: b'{"headwater": 2, "new": 1}'}), "canvas_file_version"),
    "up and out": (showing("../a.png", PICTURE), "unsafe_name"),
    "up and out in the middle": (showing("media/../../a.png", PICTURE), "unsafe_name"),
    "absolute": (showing("/etc/passwd", PICTURE), "unsafe_name"),
    "a drive": (showing("C:/a.png", PICTURE), "unsafe_name"),
    "backslashes": (showing("media\\..\\a.png", PICTURE), "unsafe_name"),
    "a device": (showing("media/nul.png", PICTURE), "unsafe_name"),
    "a stream": (showing("a.png:b", PICTURE), "unsafe_name"),
    "dots at the end": (showing("a.png.", PICTURE), "unsafe_name"),
    "a name that ends early": (archives.patched(showing("aXb.png", PICTURE), b"aXb", b"a\0b"), "unsafe_name"),
    "turned around": (showing("a\u202egnp.exe", PICTURE), "unsafe_name"),
    "a link": (archives.link("a.png", "/etc/passwd"), "invalid_archive"),
    "encrypted": (archives.flagged(showing("a.png", PICTURE), 1), "invalid_archive"),
    "packed oddly": (packed({CANVAS: canvas(), "a": b"x" * 99}, zipfile.ZIP_LZMA), "invalid_archive"),
    "twice the same": (packed([(CANVAS, canvas()), ("A.png", PICTURE), ("a.PNG", PICTURE)]), "invalid_archive"),
    "a bomb": (
        packed({CANVAS: canvas({"id": "a", "kind": "image", "file": "b"}), "b": bytes(2**24)}),
        "invalid_archive",
    ),
    "a file too large": (archives.claiming(showing("a.png", PICTURE), 2**31), "too_large"),
    "more than it says": (archives.claiming(showing("a.png", PICTURE), 20), "invalid_archive"),
    "more entries than there are": (archives.counting(whole(), 9000), "invalid_archive"),
    "too many entries": (archives.counting(whole(), 60_000), "too_large"),
    "a broken sum": (archives.patched(packed({CANVAS: canvas(title="abc")}, 0), b"abc", b"abd"), "invalid_archive"),
    "media that is not there": (packed({CANVAS: canvas({"id": "a", "kind": "image", "file": "a"})}), "invalid_input"),
    "media outside": (packed({CANVAS: canvas({"id": "a", "kind": "image", "file": "/dev/zero"})}), "unsafe_name"),
    "media of another kind": (showing("a.png", PICTURE, "video"), "invalid_input"),
    "media for a text": (showing("a.png", PICTURE, "text"), "invalid_input"),
    "media that is none": (showing("a.png", b"MZ" + bytes(99)), "unsupported_media"),
    "media that is broken": (showing("a.png", PICTURE[:60]), "invalid_media"),
    "a circle, after good media": (
        packed(
            {
                CANVAS: canvas(
                    {"id": "a", "kind": "image", "file": "a.png"},
                    {"id": "b", "kind": "image"},
                    connections=[{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
                ),
                "a.png": PICTURE,
            }
        ),
        "connection_refused",
    ),
    "the second of two is broken": (
        packed(
            {
                CANVAS: canvas(
                    {"id": "a", "kind": "image", "file": "a.png"}, {"id": "b", "kind": "image", "file": "b.png"}
                ),
                "a.png": PICTURE,
                "b.png": b"nothing",
            }
        ),
        "unsupported_media",
    ),
}


async def test_a_refused_archive_leaves_nothing_behind(desk: Desk) -> None:
    for what, (archive, code) in HOSTILE.items():
        answer = await desk.http.post("/api/canvases", content=archive, headers=ZIP)
        assert (answer.json()["code"], answer.status_code >= 400) == (code, True), (what, answer.text)
        assert answer.status_code < 500, what
        assert await desk.get("/api/canvases") == [], what
        assert await desk.get("/api/assets") == [], what
        assert left_behind(desk) == [], what


def test_how_long_the_list_of_an_archive_is_is_known_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = tmp_path / "hostile.zip"
    hostile.write_bytes(archives.pretending(whole(), 15_000))
    monkeypatch.delattr(zipfile, "ZipFile")  # what would read it
    with pytest.raises(TooLarge):
        open_archive(hostile, ArchiveLimits())


def _bytes(archive: zipfile.ZipFile) -> bytes:
    assert isinstance(archive.fp, io.BytesIO)
    return archive.fp.getvalue()
