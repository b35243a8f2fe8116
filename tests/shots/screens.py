"""The screens, each a few steps to get there and a picture; the names sort by screen."""

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.journeys.studio import Studio, node
from tests.shots.camera import Camera
from tests.shots.material import Material
from tests.shots.provider_screens import costs, settings, settings_in_panels

KINDS = ("text", "image", "video", "audio")


def canvas_empty(camera: Camera, material: Material) -> None:
    with camera.canvas(material.empty) as canvas:
        camera.shoot(canvas.page, "canvas-empty")
        canvas.page.mouse.dblclick(420, 600)
        camera.shoot(canvas.page, "canvas-menu-add")
        canvas.page.keyboard.press("Escape")
        canvas.page.get_by_role("button", name="Add video").hover()
        canvas.page.get_by_role("tooltip").or_(canvas.page.locator(".popup")).first.wait_for()
        camera.shoot(canvas.page, "canvas-tooltip")


def canvas_piece(camera: Camera, material: Material) -> None:
    with camera.canvas(material.piece) as canvas:
        camera.shoot(canvas.page, "canvas-piece")
        canvas.select("Opening shot")
        camera.shoot(canvas.page, "canvas-piece-selected")


def canvas_states(camera: Camera, material: Material) -> None:
    with camera.canvas(material.states) as canvas:
        camera.shoot(canvas.page, "canvas-states")
    for row, kind in enumerate(KINDS):
        y = sum((400, 340, 340, 300)[:row]) + 120
        with camera.canvas(material.states, at=(560, y, 1)) as canvas:
            camera.shoot(canvas.page, f"node-{kind}-1-empty-generating-ready")
        with camera.canvas(material.states, at=(1440, y, 1)) as canvas:
            camera.shoot(canvas.page, f"node-{kind}-2-failed")
        for place, state in enumerate(("empty", "generating", "ready", "failed")):
            with camera.canvas(material.states, at=(place * 400 + 160, y + 160, 1)) as canvas:
                canvas.select(f"{kind.capitalize()} {state}")
                camera.shoot(canvas.page, f"panel-{kind}-{state}")


def node_again(camera: Camera, material: Material) -> None:
    """Failing and generating over an earlier take."""
    for kind, outcome in (("image", "content_policy"), ("text", "provider_error"), ("video", "ok")):
        title = f"{kind.capitalize()} 1"
        made = camera.studio.canvas([node("one", kind, title=title, x=0, y=0, prompt="A harbour at dawn")])
        camera.studio.generate(made, "one")
        with camera.canvas(made, at=(160, 200, 1)) as canvas:
            canvas.select(title)
            if outcome == "ok":
                canvas.set_number("Seconds", "600")
                canvas.press_generate()
                camera.shoot(canvas.page, f"node-{kind}-3-generating-over-a-take")
                canvas.page.get_by_role("button", name="Cancel").first.click()
            else:
                canvas.choose_setting("Outcome", outcome)
                canvas.wait_ended(canvas.press_generate())
                expect(canvas.node(title).get_by_role("alert")).to_be_visible()
                camera.shoot(canvas.page, f"node-{kind}-3-failed-over-a-take")


def node_tools(camera: Camera, material: Material) -> None:
    with camera.canvas(material.piece, at=(640, 200, 1)) as canvas:
        canvas.select("Harbour")
        expect(canvas.open_takes("Harbour").first).to_be_visible()
        camera.shoot(canvas.page, "node-takes")
        canvas.page.keyboard.press("Escape")
        canvas.page.get_by_role("button", name="Full screen").click()
        camera.shoot(canvas.page, "node-full-screen")
        canvas.page.keyboard.press("Escape")
        canvas.node("Harbour").get_by_text("Harbour").dblclick()
        camera.shoot(canvas.page, "node-title-edited")
    with camera.canvas(material.piece, at=(160, 250, 1)) as canvas:
        canvas.node("Script").get_by_text("Mara, 60").dblclick()
        camera.shoot(canvas.page, "node-text-edited")
    with camera.canvas(material.piece, at=(1120, 250, 1)) as canvas:
        canvas.page.get_by_role("button", name="Play Opening shot").click()
        expect(canvas.page.locator("video")).to_have_js_property("readyState", 4)
        camera.shoot(canvas.page, "node-video-playing")
    with camera.canvas(material.piece, at=(640, 200, 2.5)) as canvas:
        camera.shoot(canvas.page, "canvas-near")
    with camera.canvas(material.piece, at=(640, 200, 0.3)) as canvas:
        camera.shoot(canvas.page, "canvas-far")


def panel_references(camera: Camera, material: Material) -> None:
    with camera.canvas(material.references, at=(720, 260, 1)) as canvas:
        canvas.select("Opening shot")
        camera.shoot(canvas.page, "panel-references")
        canvas.full_prompt()
        camera.shoot(canvas.page, "panel-references-full-prompt")
        canvas.prompt.click()
        canvas.page.keyboard.press("End")
        canvas.page.keyboard.type(" @")
        canvas.page.get_by_role("listbox").wait_for()
        camera.shoot(canvas.page, "panel-references-at")
        canvas.page.keyboard.press("Escape")
        for _ in range(2):
            canvas.page.keyboard.press("Backspace")
        canvas.panel.get_by_role("button", name="Image 1").first.hover()
        camera.shoot(canvas.page, "panel-references-hovered")


def panel_models(camera: Camera, material: Material) -> None:
    with camera.canvas(material.references, at=(1260, 200, 1)) as canvas:
        canvas.select("Repaint")
        camera.shoot(canvas.page, "panel-edit")
        canvas.model.click()
        canvas.page.get_by_role("listbox").wait_for()
        camera.shoot(canvas.page, "panel-models")
        canvas.page.keyboard.type("xyz")
        camera.shoot(canvas.page, "panel-models-none-found")
        canvas.page.keyboard.press("Escape")
        canvas.panel.get_by_role("combobox", name="Aspect").click()
        canvas.page.get_by_role("listbox").wait_for()
        camera.shoot(canvas.page, "panel-setting-choice")


def panel_reasons(camera: Camera, material: Material) -> None:
    with camera.canvas(material.references, at=(1800, 200, 1)) as canvas:
        canvas.select("Waiting")
        canvas.wait_refused("Upstream task in progress")
        camera.shoot(canvas.page, "panel-reason-upstream")
    with camera.canvas(material.references, at=(2340, 160, 1)) as canvas:
        canvas.select("Narration")
        camera.shoot(canvas.page, "panel-reason-too-long")
    with camera.canvas(material.references, at=(2340, 660, 1)) as canvas:
        canvas.select("Nearly")
        camera.shoot(canvas.page, "panel-prompt-nearly-too-long")
    with camera.canvas(material.references, at=(2880, 160, 1)) as canvas:
        canvas.select("Long prompt")
        camera.shoot(canvas.page, "panel-prompt-long")
        seconds = canvas.panel.get_by_role("spinbutton").first
        seconds.fill("700")
        seconds.blur()
        camera.shoot(canvas.page, "panel-setting-wrong")
        seconds.fill("0")


def panel_modes(camera: Camera, material: Material) -> None:
    with camera.canvas(material.references, at=(720, 260, 1)) as canvas:
        canvas.select("Opening shot")
        canvas.panel.get_by_role("tab", name="First & last frame").click()
        expect(canvas.panel.get_by_role("button", name="Auto: follow what is connected")).to_be_visible()
        camera.shoot(canvas.page, "panel-mode-picked")
        canvas.panel.get_by_role("button", name="Auto: follow what is connected").click()
        canvas.wait_saved()


def connecting(camera: Camera, material: Material) -> None:
    with camera.canvas(material.lines, at=(420, 150, 1)) as canvas:
        canvas.hold_point("Voice-over", canvas.place_of("Harbour"))
        camera.shoot(canvas.page, "connect-refused")
        canvas.page.mouse.move(*canvas.place_of("Opening shot"), steps=5)
        camera.shoot(canvas.page, "connect-allowed")
        canvas.page.mouse.move(1250, 480, steps=5)
        camera.shoot(canvas.page, "connect-dragged")
        canvas.page.mouse.up()
        camera.shoot(canvas.page, "connect-menu")
        canvas.page.keyboard.press("Escape")
        canvas.connect("Voice-over", "Harbour")
        camera.shoot(canvas.page, "toast-refused")
    with camera.canvas(material.lines, at=(420, 150, 1)) as canvas:
        canvas.node("Opening shot").hover(position={"x": 160, "y": 60})
        camera.shoot(canvas.page, "node-hovered")
        canvas.page.mouse.click(719, 664)
        camera.shoot(canvas.page, "connect-clicked-line")
        canvas.point("Script", "Output").focus()
        canvas.page.keyboard.press("Enter")
        camera.shoot(canvas.page, "connect-by-keys")


def selecting(camera: Camera, material: Material) -> None:
    with camera.canvas(material.piece) as canvas:
        canvas.page.wait_for_timeout(300)
        canvas.page.mouse.move(120, 120)
        canvas.page.mouse.down()
        canvas.page.mouse.move(900, 560, steps=6)
        camera.shoot(canvas.page, "select-box")
        canvas.page.mouse.up()
        camera.shoot(canvas.page, "select-several")
        canvas.page.keyboard.press("Control+d")
        camera.shoot(canvas.page, "select-duplicated")
        canvas.page.keyboard.press("Control+z")
        canvas.wait_saved()


def many(camera: Camera, material: Material) -> None:
    with camera.canvas(material.many) as canvas:
        camera.shoot(canvas.page, "many-fit")
        canvas.page.get_by_role("button", name="Outline").click()
        camera.shoot(canvas.page, "many-outline")
    for zoom in (0.15, 0.4):
        with camera.canvas(material.many, at=(3000, 1200, zoom)) as canvas:
            camera.shoot(canvas.page, f"many-at-{round(zoom * 100)}")


def saving(camera: Camera, material: Material) -> None:
    with camera.canvas(material.empty) as canvas, _asleep(camera.studio):
        canvas.add_by_toolbar("text")
        expect(canvas.page.get_by_text("Saving…")).to_be_visible()
        camera.shoot(canvas.page, "saved-saving", whole=False)
    with camera.canvas(material.empty) as canvas, camera.page() as page:
        page.goto(f"{camera.studio.url}/credits")
        page.get_by_role("table").wait_for()
        camera.studio.stop()
        canvas.add_by_toolbar("image")
        expect(canvas.page.get_by_role("status", name="Offline")).to_be_visible()
        camera.shoot(canvas.page, "saved-offline", whole=False)
        expect(page.get_by_text("cannot be reached")).to_be_visible()
        camera.shoot(page, "page-credits-offline", whole=False)
        camera.studio.start()
        canvas.wait_saved()
        canvas.page.keyboard.press("Control+a")
        canvas.page.keyboard.press("Delete")
        canvas.wait_saved()


@contextmanager
def _asleep(studio: Studio) -> Iterator[None]:
    """A server that takes what it is sent and answers nothing."""
    os.kill(studio.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(studio.pid, signal.SIGCONT)


def header(camera: Camera, material: Material) -> None:
    with camera.canvas(material.piece) as canvas:
        canvas.page.get_by_role("button", name="Appearance").click()
        camera.shoot(canvas.page, "header-theme")
        canvas.page.keyboard.press("Escape")
        canvas.page.get_by_role("textbox", name="Canvas name").click()
        camera.shoot(canvas.page, "header-name")


def home(camera: Camera, material: Material) -> None:
    with camera.page() as page:
        page.goto(camera.studio.url)
        cards = page.get_by_role("list", name="Canvases").get_by_role("listitem")
        cards.first.wait_for()
        camera.shoot(page, "home")
        title = cards.nth(1).get_by_role("link").inner_text()
        cards.nth(1).hover()
        page.get_by_role("button", name=f"Menu of {title}", exact=True).click()
        page.get_by_role("menu").wait_for()
        camera.shoot(page, "home-menu")
        page.get_by_role("menuitem", name="Rename").click()
        page.get_by_role("textbox", name="Canvas name").wait_for()
        camera.shoot(page, "home-rename")
        page.keyboard.press("Escape")
        cards.nth(1).hover()
        page.get_by_role("button", name=f"Menu of {title}", exact=True).click()
        page.get_by_role("menuitem", name="Delete").click()
        page.get_by_role("button", name="Undo").wait_for()
        camera.shoot(page, "home-deleted-toast")
        page.get_by_role("link", name="Deleted canvases").click()
        page.get_by_role("button", name=f"Restore {title}").wait_for()
        camera.shoot(page, "home-deleted")
        page.get_by_role("button", name=f"Restore {title}").click()
        page.get_by_text("No canvas was deleted").wait_for()
        camera.shoot(page, "home-deleted-none")
    _home_with(camera, "[]", "home-first-use")
    known = camera.studio.get("/api/canvases")
    many = [{**known[number % len(known)], "id": f"c{number}"} for number in range(200)]
    _home_with(camera, json.dumps(many), "home-many")


def _home_with(camera: Camera, canvases: str, name: str) -> None:
    """Home as it is with these canvases, in JSON."""
    with camera.page() as page:
        answer = {"body": canvases, "content_type": "application/json"}
        page.route("**/api/canvases?*", lambda route: route.fulfill(**answer))
        page.goto(camera.studio.url)
        page.get_by_role("button", name="New canvas").wait_for()
        camera.shoot(page, name)


def help_pages(camera: Camera, material: Material) -> None:
    for path in ("/help", "/help/quickstart", "/help/nodes", "/help/nodes#built-in-models", "/help/licences", "/docs"):
        with camera.page() as page:
            page.goto(camera.studio.url + path)
            page.get_by_role("heading").first.wait_for()
            name = path.strip("/").replace("/", "-").replace("#", "-")
            camera.shoot(page, name if name.startswith("help") else f"help-{name}")


def pages(camera: Camera, material: Material) -> None:
    with camera.page() as page:
        page.goto(f"{camera.studio.url}/credits")
        page.get_by_role("table").wait_for()
        camera.shoot(page, "page-credits")
        page.get_by_label("Amount").fill("lots")
        page.get_by_role("button", name="Add credits").click()
        page.get_by_role("alert").filter(has_text="lots").wait_for()
        camera.shoot(page, "page-credits-refused")
    with camera.page() as page:
        page.goto(f"{camera.studio.url}/assets")
        page.get_by_role("grid", name="Assets").get_by_role("button").first.wait_for()
        camera.shoot(page, "page-assets")
        for kind in ("Image", "Video", "Audio"):
            page.get_by_role("button", name=f"{kind}: ").first.click()
            page.get_by_role("dialog").wait_for()
            camera.shoot(page, f"page-assets-{kind.lower()}")
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="hidden")


def assets(camera: Camera, material: Material) -> None:
    with camera.page() as page:
        page.goto(f"{camera.studio.url}/assets?kind=image")
        tile = page.get_by_role("grid", name="Assets").get_by_role("button").first
        tile.focus()
        page.keyboard.press("Delete")
        page.get_by_role("dialog").get_by_text(re.compile("uses it|used by")).wait_for()
        camera.shoot(page, "assets-delete")
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_role("button", name="Undo").wait_for()
        camera.shoot(page, "assets-deleted")
        page.goto(f"{camera.studio.url}/assets?bin")
        tile.wait_for()
        camera.shoot(page, "assets-bin")
        tile.click()
        page.get_by_role("button", name="Restore").wait_for()
        camera.shoot(page, "assets-bin-one")
        page.get_by_role("button", name="Restore").click()
        page.get_by_text("The bin is empty").wait_for()
        camera.shoot(page, "assets-bin-empty")
        page.goto(f"{camera.studio.url}/assets?words=nothing+has+these+words")
        page.get_by_text("Nothing found").wait_for()
        page.get_by_role("button", name="Date").click()
        camera.shoot(page, "assets-nothing-found")
    with camera.canvas(material.piece) as canvas:
        canvas.page.get_by_role("navigation", name="Tools").get_by_role("button", name="Assets").click()
        canvas.page.get_by_role("grid", name="Assets").get_by_role("button").first.wait_for()
        camera.shoot(canvas.page, "assets-drawer")


def doors(camera: Camera, material: Material) -> None:
    with camera.page(signed_in=False) as page:
        page.goto(camera.studio.url)
        page.get_by_text("headwater open").wait_for()
        camera.shoot(page, "door-signed-out")
        page.goto(f"{camera.studio.url}/#code=used")
        page.reload()
        page.get_by_role("alert").wait_for()
        camera.shoot(page, "door-used-link")
    with camera.page() as page:
        page.route("**/api/**", lambda route: route.abort())
        page.goto(camera.studio.url)
        page.get_by_role("status").wait_for()
        camera.shoot(page, "door-server-gone")
    deleted = camera.studio.canvas(title="The last ferry")
    camera.studio.http.delete(f"/api/canvases/{deleted}").raise_for_status()
    gone = (("nowhere", "/nowhere"), ("canvas-gone", "/canvas/gone"), ("canvas-deleted", f"/canvas/{deleted}"))
    for name, path in gone:
        with camera.page() as page:
            page.goto(camera.studio.url + path)
            page.get_by_role("heading").wait_for()
            camera.shoot(page, f"door-{name}")


def poor(camera: Camera, material: Material) -> None:
    """Nothing made yet, and hardly a credit."""
    for name in ("credits", "assets"):
        with camera.page() as page:
            page.goto(f"{camera.studio.url}/{name}")
            page.get_by_role("heading").first.wait_for()
            camera.shoot(page, f"page-{name}-empty")
    with camera.canvas(material.empty) as canvas:
        canvas.add_by_toolbar("video")
        canvas.type_prompt("A harbour at dawn")
        canvas.wait_refused("Needs 12 credits, 5 left")
        camera.shoot(canvas.page, "panel-reason-credits")
        canvas.page.keyboard.press("Control+z")
        canvas.select_nothing()
        canvas.page.keyboard.press("Control+a")
        canvas.page.keyboard.press("Delete")
        canvas.wait_saved()


def phone(camera: Camera, material: Material) -> None:
    with camera.canvas(material.piece) as canvas:
        camera.shoot(canvas.page, "phone-canvas")
    with camera.canvas(material.references, at=(720, 160, 1)) as canvas:
        canvas.node("Opening shot").tap(position={"x": 160, "y": 90})
        camera.shoot(canvas.page, "phone-panel")
    with camera.canvas(material.piece) as canvas:
        canvas.page.get_by_role("navigation", name="Tools").get_by_role("button", name="Assets").click()
        canvas.page.get_by_role("grid", name="Assets").get_by_role("button").first.wait_for()
        camera.shoot(canvas.page, "phone-assets-drawer")
    with camera.canvas(material.empty) as canvas:
        camera.shoot(canvas.page, "phone-empty")
    for path in ("credits", "assets"):
        with camera.page() as page:
            page.goto(f"{camera.studio.url}/{path}")
            page.get_by_role("heading", name=path.capitalize()).wait_for()
            camera.shoot(page, f"phone-{path}")


SCREENS: tuple[Callable[[Camera, Material], None], ...] = (
    canvas_empty,
    canvas_piece,
    canvas_states,
    node_again,
    node_tools,
    panel_references,
    panel_models,
    panel_reasons,
    panel_modes,
    connecting,
    selecting,
    many,
    header,
    home,
    help_pages,
    pages,
    settings,
    settings_in_panels,
    costs,
    assets,
    doors,
    saving,
)
OF_A_NEW_STUDIO = (poor,)
ON_A_PHONE = (phone, home, help_pages, settings, settings_in_panels, costs)
