"""The audit finds each kind of damage: what cannot fail proves nothing."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from tests.crash.audit import audit
from tests.desk import node, open_desk
from tests.generation.work import deleted, edit
from tests.reading import rows
from tests.runs.going import run
from tests.waiting import eventually

Damage = Callable[[Path], object]
pytestmark = pytest.mark.asyncio(loop_scope="module")
ARRIVED = {"A calm sea": 1, "Waves": 1, "A gull": 1, "A storm": 1, "A cliff": 1}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where all is right: two pictures (the node of one is gone), a text, one that failed, and one of a run."""
    home = tmp_path_factory.mktemp("audit") / "home"
    async with open_desk(home) as desk:
        nodes = [
            node("it", "image", prompt="A calm sea"),
            node("gone", "image", prompt="Waves"),
            node("text", "text", prompt="A gull"),
            node("fails", "text", prompt="A storm", settings={"outcome": "timeout"}),
        ]
        canvas = await desk.canvas(nodes)
        for each in nodes:
            await desk.generate(canvas, each["id"])
        await edit(desk, canvas, deleted("gone"))
        async with desk.studio.database.write() as tx:
            await tx.exec_driver_sql("UPDATE generations SET placed = 0 WHERE node = 'gone'")
        await run(desk, await desk.canvas([node("ran", "text", prompt="A cliff")]))
        await eventually(lambda: _all_ended(home))
    return home


async def _all_ended(home: Path) -> bool:
    """A workflow ends a moment after what it made is seen."""
    return not rows(home, "engine", "SELECT 1 FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')")


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    """A copy, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "copy"))


def sql(*statements: str, database: str = "studio.db") -> Damage:
    """Damage done to a database, whatever it would have refused."""

    def run(home: Path) -> None:
        with closing(sqlite3.connect(home / database)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                assert connection.execute(statement).rowcount, statement
            connection.commit()

    return run


def original(home: Path) -> Path:
    """A stored picture."""
    return next((home / "files").glob("originals/*/*"))


def remove_preview(home: Path) -> None:
    """Remove what was made of a picture."""
    shutil.rmtree(next((home / "files").glob("previews/*/*")))


RAN = "(SELECT id FROM generations WHERE node = 'ran')"
IT = "(SELECT id FROM generations WHERE node = 'it')"
DAMAGES: dict[str, tuple[Damage, str]] = {
    "no end": (sql("UPDATE generations SET state = 'running' WHERE node = 'fails'"), "reached no end"),
    "workflow": (sql("UPDATE workflow_status SET status = 'PENDING'", database="engine.db"), "still open"),
    "two of a press": (
        sql(
            "CREATE TEMP TABLE twin AS SELECT * FROM generations WHERE node = 'it'",
            "UPDATE twin SET id = 'twin', key = 'twin'",
            "INSERT INTO generations SELECT * FROM twin",
        ),
        "One press began 2",
    ),
    "no hold": (sql(f"DELETE FROM credit_holds WHERE generation = {IT}"), "no hold of its price"),
    "lost hold": (sql("UPDATE credit_holds SET generation = 'nobody' WHERE generation = " + IT), "belongs to no"),
    "unsettled": (sql(f"DELETE FROM credit_entries WHERE from_settlement = {IT}"), "was settled as {}"),
    "released": (
        sql(f"UPDATE credit_entries SET credit = 'available' WHERE from_settlement = {IT}"),
        "was settled as {'held>available': 1}",
    ),
    "sum": (sql("UPDATE credit_entries SET amount = amount + 1 WHERE from_grant IS NOT NULL"), "sums to"),
    "still held": (sql("UPDATE credit_entries SET held = 5"), "still held"),
    "spent": (sql("UPDATE generations SET price = price + 1 WHERE node = 'it'"), "what came cost"),
    "no take": (sql(f"DELETE FROM takes WHERE generation = {IT}"), "has no take"),
    "take of a failure": (
        sql("UPDATE generations SET state = 'failed' WHERE node = 'it'"),
        "did not succeed and has a take",
    ),
    "another's take": (sql(f"UPDATE takes SET node = 'text' WHERE generation = {IT}"), "another node's"),
    "not shown": (sql(f"UPDATE takes SET id = 'another' WHERE generation = {IT}"), "shows"),
    "not noted": (sql("UPDATE generations SET placed = NULL WHERE node = 'it'"), "noted as placed"),
    "not in the assets": (sql("UPDATE assets SET deleted = 1"), "not in the assets"),
    "no asset": (sql("DELETE FROM assets"), "of a take is missing"),
    "asset of no take": (sql("DELETE FROM takes WHERE asset IS NOT NULL"), "is no take's"),
    "other bytes": (lambda home: original(home).write_bytes(b"other"), "other bytes"),
    "no file": (lambda home: original(home).unlink(), "of an asset is missing"),
    "size": (sql("UPDATE assets SET size = size + 1"), "not the size"),
    "orphan": (sql("UPDATE assets SET purged = 1"), "is no asset's"),
    "no preview": (remove_preview, "has no preview"),
    "spool": (lambda home: (home / "files" / "spool" / "left").write_bytes(b"half"), "left behind"),
    "endless run": (sql("UPDATE runs SET state = 'running'"), "The run"),
    "open node of a run": (sql("UPDATE run_nodes SET state = 'waiting'"), "have not: ['ran']"),
    "run twice": (sql(f"UPDATE generations SET run = (SELECT id FROM runs), node = 'ran' WHERE id = {IT}"), "twice"),
    "dear run": (sql("UPDATE runs SET agreed = 0"), "0 was agreed to"),
    "end of a run's node": (sql("UPDATE run_nodes SET state = 'failed'"), "ran is failed"),
    "lost by its run": (sql(f"UPDATE run_nodes SET generation = NULL WHERE generation = {RAN}"), "does not know of"),
    "staged": (lambda home: (home / "files" / "originals" / "ab#1").mkdir(), "left behind"),
}


async def test_a_home_where_all_is_right_passes(sound: Path) -> None:
    assert await audit(sound, ARRIVED) == []


@pytest.mark.parametrize("name", DAMAGES)
async def test_each_damage_is_found(home: Path, name: str) -> None:
    damage, words = DAMAGES[name]
    damage(home)
    found = await audit(home, ARRIVED)
    assert any(words in each for each in found), found


@pytest.mark.parametrize(
    ("arrived", "words"),
    [
        (ARRIVED | {"Waves": 2}, "submitted 2 times: Waves"),
        (ARRIVED | {"Waves": 0}, "succeeded without a submit"),
        (ARRIVED | {"Else": 1}, "no generation asked for: Else"),
    ],
)
async def test_a_submit_too_many_or_too_few_is_found(sound: Path, arrived: dict[str, int], words: str) -> None:
    assert any(words in each for each in await audit(sound, arrived))
