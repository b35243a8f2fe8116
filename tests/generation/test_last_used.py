"""When an account last generated with each model."""

from sqlalchemy import text

from headwater.accounts import store as accounts
from headwater.generation import store
from tests.desk import Desk, node


async def test_a_model_was_last_used_when_its_newest_generation_began(desk: Desk) -> None:
    canvas = await desk.canvas([node("a", "image", prompt="fog", model="builtin/double-image")])
    assert {each["used"] for each in (await desk.panel(canvas, "a"))["models"]} == {None}
    await desk.generate(canvas, "a")
    newest = await desk.generate(canvas, "a")
    first, *others = (await desk.panel(canvas, "a"))["models"]
    assert (first["id"], first["used"]) == ("builtin/double-image", newest["created"])
    assert {each["used"] for each in others} == {None}


async def test_what_one_account_used_is_nothing_to_another(desk: Desk) -> None:
    canvas = await desk.canvas([node("a", "image", prompt="fog", model="builtin/double-image")])
    await desk.generate(canvas, "a")
    async with desk.studio.database.write() as tx:
        other = await accounts.create(tx, "Somebody else")
        assert await store.last_used(tx, other.id) == {}


async def test_it_is_read_from_an_index_alone(desk: Desk) -> None:
    question = "EXPLAIN QUERY PLAN SELECT model, max(created) FROM generations WHERE account = 'a' GROUP BY model"
    async with desk.studio.database.read() as view:
        plan = " ".join(str(row) for row in await view.execute(text(question)))
    assert "USING COVERING INDEX ix_generations_account_model" in plan
