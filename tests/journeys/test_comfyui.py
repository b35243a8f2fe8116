"""docs/comfyui.md as a person follows it: connect a server, bring a workflow, say what can be set, generate with it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.contract.fakes.comfyui import WORKFLOWS, Fake, preview, stage, told
from tests.contract.service import Service
from tests.journeys.browser import Console
from tests.journeys.conftest import OpenCanvas
from tests.journeys.settings import FAULTS, SettingsPage
from tests.journeys.studio import Studio

PAGE = (Path(__file__).parents[2] / "docs" / "comfyui.md").read_text("utf-8")
NODE = {"id": "it", "kind": "image", "title": "Lighthouse", "model": "box/txt2img", "prompt": "A lighthouse at dusk"}


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def service(fake: Fake) -> Iterator[Service]:
    with Service(fake.app, stage) as service:
        yield service


@pytest.fixture
def box(page: Page, studio: Studio, service: Service) -> Iterator[Locator]:
    """The card of a connected server."""
    studio.command("providers", "add", "box", "--url", service.url, "--type", "comfyui")
    settings = SettingsPage(page, studio).open()
    yield settings.card("box")
    studio.http.delete("/api/providers/box").raise_for_status()


def brought(box: Locator, name: str) -> Locator:
    """The dialog after a workflow was brought."""
    box.locator("input[type=file]").set_input_files(WORKFLOWS / f"{name}.json")
    dialog = box.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def becomes(dialog: Locator, input: str, node: str) -> Locator:
    """What an input becomes."""
    return dialog.get_by_label(f"What {input} of {node} becomes").first


def sent(service: Service) -> dict[str, dict[str, dict[str, object]]]:
    """The newest workflow that arrived at the server."""
    graph: dict[str, dict[str, dict[str, object]]] = [one for one in service.requests if one.stage == "submit"][
        -1
    ].json["prompt"]
    return graph


def test_a_workflow_becomes_a_model_that_shows_how_it_comes_into_being(
    box: Locator, fake: Fake, service: Service, open_canvas: OpenCanvas
) -> None:
    dialog = brought(box, "txt2img")
    expect(becomes(dialog, "text", "CLIP Text Encode (Prompt)")).to_have_text("Prompt")
    expect(becomes(dialog, "steps", "KSampler")).to_have_text("Setting")
    expect(becomes(dialog, "sampler_name", "KSampler")).to_have_text("As it is")
    becomes(dialog, "sampler_name", "KSampler").click()
    box.page.get_by_role("option", name="Setting").click()
    faults = [each for each in box.page.evaluate(FAULTS) if 'aria-hidden="true"' not in each]
    assert faults == []
    dialog.get_by_role("button", name="Save").click()
    expect(box.get_by_role("listitem").filter(has_text="Txt2img")).to_be_visible()

    fake.held, fake.messages = "running", [told("progress", node="3", value=10, max=20), preview()]
    canvas = open_canvas([{**NODE, "settings": {"steps": 12, "sampler_name": "uni_pc"}}])
    canvas.select("Lighthouse")
    id = canvas.press_generate()
    expect(canvas.node("Lighthouse").get_by_alt_text("How it looks so far")).to_be_visible()
    fake.held = None
    assert canvas.wait_ended(id)["state"] == "succeeded"
    expect(canvas.node("Lighthouse").get_by_alt_text("How it looks so far")).to_be_hidden()
    graph = sent(service)
    assert graph["6"]["inputs"]["text"] == "A lighthouse at dusk"
    assert (graph["3"]["inputs"]["steps"], graph["3"]["inputs"]["sampler_name"]) == (12, "uni_pc")


def test_a_workflow_is_changed_priced_removed_and_brought_back(box: Locator, studio: Studio) -> None:
    brought(box, "txt2img").get_by_role("button", name="Save").click()
    box.get_by_role("button", name="Change Txt2img").click()
    dialog = box.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Lighthouses")
    dialog.get_by_label("Price in credits").fill("2.5")
    dialog.get_by_role("button", name="Save").click()
    expect(box.get_by_label("Price of Lighthouses in credits")).to_have_value("2.5")
    box.get_by_role("button", name="Remove Lighthouses").click()
    expect(box.get_by_role("listitem")).to_have_count(0)
    box.page.get_by_role("button", name="Undo").click()
    expect(box.get_by_label("Price of Lighthouses in credits")).to_have_value("2.5")
    assert "box/txt2img" in {each["id"] for each in studio.get("/api/models")}


def test_what_the_server_lacks_is_said_before_it_is_saved(box: Locator) -> None:
    dialog = brought(box, "video")
    expect(dialog.get_by_role("status")).to_contain_text("box has no node UNETLoader. Install it there.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("said", ['{"nodes": [], "links": []}', "no JSON"], ids=["as it is drawn", "no JSON"])
def test_another_file_is_refused_with_what_to_bring_instead(
    box: Locator, tmp_path: Path, console: Console, said: str
) -> None:
    console.expect("422")
    (file := tmp_path / "other.json").write_text(said)
    box.locator("input[type=file]").set_input_files(file)
    expect(box.get_by_role("alert").filter(has_text="Export (API)")).to_be_visible()


def test_what_the_page_shows_for_scripts_and_the_terminal_is_taken(
    box: Locator, studio: Studio, tmp_path: Path
) -> None:
    canvas, wish = (json.loads(each) for each in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    wish["workflow"] = json.loads((WORKFLOWS / "txt2img.json").read_text("utf-8"))
    wish["bindings"] = [each for each in wish["bindings"] if each["node"] in wish["workflow"]]
    studio.http.put("/api/providers/box/workflows/txt2img", json=wish).raise_for_status()
    (file := tmp_path / "lighthouse.headwater.json").write_text(json.dumps(canvas))
    assert "Lighthouse" in studio.command("run", str(file), "--out", str(tmp_path / "pictures"))
    assert (tmp_path / "pictures" / "Lighthouse.png").is_file()
