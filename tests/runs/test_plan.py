"""The plan of a run: which nodes, in which order, what each costs, what is reused, what stands in the way."""

import pytest

from tests.desk import Desk, Json, node
from tests.runs.planned import does, of, plan

PIECE = [
    node("script", "text", prompt="A story of the sea"),
    node("picture", "image", prompt="A pier"),
    node("shot", "video", prompt="Slowly out to sea"),
    node("voice", "audio", prompt=""),
    node("empty", "image"),
]
LINES = [("script", "picture"), ("picture", "shot"), ("script", "voice"), ("voice", "shot")]


@pytest.fixture
async def canvas(desk: Desk) -> str:
    return await desk.canvas(PIECE, LINES)


async def test_a_plan_lists_what_runs_upstream_first_with_prices_that_add_up(desk: Desk, canvas: str) -> None:
    told = await plan(desk, canvas, "upstream", "shot")
    order = list(does(told))
    assert sorted(order) == ["picture", "script", "shot", "voice"]
    assert all(order.index(before) < order.index(after) for before, after in LINES)
    assert set(does(told).values()) == {"run"}
    assert told["price"] == "19"  # 1 + 4 + 2 + 12
    assert (told["can_run"], told["reason"]) == (True, None)
    assert of(told, "shot")["needs"] == ["picture", "voice"]


@pytest.mark.parametrize(
    ("which", "nodes", "expected"),
    [
        ("downstream", ["picture"], {"picture", "shot"}),
        ("upstream", ["picture"], {"script", "picture"}),
        ("nodes", ["voice", "empty"], {"voice", "empty"}),
        ("nodes", ["gone"], set()),
        ("canvas", [], {"script", "picture", "shot", "voice", "empty"}),
    ],
)
async def test_a_scope_names_its_nodes(
    desk: Desk, canvas: str, which: str, nodes: list[str], expected: set[str]
) -> None:
    assert set(does(await plan(desk, canvas, which, *nodes))) == expected


async def test_what_cannot_run_is_blocked_and_what_hangs_on_it_waits(desk: Desk) -> None:
    canvas = await desk.canvas(
        [node("empty", "text"), node("picture", "image", prompt="x"), node("other", "image", prompt="y")],
        [("empty", "picture")],
    )
    told = await plan(desk, canvas)
    assert does(told) == {"empty": "blocked", "other": "run", "picture": "waits"}
    assert of(told, "empty")["reason"]["code"] == "no_prompt"
    assert of(told, "picture")["reason"]["message"] == "Waits for “Text 1”, which cannot run"
    assert (told["price"], told["can_run"]) == ("4", True)


async def test_what_was_made_is_reused_and_costs_nothing_again(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE[:2], LINES[:1])
    before = await plan(desk, canvas)
    for each in ("script", "picture"):
        await desk.generate(canvas, each)
    told = await plan(desk, canvas)
    assert before["price"] == "5"
    assert does(told) == {"script": "reused", "picture": "reused"}
    assert (told["price"], told["can_run"], told["reason"]["code"]) == ("0", False, "nothing_to_run")


async def test_what_is_current_is_made_again_only_on_purpose(desk: Desk) -> None:
    canvas = await desk.canvas(PIECE[:2], LINES[:1])
    for each in ("script", "picture"):
        await desk.generate(canvas, each)
    told = await plan(desk, canvas, "nodes", "picture", again=True)
    assert (does(told), told["price"]) == ({"picture": "run"}, "4")


async def test_what_a_person_wrote_is_kept(desk: Desk) -> None:
    typed: Json = node("script", "text", text="Fog.", prompt="A story")
    canvas = await desk.canvas([typed, PIECE[1]], LINES[:1])
    told = await plan(desk, canvas, again=True)
    assert does(told) == {"script": "kept", "picture": "run"}
    assert told["price"] == "4"


async def test_a_plan_says_when_the_credits_do_not_suffice(desk: Desk) -> None:
    shots = [node(f"shot{number}", "video", prompt="x", settings={"duration": 10}) for number in range(90)]
    told = await plan(desk, await desk.canvas(shots))
    assert not told["can_run"]
    assert told["reason"]["code"] == "insufficient_credits"


async def test_the_hash_changes_with_what_would_be_sent_and_only_with_that(desk: Desk) -> None:
    one, other = [await desk.canvas(PIECE[:2], LINES[:1]) for _ in range(2)]
    moved = await desk.canvas([PIECE[0], PIECE[1] | {"title": "Another name", "x": 500}], LINES[:1])
    changed = await desk.canvas([PIECE[0] | {"prompt": "Of hills"}, PIECE[1]], LINES[:1])
    hashes = [(await plan(desk, each))["hash"] for each in (one, other, moved, changed)]
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]


async def test_somebody_elses_canvas_has_no_plan(desk: Desk) -> None:
    answer = await desk.http.post("/api/canvases/none/plans", json={"which": "canvas"})
    assert answer.json()["code"] == "not_found"
