"""Spending limits as they are seen where one generates."""

from playwright.sync_api import expect

from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node


def test_a_limit_that_is_set_elsewhere_turns_generate_off_at_once_and_leads_to_where_it_is_changed(
    open_canvas: OpenCanvas,
) -> None:
    canvas = open_canvas([node("a", "image", title="Harbour", prompt="A harbour")])
    limits = canvas.studio.http
    canvas.select("Harbour")
    try:
        limits.put("/api/credits/limits", json={"canvases": {canvas.id: "3"}})
        canvas.wait_refused("Needs 4 credits, this canvas's limit leaves 3. Change it under Credits")
        expect(canvas.page.get_by_role("link", name="Change it under Credits")).to_have_attribute("href", "/credits")
    finally:
        limits.put("/api/credits/limits", json={})
    canvas.wait_shown("Harbour", canvas.press_generate())
