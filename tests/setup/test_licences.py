"""The page of licences: whole, true, and the same wherever it is made."""

import json
import tomllib
from email.message import EmailMessage
from importlib.metadata import PackageNotFoundError
from typing import Any, cast

import pytest

from tools import licences

from .conftest import ROOT

PAGE = licences.PAGE.read_text("utf-8")
EXCEPTIONS = {"psycopg", "psycopg-binary"}
"""Under the LGPL, which lets us use them as they are."""


def said(**fields: str) -> Any:
    """The metadata of a package."""
    message = EmailMessage()
    for name, value in {"Name": "thing", **fields}.items():
        message[name.replace("_", "-")] = value
    return cast(Any, message)


def test_the_page_is_the_one_of_this_product() -> None:
    assert licences.page(PAGE) == PAGE, "run: python3 studio licences"


def test_the_page_does_not_depend_on_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(licences, "metadata", nothing)
    assert licences.page(PAGE) == PAGE


def test_every_locked_package_and_every_source_of_data_is_on_the_page() -> None:
    locked = licences.locked((ROOT / "requirements" / "run.txt").read_text())
    assert all(f"| {name} | {', '.join(versions)} |" in PAGE for name, versions in locked.items())
    web = json.loads((ROOT / "web" / "package.json").read_text())["dependencies"]
    assert all(f"{name} {version}" in PAGE for name, version in web.items())
    assert all(source["credit"] in PAGE for source in tomllib.loads(licences.DATA.read_text())["source"])


def test_only_the_recorded_exceptions_are_under_a_copyleft_licence() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and line.count(" | ") >= 3]
    strict = {row[0].removeprefix("| ") for row in rows if "GPL" in row[2]}
    assert strict == EXCEPTIONS


def test_the_exception_is_named() -> None:
    assert "x264 and x265" in PAGE.split("## The one exception: PyAV")[1].split("##")[0]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        (said(License_Expression="MIT AND PSF-2.0", License="see file"), "MIT AND PSF-2.0"),
        (said(License="Apache 2.0"), "Apache-2.0"),
        (
            said(License=f"Permission is {'hereby ' * 9}granted", Classifier="License :: OSI Approved :: MIT License"),
            "MIT",
        ),
    ],
)
def test_a_licence_is_told_in_the_words_of_spdx(metadata: Any, licence: str) -> None:
    assert licences.stated(metadata) == licence


def test_a_package_that_names_no_licence_is_refused() -> None:
    with pytest.raises(licences.Unknown, match="`thing`"):
        licences.stated(said())


def test_a_package_that_is_neither_here_nor_on_the_page_is_refused() -> None:
    with pytest.raises(licences.Unknown, match="`no-such-package`"):
        licences.licence("no-such-package", "1.0", PAGE)


def test_another_version_than_the_newest_locked_one_has_no_say() -> None:
    assert licences.licence("numpy", "0.1", "| numpy | 0.1 | As the page says |  |") == "As the page says"


def test_npm_packages_that_only_make_the_product_are_left_out() -> None:
    packages: dict[str, dict[str, Any]] = {
        "": {"name": "headwater-web"},
        "node_modules/react": {"version": "19", "license": "MIT"},
        "node_modules/a/node_modules/react": {"version": "18", "license": "MIT"},
        "node_modules/vite": {"version": "8", "license": "MIT", "dev": True},
    }
    assert licences.bundled(packages) == [("react", "18", "MIT"), ("react", "19", "MIT")]
