"""Spending limits, and the proof of where every credit went."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browser import Console
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Studio, node


def test_a_limit_on_a_canvas_is_set_stops_what_would_pass_it_and_is_taken_away(
    open_canvas: OpenCanvas, page: Page, studio: Studio, console: Console
) -> None:
    console.expect("422")
    canvas = open_canvas([node("a", "image", title="Wren", prompt="A wren", settings={"seconds": 0})])
    page.goto(f"{studio.url}/credits")
    title = studio.get(f"/api/canvases/{canvas.id}")["title"]
    studio.http.put("/api/credits/limits", json={"canvases": {canvas.id: "9"}})
    limit = page.get_by_role("textbox", name=f"Limit: On “{title}”")
    expect(limit).to_have_value("9")
    limit.fill("many")
    limit.press("Enter")
    expect(page.get_by_role("region", name="Spending limits").get_by_role("alert")).to_be_visible()
    limit.fill("3")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(canvas.toast("The limits are changed.")).to_be_visible()

    canvas.open().fit()
    canvas.select("Wren")
    canvas.wait_refused(re.compile("this canvas's limit leaves 3"))
    page.goto(f"{studio.url}/credits")
    page.get_by_role("button", name=f"No limit: On “{title}”").click()
    expect(limit).to_have_count(0)
    assert studio.get("/api/credits/limits")["canvases"] == {}


def test_the_proof_agrees_and_leads_to_the_generation_behind_each_hold(page: Page, studio: Studio) -> None:
    canvas = studio.canvas(
        [node("a", "image", title="Linnet", prompt="A linnet", settings={"seconds": 0, "outcome": "timeout"})]
    )
    studio.generate(canvas, "a")
    page.goto(f"{studio.url}/credits")
    page.get_by_role("link", name="Proof of credits").click()
    expect(page.get_by_text("Everything agrees.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Returned")).click()
    row = page.get_by_role("row", name=re.compile("^Linnet")).first
    expect(row).to_contain_text("Returned, it failed")
    row.get_by_role("link").click()
    expect(page.get_by_role("dialog")).to_contain_text("It took too long")
