"""The script behind the two commands, in a folder of its own, with nothing of this machine's settings."""

import os
import shutil
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

Load = Callable[[Path], Any]


def load(path: Path) -> ModuleType:
    """A script as a module."""
    loader = SourceFileLoader("studio", str(path))
    spec = spec_from_loader("studio", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["studio"] = module
    loader.exec_module(module)
    return module


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of pip, uv, Node or this project: neither variables nor files."""
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_", "HEADWATER_", "PLAYWRIGHT_", "PYENV_")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(home / "xdg"))


@pytest.fixture
def studio(bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script in a checkout that holds only what setting up needs."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("studio", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    shutil.copytree(ROOT / "requirements", checkout / "requirements")
    module = load(checkout / "studio")
    module.STATE.mkdir()
    monkeypatch.setattr(sys, "version_info", (3, 12, 1, "final", 0))
    return module


@pytest.fixture
def load_product() -> Callable[[], Any]:
    """The script of this very checkout."""
    return lambda: load(ROOT / "studio")


@pytest.fixture
def put_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes PATH hold only programs that print what they are given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, says: str = "", code: int = 0) -> Path:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
        program.chmod(0o755)
        return program

    return put
