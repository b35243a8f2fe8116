"""A provider: who serves models, where it is, how it wants its key. All of it is data."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field, SecretStr

from headwater.models.frozen import Frozen
from headwater.models.job_protocol import JobProtocol


class Check(Frozen):
    """A call that costs nothing and fails without a good key."""

    method: str = "GET"
    path: str
    """Below the provider's address, or a whole URL."""


class Provider(Frozen):
    """Who serves models."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Stable; its models' ids begin with it."""
    name: str = Field(min_length=1)
    """What a person reads."""
    description: str = ""
    """One sentence: what it is."""
    website: str | None = None
    """Its own page."""
    keys_page: str | None = None
    """Where a person gets a key."""
    url: str = ""
    """Where its API begins, without a slash at the end; empty for the built-in studio."""
    environment: tuple[str, ...] = ()
    """The variables that may hold a key; the first that is set counts."""
    needs_key: bool = True
    """Whether nothing works without a key."""
    headers: dict[str, str] = {"Authorization": "Bearer {key}"}
    """Sent with every call; one with `{key}` is left out where there is no key."""
    check: Check | None = None
    """How a key is tried out for nothing; None where the provider offers no such call."""
    at_once: int = Field(default=4, ge=1)
    """How many generations it works on at once, for one key."""
    per_minute: int | None = Field(default=None, ge=1)
    """How many generations may be begun in a minute, for one key."""
    own: bool = False
    """Whether the site or a person named its address: only then may it be on a private network."""
    protocol: JobProtocol = JobProtocol()
    """How it is spoken to, as far as an adapter needs to be told."""


@dataclass(frozen=True)
class Connection:
    """A way to a provider: where it is, and the key that opens it."""

    provider: Provider
    url: str
    """Where its API begins, without a slash at the end."""
    key: SecretStr | None = None
    own: bool = False
    """Whether the site or a person named this address: only then may it be on a private network."""

    def headers(self) -> Mapping[str, str]:
        """What every call carries; the only place where the key is shown."""
        key = self.key.get_secret_value() if self.key else None
        return {
            name: value.replace("{key}", key or "")
            for name, value in self.provider.headers.items()
            if key or "{key}" not in value
        }

    def without_key(self, words: str) -> str:
        """`words` with the key taken out, for errors and logs."""
        key = self.key.get_secret_value() if self.key else ""
        return words.replace(key, "[key]") if key else words
