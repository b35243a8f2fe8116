"""`headwater models`: what can be picked here; and whether a catalogue file is right."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

from headwater.assembly import open_database, the_owner
from headwater.exchange.client import StudioClient
from headwater.models import catalogue
from headwater.models.catalogue import BrokenEntry, Catalogue
from headwater.models.model import Model, mode_name
from headwater.models.price import Tariff
from headwater.models.proofreading import Entries, Known, Proof, proofread
from headwater.models.protocols import names
from headwater.providers import store
from headwater.providers.cards import usual_price
from headwater.settings import Settings
from headwater.terminal.asking import DONE, FAILED, WRONG, complain
from headwater.terminal.columns import columns, count, credits


async def show(client: StudioClient, as_json: bool) -> int:
    """Every model that can be picked, with who serves it and its price; gives the exit code."""
    models = await client.get("/api/models")
    if as_json:
        print(*(json.dumps(model, ensure_ascii=False) for model in models), sep="\n", flush=True)
        return DONE
    rows = [
        (each["id"], each["kind"], each["provider"], credits(each["price"]), _how(each["neural"]), each["name"])
        for each in models
    ]
    print(*columns(rows), sep="\n")
    return DONE


def check(settings: Settings, file: Path, as_json: bool) -> int:
    """Say what a catalogue file holds, or each mistake with its line; gives the exit code."""
    try:
        known = _known(settings, file)
        proof = proofread(file, known)
    except OSError as error:
        return complain(f"`{file}` cannot be read: {error.strerror or error}.", WRONG)
    if as_json:
        print(json.dumps(_as_json(file, proof), ensure_ascii=False))
    elif proof.mistakes:
        print(*(f"{file}:{each.line}: {each.words}" for each in proof.mistakes), sep="\n")
    else:
        print(*_told(file, proof.entries, known, settings), sep="\n")
    return FAILED if proof.mistakes else DONE


def _how(neural: bool) -> str:
    return "neural" if neural else "procedural"


def _as_json(file: Path, proof: Proof) -> dict[str, object]:
    return {
        "file": str(file),
        "right": not proof.mistakes,
        "providers": [each.id for each in proof.entries.providers.values()],
        "models": [each.id for each in proof.entries.models.values()],
        "retired": [each.id for each in proof.entries.retired.values()],
        "mistakes": [
            {"line": each.line, "place": list(each.place), "message": each.what, "instead": each.instead}
            for each in proof.mistakes
        ],
    }


def _known(settings: Settings, file: Path) -> Known:
    """What there is beside `file`: other files that are broken say so when they are checked themselves."""
    found = catalogue.load(doubles=settings.doubles)
    for folder in settings.model_folders:
        for other in sorted(folder.glob("*.toml")):
            if other.resolve() != file.resolve():
                found = found.under(_read(other))
    servers = asyncio.run(_servers(settings)) if settings.home.exists() else set()
    models = frozenset(found.models) | frozenset(found.retired)
    return Known({**dict.fromkeys(servers), **found.providers}, models, names())


def _read(file: Path) -> Catalogue:
    try:
        return catalogue.read(file)
    except BrokenEntry:
        return Catalogue()


async def _servers(settings: Settings) -> set[str]:
    """The names of the owner's own servers."""
    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        async with database.read() as view:
            return {each.provider for each in (await store.kept(view, owner.id)).values() if each.type}


def _told(file: Path, said: Entries, known: Known, settings: Settings) -> Iterator[str]:
    """What a file without mistakes holds, and how it is put to use."""
    holds = [
        count(len(entries), what)
        for entries, what in ((said.providers, "provider"), (said.models, "model"), (said.retired, "retired model"))
        if entries
    ]
    yield f"{file} is right: {', '.join(holds) or 'it holds nothing'}."
    tariff = Tariff(settings.credits_per_dollar, settings.markup)
    yield from columns([_row(each.at(tariff), known) for each in said.models.values()])
    if file.resolve().parent not in {folder.resolve() for folder in settings.model_folders}:
        yield f"To use it, put it into {settings.home / 'models'} and start Headwater again."
    else:
        yield "It is read when Headwater starts."


def _row(model: Model, known: Known) -> tuple[str, ...]:
    modes = ", ".join(mode_name(model.kind, mode) for mode in model.modes)
    instead = "in place of the one that was there" if model.id in known.models else ""
    return f"  {model.id}", model.kind, credits(usual_price(model)), modes, instead
