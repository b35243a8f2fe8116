"""The only reader of the environment: what can be set from outside, and what it is when nothing is set."""

import os
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, read from `HEADWATER_…` variables. Nothing else in the program looks at the environment."""

    model_config = SettingsConfigDict(env_prefix="HEADWATER_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("headwater", appauthor=False))
    """The folder where all data lives."""
    port: int = Field(default=4747, ge=1, le=65535)
    """The loopback port. Fixed, since a browser keeps its local copy of a canvas by port."""
    database_url: str | None = None
    """Where the database is, as `postgresql://user:password@host/name`; two files in `home` unless set."""
    catalogue: str = ""
    """The site's folders of model entries (TOML), separated like `PATH`; a person's are in `models` in the home."""
    doubles: bool = False
    """Whether the test doubles are listed among the models."""
    first_canvas: bool = True
    """Whether a new account begins with a small finished canvas."""
    opening_credits: int = Field(default=1000, ge=0)
    """What a new account starts with, in credits."""
    credits_per_dollar: Decimal = Field(default=Decimal(100), gt=0, le=1_000_000)
    """Credits that stand for one US dollar."""
    markup: Decimal = Field(default=Decimal(1), gt=0, le=1000)
    """What a provider's price is multiplied by."""
    archive_bytes: int = Field(default=8 * 2**30, ge=1)
    """Bytes that a canvas archive may have, packed and unpacked."""
    canvas_file_bytes: int = Field(default=64 * 2**20, ge=1)
    """Bytes that a canvas file may have."""

    @cached_property
    def model_folders(self) -> tuple[Path, ...]:
        """Where model entries lie beside those that ship: the site's folders, then the person's. Later ones win."""
        site = (Path(folder) for folder in self.catalogue.split(os.pathsep) if folder)
        return (*site, self.home / "models")

    @property
    def vault(self) -> Path:
        """The file with the key that encrypts the keys of providers."""
        return self.home / "vault.key"

    @staticmethod
    def provider_key(variables: tuple[str, ...]) -> tuple[str, SecretStr] | None:
        """The first of these variables that is set, with its value: providers' keys go by their usual names."""
        found = ((name, value.strip()) for name in variables if (value := os.environ.get(name, "")).strip())
        return next(((name, SecretStr(value)) for name, value in found), None)

    @cached_property
    def studio_database(self) -> str:
        """The URL of the studio's database."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.home / 'studio.db').as_posix()}"

    @cached_property
    def engine_database(self) -> str:
        """The URL of the engine's own database.

        With SQLite apart, so that neither waits for the other's write lock; on PostgreSQL the engine's tables lie in a
        schema of their own in the same database.
        """
        if self.database_url and not self.database_url.startswith("sqlite"):
            return self.database_url
        return f"sqlite:///{(self.home / 'engine.db').as_posix()}"

    @cached_property
    def files(self) -> Path:
        """The folder of stored files."""
        return self.home / "files"

    @cached_property
    def origins(self) -> frozenset[str]:
        """The hosts, port included, by which a browser may reach this server."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))
