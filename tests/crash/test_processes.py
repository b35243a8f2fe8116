"""The parent and the server as people run them: whichever is killed, no work is lost and nothing is left behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.desk import node
from tests.journeys.studio import STARTED, Studio
from tests.journeys.waiting import until


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """`headwater serve`, started."""
    studio = Studio(tmp_path / "home")
    studio.start()
    yield studio
    studio.close()


def test_a_server_that_is_killed_or_crashes_is_started_again_and_goes_on(studio: Studio) -> None:
    canvas = studio.canvas([node("it", "text", prompt="A calm sea", settings={"seconds": 3})])
    id = studio.begin(canvas, "it")["id"]
    studio.kill_server()
    crash(studio)
    ended = studio.wait_ended(id)
    assert (ended["state"], ended["placed"]) == ("succeeded", True)
    assert studio.get("/api/doubles") == {id: 1}
    assert studio.get("/api/credits") == {"balance": "999", "held": "0"}


def crash(studio: Studio) -> None:
    """As native code does, and wait until the parent has started another server."""
    before = studio.pid
    os.kill(before, signal.SIGSEGV)
    until(lambda: studio._said_pid() not in (None, before), STARTED, lambda: "another server process is there")
    studio.wait_until_up()


def test_a_server_never_outlives_its_parent(studio: Studio) -> None:
    assert studio.get("/api/credits") == {"balance": "1000", "held": "0"}
    studio.kill()  # the parent alone; returns when the server is gone too
    with pytest.raises(httpx2.TransportError):
        studio.http.get("/api/credits")
