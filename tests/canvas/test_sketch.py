"""The sketch of a canvas: from its real content, small whatever the canvas."""

from dataclasses import replace

import pytest

from headwater.canvas.document import CanvasNode, Connection, Shown, Snapshot
from headwater.canvas.sketch import MOST, WINDOW, Sketch, sketch_of
from headwater.platform.kinds import Kind


def node(id: str, x: float = 0, y: float = 0, kind: Kind = Kind.IMAGE) -> CanvasNode:
    return CanvasNode(id, kind, x=x, y=y)


def sketch(*nodes: CanvasNode, lines: tuple[tuple[str, str], ...] = ()) -> Sketch:
    connections = tuple(Connection(*ends, order="a") for ends in lines)
    return sketch_of(Snapshot({each.id: each for each in nodes}, connections))


def test_a_sketch_shows_where_nodes_are_and_what_they_hold() -> None:
    picture = replace(node("a", 10.4, -3), w=400.0, shown=Shown("t", "asset", "image/png", 1280, 720))
    [drawn] = sketch(picture).nodes
    assert (drawn.x, drawn.y, drawn.w, drawn.h) == (10, -3, 400, None)
    assert (drawn.asset, drawn.width, drawn.height) == ("asset", 1280, 720)


def test_a_sketch_has_the_lines_between_the_nodes_in_it() -> None:
    drawn = sketch(node("a"), node("b", 400), lines=(("a", "b"), ("a", "gone")))
    assert drawn.connections == [(0, 1)]


def test_the_lines_of_a_text_are_as_full_as_they_are() -> None:
    [drawn] = sketch(replace(node("a", kind=Kind.TEXT), text="x" * 19 + "\n\n" + "word " * 100)).nodes
    assert drawn.lines is not None
    assert drawn.lines[0] == 50
    assert len(drawn.lines) == 6
    assert max(drawn.lines) <= 100


def test_an_empty_node_has_the_aspect_that_its_settings_ask_for() -> None:
    [drawn] = sketch(replace(node("a"), settings={"seed": 7, "aspect": "9:16"})).nodes
    assert drawn.aspect == "9:16"


def test_what_is_empty_gives_way_to_what_is_not() -> None:
    empty = [node(f"e{number}", number) for number in range(MOST)]
    full = replace(node("full", 2000, 2000), shown=Shown("t", "asset"))
    drawn = sketch(*empty, full).nodes
    assert len(drawn) == MOST
    assert drawn[-1].asset == "asset"


def test_of_a_vast_canvas_the_busiest_part_is_drawn() -> None:
    far = [node(f"f{number}", -90_000 + 30_000 * number) for number in range(3)]
    busy = [node(f"b{number}", 50_000 + 400 * number, 40_000) for number in range(6)]
    drawn = sketch(*far, *busy).nodes
    assert len(drawn) >= 5
    assert min(each.x for each in drawn) >= 50_000 - WINDOW[0]


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_a_sketch_is_small_however_large_the_canvas(count: int) -> None:
    nodes = [replace(node(f"n{n}", n % 70 * 440, n // 70 * 340), shown=Shown("t", "a" * 32)) for n in range(count)]
    assert len(sketch(*nodes).model_dump_json(exclude_none=True)) < 6000
