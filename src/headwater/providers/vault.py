"""Keeps keys encrypted: AES-256-GCM, the vault's own key in a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import SecretStr

from headwater.platform.errors import HeadwaterError

NONCE = 12
"""Bytes; a new one for each encryption."""


class VaultLocked(HeadwaterError):
    """A kept key cannot be read: the vault's file is another one, or is damaged. Enter the key again."""

    code = "vault_locked"
    status = 500


class Vault:
    """Encrypts and decrypts. Its file is made at the first use; who has a copy of the database alone has no keys."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def seal(self, key: SecretStr, owner: str) -> bytes:
        """`key` encrypted. It opens only for the same `owner`, so that a row cannot be moved to another account."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher().encrypt(nonce, key.get_secret_value().encode(), owner.encode())

    def open(self, sealed: bytes, owner: str) -> SecretStr:
        """The key again. Raises `VaultLocked`."""
        try:
            return SecretStr(self._cipher().decrypt(sealed[:NONCE], sealed[NONCE:], owner.encode()).decode())
        except (InvalidTag, ValueError) as error:
            raise VaultLocked(
                f"A kept key cannot be read, since `{self._file.name}` is not the file that it was kept with. "
                "Put that file back, or enter the key again."
            ) from error

    def _cipher(self) -> AESGCM:
        if not self._file.exists():
            self._make()
        return AESGCM(self._file.read_bytes())

    def _make(self) -> None:
        """Readable by its owner from the first moment, whole or not there at all, never replaced."""
        draft = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(AESGCM.generate_key(256))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, self._file)
        except FileExistsError:  # another process was faster: its key counts
            pass
        finally:
            draft.unlink()
