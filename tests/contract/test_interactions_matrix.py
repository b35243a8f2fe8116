"""The fault matrix for pictures, video, speech and text at Google."""

import json
from typing import Any, ClassVar

import pytest

from headwater.models.adapters import interactions
from tests.contract.fakes.interactions import Fake, refused, stage
from tests.contract.matrix import AtWork, CallMatrix, JobMatrix, LinkedFiles, OneCallMatrix
from tests.contract.service import Service, Status

Json = Any


class _AtGoogle(CallMatrix):
    PROVIDER = "google"
    BASE = "/v1beta"

    def serve(self) -> Service:
        self.fake = Fake()
        return Service(self.fake.app, stage)

    def refuse(self, service: Service) -> None:
        service.fault("submit", Status(400, {}, json.loads(bytes(refused().body))))


class _InTheBackground(_AtGoogle, JobMatrix):
    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(interactions, "POLL_EVERY", {})
        monkeypatch.setattr(interactions, "ELSE_EVERY", 0.05)

    def hold(self, service: Service, queued: bool) -> None:
        self.fake.statuses = ["queued" if queued else "in_progress"]

    def strange_status(self, service: Service) -> None:
        self.fake.statuses = ["dreaming", "completed"]

    async def test_a_refusal_on_the_way_gives_the_credits_back(self, at_work: AtWork) -> None:
        self.fake.statuses, self.fake.errors = ["in_progress", "failed"], [{"code": "safety", "message": "Unsafe."}]
        ended = await at_work.generate()
        assert (ended["state"], ended["error"]["code"]) == ("failed", "content_policy")
        await at_work.free_of_charge()

    async def test_a_part_of_a_result_gives_the_credits_back(self, at_work: AtWork) -> None:
        self.fake.statuses = ["in_progress", "incomplete"]
        ended = await at_work.generate()
        assert (ended["state"], ended["error"]["code"]) == ("failed", "partial")
        await at_work.free_of_charge()

    async def test_google_is_asked_to_stop(self, at_work: AtWork) -> None:
        self.fake.statuses = ["in_progress"]
        assert (await at_work.cancel(await at_work.press()))["state"] == "cancelled"
        assert len(self.fake.cancelled) == at_work.service.submits


class TestPictures(_InTheBackground):
    NODE: ClassVar[dict[str, Json]] = {
        "kind": "image",
        "model": "google/gemini-nano-banana-2.1",
        "prompt": "A lighthouse",
    }

    async def test_what_it_cost_is_kept_beside_the_price(self, at_work: AtWork) -> None:
        await at_work.generate()
        (costs,) = (await at_work.desk.get("/api/costs"))["generations"]
        assert (float(costs["charged_usd"]), float(costs["expected_usd"])) == (0.035115, 0.033606)


class TestVideo(_InTheBackground, LinkedFiles):
    NODE: ClassVar[dict[str, Json]] = {
        "kind": "video",
        "model": "google/gemini-omni-1.1-flash",
        "prompt": "Waves at night",
    }


class TestText(_AtGoogle, OneCallMatrix):
    NODE: ClassVar[dict[str, Json]] = {
        "kind": "text",
        "model": "google/gemini-4-argon",
        "prompt": "A line about a lamp.",
    }
