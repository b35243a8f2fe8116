"""Chips in prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.canvas.prompt import Chip, chips, parse_prompt, write_prompt

CASES = {
    "": (),
    "a cat": ("a cat",),
    "⟦n1⟧": (Chip("n1"),),
    "⟦n1⟧ in ⟦n-2_B⟧!": (Chip("n1"), " in ", Chip("n-2_B"), "!"),
    "⟦⟦n1⟧": ("⟦n1⟧",),
    "⟦⟦⟦n1⟧": ("⟦", Chip("n1")),
    "⟦⟦⟦⟦n1⟧": ("⟦⟦n1⟧",),
    "⟦": ("⟦",),
    "⟦not an id⟧": ("⟦not an id⟧",),
    "⟦" + "x" * 65 + "⟧": ("⟦" + "x" * 65 + "⟧",),
    "35⟧ mm": ("35⟧ mm",),
}


@pytest.mark.parametrize(("text", "parts"), CASES.items())
def test_a_prompt_is_text_and_chips(text: str, parts: tuple[str | Chip, ...]) -> None:
    assert parse_prompt(text) == parts


@given(
    st.lists(st.one_of(st.text(alphabet="a⟦⟧ 😀", min_size=1), st.sampled_from([Chip("n1"), Chip("x")])), max_size=8)
)
def test_what_is_written_is_read_again(parts: list[str | Chip]) -> None:
    joined: list[str | Chip] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    assert parse_prompt(write_prompt(parts)) == tuple(joined)


def test_a_node_that_is_named_twice_is_one() -> None:
    assert chips("⟦b⟧ and ⟦a⟧ and ⟦b⟧, not ⟦⟦c⟧") == ("b", "a")
