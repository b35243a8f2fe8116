"""The reference strip: what each reference becomes, which frame of a video is sent, and why one goes unused."""

import io
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from headwater.canvas.document import FramePick, Shown
from headwater.canvas.edits import show
from headwater.generation.panel import assess
from headwater.generation.request import Request
from headwater.generation.strip import ReferenceShown
from headwater.platform.kinds import Kind
from tests.assets import samples
from tests.desk import Desk, node
from tests.generation.arranged import assessed, new, panel, situation
from tests.generation.recorder import Recorder
from tests.generation.work import edit, parts

V = new("v", "video")


def strip(mode: str | None, *upstream: str, kind: str = "video", **more: Any) -> list[ReferenceShown]:
    """The strip of a node of `kind` in `mode`, with nodes of these kinds connected."""
    return panel(
        new("it", kind, mode=mode), [new(f"n{at}", each) for at, each in enumerate(upstream)], **more
    ).references


def test_the_one_picture_of_a_video_is_its_opening_frame() -> None:
    assert [each.place for each in strip("create", "image")] == ["Opening frame"]


def test_a_second_picture_opens_nothing() -> None:
    assert [each.place for each in strip("create", "image", "image")] == ["Opening frame", None]


def test_first_and_last_frame_names_its_two() -> None:
    assert [each.place for each in strip("first-last", "image", "image")] == ["First frame", "Last frame"]


def test_sound_for_a_video_is_its_soundtrack() -> None:
    assert [each.place for each in strip("references", "audio", "video")] == ["Soundtrack", None]


def test_what_is_just_a_reference_is_called_nothing_else() -> None:
    assert [each.place for each in strip("edit", "image", kind="image")] == [None]


def test_a_sound_says_how_long_it_is() -> None:
    assert [each.seconds for each in strip("create", "audio", seconds={"n0": 4.5})] == [4.5]


@pytest.mark.parametrize(
    ("picked", "frame", "place"),
    [
        (None, "last", "Last frame"),
        ("first", "first", "First frame"),
        (3.0, 3.0, "Frame at 0:03"),
        (65.29, 65.29, "Frame at 1:05.2"),
        (0.3, 0.3, "Frame at 0:00.3"),
    ],
)
def test_a_video_that_feeds_a_picture_says_which_frame_of_it_does(
    picked: FramePick, frame: str | float, place: str
) -> None:
    (found,) = panel(new("it", "image", "again"), [V], frames={"v": picked}).references
    assert (found.kind, found.media, found.frame, found.place) == (Kind.VIDEO, Kind.IMAGE, frame, place)


@pytest.mark.parametrize("kind", ["text", "video", "audio"])
def test_where_no_frame_is_taken_none_is_said(kind: str) -> None:
    found = assessed(new("it", kind, "again"), [V], frames={"v": "first"})
    assert [each.frame for each in found.panel.references] == [None]
    assert found.request
    assert [each.frame for each in found.request.references] == [None]


def test_a_frame_of_a_video_is_counted_among_the_pictures_that_arrive() -> None:
    upstream = [new("p", "image"), V, new("q", "image")]
    found = panel(new("it", "image", "⟦v⟧ like ⟦q⟧"), upstream)
    assert [each.label for each in found.references] == ["Image 1", "Image 2", "Image 3"]
    assert found.request.prompt == "Image 2 like Image 3"


def test_videos_between_a_first_and_a_last_frame_say_that_they_are_unused() -> None:
    found = strip("first-last", "image", "video", "image")
    assert [each.unused for each in found] == [None, "First & last frame uses the two pictures only", None]


def test_what_is_not_there_yet_says_so() -> None:
    assert [each.missing for each in strip("references", "image", "image", empty=["n0"])] == ["Nothing there yet", None]


def test_what_was_deleted_for_good_says_so() -> None:
    now = replace(situation(new("it", "image", "again"), [V], empty=["v"]), gone=frozenset({"v"}))
    assert [each.missing for each in assess(now).panel.references] == ["Its file was deleted"]


def test_what_is_sent_is_not_called_unused() -> None:
    assert [each.unused for each in strip("references", "image", "video", "audio")] == [None, None, None]


def test_another_frame_is_another_request() -> None:
    picks: list[FramePick] = [None, "first", 0.0, 3.25]
    node = new("it", "image", "again")
    assert len({panel(node, [V], frames={"v": pick}).hash for pick in picks}) == len(picks)


def test_a_request_from_before_frames_could_be_picked_reads_as_the_last_frame_with_the_same_hash() -> None:
    request = assessed(new("it", "image", "again"), [V]).request
    assert request
    stored = json.loads(request.model_dump_json())
    del stored["references"][0]["frame"]
    assert Request.model_validate(stored) == request
    assert Request.model_validate(stored).hash == request.hash


@pytest.mark.parametrize(("picked", "grey"), [("first", 0), (1.0, 134), (None, 255), (900, 255)])
async def test_the_frame_that_was_picked_is_what_arrives(desk: Desk, picked: FramePick, grey: int) -> None:
    recorder = Recorder()
    parts(desk).providers._adapters["doubles"] = recorder
    canvas = await _film_before_a_picture(desk, picked)
    ended = await desk.generate(canvas, "it")
    (arrived,) = recorder.arrived[ended["id"]]
    (sent,) = json.loads(arrived)["references"]
    data = b"".join([piece async for piece in parts(desk).files.read(sent["sha"])])
    assert (sent["media"], sent["use"]) == ("image", "frame")
    assert np.asarray(Image.open(io.BytesIO(data)).convert("L")).mean() == pytest.approx(grey, abs=6)


async def test_a_take_tells_which_frame_it_was_made_from(desk: Desk) -> None:
    canvas = await _film_before_a_picture(desk, 1.0)
    assert (await desk.generate(canvas, "it"))["state"] == "succeeded"
    (take,) = await desk.get(f"/api/canvases/{canvas}/nodes/it/takes")
    assert [(each["label"], each["use"], each["frame"]) for each in take["made"]["references"]] == [
        ("Image 1", "frame", 1.0)
    ]


async def _film_before_a_picture(desk: Desk, picked: FramePick) -> str:
    """A canvas on which a video of two seconds, from black to white, feeds a picture."""
    link = {"from": "film", "to": "it"} | ({} if picked is None else {"frame": picked})
    nodes = [node("film", "video"), node("it", "image", prompt="again")]
    answer = await desk.http.post("/api/canvases", json={"headwater": 1, "nodes": nodes, "connections": [link]})
    canvas = str(answer.json()["id"])
    asset = (await desk.http.post("/api/assets", files={"file": ("x", samples.film("mp4"), "x/x")})).json()
    take = (await desk.http.post(f"/api/canvases/{canvas}/nodes/film/takes", json={"asset": asset["id"]})).json()["id"]
    await edit(desk, canvas, lambda document: show(document, "film", Shown(take, asset["id"], asset["mime"])))
    return canvas
