"""What the doctor says of the databases, the files and the credits."""

import sqlite3
from pathlib import Path

import pytest

from headwater.assembly import open_database, the_owner
from headwater.assets.files import Files
from headwater.doctor import storage
from headwater.settings import Settings


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """A home that was used and is at rest."""
    settings = Settings(home=tmp_path / "home")
    async with open_database(settings) as database:
        await the_owner(database, settings)
    Files(settings.files)
    return settings


def write(settings: Settings, sql: str) -> None:
    with sqlite3.connect(settings.home / "studio.db") as connection:
        connection.execute(sql)
    connection.close()


async def test_before_the_first_start_nothing_is_missing(tmp_path: Path) -> None:
    new = Settings(home=tmp_path / "home")
    looks = (storage.database, storage.engine, storage.files)
    assert [(await look(new)).works for look in looks] == [True, True, True]
    assert await storage.balance(new) is None
    assert not new.home.exists()


async def test_a_database_at_rest_is_whole(settings: Settings) -> None:
    assert (await storage.database(settings)).says == "whole, at its newest version"


async def test_a_database_can_be_examined_while_a_studio_writes(settings: Settings) -> None:
    async with open_database(settings) as database, database.write():
        assert (await storage.database(settings)).says == "whole, at its newest version"


async def test_a_damaged_database_is_named_with_what_to_do(settings: Settings) -> None:
    place = settings.home / "studio.db"
    content = bytearray(place.read_bytes())
    content[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    place.write_bytes(content)
    finding = await storage.database(settings)
    assert not finding.works
    assert str(place) in finding.says
    assert "backup" in finding.todo


async def test_a_file_that_is_no_database_is_named(settings: Settings) -> None:
    (settings.home / "engine.db").write_text("nothing of the kind " * 100)
    finding = await storage.engine(settings)
    assert not finding.works
    assert "not a database" in finding.says


async def test_a_database_that_may_not_be_opened_is_not_called_damaged(settings: Settings) -> None:
    (settings.home / "studio.db").unlink()
    (settings.home / "studio.db").mkdir()
    finding = await storage.database(settings)
    assert not finding.works
    assert "cannot be opened" in finding.says
    assert "writable" in finding.todo


async def test_a_database_elsewhere_that_does_not_answer_is_said_without_its_password(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url="postgresql+psycopg://me:secret@127.0.0.1:1/studio")
    finding = await storage.database(settings)
    assert not finding.works
    assert "OperationalError" in finding.says
    assert "HEADWATER_DATABASE_URL" in finding.todo
    assert "secret" not in finding.says + finding.todo


async def test_an_older_database_is_fine(settings: Settings) -> None:
    write(settings, "UPDATE alembic_version SET version_num = '0001'")
    finding = await storage.database(settings)
    assert finding.works
    assert "earlier version" in finding.says


async def test_a_database_of_a_newer_headwater_is_said(settings: Settings) -> None:
    write(settings, "UPDATE alembic_version SET version_num = '9999'")
    finding = await storage.database(settings)
    assert not finding.works
    assert "Update Headwater" in finding.todo


async def test_the_files_are_counted(settings: Settings) -> None:
    place = settings.files / "originals" / "ab" / "abc"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"x" * 2500)
    assert (await storage.files(settings)).says == "1 original, 2.5 kB"


async def test_files_that_cannot_be_written_are_said(settings: Settings) -> None:
    (settings.files / "spool").rmdir()
    settings.files.rmdir()
    settings.files.write_text("in the way")
    finding = await storage.files(settings)
    assert not finding.works
    assert "writable" in finding.todo


async def test_the_balance_is_told(settings: Settings) -> None:
    finding = await storage.balance(settings)
    assert finding is not None
    assert finding.says == "1000 available"
