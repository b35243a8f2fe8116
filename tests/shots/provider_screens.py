"""The settings with providers in every state, a panel that leads to them, and what providers were paid."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.contract.fakes import openai_media
from tests.contract.matrix import KEY
from tests.contract.service import Service
from tests.journeys.own_server import OwnServer
from tests.journeys.settings import SettingsPage
from tests.journeys.studio import Studio
from tests.shots.camera import Camera
from tests.shots.material import Material

NOBODY = "http://127.0.0.1:9"


def settings(camera: Camera, material: Material) -> None:
    with camera.page() as page:
        shown = SettingsPage(page, camera.studio).open()
        camera.shoot(page, "settings-nothing-connected")
        shown.adder.click()
        camera.shoot(page, "settings-add")
        shown.form.get_by_role("button", name="Add and try").click()
        camera.shoot(page, "settings-add-refused")
    with camera.page() as page:
        page.route("**/api/providers", lambda route: route.abort())
        page.goto(f"{camera.studio.url}/settings")
        camera.shoot(page, "settings-loading", whole=False)
        page.get_by_role("alert").wait_for()
        camera.shoot(page, "settings-failed", whole=False)
    with _all_states(camera.studio), camera.page() as page:
        shown = SettingsPage(page, camera.studio).open("#desk")
        camera.shoot(page, "settings-connected")
        shown.models("desk")
        camera.shoot(page, "settings-own-models")
        shown.card("desk").get_by_role("button", name="Remove desk").click()
        page.get_by_role("dialog").wait_for()
        camera.shoot(page, "settings-remove")
        page.keyboard.press("Escape")
        for id in ("gone", "vault", "fal", "anthropic", "openrouter"):
            shown.open(f"#{id}")
            camera.shoot(page, f"settings-{id}")
        shown.open("#openai")
        shown.models("OpenAI").get_by_role("button", name=re.compile("^Price unchecked")).first.hover()
        page.locator(".popup").first.wait_for()
        camera.shoot(page, "settings-models")


def settings_in_panels(camera: Camera, material: Material) -> None:
    models = ("openai/gpt-image-2.6-flare", "openai/gpt-image-1")
    for model, connected in ((models[0], False), (models[1], True), (models[0], True)):
        node = {"id": "a", "kind": "image", "title": "Harbour", "model": model, "prompt": "A harbour at dawn"}
        made = camera.studio.canvas([{**node, "x": 0, "y": 0}])
        with _openai(camera.studio, connected), camera.canvas(made, at=(160, 200, 1)) as canvas:
            canvas.select("Harbour")
            canvas.panel.get_by_text(re.compile("GPT Image")).first.wait_for()
            if connected and model == models[0]:
                canvas.model.click()
                canvas.page.get_by_role("listbox").wait_for()
            camera.shoot(canvas.page, f"settings-panel-{model.rpartition('/')[2]}-{'' if connected else 'no-'}key")


def costs(camera: Camera, material: Material) -> None:
    with camera.page() as page:
        page.goto(f"{camera.studio.url}/costs")
        page.get_by_role("heading", name="What providers were paid").wait_for()
        camera.shoot(page, "page-costs-empty")
    with camera.page() as page:
        answer = json.dumps({"credits_per_dollar": "100", "markup": "1.2", "generations": _COSTS})
        page.route("**/api/costs*", lambda route: route.fulfill(body=answer, content_type="application/json"))
        page.goto(f"{camera.studio.url}/costs")
        page.get_by_role("table").first.wait_for()
        camera.shoot(page, "page-costs")


@contextmanager
def _all_states(studio: Studio) -> Iterator[None]:
    with OwnServer().service() as desk, OwnServer(key="sk-other").service() as vault:
        wishes = {
            "desk": {"url": desk.url, "key": "sk-any"},
            "vault": {"url": vault.url, "key": "sk-wrong"},
            "gone": {"url": NOBODY, "type": "comfyui"},
            "fal": {"key": "fal-any"},
        }
        for id, wish in wishes.items():
            studio.http.put(f"/api/providers/{id}", json=wish).raise_for_status()
        yield
    for id in wishes:
        studio.http.delete(f"/api/providers/{id}").raise_for_status()


@contextmanager
def _openai(studio: Studio, connected: bool) -> Iterator[None]:
    if not connected:
        yield
        return
    with Service(openai_media.Fake().app, openai_media.stage) as service:
        wish = {"url": f"{service.url}/v1", "key": KEY}
        studio.http.put("/api/providers/openai", json=wish).raise_for_status()
        yield
    studio.http.delete("/api/providers/openai").raise_for_status()


def _cost(number: int, model: str, credits: str, expected: str, charged: str | None) -> dict[str, object]:
    failed = credits == "0"
    return {
        "id": f"g{number}",
        "canvas": "c",
        "node": "n",
        "ended": 1_795_000_000_000 - number * 7_000_000,
        "state": "failed" if failed else "succeeded",
        "model": model,
        "provider": model.partition("/")[0],
        "credits": credits,
        "expected_usd": expected,
        "charged_usd": charged,
        "kept_money": "unknown" if failed else None,
    }


_COSTS = [
    _cost(1, "openai/gpt-image-2.6-flare", "6.33", "0.052695", "0.053130"),
    _cost(2, "openrouter/google/veo-3.1", "384", "3.200000", "3.200000"),
    _cost(3, "fal/kling-4", "0", "1.570000", None),
    _cost(4, "fal/kling-4", "188.4", "1.570000", None),
    _cost(5, "openai/gpt-image-2.6-flare", "6.33", "0.052695", "0.041000"),
    _cost(6, "openai/gpt-4o-mini-tts", "1.8", "0.015000", None),
]
