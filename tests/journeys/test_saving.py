"""What is said of saving is true at every moment; and who else is here is seen, with what they have selected."""

import re
import resource
import sys

import pytest
from playwright.sync_api import expect

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
