"""What is asked of generations, as conditions on their table."""

import string
from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_

from headwater.generation.generation import ACTIVE
from headwater.generation.history import Filters
from headwater.generation.store.tables import generations

_PLAIN = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_KIND, _PROMPT = (generations.c.request[name].as_string() for name in ("kind", "prompt"))


def fitting(account: str, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions under which one of an account's generations is meant."""
    return [generations.c.account == account, *_conditions(filters)]


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = generations.c
    for name in ("canvas", "node", "model", "state"):
        if wanted := getattr(filters, name):
            yield table[name] == wanted
    if filters.active:
        yield table.state.in_(ACTIVE)
    if filters.kind:
        yield filters.kind == _KIND
    if filters.since is not None:
        yield table.created >= filters.since
    if filters.until is not None:
        yield table.created < filters.until
    yield from (_says(word) for word in (filters.words or "").split())


def _says(word: str) -> ColumnElement[bool]:
    """Whether the prompt holds a word. SQLite lowers plain letters only, so that others are looked for in each case."""
    cases = {word.lower(), word.capitalize().translate(_PLAIN), word.upper().translate(_PLAIN)}
    return or_(*(func.lower(_PROMPT).contains(case, autoescape=True) for case in sorted(cases)))
