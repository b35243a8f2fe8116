"""Which Python the commands run on, and what is said when there is none."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT


@pytest.fixture
def old(studio: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, run by a Python that is too old."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    return studio


def test_python_3_8_can_read_the_script() -> None:
    ast.parse((ROOT / "studio").read_text(), feature_version=(3, 8))


def test_where_no_suitable_python_is_one_is_told_what_to_do(
    old: Any, put_on_path: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    put_on_path("python3", "3 10 /usr/bin/python3")
    assert old.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "needs Python 3.11, 3.12 or 3.13" in said
    assert "apt-get install python3.11" in said
    assert "python3.13 studio run" in said


def test_an_unsuitable_python_hands_over_to_the_newest_suitable_one(
    old: Any, put_on_path: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_path("python3.11", "3 11 /usr/bin/python3.11")
    put_on_path("python3.12", "3 12 /usr/bin/python3.12")
    put_on_path("python3.13", "broken", code=1)
    became: list[list[str]] = []

    def become(command: list[str], env: object) -> None:
        became.append(command)
        raise SystemExit

    monkeypatch.setattr(old, "become", become)
    with pytest.raises(SystemExit):
        old.main(["test", "-q"])
    assert became == [["/usr/bin/python3.12", str(old.ROOT / "studio"), "test", "-q"]]


@pytest.mark.skipif(os.name == "nt", reason="Windows lists its Pythons with `py`")
def test_a_python_of_pyenv_is_found(
    old: Any, put_on_path: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "pyenv" / "versions" / "3.12.9" / "bin"
    inside.mkdir(parents=True)
    put_on_path("python", "3 12 /pyenv/python").rename(inside / "python")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert old.other_python() == "/pyenv/python"


def test_every_older_python_on_this_machine_says_it_itself(bare: None, tmp_path: Path) -> None:
    """Runs on as many as there are here, which may be none: the rules above hold without them."""
    there = (shutil.which(f"python3.{minor}", path=os.defpath) for minor in (8, 9, 10))
    beside = Path(sys.base_prefix).parent  # where pyenv keeps the others
    siblings = (str(path) for minor in (8, 9, 10) for path in beside.glob(f"3.{minor}.*/bin/python"))
    for python in filter(None, [*there, *siblings]):
        done = subprocess.run(
            [python, str(ROOT / "studio"), "run"],
            env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "needs Python 3.11, 3.12 or 3.13" in done.stderr


def test_an_unknown_command_shows_the_commands(studio: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert studio.main(["dance"]) == 2
    assert "python3 studio run" in capsys.readouterr().out
