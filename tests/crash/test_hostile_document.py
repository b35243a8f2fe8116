"""Whatever one sends to a canvas, the others go on; and where it kills the server, nothing acknowledged is lost."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pycrdt import Map, Text
from websockets.exceptions import ConnectionClosed

from headwater.canvas.document import Document
from tests.journeys.peer import peer
from tests.journeys.studio import STARTED, Studio
from tests.journeys.waiting import until

TOO_BIG = 1009
"""A WebSocket closes with it by itself."""
LEVELS = 100_000
"""Of lists in lists: reading so many fills the stack of native code."""


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """`headwater serve`, started."""
    studio = Studio(tmp_path / "home")
    studio.start()
    yield studio
    studio.close()


def add(id: str) -> Callable[[Document], object]:
    """An edit that adds a node."""
    return lambda document: document.nodes.update({id: Map({"kind": "text", "text": Text(id)})})


def nodes(studio: Studio, canvas: str) -> set[str]:
    """The ids that the server has."""
    return {each["id"] for each in studio.get(f"/api/canvases/{canvas}")["nodes"]}


def test_a_message_of_a_hundred_megabytes_closes_its_line_and_no_other(studio: Studio) -> None:
    canvas, before = studio.canvas(), studio.pid
    with peer(studio, canvas) as good, peer(studio, canvas) as bad:
        with suppress(ConnectionClosed):
            bad.line.send(bytes(100 * 2**20))
        with pytest.raises(ConnectionClosed) as closed:
            bad.line.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == TOO_BIG
        good.edit(add("after"))
    assert nodes(studio, canvas) == {"after"}
    assert studio.pid == before


def test_an_update_that_kills_the_server_is_not_kept_and_takes_nothing_with_it(studio: Studio) -> None:
    canvas, before = studio.canvas(), studio.pid
    with peer(studio, canvas) as good, peer(studio, canvas) as bad:
        good.edit(add("before"))
        bad.say(deep())
        until(lambda: studio._said_pid() not in (None, before), STARTED, lambda: "another server process is there")
    studio.wait_until_up()
    with peer(studio, canvas) as again:
        again.edit(add("after"))
    assert nodes(studio, canvas) == {"before", "after"}


def deep() -> bytes:
    """An update with a list in a list in a list…"""
    document = Document()
    document.nodes["deep"] = Map({"kind": "text", "settings": "@"})
    return document.doc.get_update().replace(b"w\x01@", b"u\x01" * LEVELS + b"}\x01")
