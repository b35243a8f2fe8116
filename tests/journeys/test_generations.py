"""The page of all generations: live, found by what they are, told whole, and the way back to their nodes."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Console
from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import Studio, node


def rows(page: Page, words: str = "") -> Locator:
    """The generations in the list whose row has these words."""
    return page.get_by_role("list", name="Generations").get_by_role("listitem").filter(has_text=words)


def opened(page: Page, words: str) -> Locator:
    """The window that tells one whole."""
    rows(page, words).get_by_role("button", name=re.compile(words)).first.click()
    return page.get_by_role("dialog")


def test_a_generation_appears_while_one_looks_is_cancelled_and_found_again(page: Page, studio: Studio) -> None:
    canvas = studio.canvas([node("a", "image", title="Osprey", prompt="An osprey dives", settings={"seconds": 60})])
    page.goto(f"{studio.url}/generations?words=osprey")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    studio.begin(canvas, "a")
    expect(rows(page, "An osprey dives")).to_contain_text(re.compile("Generating|Waiting"))
    expect(rows(page)).to_contain_text("4 held")
    rows(page).get_by_role("button", name="Cancel").click()
    expect(rows(page)).to_contain_text("Cancelled")
    expect(page.get_by_text(re.compile("Your 4 credits are back"))).to_be_visible()
    page.get_by_role("combobox", name="State").click()
    page.get_by_role("option", name="Failed").click()
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(rows(page, "An osprey dives")).to_be_visible()


def test_one_is_told_whole_with_its_credits_and_leads_to_its_node(page: Page, studio: Studio) -> None:
    canvas = studio.canvas(
        [node("a", "image", title="Heron", prompt="A heron waits", settings={"seconds": 0, "outcome": "timeout"})]
    )
    studio.generate(canvas, "a")
    page.goto(f"{studio.url}/generations?words=heron")
    story = opened(page, "A heron waits")
    expect(story).to_contain_text("It took too long and was stopped. Your 4 credits are back.")
    expect(story.get_by_label("The whole prompt")).to_have_text("A heron waits")
    moves = story.get_by_role("list", name="Moves of its credits").get_by_role("listitem")
    expect(moves).to_have_text([re.compile("^Held"), re.compile("^Given back, it failed")])
    story.get_by_role("button", name="Run again").click()
    expect(page.get_by_role("region", name="Generation panel")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Generate"))).to_be_focused()
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_list_is_walked_with_the_keys_and_found_in_the_header(page: Page, studio: Studio) -> None:
    canvas = studio.canvas([node("a", "image", title="Tern", prompt="A tern", settings={"seconds": 0})])
    for _ in range(3):
        studio.generate(canvas, "a")
    page.goto(studio.url)
    page.get_by_role("link", name="Generations").click()
    expect(page.get_by_role("heading", name="Generations")).to_be_visible()
    page.get_by_role("searchbox", name="Search generations").fill("tern")
    expect(rows(page)).to_have_count(3)
    rows(page).first.get_by_role("button", name=re.compile("A tern")).focus()
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(1).get_by_role("button", name=re.compile("A tern"))).to_be_focused()
    page.keyboard.press("End")
    expect(rows(page).nth(2).get_by_role("button", name=re.compile("A tern"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_read_stays_while_the_server_is_away_and_goes_on_after(
    page: Page, studio: Studio, console: Console
) -> None:
    console.expect_lost_line()
    canvas = studio.canvas([node("a", "image", title="Gannet", prompt="A gannet", settings={"seconds": 60})])
    begun = studio.begin(canvas, "a")
    page.goto(f"{studio.url}/generations?words=gannet")
    expect(rows(page, "A gannet")).to_be_visible()
    studio.kill()
    expect(page.get_by_text("The server cannot be reached. Trying again…")).to_be_visible()
    expect(rows(page, "A gannet")).to_be_visible()
    studio.start()
    studio.post(f"/api/generations/{begun['id']}/cancel", {})
    expect(rows(page, "A gannet")).to_contain_text("Cancelled")


def test_an_unknown_outcome_is_checked_again_and_what_the_provider_has_comes(open_canvas: OpenCanvas) -> None:
    late = {"seconds": 0, "outcome": "late_answer"}
    canvas = open_canvas([node("a", "image", title="Plover", prompt="A plover", settings=late)])
    canvas.select("Plover")
    unknown = canvas.wait_ended(canvas.press_generate())
    assert unknown["state"] == "unknown"
    card = canvas.node("Plover")
    expect(card.get_by_role("alert")).to_contain_text("never answered. It was not sent again.")
    card.get_by_role("button", name="Run again").click()
    expect(canvas.panel).to_contain_text("Generating again may cost you there twice.")
    with canvas.page.expect_response(re.compile("/check$")) as answer:
        card.get_by_role("button", name="Check again").click()
    canvas.wait_shown("Plover", answer.value.json()["id"])
    assert canvas.studio.get("/api/doubles")[unknown["id"]] == 1


def test_an_unknown_outcome_that_never_arrived_says_so_and_is_tried_again(open_canvas: OpenCanvas) -> None:
    lost = {"seconds": 0, "outcome": "never_arrived"}
    canvas = open_canvas([node("a", "image", title="Dunlin", prompt="A dunlin", settings=lost)])
    canvas.select("Dunlin")
    assert canvas.wait_ended(canvas.press_generate())["state"] == "unknown"
    card = canvas.node("Dunlin")
    card.get_by_role("button", name="Check again").click()
    expect(card.get_by_role("alert")).to_contain_text("The provider has nothing of this request")
    expect(card.get_by_role("button", name="Try again")).to_be_visible()
