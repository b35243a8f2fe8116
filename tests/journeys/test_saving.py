"""What is said of saving is true at every moment; and who else is here is seen, with what they have selected."""

import re
import resource
import sys

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.journeys.browser import Console
from tests.journeys.canvas import Canvas
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import node


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what another process may write")
def test_a_server_that_cannot_store_is_said_and_all_is_saved_once_it_can(
    open_canvas: OpenCanvas, console: Console
) -> None:
    console.expect_lost_line()
    canvas = open_canvas([node("a", "image", title="Harbour")])
    limits = resource.prlimit(canvas.studio.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(canvas.studio.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        canvas.add_by_toolbar("audio")
        expect(canvas.page.get_by_text(re.compile(r"^Not saved · 1 change waiting$"))).to_be_visible()
        canvas.add_by_toolbar("video")
        expect(canvas.page.get_by_text(re.compile(r"^Not saved · 2 changes waiting$"))).to_be_visible()
    finally:
        resource.prlimit(canvas.studio.pid, resource.RLIMIT_FSIZE, limits)
    canvas.wait_saved()
    assert canvas.stored("Audio 1") is not None
    assert canvas.stored("Video 1") is not None


def test_the_other_is_here_with_what_they_selected_until_they_leave(
    open_canvas: OpenCanvas, new_context: NewContext
) -> None:
    one = open_canvas([node("a", "image", title="Harbour")])
    here = one.page.get_by_role("list", name="Also here")
    expect(here).to_have_count(0)
    two = Canvas(new_context().new_page(), one.studio, one.id).open()
    two.select("Harbour")
    expect(here.get_by_role("listitem")).to_have_count(1)
    expect(one.page.locator("[data-others-ring=a]")).to_be_visible()
    two.page.close()
    expect(one.page.locator("[data-others-ring]")).to_have_count(0)
    expect(here).to_have_count(0)


def test_what_the_server_refuses_for_good_can_be_dropped_for_what_is_saved(page: Page, open_canvas: OpenCanvas) -> None:
    lines: list[WebSocketRoute] = []

    def pass_on(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    page.route_web_socket(re.compile("/document"), pass_on)
    canvas = open_canvas([node("a", "image", title="Harbour")])
    lines[0].close(code=4413)
    expect(page.get_by_role("status").filter(has_text="too large")).to_be_visible()
    canvas.add_by_toolbar("audio")
    expect(canvas.node("Audio 1")).to_be_visible()
    page.get_by_role("button", name="Go back to what is saved").click()
    expect(page.get_by_role("dialog")).to_contain_text("The change that this browser could not save is dropped")
    page.get_by_role("button", name="Go back", exact=True).click()
    expect(canvas.node("Audio 1")).to_have_count(0)
    canvas.wait_saved()
    canvas.add_by_toolbar("video")
    canvas.wait_stored(lambda: canvas.stored("Video 1") is not None)
