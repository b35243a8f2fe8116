"""The import contracts bite: each kind of forbidden import, planted, is found."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

PLANTED = {
    "headwater.credits.ledger -> headwater.canvas.document": "Between rooms",
    "headwater.canvas.document -> headwater.assets.asset": "Between rooms",
    "headwater.platform.errors -> headwater.settings": "Between rooms",
    "headwater.server.app -> headwater.assembly": "Between rooms",
    "headwater.accounts.store -> headwater.accounts.routes": "Inside a room",
    "headwater.assets.asset -> headwater.assets.store": "Inside a room",
    "headwater.generation.panel -> sqlalchemy": "Only the stores",
    "headwater.assembly -> sqlite3": "Only the stores",
    "headwater.canvas.room -> fastapi": "Only the routes",
    "headwater.assembly -> starlette": "Only the routes",
    "headwater.assets.store -> PIL": "Only the built-in models",
    "headwater.models.price -> numpy": "Only the built-in models",
    "headwater.models.registry -> onnxruntime": "Only the built-in models",
    "headwater.generation.workflow -> httpx": "Only the adapters",
    "headwater.assets.routes -> obstore": "Only the adapters",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house to plant things in."""
    copy = tmp_path / "src" / "headwater"
    shutil.copytree(ROOT / "src" / "headwater", copy, ignore=shutil.ignore_patterns("__pycache__", "web", "weights"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return copy


def linted(house: Path) -> str:
    """What the linter says about imports in a house where something is wrong."""
    folder = house.parents[1]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_every_forbidden_import_is_found_by_its_contract(house: Path) -> None:
    for importer, imported in (link.split(" -> ") for link in PLANTED):
        with (house.parent / f"{importer.replace('.', '/')}.py").open("a") as module:
            module.write(f"\nimport {imported}\n")
    broken = re.split(r"^Broken contracts$", linted(house), flags=re.M)[1]
    found = re.split(r"^(?=[A-Z][^\n]+\n-{20})", broken, flags=re.M)
    for link, contract in PLANTED.items():
        (section,) = (part for part in found if part.startswith(contract))
        assert f"{link} (l." in section, f"{link}\n{section}"


def test_a_room_without_a_place_among_the_others_is_found(house: Path) -> None:
    (house / "bakery.py").write_text('"""Bread."""\n')
    assert "headwater.bakery" in linted(house)
