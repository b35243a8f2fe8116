"""What arrives at a provider is, byte for byte, what a panel showed before the press; or nothing runs.

Random canvases and models, presses of what was shown just now, a while ago or never, several at once, and edits of
everything in between: also between any two looks that a press takes at the database. More examples are tried with
`HEADWATER_EXAMPLES=1000`.
"""

import asyncio
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headwater.credits.ledger import micro
from headwater.models.model import Model
from headwater.models.price import PriceRule
from headwater.platform.kinds import Kind
from tests.assets import samples
from tests.desk import open_desk
from tests.generation import any_canvas
from tests.generation.any_canvas import (
    IDS,
    LAST,
    NODES,
    Canvas,
    Edit,
    Line,
    Node,
    canvases,
    chose,
    edits,
    linked,
    shows,
    wrote,
)
from tests.generation.any_models import PROVIDER, SETTINGS, prices, some_models
from tests.generation.pressing import Moment, Press, Pressed, Session, TheStudio
from tests.generation.recorder import Recorder
from tests.generation.work import parts

LOOKS = 11
"""As often a press may use the database, before or after which something else happens."""
EXAMPLES = int(os.environ.get("HEADWATER_EXAMPLES", "25"))
MUCH = "100000000"
"""Credits that nobody can spend in these tests."""
FILES = {
    Kind.IMAGE: [samples.picture("PNG", (8, 8 + number)) for number in range(3)],
    Kind.VIDEO: [samples.film("mp4", frames=3 + number, size=(32, 32)) for number in range(2)],
    Kind.AUDIO: [samples.sound("wav", "pcm_s16le", seconds) for seconds in (0.5, 2)],
}


@st.composite
def _stories(draw: st.DrawFn) -> tuple[Moment, ...]:
    """What happens on one canvas."""
    return draw(st.lists(_moments(), min_size=2, max_size=4).map(tuple))


def _moments() -> st.SearchStrategy[Moment]:
    rarely = st.sampled_from([*[None] * 12, "price", "hash", "elsewhere"])
    nodes, keys = st.sampled_from([*IDS, *[LAST] * 15]), st.sampled_from([None, None, None, 1, 2])
    press = st.builds(Press, nodes, st.sampled_from([0, 0, 0, 0, 0, 1, 2]), keys, rarely)
    rules = prices().map(lambda rows: tuple(PriceRule.model_validate(row) for row in rows))
    meanwhile = st.tuples(
        st.integers(0, 12), st.sampled_from([edits(), edits(), edits(), rules]).flatmap(lambda one: one)
    )
    few = partial(st.lists, max_size=2)
    return st.builds(
        Moment,
        few(edits()).map(tuple),
        st.lists(NODES, min_size=1, max_size=3).map(tuple),
        st.sampled_from([st.just([]), st.just([]), few(edits())]).flatmap(lambda one: one).map(tuple),
        st.lists(press, min_size=1, max_size=4).map(tuple),
        st.lists(meanwhile, max_size=5).map(tuple),
        st.booleans(),
    )


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[TheStudio]:
    """One studio for all examples, with something to show on their canvases."""
    home = shutil.copytree(migrated, tmp_path_factory.mktemp("as_shown") / "home")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        desk = runner.run(stack.enter_async_context(open_desk(home)))
        studio = TheStudio(desk, Recorder(), runner.run)
        parts(desk).providers._adapters[PROVIDER] = studio.recorder
        runner.run(_furnish(studio))
        yield studio
        runner.run(stack.aclose())


async def _furnish(studio: TheStudio) -> None:
    desk = studio.desk
    await desk.http.post("/api/credits", json={"amount": MUCH, "key": "much-more"})
    canvas = await desk.canvas([{"id": kind, "kind": kind} for kind in FILES])
    any_canvas.SHOWN = {kind: [await _kept(studio, canvas, kind, data) for data in FILES[kind]] for kind in FILES}


async def _kept(studio: TheStudio, canvas: str, kind: Kind, data: bytes) -> dict[str, Any]:
    """Upload a file and make it a take; gives what a node's document says of it."""
    asset = (await studio.desk.http.post("/api/assets", files={"file": ("x", data, "x/x")})).json()
    studio.hashes[asset["id"]] = asset["sha"]
    take = await studio.desk.http.post(f"/api/canvases/{canvas}/nodes/{kind}/takes", json={"asset": asset["id"]})
    return {"take": take.json()["id"], "asset": asset["id"], "mime": asset["mime"]}


@pytest.mark.filterwarnings(  # the engine's own threads use `random` while examples are drawn
    "ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning"
)
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[*HealthCheck],
    phases=[Phase.generate],
)
@given(canvases(), some_models(), _stories())
def test_what_arrives_is_what_was_shown_or_nothing_runs(
    studio: TheStudio, canvas: Canvas, models: tuple[Model, ...], story: tuple[Moment, ...]
) -> None:
    studio.run(_check(studio, canvas, models, story))


async def _check(studio: TheStudio, canvas: Canvas, models: tuple[Model, ...], story: tuple[Moment, ...]) -> None:
    studio.recorder.arrived.clear()
    held_before = await studio.holds()
    session = await studio.arrange(canvas, models)
    for moment in story:
        await session.live(moment)
    await session.settle()
    await _all_as_shown(studio, session, held_before)


async def _all_as_shown(studio: TheStudio, session: Session, held_before: Mapping[str, int]) -> None:
    """Whatever ran was shown, and nothing was held for anything else."""
    ran = {each.answer.json()["id"]: each for each in session.pressed if each.answer.status_code == 202}
    held = {id: amount for id, amount in (await studio.holds()).items() if id not in held_before}
    assert {each.answer.status_code for each in session.pressed} <= {202, 404, 409}
    assert {id: len(calls) for id, calls in studio.recorder.arrived.items()} == dict.fromkeys(ran, 1)
    assert held.keys() == ran.keys(), "something was held for what did not run"
    for each in session.pressed:
        if each.answer.status_code == 202:
            await _as_shown(studio, session, each, held)


async def _as_shown(studio: TheStudio, session: Session, pressed: Pressed, held: dict[str, int]) -> None:
    """What this press started is what a panel of its node showed before, at the price that it showed."""
    id = pressed.answer.json()["id"]
    asked = (pressed.body["hash"], pressed.body["price"])
    panels = [panel for node, panel in session.shown[: pressed.before] if node == pressed.press.node]
    seen = [panel for panel in panels if (panel["hash"], panel["price"]) == asked]
    assert seen, "it ran, and was never shown"
    assert held[id] == micro(pressed.body["price"])
    assert studio.recorder.arrived[id] == [await studio.expected(seen[-1])]


A_VIDEO = Model.model_validate(
    {
        **{"id": f"{PROVIDER}/video-one", "name": "one", "kind": "video", "provider": PROVIDER, "adapter": PROVIDER},
        **{"description": "", "neural": False, "prices": [{"credits": 1, "per": ["second"]}]},
        "modes": [{"id": "first-last", "takes": {"image": {"least": 0, "most": 2}}, "settings": SETTINGS}],
    }
)
A_CANVAS = Canvas(
    (
        Node("a", Kind.TEXT, "", "Mist", None, None, ()),
        Node("b", Kind.IMAGE, "", "", 0, None, ()),
        Node("c", Kind.IMAGE, "", "", 1, None, ()),
        Node("e", Kind.VIDEO, "A pier", "", None, None, ()),
    ),
    tuple(((id, "e"), Line(f"a{number}", False, None)) for number, id in enumerate("abc")),
)
RACING = {
    "setting": partial(chose, "e", "aspect", "1:1"),
    "price": partial(chose, "e", "duration", 3),
    "prompt": partial(wrote, "e", "prompt", "A storm"),
    "text upstream": partial(wrote, "a", "text", "Fog"),
    "put aside": partial(linked, ("a", "e"), Line("a0", True, None)),
    "order": partial(linked, ("b", "e"), Line("a9", False, None)),
    "content": partial(shows, "b", 2),
}


@pytest.mark.parametrize("change", RACING.values(), ids=RACING)
def test_an_edit_between_any_two_looks_at_the_database_changes_nothing_that_runs(
    studio: TheStudio, change: Edit
) -> None:
    studio.run(_raced_everywhere(studio, change))


async def _raced_everywhere(studio: TheStudio, change: Edit) -> None:
    for at in range(1, LOOKS + 1):
        press = Press(LAST, 0, None, None)
        moment = Moment((), (LAST,), (), (press,), ((at, change),), settles=True)
        await _check(studio, A_CANVAS, (A_VIDEO,), (moment,))
