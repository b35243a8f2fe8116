"""The composition root: settings in, a running studio out. Every part is made here and handed to whoever needs it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.assets.asset import UploadLimits
from headwater.assets.files import Files
from headwater.assets.intake import Intake
from headwater.assets.media import Media
from headwater.canvas.room import Room
from headwater.canvas.rooms import Rooms
from headwater.canvas.sketches import Sketches
from headwater.credits import store as credits
from headwater.credits.ledger import micro
from headwater.exchange.archive import ArchiveLimits
from headwater.exchange.first_canvas import FirstCanvas
from headwater.exchange.importing import Importing
from headwater.exchange.purge import Purge
from headwater.generation.checking import Checking
from headwater.generation.parts import Parts
from headwater.generation.placing import Placing
from headwater.generation.press import Generations
from headwater.generation.sweep import Sweep
from headwater.generation.voices import Voices
from headwater.generation.workflow import GenerationWorkflow
from headwater.models import catalogue
from headwater.models.adapter import Adapter
from headwater.models.adapters.http import keep_secrets
from headwater.models.builtin.doubles import Doubles
from headwater.models.builtin.workshop import Workshop
from headwater.models.price import Tariff
from headwater.models.protocols import adapters
from headwater.platform.bus import Bus
from headwater.platform.children import Children
from headwater.platform.database import Database
from headwater.platform.engine import Engine
from headwater.providers.keys import Keys
from headwater.providers.providers import Providers
from headwater.providers.vault import Vault
from headwater.runs.planning import Planning
from headwater.runs.running import Runs
from headwater.runs.turn import Turn
from headwater.runs.workflow import RunWorkflow
from headwater.server.app import App, create_app
from headwater.settings import Settings


@dataclass(frozen=True)
class Studio:
    """A running studio."""

    settings: Settings
    database: Database
    owner: Account
    app: App


@asynccontextmanager
async def open_studio(settings: Settings, *, first: Path | None = None) -> AsyncIterator[Studio]:
    """Everything, running until the context ends. What was unfinished goes on.

    `first`: the folder of what a new account begins with; None: with nothing.
    """
    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        bus, limits = Bus(), UploadLimits()
        # The built-in models have children of their own, so that a slow one holds up no upload.
        workshop = Workshop(settings.home / "workshop")
        await workshop.tidy()
        adapters = {"builtin": workshop, **_adapters(settings)}
        tariff = Tariff(settings.credits_per_dollar, settings.markup)
        models = catalogue.load(settings.model_folders, doubles=settings.doubles, tariff=tariff)
        keys = Keys(Vault(settings.vault), settings.provider_key)
        providers = Providers(database, bus, keys, models, adapters)
        files = Files(settings.files)
        await files.tidy()
        media = Media(Children(), files, limits)
        intake = Intake(database, files, media, limits)

        async def room_opened(canvas: str, room: Room) -> None:
            room.saved = partial(sketches.saved, canvas, room)
            await placing.room_opened(canvas, room)

        rooms = Rooms(database, opened=room_opened)
        sketches = Sketches(database, bus)
        placing = Placing(database, bus, rooms)
        engine = Engine(settings.engine_database, executor="studio")
        parts = Parts(engine, database, bus, providers, files, media, intake, placing)
        workflow = GenerationWorkflow(parts)
        generations = Generations(database, bus, rooms, providers, workflow)
        planning = Planning(database, rooms, providers)
        run_workflow = RunWorkflow(engine, database, bus, generations, Turn(planning, generations.beginning))
        sweep = Sweep(engine, database, workflow, placing)
        purge = Purge(database, bus, files, media, intake)
        app = create_app(
            settings.origins,
            {
                "settings": settings,
                "database": database,
                "bus": bus,
                "providers": providers,
                "tariff": tariff,
                "files": files,
                "media": media,
                "intake": intake,
                "limits": limits,
                "archive_limits": archive_limits(settings, limits),
                "rooms": rooms,
                "generations": generations,
                "planning": planning,
                "runs": Runs(database, bus, planning, run_workflow, placing),
                "checking": Checking(parts, workflow),
                "voices": Voices(database, providers, settings.home / "samples"),
            },
        )
        if first:
            importing = Importing(database, bus, intake)
            await FirstCanvas(database, importing, archive_limits(settings, limits), first).give(owner)
        await engine.launch()
        mending = asyncio.create_task(sketches.mend())
        sweeping = [asyncio.create_task(work) for work in (sweep.run(), run_workflow.keep_mended(), purge.run())]
        try:
            yield Studio(settings, database, owner, app)
        finally:
            for task in sweeping:
                task.cancel()
            mending.cancel()
            await engine.close()
            await providers.close()
            await workshop.close()
            await rooms.close()
            await sketches.close()


def archive_limits(settings: Settings, uploads: UploadLimits | None = None) -> ArchiveLimits:
    """What a canvas file and an archive may be at most."""
    uploads = uploads or UploadLimits()
    return ArchiveLimits(
        archive=settings.archive_bytes,
        unpacked=settings.archive_bytes,
        canvas_file=settings.canvas_file_bytes,
        media=max(uploads.image, uploads.video, uploads.audio),
    )


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The studio's database at its newest version, in a home that only its owner can read."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.studio_database)
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


async def the_owner(database: Database, settings: Settings) -> Account:
    """Whose machine this is: made with the opening credits at the first start."""
    async with database.write() as tx:
        owner = await accounts.owner(tx)
        if owner is None:
            owner = await accounts.create(tx, "Owner")
            opening = micro(str(settings.opening_credits))
            await credits.grant(tx, owner.id, f"opening-{owner.id}", opening, "Opening credits")
        return owner


def _adapters(settings: Settings) -> dict[str, Adapter]:
    """Who speaks to providers, by the name that model entries use; each may keep files in a folder of its own."""
    keep_secrets()
    found = adapters(settings.home / "adapters")
    return {**found, "doubles": Doubles(settings.home / "doubles", Children())} if settings.doubles else found
