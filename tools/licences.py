"""Writes docs/licences.md: everything that the product is made of, and under which licence.

    python -m tools.licences          print the page
    python -m tools.licences --write  write it

The page is the same wherever it is made: the packages and their versions come from the locks. What is locked for
another system or another Python is not installed here, so its licence is taken from the page as it stands; where it is
installed, `studio check` compares it with what the package itself says.
"""

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("licences.template.md")
PAGE = ROOT / "docs" / "licences.md"
DATA = ROOT / "src" / "headwater" / "models" / "builtin" / "data.toml"

SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
}
"""What packages say, in the words of SPDX."""
UNSAID = {"resvg-py": "MIT", "tiktoken": "MIT"}
"""Packages whose metadata names no licence; their licence file does."""
WITHIN = {
    "av": "bundles FFmpeg with x264 and x265 (GPL-2.0-or-later): see the exception above",
    "opencv-python-headless": "bundles FFmpeg (LGPL-2.1-or-later), unchanged and exchangeable",
    "psycopg": "used unchanged, through its public interface",
    "psycopg-binary": "used unchanged, through its public interface; bundles libpq (PostgreSQL)",
    "uvloop": "also under Apache-2.0",
}
"""What a licence's name does not tell."""


class Unknown(Exception):
    """A package whose licence is neither known here nor on the page."""


def page(before: str) -> str:
    """The page; `before` is the one that stands."""
    run = locked((ROOT / "requirements" / "run.txt").read_text("utf-8"))
    web = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    sources = tomllib.loads(DATA.read_text("utf-8"))["source"]
    return TEMPLATE.read_text("utf-8").format(
        data="\n".join(map(_source, sources)),
        python="\n".join(_python(name, versions, before) for name, versions in run.items()),
        web="\n\n".join(_by_licence(bundled(web))),
    )


def locked(requirements: str) -> dict[str, list[str]]:
    """The versions of each package in a lock, oldest first: different systems and Pythons may need different ones."""
    versions: dict[str, list[str]] = defaultdict(list)
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", requirements, re.M):
        versions[name].append(version)
    return {name: sorted(found, key=_order) for name, found in versions.items()}


def licence(name: str, newest: str, before: str) -> str:
    """The licence of a Python package: as it says itself where that very version is here, else as the page says."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        said = None
    if said is not None and said["Version"] == newest:
        return UNSAID.get(name) or stated(said)
    row = re.search(rf"^\| {re.escape(name)} \| [^|]* \| ([^|]*?) \|", before, re.M)
    if row is None:
        raise Unknown(f"`{name}` {newest} is not installed here. Add its row to {PAGE.relative_to(ROOT)} by hand.")
    return str(row[1])


def stated(said: PackageMetadata) -> str:
    """The licence in a package's metadata, as an SPDX expression where it can be told."""
    short = [line for line in said.get_all("License") or [] if len(line) < 40]
    classifiers = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    found = [*(said.get_all("License-Expression") or []), *short, *classifiers]
    if not found:
        raise Unknown(f"The metadata of `{said['Name']}` names no licence. Look at its files, and add it to UNSAID.")
    return SPDX.get(str(found[0]), str(found[0]))


def bundled(packages: dict[str, dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Name, version and licence of every npm package that the product, rather than its making, needs."""
    return sorted(
        (path.rsplit("node_modules/", 1)[-1], package["version"], package["license"])
        for path, package in packages.items()
        if path and not package.get("dev")
    )


def _order(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _python(name: str, versions: list[str], before: str) -> str:
    return f"| {name} | {', '.join(versions)} | {licence(name, versions[-1], before)} | {WITHIN.get(name, '')} |"


def _source(source: dict[str, Any]) -> str:
    package = f"{source['package']} {source['version']} ({source['index']})"
    what = source["what"][0].upper() + source["what"][1:]
    return f"| {what} | [{source['credit']}]({source['link']}) | {source['licence']} | {package} |"


def _by_licence(packages: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """One paragraph for each licence, the most common first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, version, licence in packages:
        groups[licence].append(f"{name} {version}")
    for licence, names in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield f"**{licence}**: {', '.join(dict.fromkeys(names))}."


def main(arguments: list[str]) -> int:
    """Print the page, or write it."""
    try:
        made = page(PAGE.read_text("utf-8") if PAGE.exists() else "")
    except Unknown as unknown:
        print(unknown, file=sys.stderr)
        return 1
    if arguments == ["--write"]:
        PAGE.write_bytes(made.encode())
    else:
        sys.stdout.buffer.write(made.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
