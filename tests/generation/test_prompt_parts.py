"""The parts of a prompt: joined they are what is sent, and each says where it comes from."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.canvas.prompt import Chip, write_prompt
from headwater.generation.panel import Panel
from tests.generation.arranged import new, panel

_words = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(["", " ", "\n", " a ", "⟦", "⟦⟦t0⟧"])
_chips = st.sampled_from(["t0", "t1", "t2", "p", "gone"]).map(Chip)
_prompts = st.lists(_words | _chips, max_size=8).map(write_prompt)


def arranged(prompt: str, texts: list[str], aside: Iterable[str] = ()) -> Panel:
    """The panel of a picture with these texts (t0, t1...) and a picture `p` connected."""
    upstream = [new(f"t{place}", "text", text=text) for place, text in enumerate(texts)]
    return panel(new("it", "image", prompt), [*upstream, new("p", "image")], aside=aside)


@settings(deadline=None)
@given(_prompts, st.lists(_words, max_size=3), st.sets(st.sampled_from(["t0", "t1", "t2"])))
def test_the_parts_joined_are_the_prompt_that_is_sent(prompt: str, texts: list[str], aside: set[str]) -> None:
    found = arranged(prompt, texts, aside)
    assert "".join(part.text for part in found.parts) == found.request.prompt
    assert found.request.prompt == found.request.prompt.strip()
    assert all(part.text for part in found.parts)


@settings(deadline=None)
@given(_prompts, st.lists(_words, max_size=3), st.sets(st.sampled_from(["t0", "t1", "t2"])))
def test_each_part_of_a_node_is_that_nodes_words(prompt: str, texts: list[str], aside: set[str]) -> None:
    found = arranged(prompt, texts, aside)
    words = {f"t{place}": text.strip() for place, text in enumerate(texts)} | {"p": "Image 1"}
    for part in found.parts:
        assert part.node is None or (part.text == words[part.node] and part.node not in aside)


def test_what_separates_two_texts_comes_from_no_node() -> None:
    found = arranged("at ⟦p⟧ dusk", [" Fog. ", "", "Rain."])
    assert [(part.node, part.text) for part in found.parts] == [
        ("t0", "Fog."),
        (None, "\n\n"),
        ("t2", "Rain."),
        (None, "\n\n"),
        (None, "at "),
        ("p", "Image 1"),
        (None, " dusk"),
    ]
