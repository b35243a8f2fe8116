"""The outline: the nodes as a list, with which one does by key all that the picture allows."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import OpenCanvas
from tests.journeys.studio import node


def test_several_nodes_are_selected_and_deleted_in_the_outline_and_the_focus_stays_in_it(
    open_canvas: OpenCanvas,
) -> None:
    canvas = open_canvas([node(id, "image", title=id.upper(), x=420 * at) for at, id in enumerate("abcd")])
    page, rows = canvas.page, canvas.page.get_by_role("treeitem")
    page.get_by_role("button", name="Outline").click()
    rows.first.focus()
    for key in ("ArrowDown", "Space", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_role("treeitem", selected=True)).to_have_text(["B", "C"])
    expect(page.get_by_role("log", name="Announcements")).to_contain_text("2 nodes selected")
    page.keyboard.press("Delete")
    expect(rows).to_have_text(["A", "D"])
    expect(_row(page, "D")).to_be_focused()
    canvas.undo()
    expect(rows).to_have_count(4)
    expect(_row(page, "D")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Outline")).to_be_focused()


def test_the_menu_of_a_node_opens_in_the_outline_by_key_and_gives_the_focus_back(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="A"), node("b", "image", title="B", x=420)])
    page, menu = canvas.page, canvas.page.get_by_role("menu", name="Image: B")
    _row(page, "B").focus()
    page.keyboard.press("Shift+F10")
    expect(menu.get_by_role("menuitem", name=re.compile("^Generate"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(_row(page, "B")).to_be_focused()
    canvas.node("B").focus()
    page.keyboard.press("Shift+F10")
    menu.get_by_role("menuitem", name=re.compile("^Delete")).click()
    expect(canvas.node("B")).to_have_count(0)
    expect(canvas.node("A")).to_be_focused()


def test_of_thousands_of_nodes_only_the_rows_near_the_view_are_there(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [node(f"n{at}", "image", title=f"N{at}", x=at % 50 * 420, y=at // 50 * 420) for at in range(2000)]
    )
    page, rows = canvas.page, canvas.page.get_by_role("treeitem")
    page.get_by_role("button", name="Outline").click()
    expect(rows.first).to_have_attribute("aria-setsize", "2000")
    rows.first.focus()
    page.keyboard.press("End")
    expect(_row(page, "N1999")).to_be_focused()
    expect(_row(page, "N1999")).to_have_attribute("aria-posinset", "2000")
    assert rows.count() < 40


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem", name=f"Image: {title}", exact=True)
