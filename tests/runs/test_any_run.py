"""Whatever is run, and whatever fails in it: all that can be made is made once, and no more is held than was agreed."""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from headwater.credits.ledger import CreditsChanged
from tests.desk import Desk, open_desk
from tests.generation.work import edit, overheard, set_to
from tests.runs.any_run import FAILURES, Piece, pieces
from tests.runs.going import agree, over, plan, run, states

EXAMPLES = int(os.environ.get("HEADWATER_EXAMPLES", "12"))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[tuple[Desk, Callable[[Any], Any]]]:
    """One studio for all examples, and what runs a coroutine in it."""
    home = shutil.copytree(migrated, tmp_path_factory.mktemp("any_run") / "home")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        yield runner.run(stack.enter_async_context(open_desk(home))), runner.run
        runner.run(stack.aclose())


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
@given(pieces())
def test_all_that_can_be_made_is_made_once_within_what_was_agreed(
    studio: tuple[Desk, Callable[[Any], Any]], piece: Piece
) -> None:
    desk, wait = studio
    wait(_check(desk, piece))


async def _check(desk: Desk, piece: Piece) -> None:
    canvas = await desk.canvas(piece.nodes, piece.connections)
    await _first_run(desk, canvas, piece)
    for number, outcome in enumerate(piece.outcomes):
        if outcome in FAILURES:
            await edit(desk, canvas, set_to(f"n{number}", "outcome", "ok"))
    await _goes_on(desk, canvas, piece)


async def _first_run(desk: Desk, canvas: str, piece: Piece) -> None:
    free = Decimal((await desk.balance())[0])
    async with overheard(desk) as heard:
        shown = await plan(desk, canvas)
        ended = await over(desk, (await agree(desk, canvas, shown)).json()["id"])
    lowest = min([Decimal(event.balance) for event in heard if isinstance(event, CreditsChanged)])
    assert free - lowest <= Decimal(shown["price"]), "more was held than was agreed to"
    assert (states(ended), ended["state"]) == (piece.ends, piece.state)
    assert await desk.balance() == (str(free - piece.price), "0")
    assert ended["spent"] == str(piece.price)
    await _made_once(desk, canvas, piece.made)


async def _goes_on(desk: Desk, canvas: str, piece: Piece) -> None:
    """What is done is reused, and the rest is made."""
    if piece.state == "done":
        return
    again = {id: "reused" if end in ("reused", "succeeded") else "succeeded" for id, end in piece.ends.items()}
    ended = await run(desk, canvas)
    assert (states(ended), ended["state"]) == (again, "done")


async def _made_once(desk: Desk, canvas: str, nodes: list[str]) -> None:
    made = await desk.get(f"/api/generations?canvas={canvas}")
    assert sorted(each["node"] for each in made) == nodes
    submits = await desk.submits()
    assert {submits[each["id"]] for each in made} <= {1}
