"""Whether an update only repeats deletions that are made."""

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text, write_var_uint

from headwater.canvas.deletions import repeats
from headwater.canvas.document import Document

LENGTH = 30

clocks = st.sets(st.integers(min_value=0, max_value=LENGTH - 1))


def telling(client: int, deleted: set[int]) -> bytes:
    """An update that deletes the characters with these clocks."""
    ranges = b"".join(write_var_uint(clock) + b"\x01" for clock in sorted(deleted, reverse=True))
    return b"\x00\x01" + write_var_uint(client) + write_var_uint(len(deleted)) + ranges


@given(clocks, clocks)
def test_deletions_repeat_when_all_of_them_are_made(made: set[int], told: set[int]) -> None:
    document = Document(Doc(client_id=1))
    document.doc["text"] = Text("x" * LENGTH)
    document.doc.apply_update(telling(1, made))
    assert repeats(document, telling(1, told)) == (told <= made)
    assert repeats(document, telling(2, told)) == (not told)


def test_what_adds_something_repeats_nothing() -> None:
    author = Document()
    author.nodes["n1"] = Text("words")
    assert not repeats(author, author.doc.get_update())
