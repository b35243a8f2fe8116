"""Generations over HTTP: the panel, Generate, Cancel, and the takes of a node."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, model_validator
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount, TheDatabase
from headwater.assets.routes import safe_headers, same_site
from headwater.credits import store as credits
from headwater.generation import store
from headwater.generation.checking import Checking
from headwater.generation.costs import Costs, shown_cost
from headwater.generation.generation import Generation
from headwater.generation.historian import Historian
from headwater.generation.history import Chapter, Filters, HistoryCounts, WholeStory
from headwater.generation.panel import Panel
from headwater.generation.presets import Preset, presets
from headwater.generation.press import Asked, Generations
from headwater.generation.proof import Proof, ProvenHold, WantedHolds
from headwater.generation.store import Wanted
from headwater.generation.take import Take, TakeDeleted, TakesCount
from headwater.generation.takes import NodeTakes
from headwater.generation.voices import Voices, VoiceSample
from headwater.models.price import Tariff

router = APIRouter(tags=["generation"])
AN_HOUR = "private, max-age=3600"
MOST_TAKES = 8
"""How many takes of a node are made at once at most."""


def the_generations(connection: HTTPConnection) -> Generations:
    """The studio's generations."""
    generations: Generations = connection.app.state.generations
    return generations


def the_checking(connection: HTTPConnection) -> Checking:
    """Who asks providers about unknown outcomes."""
    checking: Checking = connection.app.state.checking
    return checking


def the_tariff(connection: HTTPConnection) -> Tariff:
    """What a provider's dollars cost here."""
    tariff: Tariff = connection.app.state.tariff
    return tariff


def the_takes(connection: HTTPConnection, account: CurrentAccount, canvas: str, node: str) -> NodeTakes:
    """The takes of the node in the path."""
    generations = the_generations(connection)
    return NodeTakes(generations.database, generations.rooms, generations.providers, account, canvas, node)


def the_voices(connection: HTTPConnection) -> Voices:
    """The voices of all models."""
    voices: Voices = connection.app.state.voices
    return voices


TheVoices = Annotated[Voices, Depends(the_voices)]
TheGenerations = Annotated[Generations, Depends(the_generations)]
TheChecking = Annotated[Checking, Depends(the_checking)]
TheTakes = Annotated[NodeTakes, Depends(the_takes)]
TheTariff = Annotated[Tariff, Depends(the_tariff)]


class Press(BaseModel):
    """Pressing Generate: what the panel showed, and a key that makes a repeated attempt the same press."""

    price: str
    """Of all takes together."""
    hash: str
    key: str = Field(min_length=8, max_length=128)
    takes: int = Field(default=1, ge=1, le=MOST_TAKES)
    """How many are made at once."""


class NewTake(BaseModel):
    """An asset, or typed text, that becomes a take of a node."""

    asset: str | None = None
    text: str | None = Field(default=None, max_length=1_000_000)

    @model_validator(mode="after")
    def _one_of_both(self) -> "NewTake":
        if (self.asset is None) == (self.text is None):
            raise ValueError("Give either `asset` or `text`.")
        return self


@router.get("/api/presets")
async def list_presets(_account: CurrentAccount, response: Response) -> tuple[Preset, ...]:
    """How an empty node can be begun, by kind and group, in the order in which they are offered."""
    response.headers["Cache-Control"] = AN_HOUR
    return presets()


@router.get("/api/canvases/{canvas}/nodes/{node}/panel")
async def show_panel(
    account: CurrentAccount,
    generations: TheGenerations,
    canvas: str,
    node: str,
    takes: Annotated[int, Query(ge=1, le=MOST_TAKES)] = 1,
) -> Panel:
    """What would be sent, what so many takes of it cost together, and the one reason why not."""
    return await generations.panel(account, canvas, node, takes)


@router.get("/api/costs")
async def list_costs(
    account: CurrentAccount,
    database: TheDatabase,
    tariff: TheTariff,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Costs:
    """What providers were paid for generations, beside the credits that were charged here, newest first."""
    async with database.read() as view:
        rows = await store.costed(view, account.id, limit)
    return Costs(
        credits_per_dollar=f"{tariff.credits_per_dollar:f}",
        markup=f"{tariff.markup:f}",
        generations=[shown_cost(row) for row in rows],
    )


@router.get("/api/credits/proof")
async def prove_credits(account: CurrentAccount, database: TheDatabase) -> Proof:
    """All credits that were ever held, added up anew, and whether generations, journal and balance agree."""
    async with database.read() as view:
        facts, journal = await credits.sums_of_facts(view, account.id), await credits.sums_of_journal(view, account.id)
        standings, without = await store.standings(view, account.id), await store.without_hold(view, account.id)
        return Proof.of(facts, journal, await credits.balance(view, account.id), standings, without)


@router.get("/api/credits/proof/holds")
async def list_proven_holds(
    account: CurrentAccount, database: TheDatabase, wanted: Annotated[WantedHolds, Query()]
) -> list[ProvenHold]:
    """Each hold with its generation and what became of it, newest first; `before` is the id of the last one seen."""
    async with database.read() as view:
        return await store.proven_holds(view, account.id, wanted)


@router.post("/api/canvases/{canvas}/nodes/{node}/generations", status_code=202)
async def generate(
    account: CurrentAccount, generations: TheGenerations, canvas: str, node: str, press: Press
) -> Generation:
    """Run exactly what was shown; gives the first of its takes. Otherwise 409, with the panel in `details.panel`."""
    return await generations.start(account, Asked(canvas, node, press.price, press.hash, press.key, press.takes))


@router.get("/api/generations")
async def list_generations(
    account: CurrentAccount, generations: TheGenerations, wanted: Annotated[Wanted, Query()]
) -> list[Generation]:
    """The account's generations, newest first."""
    return await generations.listed(account, wanted)


@router.get("/api/history")
async def list_history(
    account: CurrentAccount, generations: TheGenerations, wanted: Annotated[Wanted, Query()]
) -> list[Chapter]:
    """The account's generations with what each was for and what it made, newest first."""
    return await Historian(generations).chapters(account, wanted)


@router.get("/api/history/counts")
async def count_history(
    account: CurrentAccount, generations: TheGenerations, filters: Annotated[Filters, Query()]
) -> HistoryCounts:
    """How many generations fit, and of which models and canvases there are any."""
    return await Historian(generations).counts(account, filters)


@router.get("/api/history/{id}")
async def tell_generation(account: CurrentAccount, generations: TheGenerations, id: str) -> WholeStory:
    """All that is known of one generation: its request, its credits, and what its provider was paid."""
    return await Historian(generations).story(account, id)


@router.get("/api/generations/{id}")
async def show_generation(account: CurrentAccount, generations: TheGenerations, id: str) -> Generation:
    """One generation as it stands now."""
    return await generations.get(account, id)


@router.post("/api/generations/{id}/cancel")
async def cancel_generation(account: CurrentAccount, generations: TheGenerations, id: str) -> Generation:
    """Ask it to stop; 409 `too_late` when it had already ended."""
    return await generations.cancel(account, id)


@router.post("/api/generations/{id}/check")
async def check_generation(account: CurrentAccount, checking: TheChecking, id: str) -> Generation:
    """Ask the provider what became of an unknown outcome; nothing is sent again.

    The generation that goes on with what was found, at its own hold of the same price; or this one, which has failed
    where the request never arrived. 409 `cannot_be_asked`, with words, where the provider cannot say.
    """
    return await checking.check(account, id)


@router.get("/api/canvases/{canvas}/nodes/{node}/takes")
async def list_takes(
    takes: TheTakes,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 1000,
) -> list[Take]:
    """Everything that the node has held and that was not deleted, newest first, each with the request behind it."""
    return await takes.listed(skip, limit)


@router.get("/api/canvases/{canvas}/nodes/{node}/takes/count")
async def count_takes(takes: TheTakes) -> TakesCount:
    """How many takes the node has."""
    return await takes.count()


@router.post("/api/canvases/{canvas}/nodes/{node}/takes", status_code=201)
async def add_take(takes: TheTakes, new: NewTake) -> Take:
    """Make an asset, or text that was typed, a take. Showing it is the browser's own edit, which can be undone.

    Text that is a take of the node already is not kept twice.
    """
    if new.text is not None:
        return await takes.add_text(new.text)
    return await takes.add_asset(str(new.asset))


@router.post("/api/canvases/{canvas}/nodes/{node}/takes/adopt", status_code=204)
async def adopt_take(takes: TheTakes) -> None:
    """Keep what the node shows before it shows another.

    A copied node came with another's take, and a deleted one may be back by undo.
    """
    await takes.adopt()


@router.delete("/api/canvases/{canvas}/nodes/{node}/takes/{id}")
async def delete_take(takes: TheTakes, id: str) -> TakeDeleted:
    """Take a take out of the node; its file stays in the assets.

    A node that shows it keeps it until it shows another: showing `instead` is the browser's own edit.
    """
    return await takes.delete(id)


@router.post("/api/canvases/{canvas}/nodes/{node}/takes/{id}/restore")
async def restore_take(takes: TheTakes, id: str) -> Take:
    """Put a deleted take back where it was."""
    return await takes.restore(id)


@router.get("/api/voices")
async def list_voices(account: CurrentAccount, voices: TheVoices, model: str) -> list[VoiceSample]:
    """The voices of a model that can be heard before anything is paid: in takes of one's own, or in a sample."""
    return await voices.heard(account.id, model)


@router.get("/api/voices/sample", response_class=FileResponse, dependencies=[Depends(same_site)])
async def hear_voice(account: CurrentAccount, voices: TheVoices, model: str, voice: str | None = None) -> FileResponse:
    """A sample of a voice, fetched or made for nothing when it is first asked for; 502 `no_sample` where it fails."""
    file, mime = await voices.sample(account.id, model, voice)
    return FileResponse(file, media_type=mime, headers=safe_headers(file.name) | {"Cache-Control": AN_HOUR})
