"""The browser of the tests: which is taken first, and that there always is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLACES = ("browser_here", "browser_of_playwright", "browser_from_apt")


def test_the_named_browser_goes_first(
    studio: Any, put_on_path: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_path("chromium")
    named = put_on_path("mine")
    monkeypatch.setenv("HEADWATER_CHROMIUM", str(named))
    assert studio.browser() == str(named)


def test_a_named_browser_that_is_not_there_is_said_and_not_replaced(
    studio: Any, put_on_path: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_path("chromium")
    monkeypatch.setenv("HEADWATER_CHROMIUM", "/nowhere/chrome")
    with pytest.raises(studio.Stop, match="HEADWATER_CHROMIUM is `/nowhere/chrome`"):
        studio.browser()


@pytest.mark.parametrize(
    "name", ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
)
def test_a_browser_on_path_is_found(studio: Any, put_on_path: Callable[..., Path], name: str) -> None:
    there = put_on_path(name)
    assert studio.browser() == str(there)


def test_the_browser_without_windows_goes_before_the_whole_one(studio: Any, put_on_path: Callable[..., Path]) -> None:
    put_on_path("chromium")
    small = put_on_path("chromium-headless-shell")
    assert studio.browser() == str(small)


def test_a_stub_that_does_not_start_is_passed_over(
    studio: Any, put_on_path: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio.sys, "platform", "linux")
    put_on_path("chromium", "please install the snap", code=10)
    chrome = put_on_path("google-chrome")
    assert studio.browser() == str(chrome)


@pytest.mark.parametrize("first", range(3))
def test_path_goes_before_playwright_and_playwright_before_apt(
    studio: Any, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    asked: list[str] = []
    for number, place in enumerate(PLACES):
        monkeypatch.setattr(studio, place, answer(asked, place, number == first))
    assert studio.browser() == PLACES[first]
    assert asked == list(PLACES[: first + 1])


def test_without_any_browser_the_command_ends_with_what_to_run(
    studio: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in PLACES:
        monkeypatch.setattr(studio, place, lambda: None)
    monkeypatch.setattr(studio, "prepare", lambda lock: None)
    assert studio.main(["test"]) == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err


def answer(asked: list[str], place: str, found: bool) -> Callable[[], str | None]:
    def find() -> str | None:
        asked.append(place)
        return place if found else None

    return find
