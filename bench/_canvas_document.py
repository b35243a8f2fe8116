"""The canvas that is measured: thousands of nodes with a picture of its own in each, and connections between them."""

import asyncio
import colorsys
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image, ImageDraw
from pycrdt import Map

from bench._canvas_peer import Peer
from headwater.accounts import store as accounts
from headwater.assets import store
from headwater.assets.asset import Facts, Prepared, Uploaded
from headwater.assets.files import Files
from headwater.assets.media_child.picture import write_previews
from headwater.platform.database import Database, sqlite_url
from headwater.platform.kinds import Kind
from tests.journeys.studio import Json, Studio, node

COLUMNS = 90
GAP = (440, 340)
"""Canvas units from one node to the next."""
SIZE = (320, 180)
"""Of a node that shows a picture of 16:9, in canvas units; the same rule as `canvas/geometry.ts`."""
PIXELS = (1280, 720)
PART = 100
"""Pictures drawn by a process at a time."""
AT_ONCE = 8
"""Requests to the studio."""


@dataclass(frozen=True)
class Measured:
    """One canvas in a studio, and what is where on it."""

    id: str
    boxes: dict[str, tuple[float, float, float, float]]
    """By node: x, y, width, height, in canvas units."""
    assets: dict[str, str]
    """By node: the picture that it shows."""
    links: list[tuple[str, str]]

    @property
    def bounds(self) -> dict[str, float]:
        """What all nodes fill."""
        right = max(x + w for x, _, w, _ in self.boxes.values())
        bottom = max(y + h for _, y, _, h in self.boxes.values())
        return {"x": 0, "y": 0, "w": right, "h": bottom}


def make_canvas(studio: Studio, count: int) -> Measured:
    """A canvas of `count` nodes with as many different pictures, and half as many connections again."""
    places = {f"n{number}": _box(number) for number in range(count)}
    links = _links(count)
    nodes = [node(id, "image", x=x, y=y, prompt=f"A harbour at dawn, {id}") for id, (x, y, *_) in places.items()]
    canvas = studio.canvas(nodes, links, title=f"{count:,} nodes")
    assets = dict(zip(places, _pictures(studio, count), strict=True))
    _show(studio, canvas, assets)
    return Measured(canvas, places, assets, links)


def _box(number: int) -> tuple[float, float, float, float]:
    return (number % COLUMNS * GAP[0], number // COLUMNS * GAP[1], *SIZE)


def _links(count: int) -> list[tuple[str, str]]:
    """Each to its neighbour, every second one to a node below, and a few far across."""
    wanted = count * 3 // 2
    beside = [(number, number + 1) for number in range(count - 1)]
    below = [(number, number + COLUMNS) for number in range(0, count - COLUMNS, 2)]
    across = [(number, number + count // 2) for number in range(0, count // 2)]
    return [(f"n{start}", f"n{end}") for start, end in [*beside, *below, *across][:wanted]]


def _pictures(studio: Studio, count: int) -> list[str]:
    """Ids of `count` assets. Their files and previews are made as the studio makes them, but not one child for each."""
    with TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as processes:
        parts = [(folder, start, min(start + PART, count)) for start in range(0, count, PART)]
        for _ in processes.map(_draw_part, parts):
            pass
        with ThreadPoolExecutor(1) as apart:  # Playwright has a loop in this thread.
            return apart.submit(asyncio.run, _keep(studio.home, Path(folder), count)).result()


def _draw_part(part: tuple[str, int, int]) -> None:
    folder, start, end = part
    for number in range(start, end):
        place = Path(folder) / str(number)
        place.mkdir()
        picture = _draw(number)
        picture.save(place / "original.jpg", quality=80)
        with chdir(place):
            write_previews(picture)


def _draw(number: int) -> Image.Image:
    """Hills under a sun, in colours and places that no other number has."""
    picture = Image.new("RGB", PIXELS, _colour(number * 0.6180339887, 0.35, 0.95))
    pen = ImageDraw.Draw(picture)
    for hill in range(5):
        top = 260 + hill * 90
        points = [(x, top + (number * (hill + 3) * 37 + x * (hill + 2)) % 160) for x in range(0, PIXELS[0] + 80, 80)]
        pen.polygon(
            [(0, PIXELS[1]), *points, PIXELS], fill=_colour(number * 0.37 + hill * 0.11, 0.6, 0.85 - hill * 0.14)
        )
    x, y = number * 211 % 1100, number * 97 % 220
    pen.ellipse((x, y, x + 120, y + 120), fill=_colour(number * 0.13, 0.2, 1))
    return picture


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


async def _keep(home: Path, folder: Path, count: int) -> list[str]:
    files = Files(home / "files", sync=lambda path: None)
    database = Database(sqlite_url(home / "studio.db"))
    facts = Facts(Kind.IMAGE, "image/jpeg", *PIXELS, None)
    try:
        prepared = [await _kept(files, folder / str(number), number, facts) for number in range(count)]
        async with database.write() as tx:
            owner = await accounts.owner(tx)
            assert owner is not None
            return [(await store.add(tx, owner.id, each, Uploaded())).id for each in prepared]
    finally:
        await database.close()


async def _kept(files: Files, place: Path, number: int, facts: Facts) -> Prepared:
    async with files.spool_file(place / "original.jpg") as spooled:
        new = await files.keep(spooled)
        assert new, "Two of the pictures are the same."
        for name in ("tiny.webp", "card.webp"):
            await files.keep_preview(spooled.sha, name, place / name)
    return Prepared(spooled.sha, spooled.size, f"{number}.jpg", facts, new=True)


def _show(studio: Studio, canvas: str, assets: dict[str, str]) -> None:
    """As a browser does after an upload: the take is added over HTTP, and the node in the document points to it."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        shown = dict(threads.map(lambda pair: _take(studio, canvas, *pair), assets.items()))
    with Peer.at(studio, canvas) as peer:
        peer.send([peer.edit(partial(_point_to, shown))])
        peer.wait_saved()


def _point_to(shown: dict[str, Json], nodes: "Map[Any]") -> None:
    for id, value in shown.items():
        nodes[id]["shown"] = value


def _take(studio: Studio, canvas: str, id: str, asset: str) -> tuple[str, Json]:
    take = studio.post(f"/api/canvases/{canvas}/nodes/{id}/takes", {"asset": asset})
    return id, {"take": take["id"], "asset": asset, "mime": "image/jpeg", "width": PIXELS[0], "height": PIXELS[1]}
