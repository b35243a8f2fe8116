"""Who is on the canvas right now: the awareness states of open tabs. Nothing of it is kept."""

import json
from dataclasses import dataclass

from headwater.canvas.client import Client
from headwater.canvas.protocol import Malformed, Reader, awareness

IDS_PER_CLIENT = 4
"""Yjs client ids that one tab may speak for; a document takes a new one when it meets itself."""
_GONE = b"null"


@dataclass(frozen=True)
class _State:
    owner: Client
    clock: int
    state: bytes


class Presence:
    """The newest state of each Yjs client id, and the tab that introduced it: no other may speak for it."""

    def __init__(self) -> None:
        self._states: dict[int, _State] = {}

    def hear(self, client: Client, payload: bytes) -> bytes | None:
        """Take in what a tab says about itself; the message for the others, if any of it counts. Raises Malformed."""
        heard = [entry for entry in _entries(payload) if self._counts(client, *entry)]
        return awareness(heard) if heard else None

    def leave(self, client: Client) -> bytes | None:
        """Forget a tab; the message for the others, if it had said anything."""
        gone = [(id, held.clock + 1, _GONE) for id, held in self._states.items() if held.owner is client]
        for id, _, _ in gone:
            del self._states[id]
        return awareness(gone) if gone else None

    def everyone(self) -> bytes | None:
        """The message that tells a new tab who is here."""
        states = [(id, held.clock, held.state) for id, held in self._states.items() if held.state != _GONE]
        return awareness(states) if states else None

    def _counts(self, client: Client, id: int, clock: int, state: bytes) -> bool:
        held = self._states.get(id)
        if held is None:
            allowed = sum(one.owner is client for one in self._states.values()) < IDS_PER_CLIENT
        else:
            # A tab that reconnects before its old socket is known to be dead goes on with a later clock.
            allowed = held.owner.account == client.account and clock > held.clock
            allowed = allowed or (held.owner is client and clock == held.clock and state == _GONE)
        if allowed:
            self._states[id] = _State(client, clock, state)
        return allowed


def _entries(payload: bytes) -> list[tuple[int, int, bytes]]:
    reader = Reader(payload)
    entries = [(reader.number(), reader.number(), reader.chunk()) for _ in range(reader.number())]
    try:
        for _, _, state in entries:
            json.loads(state)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    return entries
