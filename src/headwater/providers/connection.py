"""What an account has set up: its connections and the models on its own servers; and how a provider is shown."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from headwater.models.provider import Check, Provider
from headwater.platform.bus import Event
from headwater.platform.errors import Conflict, InvalidInput
from headwater.platform.kinds import Kind


class ServerType(StrEnum):
    """What a server of one's own speaks."""

    OPENAI = "openai"
    COMFYUI = "comfyui"


class State(StrEnum):
    """How it stands with a provider."""

    CONNECTED = "connected"
    NEEDS_KEY = "needs_key"
    REFUSED = "refused"
    """It did not accept the key."""
    UNREACHABLE = "unreachable"


class Shown(BaseModel):
    """A value for the browser."""

    model_config = ConfigDict(frozen=True)


class Kept(Shown):
    """A connection as it is stored; the key stays encrypted."""

    provider: str
    type: ServerType | None
    """Of a server of one's own; None for a known provider."""
    url: str | None
    sealed: bytes | None
    """The key."""


class Wish(BaseModel):
    """How somebody wants to be connected. What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    type: ServerType = ServerType.OPENAI
    """What a server of one's own speaks; without meaning for a known provider."""
    url: str | None = Field(default=None, max_length=2000)
    key: SecretStr | None = Field(default=None, max_length=4000)

    @field_validator("url")
    @classmethod
    def _plain_address(cls, value: str | None) -> str | None:
        return None if value is None else plain_address(value)

    @field_validator("key")
    @classmethod
    def _plain_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        words = value.get_secret_value().strip()
        if not words or not words.isascii() or any(sign.isspace() for sign in words):
            raise ValueError("A key is one word of ASCII letters, digits and signs")
        return SecretStr(words)


class Edit(BaseModel):
    """What a person says of a model on a server of theirs. What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind | None = None
    credits: Decimal | None = Field(default=None, ge=0, le=1_000_000, decimal_places=2)
    """For each generation."""


class OwnModel(Shown):
    """A model of one account's, as it is stored."""

    id: str
    provider: str
    entry: dict[str, Any]
    """A model entry, as in a catalogue file."""
    edit: Edit


class KeyShown(Shown):
    """Where the key comes from. Never the key."""

    source: Literal["kept", "environment"]
    variable: str | None = None
    """The environment variable that holds it."""


class ModelShown(Shown):
    """A model that a provider serves."""

    id: str
    name: str
    kind: Kind
    description: str
    neural: bool
    price: str | None
    """Credits for the default settings and 1,000 characters; None where these cannot be priced."""
    exact: bool
    source: str
    as_of: str | None
    retires: str | None


class Card(Shown):
    """A provider as the settings page shows it."""

    id: str
    name: str
    description: str
    website: str | None
    keys_page: str | None
    type: ServerType | None
    """Of a server of one's own."""
    url: str
    needs_key: bool
    environment: list[str]
    key: KeyShown | None
    state: State
    message: str | None
    """What is wrong, and what to do."""
    checked: int | None
    """When it was last tried, in milliseconds since 1970."""
    tried_free: bool
    """Whether a key can be tried out for nothing."""
    models: list[ModelShown]


class ProvidersChanged(Event):
    """Something about the account's providers changed: ask for them again, and for panels."""

    type: Literal["providers"] = "providers"


class NameTaken(Conflict):
    """A provider of that name ships with Headwater: a server of one's own needs another name."""

    code = "name_taken"


def plain_address(url: str) -> str:
    """An address without a slash at the end. Raises `ValueError` for what is none, or carries a password."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("An address begins with http:// or https:// and names a server")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("An address holds no user, password, query or fragment; give the key apart")
    return url.strip().rstrip("/")


def server(name: str, type: ServerType, url: str) -> Provider:
    """The provider that a server of one's own is."""
    if not name or name != name.lower() or not all(part.isalnum() for part in name.split("-")) or not name.isascii():
        raise InvalidInput(f"`{name}` is no name for a server. Use a-z, 0-9 and single hyphens, such as `my-server`.")
    speaks = "OpenAI-compatible server" if type is ServerType.OPENAI else "ComfyUI server with your workflows"
    return Provider(
        id=name,
        name=name,
        description=speaks,
        url=url,
        needs_key=False,
        check=Check(path="/models" if type is ServerType.OPENAI else "/system_stats"),
        at_once=4 if type is ServerType.OPENAI else 1,
        own=True,
    )
