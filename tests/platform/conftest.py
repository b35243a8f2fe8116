"""A home for several studios, and steps that lose no time."""

from pathlib import Path

import pytest

from headwater.platform import engine as engine_module


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home for several studios, one after the other."""
    return tmp_path / "home"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are repeated as often as ever, but at once."""
    monkeypatch.setitem(engine_module.PATIENCE, "interval_seconds", 0.001)
