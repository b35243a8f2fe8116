"""What an engine leaves behind."""

import sqlite3
from pathlib import Path
from typing import Any

STEPS = ["prepare", "submit", "wait", "fetch", "succeed", "place"]
"""The steps of a generation that succeeds."""


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a database that a studio left behind says."""
    with sqlite3.connect(path) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found
