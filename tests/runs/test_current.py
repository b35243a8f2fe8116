"""What is current, what is out of date, and what is said about it."""

import asyncio
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from headwater.canvas.document import Document
from tests.desk import Desk, Json, node, open_desk
from tests.generation.any_canvas import changed, unlinked, wrote
from tests.generation.work import edit, set_to
from tests.runs.planned import does, of, outdated, plan

PIECE = [
    node("script", "text", prompt="A story of the sea", title="Script"),
    node("hero", "image", prompt="A pier", title="Hero"),
    node("shot", "video", prompt="Slowly out to sea", title="Shot"),
    node("voice", "audio", prompt="", title="Voice"),
]
LINES = [("script", "hero"), ("hero", "shot"), ("script", "voice"), ("voice", "shot")]
ORDER = ("script", "hero", "voice", "shot")
Change = Callable[[Document], None]


@pytest.fixture(scope="module")
def made(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a piece of which everything was made, and the piece's canvas; making it for each test takes long."""
    home = shutil.copytree(migrated, tmp_path_factory.mktemp("made") / "home")
    return home, asyncio.run(_make(home))


async def _make(home: Path) -> str:
    async with open_desk(home) as desk:
        id = await desk.canvas(PIECE, LINES)
        for each in ORDER:
            await desk.generate(id, each)
        return id


@pytest.fixture
def home(tmp_path: Path, made: tuple[Path, str]) -> Path:
    """A copy of that home, to be changed."""
    return shutil.copytree(made[0], tmp_path / "home")


@pytest.fixture
def canvas(made: tuple[Path, str]) -> str:
    """The piece."""
    return made[1]


async def test_what_was_just_made_is_current(desk: Desk, canvas: str) -> None:
    assert await outdated(desk, canvas) == {}
    assert set(does(await plan(desk, canvas)).values()) == {"reused"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (partial(wrote, "hero", "prompt", "A harbour"), {"hero": ["The prompt"]}),
        (partial(wrote, "script", "prompt", "Of hills"), {"script": ["The prompt"]}),
        (
            partial(wrote, "script", "text", "Fog over the bay."),
            {"hero": ["The text of “Script”"], "voice": ["The text of “Script”"]},
        ),
        (set_to("shot", "duration", 8), {"shot": ["Duration: 8, was 5"]}),
        (set_to("hero", "aspect", "1:1"), {"hero": ["Aspect: 1:1, was 16:9"]}),
        (partial(unlinked, ("voice", "shot")), {"shot": ["A reference is gone"]}),
        (partial(unlinked, ("script", "hero")), {"hero": ["Which texts are connected"]}),
        (
            partial(changed, "hero", "model", "builtin/painter"),
            {"hero": ["The model: Painter, was Test double · image"]},
        ),
        (partial(changed, "hero", "title", "Another name"), {}),
        (partial(changed, "shot", "x", 900.0), {}),
        (partial(changed, "voice", "mode", "music"), {"voice": ["The mode: Music, was Speech"]}),
    ],
)
async def test_a_change_marks_just_what_it_reaches_and_says_what_it_was(
    desk: Desk, canvas: str, change: Change, expected: Json
) -> None:
    await edit(desk, canvas, change)
    assert await outdated(desk, canvas) == expected


async def test_what_is_changed_back_is_current_again(desk: Desk, canvas: str) -> None:
    await edit(desk, canvas, partial(wrote, "hero", "prompt", "A harbour"))
    assert set(await outdated(desk, canvas)) == {"hero"}
    await edit(desk, canvas, partial(wrote, "hero", "prompt", "A pier"))
    assert await outdated(desk, canvas) == {}


async def test_another_picture_marks_what_uses_it(desk: Desk, canvas: str) -> None:
    await edit(desk, canvas, partial(wrote, "hero", "prompt", "A harbour"))
    await desk.generate(canvas, "hero")
    assert await outdated(desk, canvas) == {"shot": ["Image 1, “Hero”, shows another picture"]}


async def test_what_hangs_on_what_is_made_anew_is_made_anew_too(desk: Desk, canvas: str) -> None:
    await edit(desk, canvas, partial(wrote, "hero", "prompt", "A harbour"))
    told = await plan(desk, canvas)
    assert does(told) == {"script": "reused", "hero": "run", "voice": "reused", "shot": "run"}
    assert (of(told, "hero")["why"], of(told, "shot")["why"]) == (["The prompt"], ["“Hero” is made anew"])
    assert told["price"] == "16"


async def test_a_text_that_was_edited_by_hand_is_a_persons(desk: Desk, canvas: str) -> None:
    await edit(desk, canvas, partial(wrote, "script", "text", "My own words."))
    await edit(desk, canvas, partial(wrote, "script", "prompt", "Of hills"))
    assert "script" not in await outdated(desk, canvas)
    assert of(await plan(desk, canvas), "script")["does"] == "kept"


async def test_a_copy_of_a_canvas_is_as_current_as_the_canvas(desk: Desk, canvas: str) -> None:
    copy = (await desk.http.post(f"/api/canvases/{canvas}/duplicate")).json()["id"]
    assert await outdated(desk, copy) == {}
    assert set(does(await plan(desk, copy)).values()) == {"reused"}


async def test_an_outcome_that_is_unknown_is_never_sent_again_by_a_run(desk: Desk) -> None:
    canvas = await desk.canvas([node("hero", "image", prompt="x", settings={"outcome": "unknown_outcome"})])
    await desk.generate(canvas, "hero")
    blocked = of(await plan(desk, canvas), "hero")
    assert (blocked["does"], blocked["reason"]["code"]) == ("blocked", "unknown_outcome")
    await edit(desk, canvas, set_to("hero", "aspect", "1:1"))
    assert of(await plan(desk, canvas), "hero")["does"] == "run"


async def test_where_the_model_is_gone_its_result_stays_as_it_is(desk: Desk, canvas: str) -> None:
    await edit(desk, canvas, partial(changed, "hero", "model", "gone/model"))
    assert await outdated(desk, canvas) == {}
    assert of(await plan(desk, canvas), "hero")["does"] == "reused"
