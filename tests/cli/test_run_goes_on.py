"""A run begun by `headwater run` is the studio's own: it goes on without the command, and is found again."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import LONGEST, node, ran, run, start, write
from tests.cli.test_run import begun, paid, slow, submits
from tests.journeys.studio import Studio
from tests.journeys.waiting import until

READER = """
[[model]]
id = "doubles/reader"
name = "Reader"
description = "Reads, and asks for as much as there is to read."
kind = "audio"
provider = "doubles"
adapter = "doubles"
neural = false
prices = [{ credits = "1", per = ["thousand_characters"] }]

[model.settings.seconds]
title = "Seconds"
type = "number"
default = 0

[model.settings.outcome]
title = "Outcome"
enum = ["ok"]
default = "ok"

[model.settings.duration]
title = "Duration"
type = "number"
default = 1

[[model.modes]]
id = "speech"
prompt = "required"
takes = {}
"""


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Studio]:
    """A home with a server in it."""
    studio = Studio(tmp_path / "home")
    studio.start()
    yield studio
    studio.close()


def test_a_run_goes_on_without_its_command_and_is_paid_once(serving: Studio, tmp_path: Path) -> None:
    file, out = slow(tmp_path), tmp_path / "out"
    command = start(serving, file, out, "--json")
    until(begun(serving), LONGEST, lambda: "two generations are submitted")
    command.send_signal(signal.SIGINT)
    assert ran(command).code == 130
    (one,) = serving.get("/api/runs")
    until(lambda: serving.get(f"/api/runs/{one['id']}")["state"] == "done", LONGEST, lambda: "the run is done")
    assert (paid(serving), sorted(submits(serving))) == (7.4, [1, 1, 1])
    done = run(serving, file, out)
    assert (done.code, set(done.lines)) == (0, {"quick", "slow", "after"}), done
    assert paid(serving) == 7.4


def test_a_run_that_was_stopped_on_its_canvas_ends_and_says_so(serving: Studio, tmp_path: Path) -> None:
    command = start(serving, slow(tmp_path, 600), tmp_path / "out", "--json")
    until(begun(serving), LONGEST, lambda: "two generations are submitted")
    (one,) = serving.get("/api/runs?active=true")
    serving.post(f"/api/runs/{one['id']}/stop", {})
    done = ran(command)
    assert done.code == 1
    assert done.states == {"quick": "succeeded", "slow": "cancelled", "after": "skipped"}


def test_what_turns_out_dearer_than_planned_is_planned_again_within_the_limit(tmp_path: Path) -> None:
    resting = Studio(tmp_path / "home")
    (resting.home / "models").mkdir(parents=True)
    (resting.home / "models" / "reader.toml").write_text(READER)
    spoken = {**node("speech", "audio"), "model": "doubles/reader", "mode": "speech"}
    nodes = [node("words", "text", prompt="A very long story. " * 200), spoken]
    file = write(tmp_path / "long.json", nodes, ("words", "speech"))
    done = run(resting, file, tmp_path / "out", "--max-credits", "20")
    assert done.code == 0, done
    assert float(done.lines["speech"]["credits"]) > 3
    again = run(resting, file, tmp_path / "again", "--max-credits", "3")
    assert again.states == {"words": "succeeded", "speech": "failed"}
    assert again.lines["speech"]["error"]["code"] == "over_limit"
