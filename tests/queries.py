"""What is asked of the studio's database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def queries() -> Iterator[list[str]]:
    """Every SELECT on the studio's own database; the engine has another."""
    found: list[str] = []

    def note(connection: Any, _cursor: object, statement: str, *_: object) -> None:
        if connection.engine.url.database.endswith("studio.db") and statement.startswith("SELECT"):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
