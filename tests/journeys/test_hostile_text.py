"""Text is shown as prose and never runs, whoever wrote it."""

from playwright.sync_api import expect

from tests.journeys.conftest import OpenCanvas

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
