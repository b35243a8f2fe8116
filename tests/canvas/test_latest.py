"""What is kept of a canvas between two questions is what a reading of all of it would give."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc, Map, Text

from headwater.canvas import latest
from headwater.canvas.document import Document

NODES = [f"n{number}" for number in range(12)]


def _put(document: Document, dice: random.Random) -> None:
    kind = dice.choice(["text", "image", "video", "nonsense"])
    document.nodes[dice.choice(NODES)] = Map({"kind": kind, "x": 1.0, "prompt": Text("A pier"), "settings": Map()})


def _edit(document: Document, dice: random.Random) -> None:
    held = document.nodes.get(dice.choice(NODES))
    if isinstance(held, Map):
        held["x"] = dice.random()
        held["prompt"].insert(0, "At dawn. ")
        held["settings"][dice.choice("ab")] = dice.randint(0, 3)


def _spoil(document: Document, dice: random.Random) -> None:
    document.nodes[dice.choice(NODES)] = dice.choice([3.0, "text", None])


def _remove(document: Document, dice: random.Random) -> None:
    document.nodes.pop(dice.choice(NODES), None)


def _connect(document: Document, dice: random.Random) -> None:
    line = f"{dice.choice(NODES)}>{dice.choice(NODES)}"
    document.connections[line] = dice.choice([{"order": str(dice.random())}, {"order": "b", "aside": True}, 7.0])


def _disconnect(document: Document, dice: random.Random) -> None:
    document.connections.pop(dice.choice(list(document.connections.keys()) or ["none"]), None)


CHANGES: list[Callable[[Document, random.Random], None]] = [_put, _put, _edit, _edit, _spoil, _remove, _connect]
CHANGES += [_connect, _disconnect]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("many", [0, 500])
def test_whatever_is_edited_by_whomever_the_latest_is_the_whole(
    seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "_MANY", many)
    dice, here, there = random.Random(seed), Document(), Document(Doc[Any]())
    for _ in range(120):
        writer = dice.choice([here, there])
        with writer.doc.transaction():
            for _ in range(dice.randint(1, 3)):
                dice.choice(CHANGES)(writer, dice)
        if dice.random() < 0.5:
            here.doc.apply_update(there.doc.get_update(here.doc.get_state()))
            there.doc.apply_update(here.doc.get_update(there.doc.get_state()))
        assert here.latest() == here.snapshot()


def test_what_did_not_change_is_the_very_same() -> None:
    document = Document()
    _put(document, random.Random(1))
    document.nodes["n-other"] = Map({"kind": "text", "text": Text("One")})
    first = document.latest()
    assert document.latest() is first
    document.nodes["n-other"]["text"].insert(3, " two")
    second = document.latest()
    assert second.nodes["n-other"].text == "One two"
    assert second.connections is first.connections
    assert all(second.nodes[id] is node for id, node in first.nodes.items() if id != "n-other")
