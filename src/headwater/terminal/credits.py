"""`headwater credits`: what there is and what may be spent; setting a limit for a day or for a canvas."""

import json

from headwater.credits.ledger import amount_in_words, micro, shown
from headwater.exchange.client import Json, StudioClient
from headwater.platform.errors import InvalidInput
from headwater.terminal.asking import DONE
from headwater.terminal.columns import columns

NONE = "none"
"""What is typed to take a limit away."""


async def show(client: StudioClient, as_json: bool) -> int:
    """The balance, and each limit with what it leaves; gives the exit code."""
    balance, limits = await client.get("/api/credits"), await client.get("/api/credits/limits")
    if as_json:
        print(json.dumps(balance | limits, ensure_ascii=False), flush=True)
        return DONE
    held = "" if balance["held"] == "0" else f", {balance['held']} held"
    print(f"Balance: {amount_in_words(micro(balance['balance']))}{held}")
    rows = _rows(limits, {each["id"]: each["title"] for each in await client.get("/api/canvases")})
    print("\n".join(columns(rows)) or "No limits. To set one: headwater credits limit 50")
    return DONE


async def limit(client: StudioClient, amount: str, canvas: str | None, as_json: bool) -> int:
    """Set the limit of a day, or of the canvas with this id or title, or take it away; gives the exit code."""
    most = None if amount == NONE else shown(micro(amount))
    limits = await client.get("/api/credits/limits")
    wish = {"day": limits["day"], "canvases": limits["canvases"]}
    if canvas is None:
        wish["day"] = most
    else:
        id = _found(await client.get("/api/canvases"), canvas)
        others = {each: amount for each, amount in limits["canvases"].items() if each != id}
        wish["canvases"] = others if most is None else others | {id: most}
    await client.put("/api/credits/limits", wish)
    return await show(client, as_json)


def _found(canvases: list[Json], named: str) -> str:
    """The id of the canvas that is meant. Raises `InvalidInput` where it is none, or more than one."""
    meant = [each["id"] for each in canvases if named in (each["id"], each["title"])]
    if len(meant) == 1:
        return str(meant[0])
    if not meant:
        raise InvalidInput(f"No canvas is called `{named}`. Write its title or its id, as in its address.")
    raise InvalidInput(f"{len(meant)} canvases are called `{named}`. Write the id of one: {', '.join(meant)}.")


def _rows(limits: Json, titles: dict[str, str]) -> list[tuple[str, str, str, str]]:
    rows = [("A day", limits["day"], limits["spent_today"])] if limits["day"] is not None else []
    for canvas, most in limits["canvases"].items():
        rows.append((f"“{titles.get(canvas, canvas)}”", most, limits["spent"][canvas]))
    return [
        (
            name,
            f"at most {amount_in_words(micro(most))}",
            f"{spent} spent",
            f"{shown(max(0, micro(most) - micro(spent)))} left",
        )
        for name, most, spent in rows
    ]
