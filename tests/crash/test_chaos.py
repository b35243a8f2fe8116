"""Kill -9 at step boundaries and at random moments, again and again: in the end everything is right."""

from pathlib import Path

import pytest

from tests.crash.server import Nursery
from tests.crash.storm import storm

pytestmark = pytest.mark.asyncio(loop_scope="module")

KILLS = 20
SEED = 1


async def test_whenever_it_is_killed_all_is_right_in_the_end(nursery: Nursery, home: Path) -> None:
    came = await storm(nursery, home, KILLS, SEED)
    assert came.violations == []
    assert came.kills == KILLS
    assert came.generations
