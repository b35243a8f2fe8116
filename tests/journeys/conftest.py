"""One server and one browser for all journeys, signed in; whoever needs one that was never here gets a new one."""

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.journeys.browser import WINDOW, Console, check_bundle, forget, launch, signed_in
from tests.journeys.canvas import Canvas
from tests.journeys.studio import Json, Studio
from tests.journeys.waiting import PATIENCE

RULED = Path(__file__).with_name("ruled.toml")
"""Models with rules between their settings; they are listed once their provider has a key."""
USUAL: Any = {"viewport": WINDOW, "reduced_motion": "reduce"}
FAILED = pytest.StashKey[bool]()

NewContext = Callable[..., BrowserContext]
PictureIfFailed = Callable[[Iterable[BrowserContext]], None]
OpenCanvas = Callable[..., Canvas]

# Of the package, not of the session: Playwright's loop must be gone before asynchronous tests of other folders run.


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A running server with the test doubles."""
    check_bundle()
    home = tmp_path_factory.mktemp("journeys") / "home"
    (home / "models").mkdir(parents=True)
    shutil.copy(RULED, home / "models")
    studio = Studio(home, HEADWATER_OPENING_CREDITS="10000")
    studio.start()
    yield studio
    studio.close()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A real Chromium."""
    with launch(playwright) as browser:
        yield browser


@pytest.fixture(scope="package")
def sign_in(browser: Browser, studio: Studio) -> Any:
    """What a browser that has signed in by the link keeps."""
    return signed_in(browser, studio)


@pytest.fixture
def console() -> Iterator[Console]:
    """Errors in the consoles of this test fail it, unless it expects them."""
    console = Console()
    yield console
    assert console.unexpected() == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know whether their test failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def new_context(
    browser: Browser, sign_in: Any, console: Console, picture_if_failed: PictureIfFailed
) -> Iterator[NewContext]:
    """Makes further browsers: nothing is shared between two but the account (or not even that: `signed_in=False`)."""
    contexts: list[BrowserContext] = []

    def make(signed_in: bool = True, **options: Any) -> BrowserContext:
        state = sign_in if signed_in else None
        context = browser.new_context(storage_state=state, **{**USUAL, **options})
        context.set_default_timeout(1000 * PATIENCE)
        console.listen(context)
        contexts.append(context)
        return context

    yield make
    picture_if_failed(contexts)
    for context in contexts:
        context.close()


@pytest.fixture
def picture_if_failed(request: pytest.FixtureRequest, tmp_path: Path) -> PictureIfFailed:
    """Keeps what every tab looked like when the test failed."""

    def picture(contexts: Iterable[BrowserContext]) -> None:
        if not request.node.stash.get(FAILED, False):
            return
        for number, page in enumerate(page for context in contexts for page in context.pages):
            path = tmp_path / f"failed-{number}.png"
            page.screenshot(path=path)
            print(f"{page.url} looked like {path}")

    return picture


@pytest.fixture(scope="package")
def usual_browser(browser: Browser, sign_in: Any) -> Iterator[BrowserContext]:
    """The browser in which most journeys are made: one that has been here before opens a page at half the work."""
    with browser.new_context(storage_state=sign_in, **USUAL) as context:
        context.set_default_timeout(1000 * PATIENCE)
        yield context


@pytest.fixture
def page(
    usual_browser: BrowserContext,
    studio: Studio,
    sign_in: Any,
    console: Console,
    picture_if_failed: PictureIfFailed,
) -> Iterator[Page]:
    """A tab of the person whose journey it is, in a browser that keeps nothing of the journeys before but the code."""
    with console.listening(usual_browser):
        page = usual_browser.new_page()
        forget(page, studio, sign_in)
        yield page
        picture_if_failed([usual_browser])
        for tab in usual_browser.pages:
            tab.close()
    usual_browser.unroute_all()


@pytest.fixture
def open_canvas(studio: Studio, page: Page) -> OpenCanvas:
    """Opens a new canvas with these nodes and connections in the tab, all of it in view."""

    def open(nodes: list[dict[str, Json]] | None = None, connections: list[tuple[str, str]] | None = None) -> Canvas:
        canvas = Canvas(page, studio, studio.canvas(nodes or [], connections or [])).open()
        return canvas.fit() if nodes else canvas

    return open
