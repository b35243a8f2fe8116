"""Keys at rest: encrypted, bound to their owner, and readable only with a file that is its owner's alone."""

import stat
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from headwater.providers.vault import Vault, VaultLocked

KEY = SecretStr("sk-very-secret")


def test_what_is_sealed_opens_again_and_does_not_show_the_key(tmp_path: Path) -> None:
    sealed = Vault(tmp_path / "vault.key").seal(KEY, "me/fal")
    assert b"very-secret" not in sealed
    assert Vault(tmp_path / "vault.key").open(sealed, "me/fal") == KEY


def test_the_same_key_is_never_sealed_alike(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault.key")
    assert vault.seal(KEY, "me/fal") != vault.seal(KEY, "me/fal")


def test_a_row_that_was_moved_to_another_owner_stays_closed(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault.key")
    with pytest.raises(VaultLocked, match="enter the key again"):
        vault.open(vault.seal(KEY, "me/fal"), "you/fal")


def test_with_another_file_or_a_changed_row_it_stays_closed(tmp_path: Path) -> None:
    sealed = Vault(tmp_path / "vault.key").seal(KEY, "me/fal")
    for vault, row in ((Vault(tmp_path / "other.key"), sealed), (Vault(tmp_path / "vault.key"), sealed[:-1] + b"x")):
        with pytest.raises(VaultLocked):
            vault.open(row, "me/fal")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folder to the user")
def test_only_the_owner_can_read_the_file_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    Vault(tmp_path / "vault.key").seal(KEY, "me/fal")
    assert [file.name for file in tmp_path.iterdir()] == ["vault.key"]
    assert stat.S_IMODE((tmp_path / "vault.key").stat().st_mode) == 0o600
