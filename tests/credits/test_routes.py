"""Credits over HTTP: what a tab or a script sees of its own account."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from headwater.accounts import store as accounts
from headwater.accounts.account import Account
from headwater.credits import store
from headwater.credits.ledger import CreditsChanged, micro
from headwater.credits.routes import router
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError


async def _answer(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HeadwaterError)
    return JSONResponse({"code": error.code, "message": error.message}, error.status)


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
async def ann(database: Database) -> Account:
    """Ann with 1,000 credits."""
    async with database.write() as transaction:
        ann = await accounts.create(transaction, "Ann")
        await store.grant(transaction, ann.id, "opening", micro("1000"), "Opening credits")
    return ann


@pytest.fixture
async def client(database: Database, bus: Bus, ann: Account) -> AsyncIterator[httpx2.AsyncClient]:
    """A client that is signed in as Ann."""
    app = FastAPI(exception_handlers={HeadwaterError: _answer})
    app.include_router(router)
    app.state.database, app.state.bus, app.state.settings = database, bus, SimpleNamespace(port=4747)
    async with database.write() as transaction:
        token = await accounts.new_session(transaction, ann)
    transport, headers = httpx2.ASGITransport(app), {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://studio", headers=headers) as client:
        yield client


async def _entries(client: httpx2.AsyncClient, **query: str | int) -> list[dict[str, str | int | None]]:
    rows: list[dict[str, str | int | None]] = (await client.get("/api/credits/entries", params=query)).json()
    return rows


async def test_the_balance_is_told_in_decimals(database: Database, client: httpx2.AsyncClient, ann: Account) -> None:
    async with database.write() as transaction:
        await store.hold(transaction, ann.id, "one", micro("0.35"), "Image 2", "canvas")
    assert (await client.get("/api/credits")).json() == {"balance": "999.65", "held": "0.35"}


async def test_entries_tell_what_each_was_for(database: Database, client: httpx2.AsyncClient, ann: Account) -> None:
    async with database.write() as transaction:
        await store.hold(transaction, ann.id, "one", micro("4"), "Image 2", "canvas")
        await store.capture(transaction, "one")
    captured, held, start = await _entries(client)
    assert {**captured, "id": "", "at": 0} == {
        "id": "",
        "at": 0,
        "kind": "captured",
        "amount": "4",
        "returned": "0",
        "what": "Image 2",
        "generation": "one",
        "reason": "succeeded",
        "balance": "996",
    }
    assert (held["kind"], held["generation"], held["reason"]) == ("held", "one", None)
    assert (start["kind"], start["amount"], start["generation"]) == ("granted", "1000", None)


async def test_entries_come_in_pages(client: httpx2.AsyncClient) -> None:
    for amount in (1, 2, 3):
        await client.post("/api/credits", json={"amount": str(amount), "key": str(uuid4())})
    first = await _entries(client, limit=3)
    rest = await _entries(client, limit=3, before=str(first[-1]["id"]))
    assert [row["amount"] for row in first + rest] == ["3", "2", "1", "1000"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"before": "x"}, {"before": -1}, {"before": 2**63}])
async def test_a_page_that_cannot_be_is_refused(client: httpx2.AsyncClient, query: dict[str, str | int]) -> None:
    assert (await client.get("/api/credits/entries", params=query)).status_code == 422


async def test_added_credits_are_there_and_every_tab_hears_of_it(
    client: httpx2.AsyncClient, bus: Bus, ann: Account
) -> None:
    with bus.subscribe(ann.id) as events:
        answer = await client.post("/api/credits", json={"amount": "500", "key": str(uuid4())})
        assert await anext(aiter(events)) == CreditsChanged(balance="1500", held="0")
    assert answer.json() == {"balance": "1500", "held": "0"}


async def test_a_key_adds_once(client: httpx2.AsyncClient) -> None:
    wish = {"amount": "500", "key": str(uuid4())}
    await client.post("/api/credits", json=wish)
    assert (await client.post("/api/credits", json=wish)).json() == {"balance": "1500", "held": "0"}
    other = await client.post("/api/credits", json={**wish, "amount": "1"})
    assert (other.status_code, other.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize("amount", ["0", "-1", "1e3", "0.0000001", "1000001", "many"])
async def test_an_amount_that_makes_no_sense_is_refused(client: httpx2.AsyncClient, amount: str) -> None:
    answer = await client.post("/api/credits", json={"amount": amount, "key": str(uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert len(await _entries(client)) == 1


async def test_nobody_sees_the_credits_of_others(database: Database, client: httpx2.AsyncClient) -> None:
    async with database.write() as transaction:
        bob = await accounts.create(transaction, "Bob")
        await store.grant(transaction, bob.id, "his", micro("7"), "His own")
    assert "His own" not in {row["what"] for row in await _entries(client)}


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "/entries"), ("POST", "")])
async def test_who_is_not_signed_in_sees_nothing(client: httpx2.AsyncClient, method: str, path: str) -> None:
    client.headers.pop("Authorization")
    body = {"amount": "1", "key": str(uuid4())}
    answer = await client.request(method, f"/api/credits{path}", json=body if method == "POST" else None)
    assert answer.status_code == 401
