"""What reaches a node: upstream text in its prompt, references by number, the mode that follows what is connected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.canvas.connections import TABLE, Pair
from headwater.canvas.prompt import write_prompt
from headwater.platform.kinds import Kind
from tests.generation.arranged import new, panel


def sent(prompt: str, *upstream: tuple[str, str], aside: tuple[str, ...] = ()) -> str:
    """The prompt that an image node with `prompt` would send, with texts (id, text) connected."""
    texts = [new(id, "text", text=text) for id, text in upstream]
    return panel(new("it", "image", prompt), texts, aside=aside).request.prompt


def test_upstream_text_joins_the_prompt_in_connection_order_before_the_own_words() -> None:
    assert sent("at dusk", ("b", "A harbour."), ("a", "Fog.")) == "A harbour.\n\nFog.\n\nat dusk"


def test_upstream_text_alone_is_a_prompt() -> None:
    assert sent("", ("a", "Fog.")) == "Fog."


def test_empty_text_leaves_no_gap() -> None:
    assert sent("at dusk", ("a", "  \n"), ("b", "Fog.")) == "Fog.\n\nat dusk"


def test_a_chip_says_where_a_text_goes() -> None:
    assert sent("Paint ⟦a⟧ at dusk", ("a", "a harbour"), ("b", "Fog.")) == "Fog.\n\nPaint a harbour at dusk"


def test_a_text_put_aside_is_not_sent_wherever_it_would_stand() -> None:
    assert sent("at dusk", ("a", "Fog."), ("b", "Rain."), aside=("a",)) == "Rain.\n\nat dusk"
    assert sent("⟦a⟧at dusk", ("a", "Fog."), aside=("a",)) == "at dusk"


def test_a_chip_of_what_is_no_longer_connected_says_nothing() -> None:
    assert sent("at ⟦gone⟧dusk") == "at dusk"


def test_a_bracket_that_somebody_typed_is_sent_once() -> None:
    assert sent("a ⟦⟦b⟧ c") == "a ⟦b⟧ c"


def test_brackets_in_upstream_text_name_nothing() -> None:
    assert sent("", ("a", "see ⟦b⟧"), ("b", "never twice")) == "see ⟦b⟧\n\nnever twice"


def test_references_are_numbered_by_kind_in_connection_order() -> None:
    upstream = [new("p", "image"), new("v", "video"), new("q", "image"), new("s", "audio"), new("w", "video")]
    found = panel(new("it", "video"), upstream).references
    assert [(each.node, each.label) for each in found] == [
        ("p", "Image 1"),
        ("v", "Video 1"),
        ("q", "Image 2"),
        ("s", "Audio 1"),
        ("w", "Video 2"),
    ]


def test_a_chip_of_a_reference_is_its_label_and_follows_the_order() -> None:
    node = new("it", "video", "Start on ⟦p⟧, end on ⟦q⟧")
    p, q = new("p", "image"), new("q", "image")
    assert panel(node, [p, q]).request.prompt == "Start on Image 1, end on Image 2"
    assert panel(node, [q, p]).request.prompt == "Start on Image 2, end on Image 1"


@pytest.mark.parametrize(
    ("kind", "upstream", "mode"),
    [
        ("text", [], "write"),
        ("text", ["image"], "describe"),
        ("text", ["video"], "describe"),
        ("text", ["audio"], "transcribe"),
        ("text", ["audio", "image"], "describe"),
        ("image", [], "create"),
        ("image", ["image"], "edit"),
        ("image", ["video"], "edit"),
        ("video", [], "create"),
        ("video", ["image"], "create"),
        ("video", ["image", "image"], "first-last"),
        ("video", ["image", "image", "image"], "references"),
        ("video", ["video"], "references"),
        ("video", ["image", "image", "video"], "references"),
        ("audio", [], "speech"),
        ("audio", ["video"], "speech"),
    ],
)
def test_the_mode_follows_what_is_connected(kind: str, upstream: list[str], mode: str) -> None:
    found = panel(new("it", kind), [new(f"n{place}", each) for place, each in enumerate(upstream)])
    assert (found.request.mode, found.mode_follows) == (mode, True)


def test_sound_and_text_do_not_move_the_mode_of_a_video() -> None:
    upstream = [new("p", "image"), new("s", "audio"), new("t", "text"), new("q", "image")]
    assert panel(new("it", "video"), upstream).request.mode == "first-last"


def test_a_mode_that_was_picked_stays_whatever_is_connected() -> None:
    found = panel(new("it", "video", mode="references"), [new("p", "image"), new("q", "image")])
    assert (found.request.mode, found.mode_follows) == ("references", False)


@pytest.mark.parametrize("mode", ["create", "first-last", "references"])
def test_sound_is_the_soundtrack_in_every_mode_of_a_video(mode: str) -> None:
    found = panel(new("it", "video", mode=mode), [new("s", "audio")])
    assert [each.use for each in found.references] == ["soundtrack"]


def test_the_first_of_two_pictures_is_the_first_frame() -> None:
    found = panel(new("it", "video"), [new("p", "image"), new("q", "image")])
    assert [(each.node, each.use) for each in found.request.references] == [("p", "first_frame"), ("q", "last_frame")]


def test_videos_between_a_first_and_a_last_frame_are_shown_but_not_sent() -> None:
    upstream = [new("p", "image"), new("v", "video"), new("q", "image")]
    found = panel(new("it", "video", mode="first-last"), upstream)
    assert [each.node for each in found.references] == ["p", "v", "q"]
    assert [each.node for each in found.request.references] == ["p", "q"]
    assert found.can_generate


_USES = {
    (Kind.IMAGE, Kind.TEXT): "reference",
    (Kind.IMAGE, Kind.IMAGE): "reference",
    (Kind.IMAGE, Kind.VIDEO): "first_frame",
    (Kind.VIDEO, Kind.TEXT): "reference",
    (Kind.VIDEO, Kind.IMAGE): "frame",
    (Kind.VIDEO, Kind.VIDEO): "reference",
    (Kind.VIDEO, Kind.AUDIO): "sound",
    (Kind.AUDIO, Kind.TEXT): "reference",
    (Kind.AUDIO, Kind.VIDEO): "soundtrack",
    (Kind.AUDIO, Kind.AUDIO): "reference",
}


@pytest.mark.parametrize("pair", TABLE, ids=lambda pair: f"{pair.from_kind}-{pair.to_kind}")
def test_every_pair_of_the_connection_table_carries_what_it_says(pair: Pair) -> None:
    found = panel(new("it", pair.to_kind, "own"), [new("up", pair.from_kind, **_text(pair.from_kind))])
    uses = [each.use for each in found.references]
    if pair.from_kind is Kind.TEXT:
        assert (uses, found.request.prompt) == ([], "some words\n\nown")
    else:
        use = _USES.get((pair.from_kind, pair.to_kind))
        assert uses == ([use] if pair.allowed else [])


def _text(kind: Kind) -> dict[str, str]:
    return {"text": "some words"} if kind is Kind.TEXT else {}


_blocks = st.lists(st.text(min_size=1).map(lambda text: text.strip()), max_size=5)
_words = st.text(max_size=40)


@settings(deadline=None)  # the first of all reads the models
@given(_blocks, _words, st.data())
def test_every_block_is_in_the_prompt_once_wherever_it_stands(blocks: list[str], own: str, data: st.DataObject) -> None:
    marked = {f"n{place}": f"<{place}>{text}</{place}>" for place, text in enumerate(blocks)}
    placed = data.draw(st.lists(st.sampled_from(sorted(marked)), unique=True)) if marked else []
    chips = "".join(f"⟦{id}⟧" for id in placed)
    prompt = sent(write_prompt([own]) + chips, *marked.items())
    assert {id: prompt.count(text) for id, text in marked.items()} == dict.fromkeys(marked, 1)
    assert own.strip() in prompt
