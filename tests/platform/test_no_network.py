"""Nothing in the tests reaches a network: not this process, and not what it starts."""

import asyncio
import os
import socket
import subprocess
import sys

import pytest


def test_a_socket_leads_no_further_than_this_machine() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match="tried to reach 192"):
        out.connect(("192.0.2.1", 80))


async def test_nor_does_a_connection_of_the_loop() -> None:
    with pytest.raises(AssertionError, match="tried to reach 192"):
        await asyncio.open_connection("192.0.2.1", 80)


def test_nor_does_a_client_in_a_process_that_a_test_starts() -> None:
    code = "import httpx2\ntry:\n    httpx2.get('http://192.0.2.1/')\nexcept httpx2.ConnectError:\n    print('closed')"
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, env=os.environ, check=True, capture_output=True, text=True, timeout=60)
    assert said.stdout == "closed\n", said.stderr
