"""Looks into the databases that a studio left behind, in files or on PostgreSQL."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from headwater.platform.engine import SCHEMA
from headwater.settings import Settings

Which = Literal["studio", "engine"]
Row = Mapping[str, Any]


def rows(home: Path, which: Which, query: str) -> list[tuple[Any, ...]]:
    """What a query says of a home's database, or what a change of it gives back."""
    with _opened(home, which) as connection:
        done = connection.execute(text(query))
        return [tuple(row) for row in done] if done.returns_rows else []


def table(home: Path, name: str, order: str = "") -> list[Row]:
    """A whole table of the studio's; JSON comes as text from every database."""
    with _opened(home, "studio") as connection:
        found = connection.execute(text(f"SELECT * FROM {name} {order}")).mappings()
        return [{key: _plain(value) for key, value in row.items()} for row in found]


def lose_engine(home: Path) -> None:
    """Let the engine's tables be gone, as if somebody had deleted them."""
    file = home / "engine.db"
    if file.exists():
        file.unlink()
    else:
        rows(home, "engine", f"DROP SCHEMA {SCHEMA} CASCADE")


@contextmanager
def _opened(home: Path, which: Which) -> Iterator[Connection]:
    settings = Settings(home=home)
    url = make_url(settings.studio_database if which == "studio" else settings.engine_database)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url.set(drivername="sqlite"), poolclass=NullPool)
    else:
        places = {"options": f"-csearch_path=public,{SCHEMA}"}
        engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool, connect_args=places)
    with engine.begin() as connection:
        yield connection


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value
