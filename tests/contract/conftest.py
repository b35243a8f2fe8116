"""One nursery for the whole folder: importing everything takes longer than a whole life of a server."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from headwater.generation import waiting
from headwater.models.adapters import answers
from headwater.models.adapters.http_job import reading
from headwater.models.adapters.openai_media import OpenAIMedia, video
from tests.contract.fakes.openai_media import Fake, stage
from tests.contract.media import MediaDesk
from tests.contract.service import Service
from tests.crash.server import Nursery, a_nursery


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than a service in miniature needs."""
    monkeypatch.setattr(waiting, "PATIENCE", (0.01, 0.1))
    monkeypatch.setattr(answers, "ELSE_EVERY", 0.02)
    monkeypatch.setattr(answers, "TEXT_EVERY", 0.02)
    monkeypatch.setattr(reading, "SOONEST", 0.02)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def nursery() -> AsyncIterator[Nursery]:
    """Where servers that are killed are brought up."""
    async with a_nursery() as nursery:
        yield nursery


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MediaDesk]:
    """The adapter for pictures, speech and video, before services in miniature that are quick."""
    monkeypatch.setattr(video, "POLL_EVERY", 0.0)
    fake = Fake()
    with Service(fake.app, stage) as service:
        yield MediaDesk(OpenAIMedia(tmp_path / "answers"), fake, service, tmp_path)
