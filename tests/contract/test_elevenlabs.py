"""ElevenLabs: the fault matrix, and its official client as the judge of requests and of the service in miniature."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, get_args

import httpx
import pytest
from elevenlabs import ElevenLabs as OfficialClient
from elevenlabs.types import GetSpeechHistoryResponse, MusicModelId, SfxModelId, TtsConversationalModel

from headwater.models import catalogue
from headwater.models.adapters import http_job
from tests.assets import samples
from tests.contract.fakes.elevenlabs import ElevenLabs
from tests.contract.matrix import AtWork, OneCallMatrix
from tests.contract.service import Cut, Late, Lost, Service, Status, WrongType
from tests.crash.points import Point
from tests.crash.server import Nursery
from tests.desk import Desk
from tests.waiting import eventually

SOUND = samples.sound("mp3", "mp3")
WORDS = "Far out in the dark, somebody saw it."
SPEECH = {"kind": "audio", "model": "elevenlabs/v4", "prompt": WORDS, "settings": {"voice": "George"}}


class TestSpeech(OneCallMatrix):
    """Speech, which the history remembers."""

    PROVIDER = "elevenlabs"
    NODE: ClassVar = SPEECH
    CAN_FIND = True

    def serve(self) -> Service:
        self.service_itself = ElevenLabs(SOUND)
        return self.service_itself.service()

    def refuse(self, service: Service) -> None:
        self.service_itself.refuses = True

    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(http_job, "LISTED", 0.2)
        monkeypatch.setattr(http_job, "LOOK_EVERY", 0.05)

    async def test_an_answer_that_breaks_off_is_no_result_and_a_text_a_part(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Cut())
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]
        await at_work.paid(ended)

    async def test_a_used_up_quota_is_no_wrong_key(self, at_work: AtWork) -> None:
        said = {"status": "quota_exceeded", "message": "This request exceeds your quota of 10000."}
        at_work.service.fault("submit", Status(401, {}, {"detail": said}))
        ended = await at_work.generate()
        assert ended["error"]["code"] == "insufficient_funds"
        assert "exceeds your quota" in ended["error"]["message"]
        await at_work.free_of_charge()

    @pytest.mark.asyncio(loop_scope="session")
    async def test_killed_while_the_provider_works(self, nursery: Nursery, home: Path, service: Service) -> None:
        late = Late()
        service.fault("submit", late)
        release = asyncio.create_task(_once_looked_for(service, late))
        with pytest.MonkeyPatch.context() as patience:
            patience.setattr(http_job, "LISTED", 60.0)
            ended = await self.killed(nursery, home, service, Point("after", "ask", times=3))
        await release
        assert (ended["state"], service.submits) == ("succeeded", 1), ended["error"]

    async def test_what_is_not_in_the_history_has_an_unknown_outcome(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Lost())
        self.service_itself.forgets = True
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("unknown_outcome", 1)
        await at_work.free_of_charge()

    async def test_what_the_history_names_later_is_brought_home_by_a_check(self, at_work: AtWork) -> None:
        await at_work.generate()
        late = self.service_itself.spoken.pop()
        at_work.service.fault("submit", Lost())
        self.service_itself.forgets = True
        old = await at_work.generate()
        assert (old["state"], (await at_work.check(old))["code"]) == ("unknown", "cannot_be_asked")
        self.service_itself.spoken.append(late)
        found = await at_work.desk.ended((await at_work.check(old))["id"])
        assert (found["state"], found["continues"], at_work.service.submits) == ("succeeded", old["id"], 2)
        assert (await self.settled(at_work.desk))[2:] == ["held", "released", "held", "captured"]

    async def test_what_was_spoken_before_is_not_taken_for_it(self, at_work: AtWork) -> None:
        await at_work.generate()
        self.service_itself.spoken[0]["date_unix"] -= 3600
        self.service_itself.forgets = True
        at_work.service.fault("submit", Lost())
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("unknown_outcome", 2)

    async def test_a_history_that_cannot_be_read_just_now_is_read_again(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Lost())
        at_work.service.fault("find", Status(500), WrongType())
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]


async def _once_looked_for(service: Service, late: Late) -> None:
    """The provider gets done only after somebody looked into the history in vain."""

    async def looked() -> bool:
        return service.counts["find"] > 0

    await eventually(looked)
    late.release()


class TestSound(OneCallMatrix):
    """A sound effect, of which nothing is remembered."""

    PROVIDER = "elevenlabs"
    NODE: ClassVar = {"kind": "audio", "model": "elevenlabs/sound", "mode": "sound", "prompt": "Rain on a window"}

    serve = TestSpeech.serve
    refuse = TestSpeech.refuse


WISHES: dict[str, tuple[dict[str, Any], Any]] = {
    "speech": (
        SPEECH,
        lambda client: client.text_to_speech.convert(
            "JBFqnCBsd6RMkjVDRZzb",
            text=WORDS,
            model_id="eleven_v4",
            voice_settings={"stability": 0.5},
            output_format="mp3_44100_128",
        ),
    ),
    "sound": (
        {**SPEECH, "model": "elevenlabs/sound", "mode": "sound", "settings": {"duration": 4.5, "loop": True}},
        lambda client: client.text_to_sound_effects.convert(
            text=WORDS,
            model_id="eleven_text_to_sound_v3",
            duration_seconds=4.5,
            loop=True,
            output_format="mp3_44100_128",
        ),
    ),
    "music": (
        {**SPEECH, "model": "elevenlabs/music", "mode": "music", "settings": {"duration": 12, "instrumental": False}},
        lambda client: client.music.compose(
            prompt=WORDS,
            model_id="music_v2_5",
            music_length_ms=12000,
            force_instrumental=False,
            output_format="mp3_44100_128",
        ),
    ),
}


@contextmanager
def official_client(service: Service) -> Iterator[OfficialClient]:
    """ElevenLabs' own client, pointed at the service in miniature."""
    with httpx.Client() as http:
        yield OfficialClient(api_key="xi-key", base_url=service.url, httpx_client=http)


@pytest.mark.parametrize("wish", WISHES)
async def test_we_send_what_the_official_client_sends(desk: Desk, wish: str) -> None:
    node, official = WISHES[wish]
    with ElevenLabs(SOUND).service() as service:
        await desk.http.put("/api/providers/elevenlabs", json={"url": service.url, "key": "xi-key"})
        canvas = await desk.canvas([{"id": "it", **node}])
        ended = await desk.generate(canvas, "it")
        assert ended["state"] == "succeeded", ended["error"]
        with official_client(service) as client:
            assert b"".join(await asyncio.to_thread(lambda: list(official(client)))) == SOUND
        ours, theirs = [each for each in service.requests if each.stage == "submit"]
    assert (ours.method, ours.path, ours.json) == (theirs.method, theirs.path, theirs.json)
    assert ours.headers["xi-api-key"] == theirs.headers["xi-api-key"]


async def test_the_history_of_the_service_in_miniature_is_one(desk: Desk) -> None:
    fake = ElevenLabs(SOUND)
    with fake.service() as service, official_client(service) as client:
        await asyncio.to_thread(lambda: list(client.text_to_speech.convert("v", text="Hello", model_id="eleven_v4")))
        told = await asyncio.to_thread(lambda: client.history.list(page_size=20, source="TTS"))
        (item,) = told.history
        again = await asyncio.to_thread(lambda: list(client.history.get_audio(item.history_item_id)))
    assert isinstance(told, GetSpeechHistoryResponse)
    assert (item.text, item.source, b"".join(again)) == ("Hello", "TTS", SOUND)


@pytest.mark.parametrize(
    ("id", "known"),
    [
        ("v4", TtsConversationalModel),
        ("v4-turbo", TtsConversationalModel),
        ("sound", SfxModelId),
        ("music", MusicModelId),
    ],
)
def test_the_models_of_the_entries_are_those_that_the_official_client_knows(id: str, known: Any) -> None:
    literals = {value for part in get_args(known) for value in get_args(part)}
    (mode,) = catalogue.load().models[f"elevenlabs/{id}"].modes
    assert mode.fixed["model_id"] in literals
