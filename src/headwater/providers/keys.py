"""Where the key of a provider comes from: the vault, where the person entered one, else the environment."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import SecretStr

from headwater.models.provider import Provider
from headwater.providers.connection import Kept
from headwater.providers.vault import Vault

Environment = Callable[[tuple[str, ...]], tuple[str, SecretStr] | None]
"""Gives the first of these variables that is set, with its value."""


@dataclass(frozen=True)
class Keys:
    """Every key there is."""

    vault: Vault
    environment: Environment

    def seal(self, account: str, provider: str, key: SecretStr) -> bytes:
        """A key as it is stored."""
        return self.vault.seal(key, _owner(account, provider))

    def of(self, account: str, provider: Provider, kept: Kept | None) -> tuple[SecretStr | None, str | None]:
        """The key, and the variable that it comes from if it does. Raises `VaultLocked`."""
        if kept and kept.sealed:
            return self.vault.open(kept.sealed, _owner(account, provider.id)), None
        found = self.environment(provider.environment)
        return (found[1], found[0]) if found else (None, None)


def _owner(account: str, provider: str) -> str:
    return f"{account}/{provider}"
