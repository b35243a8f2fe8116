"""Kill -9 under four who edit one canvas: nothing acknowledged is lost, and all come to the same."""

from pathlib import Path

import pytest
from pycrdt import Map, Text

from headwater.canvas.document import Document
from tests.crash.canvas_editor import SHARED
from tests.crash.canvas_storm import lost, storm
from tests.crash.server import Nursery

pytestmark = pytest.mark.asyncio(loop_scope="module")

KILLS = 10
SEED = 7


async def test_no_acknowledged_edit_is_lost_to_kills_and_all_converge(nursery: Nursery, home: Path) -> None:
    came = await storm(nursery, home, KILLS, SEED)
    assert came.violations == []
    assert came.kills == KILLS
    assert came.comparisons
    assert came.acknowledged


async def test_an_edit_that_is_not_there_is_called_lost() -> None:
    document = Document()
    document.nodes[SHARED] = Map({"text": Text("a-1 ")})
    facts = [("word", "a-1"), ("word", "a-2"), ("node", SHARED), ("node", "a-3"), ("gone", "a-4"), ("gone", SHARED)]
    assert lost(document, facts) == [("word", "a-2"), ("node", "a-3"), ("gone", SHARED)]
