"""Takes the pictures: one theme, one size of window, a fresh browser for each screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browser import WINDOW
from tests.journeys.canvas import Canvas
from tests.journeys.studio import Studio
from tests.journeys.waiting import until

Theme = Literal["light", "dark"]
PHONE = {"width": 390, "height": 844}
SETTLED_MS = 450
"""The far nodes are drawn by a worker a moment after the view rests."""
ALL_LOADED = """document.fonts.status === "loaded"
    && [...document.images].every((image) => image.complete || image.loading === "lazy")"""


@dataclass(frozen=True)
class Camera:
    """Pictures of one look of one studio."""

    studio: Studio
    browser: Browser
    sign_in: Any
    folder: Path
    theme: Theme
    phone: bool = False

    @contextmanager
    def page(self, signed_in: bool = True) -> Iterator[Page]:
        """A tab in a browser of its own."""
        context = self._context(self.sign_in if signed_in else None)
        context.set_default_timeout(15_000)
        try:
            yield context.new_page()
        finally:
            context.close()

    @contextmanager
    def canvas(self, id: str, at: tuple[float, float, float] | None = None) -> Iterator[Canvas]:
        """A canvas on screen, all of it in view, or with this point of it in the middle at this zoom."""
        if at:
            x, y, zoom = at
            size = PHONE if self.phone else WINDOW
            place = {"x": size["width"] / 2 - x * zoom, "y": size["height"] / 2 - y * zoom, "zoom": zoom}
            self.studio.http.put(f"/api/canvases/{id}/place", json=place).raise_for_status()
        with self.page() as page:
            canvas = Canvas(page, self.studio, id).open()
            if not at:
                page.keyboard.press("1")
            yield canvas

    def shoot(self, page: Page, name: str, whole: bool = True) -> None:
        """Take a picture once everything has come; `whole=False` where nothing more will."""
        if whole:
            until(lambda: bool(page.evaluate(ALL_LOADED)), 30, lambda: "every picture and font has come")
        page.wait_for_timeout(SETTLED_MS)
        look = f"{'phone-' if self.phone else ''}{self.theme}"
        page.screenshot(path=self.folder / f"{name}--{look}.png")

    def _context(self, state: Any) -> BrowserContext:
        size = PHONE if self.phone else WINDOW
        return self.browser.new_context(
            storage_state=state,
            viewport=size,  # type: ignore[arg-type]
            color_scheme=self.theme,
            device_scale_factor=1,
            has_touch=self.phone,
            is_mobile=self.phone,
            reduced_motion="reduce",
        )
