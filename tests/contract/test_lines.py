"""The lines to providers are cheap to open: each poll opens one."""

import ssl

import pytest

from headwater.models.adapters.http import line
from headwater.models.provider import Connection, Provider


async def test_certificates_are_read_once_however_many_lines_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = Connection(Provider(id="far", name="Far", url="https://far.example"), "https://far.example")
    async with line(connection):
        pass
    read: list[str] = []
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: read.append("certificates"))
    for _ in range(5):
        async with line(connection):
            pass
    assert read == []
