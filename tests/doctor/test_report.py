"""How the doctor tells what it found."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from headwater.doctor import examination, machine, report, work
from headwater.doctor.finding import Finding, ill, well
from headwater.settings import Settings

LONG = "port 4747 is taken by another program, which is said in so many words that they fill more than one line of it"


async def found(*findings: Finding) -> AsyncIterator[Finding]:
    for finding in findings:
        yield finding


async def test_lines_are_aligned_and_say_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert not await report.tell(found(well("Disk", "81 GB free"), ill("Address", LONG, "Set HEADWATER_PORT.")))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok  Disk             81 GB free"
    assert lines[1].startswith("no  Address          port 4747")
    assert all(line.startswith(" " * 21) for line in lines[2:4])
    assert lines[-1] == "1 of these needs attention."


async def test_all_is_well_when_everything_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert await report.tell(found(well("Disk", "81 GB free")))
    assert capsys.readouterr().out.splitlines()[-1] == "Everything works."


async def test_json_holds_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert not await report.tell_as_json(found(well("Disk", "81 GB free"), ill("Address", "taken", "Set it.")))
    told = json.loads(capsys.readouterr().out)
    assert told["works"] is False
    assert told["findings"][1] == {"name": "Address", "works": False, "says": "taken", "todo": "Set it."}


async def test_one_failure_does_not_hide_the_next_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(machine, "WEB", tmp_path)
    monkeypatch.setattr(work, "built_in", lambda: [])
    found = {finding.name: finding.works async for finding in examination.examine(Settings(home=tmp_path))}
    assert found["Browser pages"] is False
    assert found["Child processes"] is True


def test_a_setting_that_cannot_be_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "headwater", "doctor"]
    done = subprocess.run(command, env={"HEADWATER_PORT": "soon"}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("HEADWATER_PORT is `soon`: ")
    assert len(done.stderr.splitlines()) == 1
