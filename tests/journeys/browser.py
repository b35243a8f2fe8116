"""A real Chromium, people with browsers of their own in it, and what their consoles say."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from tests.journeys.studio import Studio

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""So that a browser without a network does not keep looking for one."""
WINDOW = {"width": 1440, "height": 900}
BUNDLE = Path(__file__).parents[2] / "src" / "headwater" / "web" / "index.html"


def launch(playwright: Playwright) -> Browser:
    """A browser without a window."""
    return playwright.chromium.launch(executable_path=executable(), args=flags())


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser of one's own."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield browser


def executable() -> str:
    """The Chromium to use: the one that is named, else the first on PATH."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    found = os.environ.get("HEADWATER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "There is no browser. Run `python3 studio test`, which finds one, or set HEADWATER_CHROMIUM."
    return found


def flags() -> list[str]:
    """What Chromium is started with; as root it has no sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if root else [])]


def check_bundle() -> None:
    """Fail in words where the front end is not built."""
    assert BUNDLE.is_file(), "The front end is not built. Run `python3 studio test`, or `npm run build` in `web`."


def signed_in(browser: Browser, studio: Studio) -> Any:
    """What a browser keeps of signing in by the link: the state that other contexts start with."""
    with browser.new_context() as context:
        enter(context, studio)
        return context.storage_state()


def enter(context: BrowserContext, studio: Studio) -> None:
    """Sign in by a link, as people do."""
    page = context.new_page()
    page.goto(studio.link())
    page.get_by_label(re.compile("^Balance: ")).wait_for()
    page.close()


def forget(page: Page, studio: Studio, sign_in: Any) -> None:
    """Let a browser keep nothing of what it was used for, but that somebody has signed in."""
    kept = {"origin": studio.url, "storageTypes": "local_storage,indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    page.context.clear_cookies()
    page.context.add_cookies(sign_in["cookies"])


LATE = re.compile(r"404 \(Not Found\) \(\S+/panel\)$")
"""A panel was on its way when its node was deleted: the browser reports that, and nothing can keep it from it."""


@dataclass
class Console:
    """What the pages of a test said in their consoles that nobody wants to read there."""

    errors: list[str] = field(default_factory=list)
    _expected: list[re.Pattern[str]] = field(default_factory=lambda: [LATE])

    def expect(self, *patterns: str) -> None:
        """Say which errors belong to what the test is about."""
        self._expected += [re.compile(pattern) for pattern in patterns]

    def expect_lost_line(self) -> None:
        """The browser itself reports every request to a server that is gone."""
        self.expect(r"net::ERR_", r"WebSocket connection to .* failed")

    def listen(self, context: BrowserContext) -> None:
        """Listen to every page that this context opens."""
        context.on("page", self._listen_to)

    @contextmanager
    def listening(self, context: BrowserContext) -> Iterator[None]:
        """Listen for a while to a context that others use before and after."""
        self.listen(context)
        yield
        context.remove_listener("page", self._listen_to)

    def unexpected(self) -> list[str]:
        """The errors that no test spoke of."""
        return [error for error in self.errors if not any(pattern.search(error) for pattern in self._expected)]

    def _listen_to(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" or (message.type == "warning" and "React" in message.text):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")
