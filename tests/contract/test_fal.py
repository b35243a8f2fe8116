"""fal: the fault matrix, and its official client as the judge of the service in miniature."""

from typing import ClassVar

import httpx
import pytest
from fal_client.client import Completed, InProgress, Queued, SyncRequestHandle

from headwater.models import catalogue
from tests.assets import samples
from tests.contract.fakes.fal import Fal
from tests.contract.matrix import AtWork, JobMatrix, LinkedFiles
from tests.contract.service import Service

MODELS = {id: model for id, model in catalogue.load().models.items() if id.startswith("fal/")}


class TestPicture(JobMatrix, LinkedFiles):
    """FLUX by fal's queue."""

    PROVIDER = "fal"
    STOPS: ClassVar[frozenset[str]] = frozenset({"queued"})
    NODE: ClassVar = {
        "kind": "image",
        "model": "fal/flux-2-pro",
        "prompt": "A lamp on a pier.",
        "settings": {"shape": "square", "seed": 7},
    }

    def serve(self) -> Service:
        self.fal = Fal(samples.picture("PNG"), "image/png")
        return self.fal.service()

    def refuse(self, service: Service) -> None:
        self.fal.refuses = True

    def hold(self, service: Service, queued: bool) -> None:
        self.fal.held = "IN_QUEUE" if queued else "IN_PROGRESS"

    def strange_status(self, service: Service) -> None:
        self.fal.strange = True

    async def test_the_request_is_what_the_entry_says(self, at_work: AtWork) -> None:
        assert (await at_work.generate())["state"] == "succeeded"
        (job,) = self.fal.jobs.values()
        assert job.endpoint == "fal-ai/flux-2-pro"
        assert job.asked == {"prompt": "A lamp on a pier.", "image_size": "square_hd", "seed": 7}

    async def test_a_cancelled_job_is_cancelled_at_the_service(self, at_work: AtWork) -> None:
        self.hold(at_work.service, queued=True)
        id = await at_work.press()
        await at_work.polled()
        await at_work.cancel(id)
        assert self.fal.cancelled == ["7f2b-0"]

    async def test_no_key_goes_where_the_file_lies(self, at_work: AtWork) -> None:
        await at_work.generate()
        (file,) = [each for each in at_work.service.requests if each.stage == "file"]
        assert "authorization" not in file.headers


def handle(service: Service) -> SyncRequestHandle:
    """The official client's hold on a job that it submitted."""
    asked = httpx.post(f"{service.url}/fal-ai/flux-2-pro", json={"prompt": "x"}, headers={"Authorization": "Key k"})
    told = asked.json()
    urls = {name: told[name] for name in ("response_url", "status_url", "cancel_url")}
    return SyncRequestHandle(request_id=told["request_id"], client=httpx.Client(), **urls)


def test_the_official_client_reads_what_the_service_in_miniature_answers() -> None:
    fal = Fal(samples.picture("PNG"), "image/png")
    with fal.service() as service:
        job = handle(service)
        assert [type(job.status()) for _ in range(3)] == [Queued, InProgress, Completed]
        assert job.get()["images"][0]["content_type"] == "image/png"
        job.client.close()


def test_the_official_client_cancels_what_is_queued() -> None:
    fal = Fal(b"", "image/png", held="IN_QUEUE")
    with fal.service() as service:
        job = handle(service)
        job.cancel()
        assert fal.cancelled == [job.request_id]
        job.client.close()


@pytest.mark.parametrize("id", MODELS)
def test_every_entry_says_where_it_comes_from_and_where_each_picture_goes(id: str) -> None:
    model = MODELS[id]
    assert model.source
    assert model.as_of
    for mode in model.modes:
        assert mode.endpoints
        assert bool(mode.takes) == bool(set(mode.places) - {"prompt"})
