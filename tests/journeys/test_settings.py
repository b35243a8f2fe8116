"""The settings: who serves models, with which key, at which price; and what they were paid."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, WebSocket, expect

from tests.contract.fakes import openai_media
from tests.contract.matrix import KEY
from tests.contract.service import Lost, Service
from tests.journeys.browser import Console
from tests.journeys.conftest import NewContext, OpenCanvas
from tests.journeys.own_server import MODELS, WORDS, OwnServer
from tests.journeys.settings import SettingsPage
from tests.journeys.studio import Studio

WRONG, RIGHT = "sk-wrong-0123456789", "sk-right-9876543210"
PHONE = {"width": 390, "height": 844}
WRITTEN = {"id": "a", "kind": "text", "title": "Opening", "prompt": "How does it begin?"}
KEYED = {
    "id": "a",
    "kind": "image",
    "title": "Harbour",
    "model": "openai/gpt-image-2.6-flare",
    "prompt": "A harbour",
}
"""A node whose model needs a key."""


@pytest.fixture(autouse=True)
def disconnected(studio: Studio) -> Iterator[None]:
    """What a journey connects is gone after it."""
    yield
    for card in studio.get("/api/providers"):
        if card["type"] or card["key"]:
            studio.http.delete(f"/api/providers/{card['id']}").raise_for_status()


@pytest.fixture
def service() -> Iterator[Service]:
    """A server of one's own that asks for no key."""
    with OwnServer().service() as service:
        yield service


@pytest.fixture
def guarded() -> Iterator[Service]:
    """One that asks for a key."""
    with OwnServer(key=RIGHT).service() as service:
        yield service


@pytest.fixture
def settings(page: Page, studio: Studio) -> SettingsPage:
    """The settings in a tab."""
    return SettingsPage(page, studio).open()


def test_a_server_of_ones_own_is_added_and_writes_into_a_node(
    page: Page, studio: Studio, service: Service, open_canvas: OpenCanvas
) -> None:
    page.goto(studio.url)
    page.get_by_role("link", name="Settings").click()
    settings = SettingsPage(page, studio)
    settings.add("desk", service.url)
    expect(settings.state("desk")).to_have_text("Connected")
    for model in MODELS:
        expect(settings.models("desk").filter(has_text=model)).to_be_visible()

    canvas = open_canvas([WRITTEN])
    canvas.select("Opening")
    canvas.model.click()
    page.keyboard.type("tiny-writer")
    expect(page.get_by_role("option", name=re.compile("tiny-writer.*free"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(canvas.model).to_contain_text("desk")
    assert canvas.wait_ended(canvas.press_generate())["state"] == "succeeded"
    expect(canvas.node("Opening")).to_contain_text("".join(WORDS))
    assert service.submits == 1


def test_what_a_model_makes_and_costs_is_said_by_its_owner(settings: SettingsPage, service: Service) -> None:
    settings.add("desk", service.url)
    row = settings.models("desk").filter(has_text="flux-sketch")
    row.get_by_role("textbox").fill("2.5")
    with settings.page.expect_response(re.compile("/models/flux-sketch$")):
        row.get_by_role("textbox").press("Enter")
    row.get_by_role("combobox").click()
    settings.page.get_by_role("option", name="Video").click()
    expect(row.get_by_role("combobox")).to_have_text("Video")

    settings.open()
    row = settings.models("desk").filter(has_text="flux-sketch")
    expect(row.get_by_role("textbox")).to_have_value("2.5")
    expect(row.get_by_role("combobox")).to_have_text("Video")


def test_a_wrong_price_is_refused_at_its_field(settings: SettingsPage, service: Service, console: Console) -> None:
    console.expect("status of 422")
    settings.add("desk", service.url)
    row = settings.models("desk").filter(has_text="flux-sketch")
    row.get_by_role("textbox").fill("a lot")
    row.get_by_role("textbox").press("Enter")
    expect(row.get_by_role("alert")).to_contain_text("valid")
    expect(row.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")


def test_a_refused_key_is_said_once_at_its_field_and_another_one_mends_it(
    settings: SettingsPage, guarded: Service
) -> None:
    card = settings.add("vault", guarded.url, WRONG)
    expect(settings.state("vault")).to_have_text("Key refused")
    expect(card.get_by_text("did not accept the key")).to_have_count(1)
    field = card.get_by_label(re.compile("^Another key"))
    expect(field).to_have_accessible_description(re.compile("did not accept the key"))
    expect(field).to_have_value("")

    field.fill(RIGHT)
    card.get_by_role("button", name="Save and try").click()
    expect(settings.state("vault")).to_have_text("Connected")
    expect(card).to_contain_text("Key kept, encrypted")
    expect(card.get_by_text("did not accept the key")).to_have_count(0)


def test_a_key_is_nowhere_on_the_page_in_its_storage_or_in_any_answer(
    page: Page, studio: Studio, guarded: Service
) -> None:
    heard = _everything_that_arrives(page)
    settings = SettingsPage(page, studio).open()
    settings.adder.click()
    settings.form.get_by_label("Name").fill("vault")
    settings.form.get_by_label("Address").fill(guarded.url)
    settings.form.get_by_label(re.compile("^Key")).fill(RIGHT)
    assert RIGHT not in page.content(), "while it is typed"
    settings.form.get_by_role("button", name="Add and try").click()
    expect(settings.state("vault")).to_have_text("Connected")
    expect(settings.form).to_have_count(0)
    assert RIGHT not in settings.said()
    settings.card("vault").get_by_role("button", name="Change: vault").click()
    expect(settings.card("vault").get_by_label(re.compile("^Another key"))).to_have_value("")
    settings.open()
    expect(settings.state("vault")).to_have_text("Connected")
    assert RIGHT not in settings.said()
    assert heard("vault"), "the answers were listened to"
    assert not heard(RIGHT)


def test_a_server_that_does_not_answer_is_unreachable_until_it_is_tried_again(
    settings: SettingsPage, service: Service
) -> None:
    card = settings.add("desk", service.url)
    expect(settings.state("desk")).to_have_text("Connected")
    service.fault("check", Lost(), Lost())
    card.get_by_role("button", name="Try desk again").click()
    expect(settings.state("desk")).to_have_text("Unreachable")
    expect(card).to_contain_text("Start it, or change its address")
    service.clear()
    card.get_by_role("button", name="Try desk again").click()
    expect(settings.state("desk")).to_have_text("Connected")


def test_what_is_no_server_is_refused_at_the_field_it_is_about(settings: SettingsPage, console: Console) -> None:
    console.expect("status of 422")
    settings.adder.click()
    settings.form.get_by_role("button", name="Add and try").click()
    expect(settings.form.get_by_label("Name")).to_have_accessible_description("Give it a name.")
    settings.form.get_by_label("Name").fill("OpenAI")
    settings.form.get_by_label("Address").fill("somewhere")
    settings.form.get_by_role("button", name="Add and try").click()
    expect(settings.form.get_by_label("Name")).to_have_accessible_description(re.compile("openai already"))
    settings.form.get_by_label("Name").fill("My desk")
    expect(settings.form.get_by_label("Name")).to_have_value("my-desk")
    settings.form.get_by_role("button", name="Add and try").click()
    expect(settings.form.get_by_label("Address")).to_have_accessible_description(re.compile("begins with http"))


def test_removing_asks_first_and_an_old_canvas_still_says_what_it_used(
    page: Page, studio: Studio, service: Service, open_canvas: OpenCanvas
) -> None:
    settings = SettingsPage(page, studio).open()
    settings.add("desk", service.url)
    settings.card("desk").get_by_role("button", name="Remove desk").click()
    page.get_by_role("button", name="Keep it").click()
    expect(settings.card("desk")).to_be_visible()
    settings.card("desk").get_by_role("button", name="Remove desk").click()
    page.get_by_role("dialog", name="Remove desk?").get_by_role("button", name="Remove").click()
    expect(settings.card("desk")).to_have_count(0)

    canvas = open_canvas(
        [{"id": "a", "kind": "text", "title": "Opening", "model": "desk/tiny-writer:1b", "prompt": "x"}]
    )
    canvas.select("Opening")
    canvas.wait_refused(re.compile("`desk/tiny-writer:1b` is no longer there"))
    expect(canvas.model).to_contain_text("desk/tiny-writer:1b")


def test_everything_goes_by_keys_alone(settings: SettingsPage, service: Service) -> None:
    page = settings.page
    settings.adder.focus()
    page.keyboard.press("Enter")
    expect(settings.form.get_by_label("Name")).to_be_focused()
    page.keyboard.type("desk")
    page.keyboard.press("Tab")
    page.keyboard.type(service.url)
    page.keyboard.press("Enter")
    expect(settings.state("desk")).to_have_text("Connected")
    expect(settings.card("desk")).to_be_focused()
    for name in ("Try desk again", "Change: desk"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(settings.card("desk").get_by_label("Address")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Change: desk")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Remove desk?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Remove desk")).to_be_focused()


def test_a_panel_without_a_key_leads_to_the_field_for_it(open_canvas: OpenCanvas, studio: Studio) -> None:
    canvas = open_canvas([KEYED])
    canvas.select("Harbour")
    canvas.wait_refused(re.compile("needs a key for OpenAI"))
    expect(canvas.model).to_contain_text("GPT Image 2.6 Flare")
    canvas.panel.get_by_role("link", name="the settings").click()
    expect(canvas.page).to_have_url(re.compile("/settings#openai$"))
    field = SettingsPage(canvas.page, studio).card("OpenAI").get_by_label("Key", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_attribute("autocomplete", "off")


def test_a_key_that_is_kept_elsewhere_meanwhile_opens_the_panel_at_once(
    open_canvas: OpenCanvas, studio: Studio
) -> None:
    canvas = open_canvas([KEYED])
    canvas.select("Harbour")
    canvas.wait_refused(re.compile("needs a key for OpenAI"))
    with Service(openai_media.Fake().app, openai_media.stage) as service:
        _connect_openai(studio, service)
        canvas.wait_ready_to_generate()


def test_a_key_that_is_refused_on_the_way_is_said_on_the_node_in_the_panel_and_in_the_settings(
    open_canvas: OpenCanvas, studio: Studio
) -> None:
    server = OwnServer(key=RIGHT)
    with server.service() as service:
        studio.http.put("/api/providers/desk", json={"url": service.url, "key": RIGHT}).raise_for_status()
        canvas = open_canvas([{**WRITTEN, "model": "desk/tiny-writer:1b"}])
        canvas.select("Opening")
        canvas.wait_ready_to_generate()
        server.key = "sk-revoked-meanwhile"
        canvas.wait_failed("Opening", canvas.press_generate())
        canvas.wait_refused(re.compile("desk did not accept the key. Change it in the settings"))
        canvas.node("Opening").get_by_role("alert").get_by_role("link", name="Settings").click()
        settings = SettingsPage(canvas.page, studio)
        expect(settings.state("desk")).to_have_text("Key refused")
        expect(settings.card("desk").get_by_text("did not accept the key")).to_have_count(1)


def test_a_retired_model_names_itself_and_what_to_use_instead(open_canvas: OpenCanvas, studio: Studio) -> None:
    with Service(openai_media.Fake().app, openai_media.stage) as service:
        _connect_openai(studio, service)
        canvas = open_canvas(
            [{"id": "a", "kind": "image", "title": "Old", "model": "openai/gpt-image-1", "prompt": "A harbour"}]
        )
        canvas.select("Old")
        canvas.wait_refused(re.compile("GPT Image 1 was retired on 23 October 2026"))
        expect(canvas.model).to_contain_text("GPT Image 1")
        canvas.panel.get_by_role("button", name=re.compile("^Pick GPT Image 2.6 Flare")).click()
        expect(canvas.model).to_contain_text("GPT Image 2.6 Flare")
        canvas.wait_ready_to_generate()


def test_nothing_asks_for_a_key_where_nobody_went_for_one(open_canvas: OpenCanvas, studio: Studio) -> None:
    canvas = open_canvas([{"id": "a", "kind": "image", "title": "Harbour", "prompt": "A harbour"}])
    canvas.select("Harbour")
    canvas.wait_ready_to_generate()
    for _ in range(2):
        expect(canvas.page.get_by_text(re.compile(r"\bkeys?\b|provider", re.IGNORECASE))).to_have_count(0)
        canvas.page.goto(studio.url)
        expect(canvas.page.get_by_role("button", name="New canvas")).to_be_visible()


def test_an_unchecked_price_says_where_it_comes_from(settings: SettingsPage) -> None:
    mark = settings.models("OpenAI").filter(has_text="GPT Image 2.6 Flare").get_by_role("button")
    expect(mark).to_have_accessible_name(re.compile("^Price unchecked: .*derived", re.IGNORECASE))
    mark.focus()
    settings.page.keyboard.press("Shift+Tab")
    settings.page.keyboard.press("Tab")
    expect(settings.page.locator(".popup").filter(has_text="openai 3.54 types")).to_be_visible()


def test_costs_show_what_the_provider_says_beside_what_was_expected(page: Page, studio: Studio) -> None:
    with Service(openai_media.Fake().app, openai_media.stage) as service:
        _connect_openai(studio, service)
        made = studio.canvas([KEYED])
        studio.generate(made, "a")
    page.goto(f"{studio.url}/credits")
    page.get_by_role("link", name="What providers were paid").click()
    sums = page.get_by_role("region", name="By provider").get_by_role("row", name=re.compile("OpenAI"))
    expect(sums).to_contain_text("$0.0527")
    row = page.get_by_role("region", name="Each generation").get_by_role("row").filter(has_text="GPT Image 2.6 Flare")
    for words in ("5.27", "$0.0527", "$0.0531", "+$0.000435"):
        expect(row).to_contain_text(words)


@pytest.mark.parametrize("window", [None, PHONE], ids=["desk", "phone"])
def test_everyone_can_use_the_pages(
    new_context: NewContext, studio: Studio, guarded: Service, window: dict[str, int] | None
) -> None:
    studio.http.put("/api/providers/vault", json={"url": guarded.url, "key": WRONG}).raise_for_status()
    page = new_context(**({"viewport": window} if window else {})).new_page()
    settings = SettingsPage(page, studio).open("#anthropic")
    settings.adder.click()
    settings.models("OpenAI")
    assert settings.faults() == []
    page.goto(f"{studio.url}/costs")
    expect(page.get_by_role("heading", name="What providers were paid")).to_be_visible()
    page.get_by_role("table").or_(page.get_by_text("No provider was asked")).first.wait_for()
    assert settings.faults() == []


def _connect_openai(studio: Studio, service: Service) -> None:
    answer = studio.http.put("/api/providers/openai", json={"url": f"{service.url}/v1", "key": KEY})
    assert answer.json()["state"] == "connected", answer.text


def _everything_that_arrives(page: Page) -> Callable[[str], bool]:
    """Listens to answers and to the live line; the returned function says whether some words came."""
    arrived: list[str] = []

    def hand_on(route: Route) -> None:
        answer = route.fetch()
        arrived.append(f"{answer.headers} {answer.text()}")
        route.fulfill(response=answer)

    def listen(line: WebSocket) -> None:
        line.on("framereceived", lambda frame: arrived.append(str(frame)))

    page.route("**/api/**", hand_on)
    page.on("websocket", listen)
    return lambda words: any(words in said for said in arrived)
