"""Generations over HTTP: the panel, Generate, Cancel, and the takes of a node."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field, model_validator
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount, TheDatabase
from headwater.assets import store as assets
from headwater.canvas import store as canvases
from headwater.generation import store
from headwater.generation.generation import Generation
from headwater.generation.panel import Panel
from headwater.generation.press import Asked, Generations
from headwater.generation.store import Wanted
from headwater.generation.take import How, Take
from headwater.platform.kinds import Kind

router = APIRouter(tags=["generation"])


def the_generations(connection: HTTPConnection) -> Generations:
    """The studio's generations."""
    generations: Generations = connection.app.state.generations
    return generations


TheGenerations = Annotated[Generations, Depends(the_generations)]


class Press(BaseModel):
    """Pressing Generate: what the panel showed, and a key that makes a repeated attempt the same press."""

    price: str
    hash: str
    key: str = Field(min_length=8, max_length=128)


class NewTake(BaseModel):
    """An asset, or typed text, that becomes a take of a node."""

    asset: str | None = None
    text: str | None = Field(default=None, max_length=1_000_000)

    @model_validator(mode="after")
    def _one_of_both(self) -> "NewTake":
        if (self.asset is None) == (self.text is None):
            raise ValueError("Give either `asset` or `text`.")
        return self


@router.get("/api/canvases/{canvas}/nodes/{node}/panel")
async def show_panel(account: CurrentAccount, generations: TheGenerations, canvas: str, node: str) -> Panel:
    """What would be sent, what it costs, and the one reason why not."""
    return await generations.panel(account, canvas, node)


@router.post("/api/canvases/{canvas}/nodes/{node}/generations", status_code=202)
async def generate(
    account: CurrentAccount, generations: TheGenerations, canvas: str, node: str, press: Press
) -> Generation:
    """Run exactly what was shown. Otherwise 409, with the panel as it is now in `details.panel`."""
    return await generations.start(account, Asked(canvas, node, press.price, press.hash, press.key))


@router.get("/api/generations")
async def list_generations(
    account: CurrentAccount, generations: TheGenerations, wanted: Annotated[Wanted, Query()]
) -> list[Generation]:
    """The account's generations, newest first."""
    return await generations.listed(account, wanted)


@router.get("/api/generations/{id}")
async def show_generation(account: CurrentAccount, generations: TheGenerations, id: str) -> Generation:
    """One generation as it stands now."""
    return await generations.get(account, id)


@router.post("/api/generations/{id}/cancel")
async def cancel_generation(account: CurrentAccount, generations: TheGenerations, id: str) -> Generation:
    """Ask it to stop; 409 `too_late` when it had already ended."""
    return await generations.cancel(account, id)


@router.get("/api/canvases/{canvas}/nodes/{node}/takes")
async def list_takes(account: CurrentAccount, database: TheDatabase, canvas: str, node: str) -> list[Take]:
    """Everything that the node has held, newest first."""
    async with database.read() as view:
        await canvases.get(view, account.id, canvas)
        return await store.takes_of(view, account.id, canvas, node)


@router.post("/api/canvases/{canvas}/nodes/{node}/takes", status_code=201)
async def add_take(account: CurrentAccount, database: TheDatabase, canvas: str, node: str, new: NewTake) -> Take:
    """Make an asset, or text that was typed, a take. Showing it is the browser's own edit, which can be undone."""
    async with database.write() as tx:
        await canvases.get(tx, account.id, canvas)
        kind = (await assets.usable(tx, account.id, new.asset)).kind if new.asset else Kind.TEXT
        how: How = "uploaded" if new.asset else "typed"
        take = store.NewTake(account.id, canvas, node, kind, how, text=new.text, asset=new.asset)
        id = await store.add_take(tx, take)
        return await store.take(tx, account.id, id)
