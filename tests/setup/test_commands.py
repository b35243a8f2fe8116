"""What `studio test` runs, and in which order."""

import os
import socket
import sys
from collections.abc import Mapping
from threading import Thread
from typing import Any, NoReturn

import pytest


@pytest.fixture
def ran(studio: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps and what the command became, with everything already set up."""
    steps: list[str] = []

    def become(command: list[str], env: Mapping[str, str]) -> NoReturn:
        steps.append(" ".join(command[1:]))
        assert env["HEADWATER_CHROMIUM"] == "/a/browser"
        sys.exit(0)

    def side_by_side(passes: dict[str, list[str]], env: Mapping[str, str]) -> None:
        steps.extend(passes)
        assert "--postgresql" in passes.pop("the tests of money and recovery on PostgreSQL")
        assert passes.pop("the checks") == [sys.executable, str(studio.ROOT / "studio"), "check"]
        *apart, rest = passes.values()
        left_out = [word.removeprefix("--ignore=") for word in rest if word.startswith("--ignore=")]
        assert left_out == [word for command in apart for word in command if word.startswith("tests/")]
        assert all(len(command) > len(rest) - len(left_out) for command in apart)  # nobody runs everything again
        assert env["HEADWATER_CHROMIUM"] == "/a/browser"

    monkeypatch.setattr(studio, "prepare", lambda lock: None)
    monkeypatch.setattr(studio, "browser", lambda: "/a/browser")
    monkeypatch.setattr(studio, "find_node", lambda: studio.Node("/node", ("npm",)))
    monkeypatch.setattr(studio, "install_web_packages", lambda node: None)
    monkeypatch.setattr(studio, "check_licences", lambda: steps.append("licences"))
    monkeypatch.setattr(studio, "check_generated", lambda node: steps.append("generated files"))
    monkeypatch.setattr(studio, "step", lambda name, command, **more: steps.append(name))
    monkeypatch.setattr(studio, "become", become)
    monkeypatch.setattr(studio, "side_by_side", side_by_side)
    return steps


def test_every_test_and_the_checks_run_side_by_side(studio: Any, ran: list[str]) -> None:
    assert studio.main(["test"]) == 0
    assert ran == [
        "the tests in the browser",
        "the tests of commands and crashes",
        "the tests of generations and runs",
        "the tests of providers",
        "the other tests",
        "the tests of money and recovery on PostgreSQL",
        "the checks",
    ]


def test_every_check_runs_in_its_order(studio: Any, ran: list[str]) -> None:
    assert studio.main(["check"]) == 0
    assert ran == [
        "formatting of Python",
        "linting of Python",
        "types of Python",
        "imports between rooms",
        "licences",
        "generated files",
        "linting of TypeScript",
        "types of TypeScript",
        "tests of TypeScript",
    ]


def test_with_arguments_only_pytest_runs(studio: Any, ran: list[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        studio.main(["test", "tests/credits", "-q"])
    assert ran == ["-m pytest tests/credits -q"]


def test_the_first_failing_check_ends_it_with_its_name(studio: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(studio.Stop, match="types of Python failed"):
        studio.step("types of Python", python("raise SystemExit(1)"))
    assert "types of Python" in capsys.readouterr().err


def test_what_runs_side_by_side_is_shown_one_after_the_other(studio: Any, capfdbinary: Any) -> None:
    passes = {name: python(f"print('{name}')") for name in ("one", "two", "three", "four", "five")}
    studio.side_by_side(passes, os.environ)
    out = capfdbinary.readouterr().out
    assert out.split() == [b"one", b"two", b"three", b"four", b"five"]


def test_no_more_run_side_by_side_than_the_machine_bears(studio: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        knock = f"import socket; socket.create_connection({door.getsockname()}).recv(1)"
        running = Thread(target=studio.side_by_side, args=({str(n): python(knock) for n in range(5)}, os.environ))
        running.start()
        guests = [door.accept()[0] for _ in range(studio.AT_ONCE)]
        door.settimeout(0.5)
        with pytest.raises(TimeoutError):
            door.accept()
        door.settimeout(60)
        for guest in guests:
            guest.close()
        for _ in range(5 - studio.AT_ONCE):
            door.accept()[0].close()
        running.join()


@pytest.mark.parametrize(
    ("codes", "names"), [((1, 0), "one failed"), ((0, 1), "two failed"), ((1, 1), "one and two failed")]
)
def test_which_of_two_failed_is_said(studio: Any, codes: tuple[int, int], names: str) -> None:
    one, two = (python(f"raise SystemExit({code})") for code in codes)
    with pytest.raises(studio.Stop, match=f"^{names}"):
        studio.side_by_side({"one": one, "two": two}, os.environ)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_stopping_by_hand_is_no_traceback(
    studio: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(studio, "prepare", interrupted)
    assert studio.main(["run"]) == 130
    assert "stopped" in capsys.readouterr().err
