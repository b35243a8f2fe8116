"""`headwater providers`: what is connected and whether it works; connecting, disconnecting, pricing."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from headwater.exchange.client import Json, StudioClient
from headwater.platform.errors import InvalidInput
from headwater.terminal.asking import DONE, FAILED
from headwater.terminal.columns import columns, count, credits
from headwater.terminal.key import ASK, read_key

Card = dict[str, Any]
_WORDS = {"refused": "key refused", "unreachable": "unreachable", "needs_key": "key unreadable"}
_KINDS = ("text", "image", "video", "audio")


@dataclass(frozen=True)
class Wanted:
    """A connection as it was typed."""

    name: str
    url: str | None = None
    key: str | None = None
    """`-`: to be read from the terminal or from standard input."""
    type: str | None = None

    @property
    def asks_for_key(self) -> bool:
        """Whether the key is still to be read: a known provider without one makes no sense."""
        return self.key == ASK or (self.key is None and self.url is None)


async def show(client: StudioClient, as_json: bool) -> int:
    """What is connected, each tried; gives the exit code."""
    cards = [card for card in await client.get("/api/providers") if card["state"] != "needs_key" or card["key"]]
    tried = await asyncio.gather(*(_tried(client, card) for card in cards))
    if as_json:
        _print_json(tried)
    else:
        _print(tried)
        await _print_others(client, {card["id"] for card in cards})
    return DONE if all(card["state"] == "connected" for card in tried) else FAILED


async def add(client: StudioClient, wanted: Wanted, as_json: bool) -> int:
    """Connect, and try it; gives the exit code."""
    known = {card["id"] for card in await client.get("/api/providers")}
    key = wanted.key
    if wanted.asks_for_key and (wanted.url or wanted.name in known):
        key = await asyncio.to_thread(read_key, wanted.name)
    wish = {"type": wanted.type, "url": wanted.url, "key": key}
    card = await client.put(_address(wanted.name), {name: value for name, value in wish.items() if value is not None})
    _print_json([card]) if as_json else _print([card])
    return DONE if card["state"] == "connected" else FAILED


async def remove(client: StudioClient, name: str) -> int:
    """Disconnect; gives the exit code."""
    card = await _card(client, name)
    if card and card["key"] and card["key"]["source"] == "environment":
        raise InvalidInput(f"The key of `{name}` comes from {card['key']['variable']}. Unset it to disconnect.")
    await client.delete(_address(name))
    print(f"{name} is no longer connected. What was made with it stays.")
    return DONE


async def price(client: StudioClient, model: str, amount: str | None, kind: str | None) -> int:
    """Say what a model on a server of one's own costs, or makes; gives the exit code."""
    provider, _, name = model.partition("/")
    if not name or (amount is None and kind is None):
        raise InvalidInput("Name a model such as `my-server/its-model`, and what a generation costs in credits.")
    edit = {"credits": amount, "kind": kind}
    wish = {name: value for name, value in edit.items() if value is not None}
    card = await client.put(f"{_address(provider)}/models/{quote(name)}", wish)
    now = next(each for each in card["models"] if each["id"] == model)
    print(f"{model} makes {now['kind']}: {credits(now['price'])} for a generation.")
    return DONE


async def _tried(client: StudioClient, card: Card) -> Card:
    if card["id"] == "builtin" or card["state"] == "needs_key":
        return card
    tried: Card = await client.send(f"{_address(card['id'])}/check", None)
    return tried


async def _card(client: StudioClient, name: str) -> Card | None:
    return next((card for card in await client.get("/api/providers") if card["id"] == name), None)


async def _print_others(client: StudioClient, connected: set[str]) -> None:
    others = [card["id"] for card in await client.get("/api/providers") if card["id"] not in connected]
    if others:
        print(f"\nNot connected: {', '.join(others)}. To connect one: headwater providers add NAME")


def _address(name: str) -> str:
    return f"/api/providers/{quote(name, safe='')}"


def _print_json(cards: list[Card]) -> None:
    for card in cards:
        print(json.dumps(card, ensure_ascii=False), flush=True)


def _print(cards: list[Card]) -> None:
    lines = columns([(card["id"], _state(card), _key(card), _models(card["models"])) for card in cards])
    for line, card in zip(lines, cards, strict=True):
        print(line)
        if card["message"]:
            print(f"    {card['message']}")


def _state(card: Card) -> str:
    if card["state"] != "connected":
        return _WORDS[card["state"]]
    return "works" if card["checked"] or card["id"] == "builtin" else "not tried"


def _key(card: Card) -> str:
    match card["key"]:
        case {"source": "kept"}:
            return "key kept"
        case {"variable": str() as variable}:
            return f"key from {variable}"
        case _:
            return "no key" if card["needs_key"] else "needs no key"


def _models(models: list[Json]) -> str:
    kinds = Counter(model["kind"] for model in models)
    each = ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS if kinds[kind])
    return f"{count(len(models), 'model')}{f': {each}' if each else ''}"
