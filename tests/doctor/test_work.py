"""What the doctor says of the child processes, the models' data and the built-in models."""

import sys
from pathlib import Path
from typing import Any

import pytest

from headwater.doctor import work
from headwater.models.builtin import data
from headwater.models.model import Model
from headwater.platform.children import ChildFailed, ChildOutOfMemory, ChildRefused
from headwater.settings import Settings


def failing(error: Exception) -> type:
    """A workshop in which everything ends in `error`."""

    class Failing:
        def __init__(self, folder: Path) -> None: ...

        async def submit(self, call: Any) -> None:
            raise error

        async def close(self) -> None: ...

    return Failing


async def test_children_start_and_keep_to_their_limits() -> None:
    finding = await work.children()
    assert finding.works
    assert "within their limits" in finding.says


async def test_a_machine_that_starts_no_children_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    finding = await work.children()
    assert not finding.works
    assert "ulimit" in finding.todo


async def test_whole_data_is_found_whole() -> None:
    assert (await work.weights()).works


async def test_damaged_and_missing_data_are_both_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "FluidR3Mono_GM.sf3").write_text("cut off")
    monkeypatch.setattr(data, "WEIGHTS", tmp_path)
    finding = await work.weights()
    assert not finding.works
    for name in ("FluidR3Mono_GM.sf3", "SmolLM2-135M-Instruct.Q4_1.gguf", "icons.json"):
        assert name in finding.says
    assert "python3 studio run" in finding.says


def test_a_broken_model_entry_of_ones_own_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[[model]]\nid = 1\n")
    finding = work.listed(Settings(catalogue=str(tmp_path)))
    assert not finding.works
    assert "mine.toml" in finding.says


@pytest.mark.parametrize("model", work.built_in(), ids=lambda model: model.name)
def test_the_smallest_request_is_one_that_the_model_takes(model: Model) -> None:
    call = work.smallest(model)
    mode = model.mode(call.mode)
    assert mode is not None
    assert mode.wrong_setting(call.settings) is None
    assert set(mode.defaults()) <= set(call.settings)


@pytest.mark.parametrize("model", work.built_in(), ids=lambda model: model.name)
async def test_every_built_in_model_really_makes_something(model: Model) -> None:
    finding = await work.model(model)
    assert finding.works, finding


@pytest.mark.parametrize(
    ("error", "says", "todo"),
    [
        (ChildFailed("", exit=-work.SIGILL, said=""), "exit", "AVX2"),
        (ChildFailed("", exit=1, said="ImportError: no cv2"), "no cv2", "report it"),
        (ChildOutOfMemory("It needed too much."), "too much", "Close other programs"),
        (ChildRefused("`x.gguf` is damaged. Run it again."), "Run it again", ""),
        (ValueError("odd"), "odd", "report it"),
    ],
)
async def test_a_model_that_fails_is_told_with_why_and_what_helps(
    error: Exception, says: str, todo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "Workshop", failing(error))
    finding = await work.model(work.built_in()[0])
    assert not finding.works
    assert says in finding.says
    assert todo in finding.todo
