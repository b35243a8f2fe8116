"""A canvas as a person uses it: the words of the spec as verbs, the accessible names as the only way in."""

import re
from collections.abc import Callable
from typing import Self

from playwright.sync_api import Locator, Page, Response, expect

from tests.journeys.studio import Json, Studio
from tests.journeys.waiting import PATIENCE, until

NAMES = {"text": "Text", "image": "Image", "video": "Video", "audio": "Audio"}
Place = tuple[float, float]
"""A point of the window, in CSS pixels."""


class Canvas:
    """One canvas open in one tab."""

    def __init__(self, page: Page, studio: Studio, id: str) -> None:
        self.page = page
        self.studio = studio
        self.id = id
        self.surface = page.get_by_role("application", name="Canvas")
        self.panel = page.get_by_role("region", name="Generation panel")
        self.prompt = self.panel.get_by_role("textbox", name="Prompt")
        self.model = self.panel.get_by_role("combobox", name="Model")
        self.generate = self.panel.get_by_role("button", name=re.compile("^Generate"))

    def open(self) -> Self:
        """Go there, and wait until it is on screen and saved."""
        self.page.goto(f"{self.studio.url}/canvas/{self.id}")
        return self.wait_open()

    def fit(self) -> Self:
        """Bring everything into view."""
        self.page.get_by_role("button", name="Fit all in view").click()
        return self

    def reload(self) -> Self:
        """Load the page again."""
        self.page.reload()
        return self.wait_open()

    def wait_open(self) -> Self:
        """Until the canvas is on screen and its document has come."""
        expect(self.surface).to_be_visible()
        return self.wait_saved()

    def wait_saved(self) -> Self:
        """Until every edit is acknowledged."""
        expect(self.page.get_by_role("status").filter(has_text=re.compile("^Saved$"))).to_be_visible()
        return self

    def file(self) -> Json:
        """The canvas as the server has it."""
        return self.studio.get(f"/api/canvases/{self.id}")

    def stored(self, title: str) -> Json:
        """A node as the server has it; None where it has none."""
        return next((node for node in self.file()["nodes"] if node["title"] == title), None)

    def connections(self) -> list[tuple[str, str]]:
        """The connections that the server has, by titles, in order."""
        file = self.file()
        titles = {node["id"]: node["title"] for node in file["nodes"]}
        return [(titles[line["from"]], titles[line["to"]]) for line in file["connections"]]

    def generations(self) -> list[Json]:
        """Every generation of this canvas, newest first."""
        listed: list[Json] = self.studio.get(f"/api/generations?canvas={self.id}")
        return listed

    def look(self) -> None:
        """Bring this tab to the front: a browser draws the ones behind it once a second."""
        self.page.bring_to_front()

    @property
    def balance(self) -> float:
        """The credits in the header."""
        label = self.page.get_by_role("link", name=re.compile("^Balance: ")).get_attribute("aria-label")
        return float(re.findall(r"[\d.]+", label or "")[0])

    def wait_balance(self, credits: float) -> None:
        """Until the header says so."""
        unit = "credit" if credits == 1 else "credits"
        name = f"Balance: {round(credits, 2):.10g} {unit}"
        expect(self.page.get_by_role("link", name=name, exact=True)).to_be_visible()

    # Nodes

    def node(self, title: str) -> Locator:
        """The node of this title, whatever its kind."""
        return self.page.get_by_role("group", name=re.compile(f"^({'|'.join(NAMES.values())}): {re.escape(title)}$"))

    def nodes(self) -> Locator:
        """Every node that is on screen as a card."""
        return self.page.get_by_role("group", name=re.compile(f"^({'|'.join(NAMES.values())}): "))

    def place_of(self, title: str) -> Place:
        """Where the middle of a node is."""
        x, y, w, h = self._box(self.node(title))
        return x + w / 2, y + h / 2

    def add_by_double_click(self, kind: str, at: Place) -> None:
        """Double-click the empty canvas and choose from the menu that opens there."""
        self.page.mouse.dblclick(*at)
        self.choose(kind)

    def add_by_toolbar(self, kind: str) -> None:
        """Press the kind in the toolbar."""
        self.page.get_by_role("button", name=f"Add {kind}", exact=True).click()

    def add_by_dragging(self, title: str, to: Place, kind: str, side: str = "Output") -> None:
        """Drag out from a point of a node to the empty canvas, and choose from the menu that opens there."""
        self.drag_point(title, to, side)
        self.choose(kind)

    def choose(self, kind: str) -> None:
        """Choose a kind from the open menu."""
        self.menu_item(NAMES[kind]).click()

    def menu_item(self, name: str) -> Locator:
        """What the open menu offers under this name."""
        return self.page.get_by_role("option", name=name, exact=True)

    def select(self, title: str) -> None:
        """Click a node."""
        self.look()
        self.node(title).get_by_text(title, exact=True).first.click()
        expect(self.panel).to_be_visible()

    def select_nothing(self) -> None:
        """Leave whatever is selected or typed in."""
        self.surface.focus()
        self.page.keyboard.press("Escape")
        expect(self.panel).to_have_count(0)

    def move(self, title: str, by: Place) -> None:
        """Drag a node by its title."""
        self.hold(title, by)
        self.page.mouse.up()

    def hold(self, title: str, by: Place) -> None:
        """Drag a node by its title, and do not let go yet."""
        x, y, w, h = self._box(self.node(title).get_by_text(title, exact=True).first)
        self._drag((x + w / 2, y + h / 2), (x + w / 2 + by[0], y + h / 2 + by[1]))

    def delete(self, title: str) -> None:
        """Select a node and delete it with the key."""
        self.select(title)
        expect(self.panel.get_by_role("button").first).to_be_visible()  # asked for later, it would not be found
        self.node(title).focus()
        self.page.keyboard.press("Delete")
        expect(self.node(title)).to_have_count(0)

    def undo(self) -> None:
        """Undo the last edit of this tab."""
        self.page.keyboard.press("Control+z")

    def redo(self) -> None:
        """Do again what was undone."""
        self.page.keyboard.press("Control+Shift+z")

    def wait_stored(self, holds: Callable[[], bool]) -> None:
        """Until the server has it so."""
        until(holds, PATIENCE, lambda: f"the server has it; it has {self.file()}")

    # Connections

    def point(self, title: str, side: str) -> Locator:
        """A connection point."""
        return self.page.get_by_role("button", name=f"{side} of {title}", exact=True)

    def drag_point(self, title: str, to: Place, side: str = "Output") -> None:
        """Drag from a point, and let go there."""
        self.hold_point(title, to, side)
        self.page.mouse.up()

    def hold_point(self, title: str, to: Place, side: str = "Output") -> None:
        """Drag from a point, and do not let go yet."""
        self.node(title).hover(position={"x": 8, "y": 8})
        x, y, w, h = self._box(self.point(title, side))
        self._drag((x + w / 2, y + h / 2), to)

    def connect(self, start: str, end: str) -> None:
        """Drag from the output of one node onto another, with no panel in the way."""
        self.select_nothing()
        self.drag_point(start, self.place_of(end))

    def drag_end(self, title: str, to: Place) -> None:
        """Take the end of the only connection into a node, just before its left edge, and let go of it there."""
        x, y, _, h = self._box(self.node(title))
        self._drag((x - 20, y + h / 2), to)
        self.page.mouse.up()

    # The generation panel

    def type_prompt(self, words: str) -> None:
        """Write into the prompt of the selected node, and wait until it is what would be sent."""
        self.look()
        self.prompt.click()
        self.page.keyboard.type(words)
        self.wait_sent(words)

    def wait_sent(self, words: str) -> None:
        """Until these words are among what would be sent."""
        expect(self.full_prompt()).to_contain_text(words)

    def full_prompt(self) -> Locator:
        """Everything that would be sent, opened for reading."""
        button = self.panel.get_by_role("button", name="What will be sent")
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        return self.page.locator(f"[id='{button.get_attribute('aria-controls')}'] p").first

    def choose_setting(self, name: str, value: str) -> None:
        """Choose one of a setting's values in the panel: one of a few side by side, or one of a list."""
        segments = self.panel.get_by_role("radiogroup", name=name, exact=True)
        menu = self.panel.get_by_role("combobox", name=name, exact=True)
        expect(segments.or_(menu)).to_be_visible()
        if segments.count():
            segments.get_by_role("radio", name=value, exact=True).click()
            expect(segments.get_by_role("radio", name=value, exact=True)).to_be_checked()
            return
        menu.click()
        self.page.get_by_role("option", name=value, exact=True).click()
        expect(menu).to_contain_text(value)

    def pick_model(self, name: str) -> None:
        """Find a model by its name in the list, and pick it."""
        self.model.click()
        self.page.keyboard.type(name)
        self.page.get_by_role("option", name=re.compile(f"^{re.escape(name)}")).click()
        expect(self.model).to_contain_text(name)

    def set_number(self, name: str, value: str) -> None:
        """Type a number into a setting of the panel."""
        self.panel.get_by_role("spinbutton", name=name, exact=True).fill(value)

    def wait_price(self, credits: str) -> None:
        """Until Generate can be pressed and says this price."""
        unit = "credit" if credits == "1" else "credits"
        expect(self.panel.get_by_role("button", name=f"Generate, {credits} {unit}", exact=True)).to_be_visible()
        self.wait_ready_to_generate()

    def wait_ready_to_generate(self) -> None:
        """Until Generate is on."""
        expect(self.generate).to_have_attribute("aria-disabled", "false")

    def wait_refused(self, reason: str | re.Pattern[str]) -> None:
        """Until Generate is off, and says why."""
        expect(self.generate).to_have_attribute("aria-disabled", "true")
        expect(self.generate).to_have_accessible_description(reason)

    def press_generate(self) -> str:
        """Press Generate once it is on for what stands in the panel; gives the id of the generation that it started."""
        self.wait_ready_to_generate()
        with self.page.expect_response(self._is_order) as answer:
            self.generate.click()
        assert answer.value.status == 202, answer.value.text()
        return str(answer.value.json()["id"])

    def wait_ended(self, generation: str) -> Json:
        """Until the server says that it has ended."""
        return self.studio.wait_ended(generation)

    def wait_shown(self, title: str, generation: str) -> Json:
        """Until the node shows what this generation made; gives the generation."""
        now = self.wait_ended(generation)
        assert now["state"] == "succeeded", now
        expect(self.node(title).locator(f"[src*='{now['asset']}']").first).to_be_visible()
        return now

    def wait_failed(self, title: str, generation: str) -> Json:
        """Until the node says that this generation failed; gives the generation."""
        now = self.wait_ended(generation)
        assert now["state"] == "failed", now
        expect(self.node(title).get_by_role("alert")).to_contain_text(now["error"]["message"])
        return now

    def progress(self, title: str) -> Locator:
        """How far the generation of a node is."""
        return self.node(title).get_by_role("progressbar")

    def picture(self, title: str) -> Locator:
        """The picture that a node shows, or the poster of its video."""
        return self.node(title).get_by_role("img", name=title, exact=True)

    def open_takes(self, title: str) -> Locator:
        """Open the filmstrip of the selected node; gives its frames, oldest first."""
        self.node(title).get_by_role("button", name=re.compile("^Takes")).click()
        strip = self.page.get_by_role("listbox", name="Takes")
        expect(strip).to_be_focused()
        return strip.get_by_role("option")

    def toast(self, words: str) -> Locator:
        """News with these words."""
        return self.page.get_by_role("region", name="Notifications").get_by_text(words)

    # The pointer

    def drag(self, start: Place, end: Place) -> None:
        """Press, move and let go."""
        self._drag(start, end)
        self.page.mouse.up()

    def _drag(self, start: Place, end: Place) -> None:
        self.look()
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)

    def _is_order(self, answer: Response) -> bool:
        return answer.request.method == "POST" and answer.url.endswith("/generations")

    def _box(self, locator: Locator) -> tuple[float, float, float, float]:
        box = locator.bounding_box()
        assert box, f"{locator} is not on screen"
        return box["x"], box["y"], box["width"], box["height"]
