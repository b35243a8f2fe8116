"""Protocols are found by entry point: another package brings one, a broken one is said and the rest goes on."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.models.protocols import adapters as found
from headwater.models.protocols import names

SOUND = """
class Echo:
    def __init__(self, folder):
        self.folder = folder

    async def submit(self, call): ...
    async def find(self, call): ...
    async def poll(self, call, ticket): ...
    async def fetch(self, call, ticket): ...
    async def cancel(self, call, ticket): ...
"""


def install(at: Path, package: str, source: str, *points: str) -> None:
    """What an installer leaves behind: a module, and the package's entry points."""
    (at / f"{package}.py").write_text(source)
    about = at / f"{package}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("\n".join(["[headwater.adapters]", *points]))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that packages are installed into."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def test_a_package_brings_a_protocol_which_gets_a_folder_of_its_own(site: Path, tmp_path: Path) -> None:
    install(site, "echoing", SOUND, "echo = echoing:Echo")
    made = found(tmp_path / "adapters")
    assert vars(made["echo"])["folder"] == tmp_path / "adapters" / "echo"
    assert "echo" in names()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import nowhere_to_be_found", "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
        ("class Other: ...", "AttributeError: .*Echo"),
        ("def Echo(folder): raise OSError('no room')", "OSError: no room"),
        ("class Echo:\n    def __init__(self, folder): ...", "BrokenAdapter: it has no `submit`"),
    ],
)
def test_a_broken_protocol_is_said_and_the_rest_goes_on(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, source: str, why: str
) -> None:
    broken = f"broken_{abs(hash(source))}"  # modules are imported once a process
    install(site, broken, source, f"broken = {broken}:Echo")
    fine = f"fine_{abs(hash(source))}"
    install(site, fine, SOUND, f"fine = {fine}:Echo")
    made = found(tmp_path)
    assert "fine" in made
    assert "broken" not in made
    (said,) = (record for record in caplog.records if record.levelno == logging.WARNING)
    assert f"The adapter `broken` ({broken}:Echo) cannot be used" in said.getMessage()
    assert re.search(why, said.getMessage())


def test_every_protocol_that_ships_is_found_and_loads_no_vendors_client(tmp_path: Path) -> None:
    heavy = ("openai", "anthropic", "google.genai", "pydantic_ai")
    ask = f"""
import sys
from pathlib import Path
from headwater.models.protocols import SHIPPED, adapters
assert set(adapters(Path({str(tmp_path)!r}))) >= set(SHIPPED)
print([name for name in {heavy!r} if name in sys.modules])
"""
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["chat", "builtin", "doubles"])
def test_nobody_takes_the_name_of_a_protocol_that_ships(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    install(site, "grabber", SOUND, f"{name} = grabber:Echo")
    made = found(tmp_path)
    assert type(made.get(name)).__name__ != "Echo"
    assert f"The adapter `{name}` of the package grabber is left out: Headwater itself has one" in caplog.text


def test_of_two_packages_with_one_name_the_first_counts_and_the_other_is_said(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for package in ("second_of_two", "first_of_two"):
        install(site, package, SOUND, f"same = {package}:Echo")
    assert type(found(tmp_path)["same"]).__module__ == "first_of_two"
    assert "of the package second_of_two is left out: first_of_two has one" in caplog.text
