"""The prompt: connected texts are blocks in it, chips follow their nodes, and two people write it at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.canvas import Canvas
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.studio import node

STORY = "Mara has kept the light for forty years.\n" * 30


def mood_and_story(open_canvas: OpenCanvas, prompt: str = "Paint it at dusk") -> Canvas:
    """Two texts that feed a selected picture."""
    canvas = open_canvas(
        [
            node("m", "text", title="Mood", text="Cold and patient", x=0, y=0),
            node("s", "text", title="Story", text=STORY, x=0, y=320),
            node("it", "image", title="Shot", prompt=prompt, x=560, y=0),
        ],
        [("m", "it"), ("s", "it")],
    )
    canvas.select("Shot")
    return canvas


def start(canvas: Canvas) -> Locator:
    """The texts that stand before the words."""
    return canvas.panel.get_by_role("list", name="Connected texts").get_by_role("listitem")


def block(canvas: Canvas, title: str) -> Locator:
    """A connected text among the words."""
    return canvas.prompt.get_by_role("img", name=re.compile(f"^Text {title}: "))


def card(canvas: Canvas, title: str) -> Locator:
    """What opens beside a chip."""
    return canvas.page.get_by_role("dialog", name=title)


def middle(place: Locator) -> tuple[float, float]:
    """Of an element, in the window."""
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def stored_prompt(canvas: Canvas, title: str) -> str:
    """As the server has it, once everything is saved."""
    return str(canvas.wait_saved().stored(title)["prompt"])


def test_a_text_is_a_block_that_is_carried_among_the_words_and_about_in_them(open_canvas: OpenCanvas) -> None:
    canvas = mood_and_story(open_canvas)
    expect(start(canvas)).to_have_count(2)
    expect(start(canvas).first.get_by_role("button", name="Cold and patient")).to_be_visible()

    face = canvas.panel.get_by_role("button", name=re.compile("^Text Mood: "))
    x, y, _, height = canvas._box(canvas.prompt)
    canvas.drag(middle(face), (x + 2, y + height / 2))
    expect(block(canvas, "Mood")).to_contain_text("Cold and patient")
    expect(start(canvas)).to_have_count(1)
    assert stored_prompt(canvas, "Shot") == "⟦m⟧ Paint it at dusk"

    x, y, width, height = canvas._box(canvas.prompt)
    canvas.drag(middle(block(canvas, "Mood")), (x + width - 10, y + height / 2))
    assert stored_prompt(canvas, "Shot") == "Paint it at dusk ⟦m⟧"
    canvas.undo()
    assert stored_prompt(canvas, "Shot") == "⟦m⟧ Paint it at dusk"


def test_a_block_that_is_taken_out_is_left_out_and_says_so_and_can_be_put_back(open_canvas: OpenCanvas) -> None:
    canvas = mood_and_story(open_canvas, "⟦m⟧ at dusk")
    canvas.prompt.press("Home")
    canvas.page.keyboard.press("Delete")
    expect(canvas.prompt).to_have_text(re.compile("^ ?at dusk$"))
    expect(start(canvas).first.get_by_role("button", name="left out of the prompt")).to_be_visible()
    expect(canvas.full_prompt()).not_to_contain_text("Cold and patient")
    assert ("Mood", "Shot") in canvas.connections()

    canvas.panel.get_by_role("button", name="Put Mood back").click()
    expect(canvas.full_prompt()).to_contain_text("Cold and patient")
    canvas.prompt.focus()
    for _ in range(2):
        canvas.undo()
    expect(block(canvas, "Mood")).to_have_count(1)
    expect(canvas.full_prompt()).to_contain_text("Cold and patient at dusk")


def test_the_whole_text_of_a_block_is_read_by_pointer_and_by_keyboard(open_canvas: OpenCanvas) -> None:
    canvas = mood_and_story(open_canvas, "⟦s⟧ at dusk")
    block(canvas, "Story").hover()
    expect(card(canvas, "Story")).to_contain_text(STORY.strip(), use_inner_text=True)
    canvas.surface.hover(position={"x": 5, "y": 300})
    expect(card(canvas, "Story")).to_have_count(0)

    canvas.prompt.press("Home")
    canvas.page.keyboard.press("ArrowRight")
    canvas.page.keyboard.press("Enter")
    expect(card(canvas, "Story").get_by_role("region", name="All of Story")).to_be_focused()
    canvas.page.keyboard.press("Escape")
    expect(canvas.prompt).to_be_focused()


def test_a_chip_whose_connection_is_gone_says_so_and_can_be_connected_again(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas(
        [
            node("a", "image", title="Harbour", prompt="dawn"),
            node("it", "image", title="Shot", prompt="Like ⟦a⟧", x=560),
        ],
        [("a", "it")],
    )
    canvas.select("Shot")
    expect(canvas.prompt).to_have_text("Like @Image 1")
    canvas.panel.get_by_role("listitem").filter(has_text="Image 1").hover()
    canvas.panel.get_by_role("button", name="Disconnect Image 1").click()
    broken = canvas.prompt.get_by_role("img", name="Harbour, no longer connected")
    expect(broken).to_contain_text("not connected")

    broken.click()
    card(canvas, "Harbour").get_by_role("button", name="Connect again").click()
    expect(canvas.prompt).to_have_text("Like @Image 1")
    assert canvas.wait_saved().connections() == [("Harbour", "Shot")]


def test_words_are_copied_with_their_chips_from_prompt_to_prompt(open_canvas: OpenCanvas) -> None:
    nodes = [
        node("m", "text", title="Mood", text="Cold and patient"),
        node("it", "image", title="Shot", prompt="⟦m⟧ at dusk", x=560),
        node("other", "image", title="Other", x=560, y=400),
    ]
    canvas = open_canvas(nodes, [("m", "it")])
    canvas.select("Shot")
    canvas.prompt.press("Control+a")
    canvas.page.keyboard.press("Control+c")
    canvas.select("Other")
    canvas.prompt.press("Control+v")
    expect(canvas.prompt.get_by_role("img", name="Mood, no longer connected")).to_be_visible()
    assert stored_prompt(canvas, "Other") == "⟦m⟧ at dusk"


def test_a_copied_node_brings_its_chips_along(open_canvas: OpenCanvas) -> None:
    canvas = mood_and_story(open_canvas, "⟦m⟧ at dusk")
    canvas.node("Shot").focus()
    canvas.page.keyboard.press("Control+d")
    expect(canvas.nodes()).to_have_count(4)
    expect(block(canvas, "Mood")).to_be_visible()
    expect(canvas.full_prompt()).to_contain_text("Cold and patient at dusk")


@pytest.fixture
def other(new_context: NewContext) -> Callable[[Canvas], Canvas]:
    """Opens the same canvas in another browser."""
    return lambda canvas: Canvas(new_context().new_page(), canvas.studio, canvas.id).open().fit()


def test_two_people_write_one_prompt_at_once_and_each_undoes_only_their_own(
    open_canvas: OpenCanvas, other: Callable[[Canvas], Canvas]
) -> None:
    one = mood_and_story(open_canvas, "A harbour at dusk")
    two = other(one)
    two.select("Shot")
    one.look()
    one.prompt.press("Home")
    for _ in range(len("A harbour")):
        one.page.keyboard.press("ArrowRight")

    two.look()
    two.prompt.press("Home")
    two.page.keyboard.type("Tonight, @Mo")
    two.page.get_by_role("listbox").get_by_role("option", name="Mood").click()
    two.page.keyboard.type("and 😀 ")
    expect(one.prompt).to_contain_text("and 😀 A harbour")

    one.look()
    one.page.keyboard.insert_text(" of 😁 boats")  # at once: a pause between two keys would be two steps of undo
    expect(two.prompt).to_contain_text("A harbour of 😁 boats at dusk")
    assert stored_prompt(one, "Shot") == "Tonight, ⟦m⟧ and 😀 A harbour of 😁 boats at dusk"

    one.undo()
    expect(two.prompt).to_contain_text("and 😀 A harbour at dusk")
    assert stored_prompt(one, "Shot") == "Tonight, ⟦m⟧ and 😀 A harbour at dusk"


def test_the_limit_is_counted_as_it_nears_and_over_it_generate_is_off(open_canvas: OpenCanvas) -> None:
    canvas = open_canvas([node("a", "image", title="Shot", prompt="x" * 4999, model="builtin/painter")])
    canvas.select("Shot")
    expect(canvas.panel.get_by_text("4,999 of 5,000 characters")).to_be_visible()
    canvas.prompt.press("End")
    canvas.page.keyboard.type("yz")
    expect(canvas.panel.get_by_text("5,001 of 5,000 characters, 1 too many")).to_be_visible()
    canvas.wait_refused("The prompt has 5,001 characters, this model takes 5,000")
    canvas.page.keyboard.press("Backspace")
    canvas.wait_ready_to_generate()


def test_a_very_long_prompt_in_two_scripts_stays_a_prompt_that_one_can_type_in(open_canvas: OpenCanvas) -> None:
    words = "שלום עולם 😀 a lighthouse, " * 4000
    canvas = open_canvas([node("a", "image", title="Shot", prompt=words)])
    canvas.select("Shot")
    canvas.prompt.press("Control+End")
    canvas.page.keyboard.type("the end 👨‍👩‍👧")
    assert stored_prompt(canvas, "Shot") == words + "the end 👨‍👩‍👧"
