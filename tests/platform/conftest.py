"""Steps that lose no time."""

import pytest

from headwater.platform import engine as engine_module


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are repeated as often as ever, but at once."""
    monkeypatch.setitem(engine_module.PATIENCE, "interval_seconds", 0.001)
