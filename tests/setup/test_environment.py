"""The environment: made once, exactly what the lock says, and left alone when nothing changed."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def commands(studio: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have run: the verb of each uv command; making an environment leaves one."""
    verbs: list[str] = []

    def run(command: list[str], failure: str, **more: object) -> None:
        verbs.append(
            " ".join(word for word in command[1:] if re.fullmatch("pip|venv|sync|install|--target|--editable", word))
        )
        if "venv" in command:
            made(studio, f"{sys.version_info[0]}.{sys.version_info[1]}")

    monkeypatch.setattr(studio, "uv_program", lambda: "uv")
    monkeypatch.setattr(studio, "run", run)
    return verbs


def made(studio: Any, version: str) -> None:
    python = Path(studio.in_environment("python"))
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    (studio.ENVIRONMENT / "pyvenv.cfg").write_text(f"version_info = {version}.1\n")


FIRST = ["venv", "pip sync", "pip sync --target", "pip install --editable"]


def test_the_first_time_makes_the_environment_and_installs_the_lock_and_the_product(
    studio: Any, commands: list[str]
) -> None:
    studio.sync("run")
    assert commands == FIRST


def test_the_second_time_runs_nothing(studio: Any, commands: list[str]) -> None:
    studio.sync("run")
    commands.clear()
    studio.sync("run")
    assert commands == []


def test_a_changed_lock_is_installed(studio: Any, commands: list[str]) -> None:
    studio.sync("run")
    commands.clear()
    with (studio.LOCKS / "run.txt").open("a") as lock:
        lock.write("# changed\n")
    studio.sync("run")
    assert commands == FIRST[1:]


def test_changed_settings_of_a_linter_install_nothing(studio: Any, commands: list[str]) -> None:
    studio.sync("run")
    commands.clear()
    with (studio.ROOT / "pyproject.toml").open("a") as project:
        project.write("[tool.something]\nstrict = true\n")
    studio.sync("run")
    assert commands == []


def test_running_after_testing_keeps_what_the_tests_need(studio: Any, commands: list[str]) -> None:
    studio.sync("run")
    studio.sync("test")
    commands.clear()
    studio.sync("run")
    studio.sync("test")
    assert commands == []


def test_another_python_gets_an_environment_of_its_own(
    studio: Any, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.sync("run")
    commands.clear()
    monkeypatch.setattr(sys, "version_info", (3, 13, 0, "final", 0))
    studio.sync("run")
    assert commands == FIRST


def test_an_environment_whose_python_is_gone_is_made_anew(studio: Any, commands: list[str]) -> None:
    studio.sync("run")
    commands.clear()
    Path(studio.in_environment("python")).unlink()
    studio.sync("run")
    assert commands == FIRST


def test_an_interrupted_installation_is_done_again(
    studio: Any, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(here: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(studio, "install_product", interrupted)
        with pytest.raises(KeyboardInterrupt):
            studio.sync("run")
    commands.clear()
    studio.sync("run")
    assert commands == FIRST[1:]


def test_a_failing_step_shows_what_it_said_and_stops(studio: Any, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command = [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"]
    with pytest.raises(studio.Stop, match="the packages could not be installed"):
        studio.run(command, "the packages could not be installed")
    assert b"no space left" in capfdbinary.readouterr().err
