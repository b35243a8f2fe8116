"""A mistake in a catalogue file: where it is, what is wrong, what to write instead."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from headwater.models.lines import Place


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong."""

    place: Place
    """The way to it: names of tables, and numbers from 0."""
    what: str
    """What is wrong, as a sentence."""
    instead: str = ""
    """What to write, as a sentence."""
    line: int = 1
    """On which it stands, from 1."""

    @property
    def words(self) -> str:
        """All of it."""
        return f"{self.what} {self.instead}".strip()


def one_of(wrong: str, known: Collection[str]) -> str:
    """What to write instead of a name that is not known: the one that is most like it, else all there are."""
    names = sorted(known)
    alike = get_close_matches(wrong, names, 1)
    if alike:
        return f"Did you mean `{alike[0]}`?"
    return f"There {'is' if len(names) == 1 else 'are'}: {', '.join(names)}." if names else ""
