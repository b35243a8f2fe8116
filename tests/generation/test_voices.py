"""How voices sound before one pays for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from elevenlabs import ElevenLabs as OfficialClient

from tests.assets import samples
from tests.contract.fakes.elevenlabs import ElevenLabs
from tests.contract.service import Service, Status
from tests.desk import Desk

SOUND = samples.sound("mp3", "mp3")
GEORGE = "/api/voices/sample?model=elevenlabs%2Fv4&voice=George"


@asynccontextmanager
async def connected(desk: Desk, sound: bytes = SOUND) -> AsyncIterator[Service]:
    """ElevenLabs in miniature, to which the desk is connected."""
    with ElevenLabs(sound).service() as service:
        await desk.http.put("/api/providers/elevenlabs", json={"url": service.url, "key": "xi-key"})
        yield service


async def voices(desk: Desk, model: str = "elevenlabs/v4") -> dict[str | None, Any]:
    """The voices of a model that can be heard, by name."""
    return {each["voice"]: each for each in await desk.get(f"/api/voices?model={model}")}


async def test_a_provider_that_publishes_samples_lets_every_voice_be_heard_for_nothing(desk: Desk) -> None:
    before = await desk.balance()
    async with connected(desk) as service:
        found = await voices(desk)
        assert list(found) == ["Sarah", "George", "Charlotte", "Brian", "Alice", "Daniel", "Lily", "Will"]
        assert found["George"]["words"] == "A sample by ElevenLabs, free"
        heard = await desk.http.get(found["George"]["href"])
        assert (heard.status_code, heard.headers["content-type"], heard.content) == (200, "audio/mpeg", SOUND)
        asked, fetched = [each for each in service.requests if each.stage == "sample"]
    assert (asked.path, asked.headers["xi-api-key"]) == ("/v1/voices/JBFqnCBsd6RMkjVDRZzb", "xi-key")
    assert "xi-api-key" not in fetched.headers
    assert (service.submits, await desk.balance()) == (0, before)


async def test_another_site_can_use_no_sample(desk: Desk) -> None:
    async with connected(desk) as service:
        refused = await desk.http.get(GEORGE, headers={"Sec-Fetch-Site": "cross-site"})
        assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
        assert service.counts["sample"] == 0


async def test_a_sample_is_fetched_once(desk: Desk) -> None:
    async with connected(desk) as service:
        together = await asyncio.gather(*(desk.http.get(GEORGE) for _ in range(3)))
        assert {each.content for each in together} == {SOUND}
        assert service.counts["sample"] == 2


async def test_a_take_of_ones_own_comes_before_a_sample(desk: Desk) -> None:
    async with connected(desk):
        speech = {
            "kind": "audio",
            "model": "elevenlabs/v4",
            "prompt": "Far out in the dark",
            "settings": {"voice": "Lily"},
        }
        ended = await desk.generate(await desk.canvas([{"id": "it", **speech}]), "it")
        assert ended["state"] == "succeeded", ended["error"]
        found = await voices(desk)
        assert found["Lily"]["words"] == "From your take “Far out in the dark”"
        heard = await desk.http.get(found["Lily"]["href"])
        assert heard.content == SOUND
        assert found["Will"]["words"] == "A sample by ElevenLabs, free"
        await desk.http.delete(f"/api/assets/{ended['asset']}")
        assert (await voices(desk))["Lily"]["words"] == "A sample by ElevenLabs, free"


async def test_a_sample_that_cannot_be_had_is_told_and_asked_for_again_the_next_time(desk: Desk) -> None:
    async with connected(desk) as service:
        service.fault("sample", Status(500))
        refused = await desk.http.get(GEORGE)
        assert (refused.status_code, refused.json()["code"]) == (502, "no_sample")
        assert (await desk.http.get(GEORGE)).status_code == 200


async def test_a_page_is_no_sample(desk: Desk) -> None:
    async with connected(desk, b"<html>a page</html>"):
        refused = await desk.http.get(GEORGE)
    assert (refused.status_code, refused.json()["code"]) == (502, "no_sample")


async def test_what_cannot_be_heard_is_not_listed(desk: Desk) -> None:
    assert await voices(desk) == {}  # not connected
    assert await voices(desk, "builtin/foley") == {}
    for path in ("model=builtin/foley", "model=elevenlabs/v4&voice=Nobody", "model=no/such"):
        assert (await desk.http.get(f"/api/voices/sample?{path}")).status_code == 404


async def test_the_built_in_voice_speaks_for_nothing(desk: Desk) -> None:
    before = await desk.balance()
    (voice,) = (await voices(desk, "builtin/voice")).values()
    assert (voice["voice"], voice["words"]) == (None, "Spoken on this machine, free")
    heard = await desk.http.get(voice["href"])
    assert (heard.status_code, heard.headers["content-type"].partition("/")[0]) == (200, "audio")
    assert await desk.balance() == before


async def test_the_answer_about_a_voice_is_one_that_the_official_client_reads() -> None:
    with ElevenLabs(SOUND).service() as service, httpx.Client() as http:
        client = OfficialClient(api_key="xi-key", base_url=service.url, httpx_client=http)
        told = await asyncio.to_thread(lambda: client.voices.get("JBFqnCBsd6RMkjVDRZzb"))
        assert told.preview_url == f"{service.url}/preview/JBFqnCBsd6RMkjVDRZzb"
