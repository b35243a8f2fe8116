"""The only reader of the environment: what can be set from outside, and what it is when nothing is set."""

import os
from functools import cached_property
from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, read from `HEADWATER_…` variables. Nothing else in the program looks at the environment."""

    model_config = SettingsConfigDict(env_prefix="HEADWATER_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("headwater", appauthor=False))
    """The folder where all data lives."""
    port: int = Field(default=4747, ge=1, le=65535)
    """The loopback port. Fixed, since a browser keeps its local copy of a canvas by port."""
    database_url: str | None = None
    """Where the studio's database is; a file in `home` unless set."""
    catalogue: str = ""
    """Further folders of model entries (TOML), separated like `PATH`."""
    doubles: bool = False
    """Whether the test doubles are listed among the models."""
    first_canvas: bool = True
    """Whether a new account begins with a small finished canvas."""
    opening_credits: int = Field(default=1000, ge=0)
    """What a new account starts with, in credits."""
    archive_bytes: int = Field(default=8 * 2**30, ge=1)
    """Bytes that a canvas archive may have, packed and unpacked."""
    canvas_file_bytes: int = Field(default=64 * 2**20, ge=1)
    """Bytes that a canvas file may have."""

    @cached_property
    def model_folders(self) -> tuple[Path, ...]:
        """The folders of `catalogue`."""
        return tuple(Path(folder) for folder in self.catalogue.split(os.pathsep) if folder)

    @cached_property
    def studio_database(self) -> str:
        """The URL of the studio's database."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.home / 'studio.db').as_posix()}"

    @cached_property
    def engine_database(self) -> str:
        """The URL of the engine's own database, apart so that neither waits for the other's write lock."""
        return f"sqlite:///{(self.home / 'engine.db').as_posix()}"

    @cached_property
    def files(self) -> Path:
        """The folder of stored files."""
        return self.home / "files"

    @cached_property
    def origins(self) -> frozenset[str]:
        """The hosts, port included, by which a browser may reach this server."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))
