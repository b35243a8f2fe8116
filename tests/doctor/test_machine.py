"""What the doctor says of the machine: the home folder, the disk, the bundle and the address."""

import shutil
import socket
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from headwater.doctor import machine
from headwater.running import note
from headwater.settings import Settings

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program has."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_home_that_is_not_there_yet_is_fine_where_it_can_be_made(tmp_path: Path) -> None:
    finding = machine.home(Settings(home=tmp_path / "new" / "home"))
    assert finding.works
    assert "made at the first start" in finding.says
    assert not (tmp_path / "new").exists()


def test_a_home_that_cannot_be_written_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = machine.home(Settings(home=tmp_path / "file" / "home"))
    assert not finding.works
    assert str(tmp_path / "file" / "home") in finding.says
    assert "HEADWATER_HOME" in finding.todo


def test_looking_at_the_home_leaves_nothing_in_it(tmp_path: Path) -> None:
    machine.home(Settings(home=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_nearly_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 10**12, 12_300_000))
    finding = machine.space(Settings(home=tmp_path))
    assert not finding.works
    assert "only 12.3 MB free" in finding.says


def test_a_missing_bundle_is_said_with_what_builds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "WEB", tmp_path)
    finding = machine.bundle()
    assert not finding.works
    assert "python3 studio run" in finding.todo


def test_a_free_port_is_fine(tmp_path: Path, taken: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    assert machine.address(Settings(home=tmp_path, port=free)).works


def test_a_port_that_another_program_has_is_said_with_what_to_do(tmp_path: Path, taken: int) -> None:
    finding = machine.address(Settings(home=tmp_path, port=taken))
    assert not finding.works
    assert f"port {taken} is taken by another program" in finding.says
    assert "HEADWATER_PORT" in finding.todo


def test_a_port_that_our_own_studio_has_is_fine(tmp_path: Path, taken: int) -> None:
    note(tmp_path, taken)
    with FileLock(tmp_path / "server.lock"):
        finding = machine.address(Settings(home=tmp_path, port=taken))
    assert finding.works
    assert "where the studio is running" in finding.says


def test_a_program_on_the_port_of_a_studio_that_is_gone_is_not_taken_for_it(tmp_path: Path, taken: int) -> None:
    note(tmp_path, taken)
    assert not machine.address(Settings(home=tmp_path, port=taken)).works
