"""Looks into a database file without changing it: is it whole, and of which version?"""

import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url

_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Soundness:
    """What a look at a database file told."""

    place: Path
    closed: str | None
    """Why the file cannot be opened, in SQLite's words; None when it can."""
    damage: str | None
    """What is wrong with its content, in SQLite's words; None when it is whole."""
    revision: str | None
    """The version of its tables; None when it has none of ours."""
    known: frozenset[str | None]
    """The versions that this program can open."""


def sound(url: str) -> Soundness | None:
    """How the database at `url` is; None when there is none yet, or when it is not in a file of this machine.

    Reads the whole file once (SQLite's quick check, about a second for a gigabyte). A running studio is not in the way.
    """
    name = make_url(url).database if url.startswith("sqlite") else None
    if name is None or not Path(name).exists():
        return None
    place = Path(name)
    try:
        damage, revision = _look(place)
    except sqlite3.OperationalError as error:
        return Soundness(place, str(error), None, None, _known())
    except sqlite3.DatabaseError as error:
        damage, revision = str(error), None
    return Soundness(place, None, damage, revision, _known())


def newest() -> str:
    """The version that this program brings every database to."""
    return str(_scripts().get_current_head())


def _look(place: Path) -> tuple[str | None, str | None]:
    connection = sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = connection.execute("SELECT version_num FROM alembic_version") if "alembic_version" in tables else ()
        return None if said == "ok" else str(said), next((str(number) for (number,) in rows), None)
    finally:
        connection.close()


@cache
def _known() -> frozenset[str | None]:
    return frozenset({None, *(script.revision for script in _scripts().walk_revisions())})


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return ScriptDirectory.from_config(config)
