"""The connection table, refusals and repairs. The browser is held to the same cases."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.canvas.circles import reaches, returning, tangles
from headwater.canvas.connections import REASONS, TABLE, refusal, repairs
from headwater.canvas.document import CanvasNode, Connection, Snapshot
from headwater.platform.kinds import Kind

CASES = json.loads((Path(__file__).parent.parent / "cases" / "circles.json").read_text(encoding="utf-8"))


def snapshot(case: dict[str, Any]) -> Snapshot:
    nodes = {id: CanvasNode(id, Kind(kind), 0, 0) for id, kind in case["nodes"].items()}
    ends = [line.split(">") for line in case["connections"]]
    return Snapshot(nodes, tuple(Connection(from_node, to_node, "a0") for from_node, to_node in ends))


@pytest.mark.parametrize("case", CASES["refusals"], ids=lambda case: case["rule"])
def test_refused(case: dict[str, Any]) -> None:
    refused = refusal(snapshot(case), *case["ask"].split(">"))
    assert (refused and refused.code) == case["refused"]
    assert refused is None or refused.message.endswith(".")


@pytest.mark.parametrize("case", CASES["repairs"], ids=lambda case: case["rule"])
def test_repaired(case: dict[str, Any]) -> None:
    for lines in permutations(case["connections"]):
        found = repairs(snapshot(case | {"connections": lines}))
        assert {repair.connection: repair.code for repair in found} == case["removed"]


def test_the_table_holds_every_pair_once() -> None:
    assert len({(pair.from_kind, pair.to_kind) for pair in TABLE}) == len(TABLE) == len(Kind) ** 2


def test_exactly_two_pairs_are_refused_and_say_why() -> None:
    refused = {(pair.from_kind, pair.to_kind): pair.reason for pair in TABLE if not pair.allowed}
    assert refused == {
        (Kind.IMAGE, Kind.AUDIO): "A picture cannot feed sound.",
        (Kind.AUDIO, Kind.IMAGE): "Sound cannot feed a picture.",
    }
    assert all(bool(pair.use) == bool(pair.makes) == pair.allowed for pair in TABLE)


def test_a_connection_of_a_node_that_is_gone_is_refused() -> None:
    refused = refusal(snapshot({"nodes": {"a": "text"}, "connections": []}), "a", "gone")
    assert refused
    assert (refused.code, refused.message) == ("missing", REASONS["missing"])


lines = st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=30)


@given(lines)
def test_what_stays_after_a_repair_has_no_circle_and_nothing_was_removed_needlessly(
    pairs: set[tuple[str, str]],
) -> None:
    downstream = _downstream(pair for pair in pairs if pair[0] != pair[1])
    removed = returning(downstream, downstream)
    kept = {(a, b) for a, after in downstream.items() for b in after} - set(removed)
    assert not tangles(_downstream(kept), "abcdefg")
    assert all(reaches(_downstream(kept), b, a) for a, b in removed)


@given(lines)
def test_a_tangle_is_every_node_that_reaches_itself(pairs: set[tuple[str, str]]) -> None:
    downstream = _downstream(pair for pair in pairs if pair[0] != pair[1])
    tangled = {node for tangle in tangles(downstream, "abcdefg") for node in tangle}
    circling = {
        node for node in "abcdefg" if any(reaches(downstream, after, node) for after in downstream.get(node, ()))
    }
    assert tangled == circling


def test_a_chain_of_ten_thousand_nodes_is_walked() -> None:
    chain = {f"n{number:05}": {f"n{number + 1:05}"} for number in range(10_000)}
    assert reaches(chain, "n00000", "n10000")
    assert not returning(chain, chain)
    assert returning(chain | {"n10000": {"n00000"}}, ["n05000"]) == [("n10000", "n00000")]


def _downstream(pairs: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
    return found
