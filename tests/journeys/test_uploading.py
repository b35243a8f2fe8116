"""Files of one's own: put in by the button or dropped; what is no picture, video or sound is refused in words."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Console
from tests.journeys.canvas import Canvas, Place
from tests.journeys.conftest import OpenCanvas
from tests.journeys.media import write_picture
from tests.journeys.studio import node

DROP = """([name, type, content, x, y]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name, { type }));
    const options = { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true };
    const target = document.elementFromPoint(x, y);
    for (const event of ["dragenter", "dragover", "drop"]) target.dispatchEvent(new DragEvent(event, options));
}"""


def drop(canvas: Canvas, file: Path, type: str, at: Place) -> None:
    """Let a file fall onto the window."""
    content = base64.b64encode(file.read_bytes()).decode()
    canvas.page.evaluate(DROP, [file.name, type, content, *at])


def choose(canvas: Canvas, title: str, file: Path) -> None:
    """Press Upload in an empty node and choose a file."""
    canvas.select(title)
    with canvas.page.expect_file_chooser() as chooser:
        canvas.node(title).get_by_role("button", name="Upload").click()
    chooser.value.set_files(file)


def test_a_picture_is_uploaded_with_the_button_and_can_be_undone(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour")])
    start = canvas.balance
    choose(canvas, "Harbour", write_picture(tmp_path / "mine.png"))
    expect(canvas.picture("Harbour")).to_be_visible()
    canvas.wait_saved()
    [asset] = [each for each in canvas.studio.get("/api/assets") if each["name"] == "mine.png"][:1]
    assert asset["origin"] == {"how": "uploaded"}
    assert canvas.balance == start
    canvas.node("Harbour").focus()
    canvas.undo()
    expect(canvas.picture("Harbour")).to_have_count(0)


def test_a_dropped_picture_becomes_a_node_where_it_fell(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    drop(canvas, write_picture(tmp_path / "harbour.png"), "image/png", (500, 600))
    expect(canvas.picture("harbour")).to_be_visible()
    x, y = canvas.place_of("harbour")
    assert abs(x - 500) < 200
    assert abs(y - 600) < 200


def test_a_dropped_file_of_text_becomes_a_text_node_with_its_name(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas()
    script = tmp_path / "Act one.md"
    script.write_bytes("# Dawn\r\nA small harbour 😀".encode())
    drop(canvas, script, "", (500, 600))
    expect(canvas.node("Act one").get_by_role("heading", name="Dawn")).to_be_visible()
    canvas.wait_stored(lambda: (canvas.stored("Act one") or {}).get("text") == "# Dawn\nA small harbour 😀")


def test_an_uploaded_picture_feeds_what_is_downstream(open_canvas: OpenCanvas, tmp_path: Path) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour"), node("b", "video", title="Shot", x=480)], [("a", "b")])
    choose(canvas, "Harbour", write_picture(tmp_path / "mine.png"))
    expect(canvas.picture("Harbour")).to_be_visible()
    canvas.select("Shot")
    canvas.wait_shown("Shot", canvas.press_generate())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut.prproj", "“cut.prproj” cannot be placed here. Drop a picture, a video, a sound or a text."),
        ("liar.png", "“liar.png” was not uploaded."),
    ],
)
def test_a_dropped_file_of_the_wrong_type_is_refused_in_words_and_leaves_nothing(
    open_canvas: OpenCanvas, console: Console, tmp_path: Path, name: str, words: str
) -> None:
    console.expect(r"status of 4\d\d")
    canvas = open_canvas()
    file = tmp_path / name
    file.write_text("These are only words")
    drop(canvas, file, "image/png" if name.endswith("png") else "", (500, 600))
    expect(canvas.toast(words)).to_be_visible()
    expect(canvas.nodes()).to_have_count(0)
    canvas.wait_saved()
    assert canvas.file()["nodes"] == []


def test_a_file_whose_bytes_are_of_another_kind_is_refused_by_its_bytes(
    open_canvas: OpenCanvas, console: Console, tmp_path: Path
) -> None:
    console.expect(r"status of 4\d\d")
    canvas = open_canvas([node("a", "video", title="Shot")])
    picture = write_picture(tmp_path / "mine.png").rename(tmp_path / "really.mp4")
    choose(canvas, "Shot", picture)
    expect(canvas.toast("is a picture; this node holds a video.")).to_be_visible()
    expect(canvas.node("Shot").get_by_role("button", name="Upload")).to_be_visible()
