"""Reads a key so that it neither shows on the screen nor stays in the history of a shell."""

import sys
from getpass import getpass

from headwater.platform.errors import InvalidInput

ASK = "-"
"""What stands for a key that is not in the command."""


def read_key(provider: str) -> str:
    """The key: typed without an echo, or the first line of standard input. Raises `InvalidInput` without one."""
    try:
        key = getpass(f"Key of {provider} (it is not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    except EOFError:
        key = ""
    if not key.strip():
        raise InvalidInput("No key was entered. Type it when asked, or send it to standard input.")
    return key.strip()
