"""Packages come from where pip, uv and their files say."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

MIRROR = "https://me:secret@mirror.example/simple"


def pip_conf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    path = tmp_path / "pip.conf"
    path.write_text(text)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(path))


def test_the_variables_of_pip_reach_uv(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://a.example/simple https://b.example/simple")
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels /more")
    monkeypatch.setenv("PIP_TRUSTED_HOST", "mirror.example")
    monkeypatch.setenv("PIP_CERT", "/certificates.pem")
    monkeypatch.setenv("PIP_PROXY", "http://proxy.example:3128")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("ALL_PROXY", raising=False)
    environment = studio.uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == MIRROR
    assert environment["UV_EXTRA_INDEX_URL"] == "https://a.example/simple https://b.example/simple"
    assert environment["UV_FIND_LINKS"] == "/wheels,/more"
    assert environment["UV_INSECURE_HOST"] == "mirror.example"
    assert environment["SSL_CERT_FILE"] == "/certificates.pem"
    assert environment["ALL_PROXY"] == "http://proxy.example:3128"


def test_the_files_of_pip_reach_uv(studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pip_conf(
        monkeypatch,
        tmp_path,
        f"[global]\nindex-url = {MIRROR}\nextra-index-url =\n  https://a.example\n  https://b.example\n",
    )
    environment = studio.uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == MIRROR
    assert environment["UV_EXTRA_INDEX_URL"] == "https://a.example https://b.example"


def test_a_variable_of_pip_goes_before_its_file(studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pip_conf(monkeypatch, tmp_path, "[global]\nindex-url = https://file.example/simple\n")
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    assert studio.uv_environment()["UV_DEFAULT_INDEX"] == MIRROR


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_FIND_LINKS"])
def test_the_settings_of_uv_go_before_those_of_pip(studio: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels")
    monkeypatch.setenv(name, "https://uv.example/simple")
    found = {key: value for key, value in studio.uv_environment().items() if "INDEX" in key or "LINKS" in key}
    assert found.pop(name) == "https://uv.example/simple"
    assert not any(key.startswith("UV_") and key != "UV_INDEX_STRATEGY" for key in found)


def test_the_file_of_uv_goes_before_the_settings_of_pip(
    studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "uv.toml"
    path.write_text('[[index]]\nurl = "https://uv.example/simple"\ndefault = true\n')
    monkeypatch.setenv("UV_CONFIG_FILE", str(path))
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    assert "UV_DEFAULT_INDEX" not in studio.uv_environment()
    assert studio.indexes().default == "https://uv.example/simple"


def test_only_the_given_folders_are_used_where_indexes_are_off(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels")
    commands = recorded(studio, monkeypatch)
    studio.uv("sync", "requirements.txt", failure="no")
    assert "--no-index" in commands[0]
    assert list(studio.index_pages("uv")) == ["file:///wheels"]


def test_a_password_of_an_index_is_in_no_command_and_no_message(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    commands = recorded(studio, monkeypatch)
    studio.uv("sync", "requirements.txt", failure="no")
    assert "secret" not in str(commands)
    assert studio.without_password(MIRROR) == "https://mirror.example/simple"


def test_without_pip_uv_comes_from_the_configured_place(
    studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel = offered_wheel(studio, monkeypatch, tmp_path)
    lock(studio, hashlib.sha256(wheel.read_bytes()).hexdigest())
    monkeypatch.setattr(studio.importlib.util, "find_spec", lambda name: None)
    assert Path(studio.uv_program()).read_text() == "the program"


def test_a_file_that_is_not_the_locked_one_is_refused(
    studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered_wheel(studio, monkeypatch, tmp_path)
    lock(studio, "0" * 64)
    monkeypatch.setattr(studio.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(studio.Stop, match=r"is not the file that `requirements/uv.txt` names"):
        studio.uv_program()


def test_an_index_page_is_read_as_html(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        b'<a href="../../files/uv-1-py3-none-win32.whl#sha256=00">uv</a><a href="https://b.example/uv-1.tar.gz">uv</a>'
    )
    monkeypatch.setattr(studio, "read", lambda address: (page, "text/html"))
    assert studio.files_at("https://a.example/simple/uv/") == [
        ("uv-1-py3-none-win32.whl", "https://a.example/files/uv-1-py3-none-win32.whl"),
        ("uv-1.tar.gz", "https://b.example/uv-1.tar.gz"),
    ]


def test_an_index_page_is_read_as_json(studio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = b'{"files": [{"filename": "uv-1-py3-none-win32.whl", "url": "/files/uv-1-py3-none-win32.whl"}]}'
    monkeypatch.setattr(studio, "read", lambda address: (page, "application/vnd.pypi.simple.v1+json"))
    assert studio.files_at("https://a.example/simple/uv/") == [
        ("uv-1-py3-none-win32.whl", "https://a.example/files/uv-1-py3-none-win32.whl")
    ]


def recorded(studio: Any, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have run."""
    commands: list[list[str]] = []
    monkeypatch.setattr(studio, "uv_program", lambda: "uv")
    monkeypatch.setattr(studio, "run", lambda command, failure, **more: commands.append(command))
    return commands


def offered_wheel(studio: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A wheel of uv for this machine in a folder that pip is pointed at."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    wheel = folder / "uv-9.9.9-py3-none-this_machine.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("uv-9.9.9.data/scripts/uv", "the program")
        archive.writestr("uv-9.9.9.data/scripts/uvx", "another program")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(studio, "fits_here", lambda name: name.endswith("this_machine.whl"))
    return wheel


def lock(studio: Any, sha: str) -> None:
    (studio.LOCKS / "uv.txt").write_text(f"uv==9.9.9 \\\n    --hash=sha256:{sha}\n")
