"""A PostgreSQL of the tests' own: found on this machine, alone in a folder, and gone when the tests are."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from headwater.platform.database import Database
from headwater.platform.engine import Engine

DEBIAN = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
"""Users of whom the server becomes one when root runs the tests: it refuses to be root."""
TEMPLATE = "studio_template"
QUICK = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=200", "autovacuum=off")
"""The tests kill the studio and never the machine, so nothing need reach the disk."""


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, the newest that is installed; None where there is none."""
    if os.name != "posix":
        return None
    debian = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name.partition(".")[0]), reverse=True)
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in (*debian, *on_path) if (folder / "initdb").exists()), None)


@dataclass
class Cluster:
    """A running server."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """By which Headwater finds a database of it."""
        return f"postgresql://studio@/{database}?host={self.folder}"

    def new(self) -> str:
        """The URL of a new studio database at its newest version."""
        name = f"studio_{next(self._numbers)}"
        self._order(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Forget a database, whoever is still connected to it."""
        self._order(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def prepare(self) -> None:
        """Make the database of which `new` gives copies: to migrate one takes longer than many a test."""
        self._order(f"CREATE DATABASE {TEMPLATE}")
        asyncio.run(_migrate(self.url(TEMPLATE)))

    def _order(self, statement: str) -> None:
        with psycopg.connect(f"host={self.folder} user=studio dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()
    engine = Engine(url, "template")
    await engine.launch()
    await engine.close()


@contextmanager
def a_cluster(programs: Path) -> Iterator[Cluster]:
    """A server that answers on a socket in its own folder only."""
    user = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="headwater-pg-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data, log = str(folder / "data"), str(folder / "log")
        control = [str(programs / "pg_ctl"), "--pgdata", data, "--wait"]
        make = ["--auth=trust", "--username=studio", "--encoding=UTF8", "--locale=C", "--no-sync"]
        _run([str(programs / "initdb"), "--pgdata", data, *make], folder, user)
        options = " ".join(f"-c {each}" for each in (*QUICK, f"unix_socket_directories={folder}"))
        _run([*control, "--log", log, "--options", options, "start"], folder, user)
        try:
            cluster = Cluster(folder)
            cluster.prepare()
            yield cluster
        finally:
            _run([*control, "--mode=immediate", "stop"], folder, user)


def _run(command: list[str], folder: Path, user: str | None) -> None:
    # Its words go to a file: a server that inherits a pipe would hold it open.
    with (folder / "said").open("ab") as said:
        done = subprocess.run(
            command, cwd=folder, user=user, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False
        )
    if done.returncode:
        raise RuntimeError(f"`{' '.join(command)}` failed:\n{(folder / 'said').read_text()}")


def _unprivileged() -> str | None:
    """Whom the server becomes; None when whoever runs the tests is not root."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)
