"""Runs over HTTP: the plan that is seen first, the run that keeps to it, and what is out of date."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from headwater.accounts.session import CurrentAccount
from headwater.runs.plan import Plan, Scope
from headwater.runs.planning import Outdated, Planning
from headwater.runs.run import Run
from headwater.runs.running import Agreed, Runs

router = APIRouter(tags=["runs"])


def the_planning(connection: HTTPConnection) -> Planning:
    """Who plans the studio's runs."""
    planning: Planning = connection.app.state.planning
    return planning


def the_runs(connection: HTTPConnection) -> Runs:
    """The studio's runs."""
    runs: Runs = connection.app.state.runs
    return runs


ThePlanning = Annotated[Planning, Depends(the_planning)]
TheRuns = Annotated[Runs, Depends(the_runs)]


class PutBack(BaseModel):
    """What became of a rehearsal that was taken back."""

    nodes: list[str]
    """Those that show again what they showed before."""


class Agreement(Scope):
    """Starting a run as its plan was shown; the key makes a repeated attempt the same press."""

    price: str
    """Of the whole plan: the run never holds more."""
    hash: str
    """Of the plan."""
    key: str = Field(min_length=8, max_length=128)

    @property
    def scope(self) -> Scope:
        """What was planned."""
        return Scope.model_validate(self.model_dump(include=set(Scope.model_fields)))


@router.post("/api/canvases/{canvas}/plans", response_model=Plan)
async def plan_run(account: CurrentAccount, planning: ThePlanning, canvas: str, scope: Scope) -> Response:
    """What a run would do with each node, what it would cost, how long it takes, and what stands in the way.

    Nothing is started or kept. A run begins with the plan's `price` and `hash`.
    """
    plan = await planning.plan(account, canvas, scope)  # written at once: it may be long, and is checked already
    return Response(plan.model_dump_json(), media_type="application/json")


@router.get("/api/canvases/{canvas}/outdated")
async def list_outdated(account: CurrentAccount, planning: ThePlanning, canvas: str) -> list[Outdated]:
    """The nodes whose result is not what would be made now, each with what changed since."""
    return await planning.outdated(account, canvas)


@router.post("/api/canvases/{canvas}/runs", status_code=202)
async def start_run(account: CurrentAccount, runs: TheRuns, canvas: str, agreement: Agreement) -> Run:
    """Run exactly what the plan showed. Otherwise 409 `not_as_shown`, with the plan as it is now in `details.plan`."""
    agreed = Agreed(canvas, agreement.scope, agreement.price, agreement.hash, agreement.key)
    return await runs.start(account, agreed)


@router.get("/api/runs")
async def list_runs(
    account: CurrentAccount,
    runs: TheRuns,
    canvas: str | None = None,
    active: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[Run]:
    """The account's runs, newest first. `active`: only those that have not ended."""
    return await runs.listed(account, canvas, active, limit)


@router.get("/api/runs/{id}")
async def show_run(account: CurrentAccount, runs: TheRuns, id: str) -> Run:
    """One run as it stands now."""
    return await runs.get(account, id)


@router.post("/api/runs/{id}/stop")
async def stop_run(account: CurrentAccount, runs: TheRuns, id: str) -> Run:
    """Begin nothing more and cancel what was begun; what has ended stays. 409 `too_late` when it had ended."""
    return await runs.stop(account, id)


@router.post("/api/runs/{id}/put-back")
async def put_back(account: CurrentAccount, runs: TheRuns, id: str) -> PutBack:
    """Let every node that still shows what this rehearsal made show what it showed before. Its takes stay."""
    return PutBack(nodes=await runs.put_back(account, id))
