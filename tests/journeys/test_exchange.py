"""A canvas leaves as a file and comes back whole, all of it in the browser."""

import base64
import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browser import Console
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Json, Studio, node
from tests.journeys.test_uploading import DROP

NODES: list[dict[str, Json]] = [
    {"id": "idea", "kind": "text", "x": 0, "y": 0, "title": "Idea", "text": "A lighthouse in the fog"},
    node("still", "image", x=480, y=0, title="Still", prompt="⟦idea⟧ at dusk", model="builtin/double-image"),
]


def export(canvas: Canvas, item: str, folder: Path) -> Path:
    """Take the canvas out by its own menu; gives the file."""
    canvas.page.get_by_role("button", name="Canvas menu").click()
    with canvas.page.expect_download() as download:
        canvas.page.get_by_role("menuitem", name=item).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def arrived(page: Page, studio: Studio, before: str) -> Canvas:
    """The canvas that an import has opened."""
    page.wait_for_url(re.compile(rf"/canvas/(?!{before})"))
    return Canvas(page, studio, page.url.rsplit("/", 1)[1]).wait_open().fit()


def without_places(file: Json) -> Json:
    return {key: file[key] for key in ("title", "nodes", "connections")}


def test_a_canvas_goes_out_with_its_media_and_comes_back_whole(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas(NODES, [("idea", "still")])
    canvas.studio.generate(canvas.id, "still")
    expect(canvas.picture("Still")).to_be_visible()
    path = export(canvas, "Export with media", tmp_path)
    assert path.name == "Journey.headwater.zip"
    before = canvas.file()
    canvas.page.goto(canvas.studio.url)
    canvas.page.get_by_label("Canvas file", exact=True).set_input_files(path)
    again = arrived(canvas.page, canvas.studio, canvas.id)
    expect(again.picture("Still")).to_be_visible()
    assert without_places(again.file()) == without_places(before)


def test_a_canvas_goes_out_without_media_and_is_dropped_at_home(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas(NODES, [("idea", "still")])
    path = export(canvas, "Export without media", tmp_path)
    assert path.name == "Journey.headwater.json"
    assert [each["id"] for each in json.loads(path.read_text())["nodes"]] == ["idea", "still"]
    canvas.page.goto(canvas.studio.url)
    expect(canvas.page.get_by_role("button", name="Import")).to_be_visible()
    content = base64.b64encode(path.read_bytes()).decode()
    canvas.page.evaluate(DROP, [path.name, "application/json", content, 600, 500])
    again = arrived(canvas.page, canvas.studio, canvas.id)
    expect(again.node("Idea")).to_contain_text("A lighthouse in the fog")


def test_what_is_no_canvas_is_refused_in_words_and_nothing_opens(
    page: Page, studio: Studio, console: Console, tmp_path: Path
) -> None:
    console.expect(r"422")
    studio.canvas(title="There already")
    page.goto(studio.url)
    expect(page.get_by_text("There already").first).to_be_visible()
    for name, content, says in (
        ("cat.png", b"x", "“cat.png” is no canvas file"),
        ("film.headwater.zip", b"x", "This is no zip archive"),
        ("future.headwater.json", b'{"headwater": 9}', "newer Headwater"),
    ):
        (tmp_path / name).write_bytes(content)
        page.get_by_label("Canvas file", exact=True).set_input_files(tmp_path / name)
        expect(page.get_by_text(says).first).to_be_visible()
    assert page.url.rstrip("/") == studio.url
