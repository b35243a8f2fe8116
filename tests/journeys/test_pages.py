"""The pages around the canvas: the way in, the credits, the assets."""

import re

from playwright.sync_api import expect

from tests.journeys.browser import Console, enter
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import Studio, node


def test_a_browser_that_is_not_signed_in_sees_how_to_get_in_and_nothing_else(
    new_context: NewContext, studio: Studio, console: Console
) -> None:
    console.expect("401")
    page = new_context(signed_in=False).new_page()
    for path in ("/", "/credits", "/assets", f"/canvas/{studio.canvas(title='Secret')}"):
        page.goto(studio.url + path)
        expect(page.get_by_role("heading", name="Open your studio")).to_be_visible()
        expect(page.get_by_text("headwater open", exact=True)).to_be_visible()
        expect(page.get_by_text("Secret")).to_have_count(0)


def test_a_link_signs_in_once_and_leaves_no_trace_in_the_address(
    new_context: NewContext, studio: Studio, console: Console
) -> None:
    console.expect("401")
    link = studio.link()
    page = new_context(signed_in=False).new_page()
    page.goto(link)
    expect(page.get_by_role("button", name="New canvas")).to_be_visible()
    assert "code" not in page.url
    page.go_back()
    assert "code" not in page.url

    stranger = new_context(signed_in=False).new_page()
    stranger.goto(link)
    expect(stranger.get_by_text("That link was used before, or is too old.")).to_be_visible()


def test_the_link_that_the_server_printed_signs_in(new_context: NewContext, studio: Studio) -> None:
    studio.kill_server()
    page = new_context(signed_in=False).new_page()
    page.goto(studio.printed_link())
    expect(page.get_by_role("button", name="New canvas")).to_be_visible()


def test_no_script_on_the_page_can_read_the_session(new_context: NewContext, studio: Studio) -> None:
    context = new_context(signed_in=False)
    enter(context, studio)
    page = context.new_page()
    page.goto(studio.url)
    assert page.evaluate("document.cookie") == ""


def test_the_first_page_is_home_with_the_newest_canvas_first(new_context: NewContext, studio: Studio) -> None:
    studio.canvas(title="The newest")
    page = new_context().new_page()
    page.goto(studio.url)
    expect(page.get_by_role("list", name="Canvases").get_by_role("link").first).to_have_text("The newest")


def test_a_canvas_is_renamed_in_its_header(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas()
    name = canvas.page.get_by_role("textbox", name="Canvas name")
    name.fill("The last ferry")
    with canvas.page.expect_response(re.compile(f"/api/canvases/{canvas.id}$")):
        name.press("Enter")
    expect(canvas.page).to_have_title("The last ferry · Headwater")
    assert canvas.file()["title"] == "The last ferry"


def test_the_credits_page_lists_what_each_credit_was_for(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [
            node("a", "image", title="Paid picture", prompt="A harbour"),
            node("b", "image", title="Failed picture", prompt="A harbour", settings={"outcome": "timeout"}),
        ]
    )
    for id in "ab":
        canvas.studio.generate(canvas.id, id)
    canvas.page.get_by_role("link", name=re.compile("^Balance: ")).click()
    rows = canvas.page.get_by_role("row")
    expect(rows.filter(has_text="Paid picture").filter(has_text="Spent")).to_be_visible()
    expect(rows.filter(has_text="Failed picture").filter(has_text="Given back, it failed")).to_be_visible()
    canvas.page.get_by_role("link", name="Canvases").click()
    expect(canvas.page.get_by_role("button", name="New canvas")).to_be_visible()


def test_what_is_no_amount_is_refused_in_words(new_context: NewContext, studio: Studio, console: Console) -> None:
    console.expect(r"status of 4\d\d")
    page = new_context().new_page()
    page.goto(f"{studio.url}/credits")
    page.get_by_label("Amount").fill("lots")
    page.get_by_role("button", name="Add credits").click()
    expect(page.get_by_role("alert").filter(has_text="is not an amount of credits")).to_be_visible()


def test_the_assets_are_found_by_kind_each_with_its_origin(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "audio", title="Voice", prompt="Nobody else says this")])
    canvas.studio.generate(canvas.id, "a")
    page = canvas.page
    page.get_by_role("link", name="Assets").click()
    page.get_by_role("button", name="Images").click()
    expect(page.get_by_role("button", name="Audio: Nobody else says this")).to_have_count(0)
    page.get_by_role("group", name="Kind").get_by_role("button", name="Audio").click()
    page.get_by_role("button", name="Audio: Nobody else says this").click()
    dialog = page.get_by_role("dialog", name="Nobody else says this")
    for words in ("Test double · audio", "2 credits", "Generated procedurally, no AI"):
        expect(dialog).to_contain_text(words)


def test_an_address_without_anything_says_so(new_context: NewContext, studio: Studio, console: Console) -> None:
    console.expect("404")
    page = new_context().new_page()
    page.goto(f"{studio.url}/canvas/nowhere")
    expect(page.get_by_role("heading", name="This canvas did not open")).to_be_visible()
    page.get_by_role("link", name="All canvases").click()
    expect(page.get_by_role("button", name="New canvas")).to_be_visible()
