"""Follows a page of the documentation as a stranger would: saves its files, types its commands, compares what is said.

A code block after "…`NAME`:" is a file of that name; a `sh` block is typed line by line; a `text` block is what the
commands before it print, where … stands for anything. What differs between the page's machine and this one is swapped.
"""

import re
import shlex
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.running import Ran, call
from tests.journeys.studio import Studio

DOCS = Path(__file__).parents[2] / "docs"
HOMES = ("~/.local/share/headwater", "/home/you/.local/share/headwater")
"""The home as the pages write it."""
_BLOCK = re.compile(r"(?:`(?P<name>[^`\n]+)`:\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)


@dataclass
class Reader:
    """Somebody who follows a page, in a folder of their own."""

    studio: Studio
    folder: Path
    swaps: Mapping[str, str] = field(default_factory=dict)
    """What stands on the page, and what it is here."""
    types: str = ""
    """What is typed where a key is asked for."""
    packages: Path | None = None
    """Where packages are installed to."""
    ran: list[Ran] = field(default_factory=list)
    """Every command, in order."""

    def follow(self, page: str) -> None:
        """Everything on the page, from its top to its end."""
        said = ""
        for block in _BLOCK.finditer((DOCS / page).read_text("utf-8")):
            text = self._here(block["text"])
            if block["name"] and block["kind"] not in ("sh", "text"):
                self._save(block["name"], text)
            elif block["kind"] == "sh":
                said = "".join(self._type(line) for line in text.splitlines() if line.strip())
            elif block["kind"] == "text":
                assert re.fullmatch(re.escape(text).replace("…", ".*"), said), f"{page}: it said\n{said}"

    def _here(self, text: str) -> str:
        homes = {home: str(self.studio.home) for home in HOMES} | {"/home/you": str(self.folder)}
        for there, here in {**homes, **self.swaps}.items():
            text = text.replace(there, here)
        return text

    def _save(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def _type(self, line: str) -> str:
        words = shlex.split(line, comments=True)
        match words:
            case ["headwater", *rest]:
                ran = call(self.studio, *rest, typed=self.types)
                assert ran.code == 0, ran
                self.ran.append(ran)
                return ran.out
            case ["mkdir", "-p", folder]:
                (self.folder / folder).mkdir(parents=True, exist_ok=True)
            case ["cp", file, to]:
                shutil.copy(self.folder / file, to)
            case [_, "-m", "pip", *_, "install", folder]:
                self._install(self.folder / folder)
            case _:
                raise AssertionError(f"Nobody can type `{line}` here.")
        return ""

    def _install(self, folder: Path) -> None:
        """What pip leaves behind: the module, and what its `pyproject.toml` says of it."""
        assert self.packages
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
        about = self.packages / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        about.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (about / "METADATA").write_text(metadata)
        groups = (
            "\n".join([f"[{group}]", *(f"{name} = {place}" for name, place in points.items())])
            for group, points in project["entry-points"].items()
        )
        (about / "entry_points.txt").write_text("\n".join(groups))
        for module in folder.glob("*.py"):
            shutil.copy(module, self.packages)
