"""Pictures, speech and video as OpenAI and OpenRouter take them, with their own clients as judges.

The services in miniature refuse every body that the official types refuse; here the official clients read every
answer of theirs, and send what we send.
"""

import base64
from dataclasses import replace
from decimal import Decimal

import pytest
from openai import BadRequestError
from openrouter import OpenRouter
from pydantic import SecretStr

from headwater.models.adapter import Call, Phase, Progress
from headwater.models.adapters.openai_media import OpenAIMedia
from headwater.models.model import Place
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from headwater.providers.connection import Edit, ServerType, server
from headwater.providers.listing import Listed, model_of, own_model
from tests.contract.fakes.openai_media import FORBIDDEN, IMAGE_COST, VIDEO_COST, mp3, mp4, png
from tests.contract.matrix import KEY
from tests.contract.media import BASES, FLARE, ROUTED, SEEDANCE, VEO, VOICE, MediaDesk
from tests.contract.service import Cut, Status


async def test_a_picture_comes_as_it_was_asked_for_and_its_tokens_say_what_it_cost(media: MediaDesk) -> None:
    output, bytes = await media.made(media.call(FLARE, "create", quality="max", size="1536x864"))
    asked = {"model": "gpt-image-2.6-flare", "prompt": "A lighthouse", "quality": "max", "size": "1536x864"}
    assert (media.fake.bodies, bytes, output.name) == ([asked | {"background": "auto"}], png(), "picture.png")
    assert output.charged == Decimal("0.05313")  # 10 tokens at $5, 50 at $8 and 1756 at $30 a million
    assert output.facts == {"size": "1024x1024", "quality": "high"}


async def test_pictures_to_edit_go_along_as_files_in_their_order(media: MediaDesk) -> None:
    given = media.pictures("reference", "reference")
    await media.made(media.call(FLARE, "edit", *given))
    files = [("image-1.png", "image/png", png() + b"\0"), ("image-2.png", "image/png", png() + b"\1")]
    assert (media.fake.bodies[0]["image"], media.fake.bodies[0]["size"]) == (files, "1024x1024")


async def test_our_form_is_the_one_that_the_official_client_sends(media: MediaDesk) -> None:
    for number, count in enumerate((1, 2)):
        given = media.pictures(*["reference"] * count)
        asked = media.call(FLARE, "edit", *given)
        await media.made(replace(asked, id=f"call-{number}"))
        files = [(f"image-{n}.png", each.path.read_bytes(), each.mime) for n, each in enumerate(given, 1)]
        image = files if count > 1 else files[0]
        media.openai().images.edit(image=image, model="gpt-image-2.6-flare", prompt="A lighthouse", **asked.settings)
        assert media.fake.bodies[-2] == media.fake.bodies[-1]
        names = [request.body.count(b'name="image[]"') for request in media.service.requests[-2:]]
        assert names == [count if count > 1 else 0] * 2


async def test_speech_is_the_words_and_comes_as_bytes(media: MediaDesk) -> None:
    output, bytes = await media.made(media.call(VOICE, "speech", voice="cedar", instructions="Calm"))
    asked = {"input": "A lighthouse", "model": "gpt-4o-mini-tts", "voice": "cedar", "instructions": "Calm"}
    assert media.fake.bodies == [asked | {"response_format": "mp3"}]
    assert (bytes, output.name, output.charged) == (mp3(), "speech.mp3", None)


async def test_a_video_is_polled_by_its_id_and_costs_what_the_service_says(media: MediaDesk) -> None:
    output, bytes = await media.made(media.call(SEEDANCE, "create", seed=7, generate_audio=False))
    asked = {"model": "bytedance/seedance-2.5", "prompt": "A lighthouse", "duration": 5, "resolution": "720p"}
    assert media.fake.bodies == [asked | {"aspect_ratio": "16:9", "generate_audio": False, "seed": 7}]
    assert (bytes, output.charged, media.service.submits) == (mp4(), Decimal(str(VIDEO_COST)), 1)


async def test_frames_and_references_stand_where_the_service_has_them(media: MediaDesk) -> None:
    await media.made(media.call(SEEDANCE, "first-last", *media.pictures("first_frame", "last_frame")))
    await media.made(media.call(VEO, "references", *media.pictures("reference", "reference")))
    frames, references = media.fake.bodies[0]["frame_images"], media.fake.bodies[1]["input_references"]
    assert [(each["frame_type"], each["type"]) for each in frames] == [
        ("first_frame", "image_url"),
        ("last_frame", "image_url"),
    ]
    assert [set(each) for each in references] == [{"type", "image_url"}] * 2
    assert all(each["image_url"]["url"].startswith("data:image/png;base64,iVBOR") for each in frames + references)
    assert "input_references" not in media.fake.bodies[0]
    assert media.fake.bodies[1]["generate_audio"] is True


async def test_a_picture_at_openrouter_takes_references_as_data(media: MediaDesk) -> None:
    output, bytes = await media.made(media.call(ROUTED, "edit", *media.pictures("reference")))
    assert (len(media.fake.bodies[0]["input_references"]), media.fake.bodies[0]["resolution"], bytes) == (
        1,
        "2K",
        png(),
    )
    assert output.charged == Decimal(str(IMAGE_COST))


@pytest.mark.parametrize(
    ("listed", "use"),
    [
        (Listed("flux-1-dev", Kind.IMAGE), ""),
        (Listed("flux-1-dev", Kind.IMAGE), "reference"),
        (Listed("kokoro", Kind.AUDIO), ""),
        (Listed("ltx-video", Kind.VIDEO), "first_frame"),
    ],
    ids=["create", "edit", "speech", "video"],
)
async def test_what_a_server_of_ones_own_lists_runs_at_once(media: MediaDesk, listed: Listed, use: str) -> None:
    model = model_of(own_model("home", listed, Edit()))
    mode = model.modes[-1] if use else model.modes[0]
    base = BASES["openrouter" if listed.kind is Kind.VIDEO else "openai"]
    home = server("home", ServerType.OPENAI, media.service.url + base)
    connection = Connection(home, home.url, SecretStr(KEY), own=True)
    given = tuple(media.pictures(use)) if use else ()
    _, bytes = await media.made(Call("call-1", model, mode.id, "Hello", mode.defaults(), connection, given))
    assert bytes == {Kind.IMAGE: png, Kind.AUDIO: mp3, Kind.VIDEO: mp4}[listed.kind]()


async def test_a_field_that_we_know_nothing_of_takes_the_data_itself(media: MediaDesk) -> None:
    mode = ROUTED.modes[0].model_copy(update={"places": {"image": Place(param="provider.options.x.picture")}})
    model = ROUTED.model_copy(update={"modes": (mode,)})
    await media.made(media.call(model, "edit", *media.pictures("reference")))
    assert media.fake.bodies[0]["provider"]["options"]["x"]["picture"].startswith("data:image/png;base64,")


async def test_settings_go_inside_what_an_entry_always_sends_and_leave_the_entry_alone(media: MediaDesk) -> None:
    fixed = {"model": "bytedance/seedream-5", "provider": {"options": {"x": {"steps": 4}}}}
    settings = {"guidance": {"type": "number", "default": 2.5, "param": "provider.options.x.guidance"}}
    mode = ROUTED.modes[0].model_copy(update={"fixed": fixed, "settings": settings})
    await media.made(media.call(ROUTED.model_copy(update={"modes": (mode,)}), "edit"))
    sent = {"model": "bytedance/seedream-5", "provider": {"options": {"x": {"steps": 4, "guidance": 2.5}}}}
    assert media.fake.bodies == [sent | {"prompt": "A lighthouse"}]
    assert fixed["provider"] == {"options": {"x": {"steps": 4}}}


async def test_a_picture_behind_a_link_is_fetched_without_the_key(media: MediaDesk) -> None:
    media.fake.links = True
    media.service.fault("file", Cut(), Status(403))
    _, bytes = await media.made(media.call(FLARE, "create"))
    assert (bytes, media.service.submits, media.service.counts["file"]) == (png(), 1, 3)


async def test_the_first_of_several_pictures_is_taken_and_that_is_said(media: MediaDesk) -> None:
    one = {"b64_json": base64.b64encode(png()).decode(), "revised_prompt": "A tall lighthouse"}
    media.fake.picture_data = [one, one]
    output, _ = await media.made(media.call(FLARE, "create"))
    assert output.note == "2 pictures came; this is the first."
    assert output.facts["revised_prompt"] == "A tall lighthouse"


async def test_a_status_that_nobody_knows_is_not_the_end(media: MediaDesk) -> None:
    media.fake.statuses = ["queued", "dreaming", "completed"]
    asked = media.call(SEEDANCE, "create")
    ticket = await media.adapter.submit(asked)
    told = [await media.adapter.poll(asked, ticket) for _ in range(3)]
    assert [each.phase for each in told] == [Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED]
    assert told[1] == Progress(Phase.RUNNING, again_in=0.0)


async def test_a_job_goes_on_from_its_ticket_in_another_process(media: MediaDesk) -> None:
    asked = media.call(SEEDANCE, "create")
    ticket = await media.adapter.submit(asked)
    later = OpenAIMedia(media.folder / "later")
    await later.poll(asked, ticket)
    output = await later.fetch(asked, ticket)
    assert output.media
    assert b"".join([piece async for piece in output.media]) == mp4()


async def test_the_official_clients_read_every_answer_of_the_services_in_miniature(media: MediaDesk) -> None:
    client = media.openai()
    answer = client.images.generate(prompt="x", model="gpt-image-2.6-flare")
    assert answer.data
    assert answer.data[0].b64_json
    assert answer.usage
    assert (answer.usage.output_tokens, answer.quality, answer.size) == (1756, "high", "1024x1024")
    assert client.audio.speech.create(input="x", model="gpt-4o-mini-tts", voice="alloy").content == mp3()
    assert [each.id for each in client.models.list()] == ["gpt-image-2.6-flare", "gpt-4o-mini-tts"]
    with pytest.raises(BadRequestError) as refused:
        client.images.generate(prompt=FORBIDDEN, model="gpt-image-2")
    assert (refused.value.code, refused.value.type) == ("moderation_blocked", "image_generation_user_error")


async def test_the_client_of_openrouter_reads_every_answer_too(media: MediaDesk) -> None:
    with OpenRouter(api_key=KEY, server_url=f"{media.service.url}/api/v1") as client:
        job = client.video_generation.generate(model="bytedance/seedance-2.5", prompt="x")
        statuses = [client.video_generation.get_generation(job_id=job.id) for _ in range(3)]
        assert [each.status for each in statuses] == ["pending", "in_progress", "completed"]
        assert statuses[-1].usage
        assert statuses[-1].usage.cost == VIDEO_COST
        assert statuses[-1].unsigned_urls
        content = client.video_generation.get_video_content(job_id=job.id)
        assert content.read() == mp4()
        picture = client.images.generate(model="bytedance/seedream", prompt="x")
        assert picture.data[0].media_type == "image/png"
        assert client.tts.create_speech(model="x", input="x", voice="y", response_format="mp3").read() == mp3()
