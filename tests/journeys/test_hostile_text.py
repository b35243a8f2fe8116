"""Text is shown as prose and never runs, whoever wrote it; and whatever lies on a canvas, the rest of it works."""

import math

from playwright.sync_api import expect
from pycrdt import Map, Text

from headwater.canvas.places import FARTHEST
from tests.journeys.conftest import OpenCanvas
from tests.journeys.peer import peer
from tests.journeys.studio import node

HOSTILE = """# A harbour

<script>window.taken = true</script>
<img src="x" onerror="window.taken = true">
<iframe src="javascript:parent.taken = true"></iframe>

[press me](javascript:window.taken=true) and [me](data:text/html,<script>window.taken=true</script>)

![a picture from elsewhere](https://elsewhere.example/pixel.png)
"""


def test_markup_in_a_text_is_shown_and_never_run(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([{"id": "a", "kind": "text", "title": "Hostile", "text": HOSTILE, "h": 500}])
    text = canvas.node("Hostile")
    expect(text.get_by_role("heading", name="A harbour")).to_be_visible()
    for tag in ("script", "img", "iframe"):
        expect(text.locator(f".prose {tag}")).to_have_count(0)
    targets = text.locator(".prose a").evaluate_all("links => links.map(link => link.getAttribute('href') ?? '')")
    assert not [target for target in targets if target.startswith(("javascript:", "data:"))]
    for link in text.locator(".prose a").all():
        link.dispatch_event("click")
    assert canvas.page.evaluate("() => window.taken") is None


def test_what_a_careless_program_leaves_on_a_canvas_is_repaired_and_the_rest_works(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    long = "A harbour at dawn. " * 5300  # 100,000 characters
    with peer(canvas.studio, canvas.id) as other:
        far = {"kind": "image", "title": "Far", "x": 1e9, "y": math.nan, "prompt": Text()}
        other.edit(lambda document: document.nodes.update({"far": Map(far)}))
        book = {"kind": "image", "title": "Book", "x": 500, "y": 0, "prompt": Text(long)}
        other.edit(lambda document: document.nodes.update({"book": Map(book)}))
        other.edit(lambda document: document.connections.update({"book>book": {"order": "a0"}}))
    assert canvas.stored("Far")["x"] == FARTHEST
    assert canvas.connections() == []
    canvas.select("Book")
    canvas.type_prompt("Fog. ")
    canvas.wait_stored(lambda: len(canvas.stored("Book")["prompt"]) == len(long) + 5)
    canvas.select("Harbour")
    canvas.wait_shown("Harbour", canvas.press_generate())
    canvas.page.keyboard.press("Control+k")
    canvas.page.keyboard.type("far")
    canvas.page.keyboard.press("Enter")
    expect(canvas.node("Far")).to_be_in_viewport()
    canvas.page.keyboard.press("ArrowLeft")
    canvas.wait_stored(lambda: canvas.stored("Far")["x"] == FARTHEST - 8)
