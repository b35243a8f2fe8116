"""The locked files: whole, hashed, fit for every machine, and without any host's name."""

import json
import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from .conftest import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = (
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("win32", "Windows", "nt", "AMD64"),
)


def blocks(lock: Path) -> list[str]:
    """The text of each package: the line that names it and what belongs to it."""
    return [block for block in re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.M) if block.strip()]


def requirements(lock: Path) -> list[Requirement]:
    return [Requirement(block.splitlines()[0].rstrip(" \\")) for block in blocks(lock)]


def project() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by the lock that answers."""
    text = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups: dict[str, list[str]] = text["dependency-groups"]
    return {"run": text["project"]["dependencies"], **groups}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.name))
def test_every_package_has_one_exact_version_and_a_hash(lock: Path) -> None:
    for block in blocks(lock):
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)? \\\n", block), block
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("name", sorted(project()))
def test_what_the_project_asks_for_is_locked_once_for_every_python_and_system(name: str) -> None:
    locked = requirements(ROOT / "requirements" / f"{name}.txt")
    for wanted, python, system in product(map(Requirement, project()[name]), PYTHONS, SYSTEMS):
        platform, system_name, os_name, machine = system
        environment: dict[str, str] = {
            **{name: str(value) for name, value in default_environment().items()},
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": platform,
            "platform_system": system_name,
            "os_name": os_name,
            "platform_machine": machine,
        }
        if wanted.marker and not wanted.marker.evaluate(environment):
            continue
        versions = [
            str(one.specifier).removeprefix("==")
            for one in locked
            if one.name == wanted.name and (one.marker is None or one.marker.evaluate(environment))
        ]
        assert len(versions) == 1, (wanted.name, python, platform, machine, versions)
        assert wanted.specifier.contains(versions[0]), (wanted, versions, "run: python3 studio lock")


def test_the_tests_run_on_the_very_versions_that_the_product_has() -> None:
    run, test = (set(map(str, requirements(ROOT / "requirements" / name))) for name in ("run.txt", "test.txt"))
    assert run <= test


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "web" / "package-lock.json"], ids=lambda lock: str(lock.name))
def test_no_lock_names_a_host(lock: Path) -> None:
    assert not re.search(r"\"resolved\"|--(extra-)?index-url|--find-links|@ https?:", lock.read_text())


def test_the_front_end_is_locked_for_every_system() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        for optional in package.get("optionalDependencies", {}):
            places = (f"{name}/node_modules/{optional}", f"node_modules/{optional}")
            assert any(place in packages for place in places), f"{name} has no {optional} in this lock"
