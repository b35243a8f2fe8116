"""The fault matrix for pictures and speech at OpenAI, and for video at OpenRouter."""

import json
from typing import Any, ClassVar

import pytest

from headwater.models.adapters.openai_media import video
from tests.contract.fakes.openai_media import Fake, flagged, moderated, stage
from tests.contract.matrix import AtWork, JobMatrix, LinkedFiles, OneCallMatrix
from tests.contract.service import Service, Status

Json = Any


class _AtOpenAI(OneCallMatrix):
    PROVIDER = "openai"
    BASE = "/v1"

    def serve(self) -> Service:
        return Service(Fake().app, stage)

    def refuse(self, service: Service) -> None:
        service.fault("submit", Status(400, {}, _said(moderated())))


class TestPictures(_AtOpenAI):
    NODE: ClassVar[dict[str, Json]] = {"kind": "image", "model": "openai/gpt-image-2.6-flare", "prompt": "A lighthouse"}

    async def test_what_it_cost_is_kept_beside_the_price(self, at_work: AtWork) -> None:
        await at_work.generate()
        (costs,) = (await at_work.desk.get("/api/costs"))["generations"]
        assert (float(costs["charged_usd"]), float(costs["expected_usd"])) == (0.05313, 0.0527)


class TestVideo(JobMatrix, LinkedFiles):
    PROVIDER = "openrouter"
    BASE = "/api/v1"
    STOPS: ClassVar[frozenset[str]] = frozenset()
    NODE: ClassVar[dict[str, Json]] = {
        "kind": "video",
        "model": "openrouter/bytedance/seedance-2.5",
        "prompt": "Waves at night",
    }

    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(video, "POLL_EVERY", 0.05)

    def serve(self) -> Service:
        self.fake = Fake(statuses=["in_progress", "completed"])
        return Service(self.fake.app, stage)

    def refuse(self, service: Service) -> None:
        service.fault("submit", Status(403, {}, _said(flagged())))

    def hold(self, service: Service, queued: bool) -> None:
        self.fake.statuses = ["pending" if queued else "in_progress"]

    def strange_status(self, service: Service) -> None:
        self.fake.statuses = ["dreaming", "completed"]

    async def test_what_it_cost_is_kept_beside_the_price(self, at_work: AtWork) -> None:
        await at_work.generate()
        (costs,) = (await at_work.desk.get("/api/costs"))["generations"]
        assert (float(costs["charged_usd"]), float(costs["expected_usd"])) == (1.6, 1.163)

    async def test_a_job_that_failed_gives_the_credits_back(self, at_work: AtWork) -> None:
        self.fake.statuses, self.fake.error = ["in_progress", "failed"], "Upstream gave up"
        ended = await at_work.generate()
        assert (ended["state"], ended["error"]["code"]) == ("failed", "provider_error")
        assert "Upstream gave up" in ended["error"]["message"]
        await at_work.free_of_charge()


def _said(answer: Any) -> Json:
    return json.loads(answer.body)
