"""Connecting: known providers by key, servers of one's own by address; what is listed, kept, refused and forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.contract.service import Service, Status
from tests.desk import Desk, Json
from tests.providers.servers import OwnServer

KEY = "sk-0123456789-secret"


@pytest.fixture
def service() -> Iterator[Service]:
    with OwnServer().service() as service:
        yield service


async def connect(desk: Desk, id: str, **wish: Json) -> Json:
    answer = await desk.http.put(f"/api/providers/{id}", json=wish)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def card(desk: Desk, id: str) -> Json:
    return next(each for each in await desk.get("/api/providers") if each["id"] == id)


async def models(desk: Desk) -> dict[str, Json]:
    return {each["id"]: each for each in await desk.get("/api/models")}


async def test_with_no_provider_only_what_is_built_in_can_be_picked(desk: Desk) -> None:
    assert {each["provider"] for each in (await models(desk)).values()} == {"Built in", "Test doubles"}
    first, *others = await desk.get("/api/providers")
    assert (first["id"], first["state"]) == ("builtin", "connected")
    assert others
    assert {each["state"] for each in others} == {"needs_key"}


async def test_a_server_of_ones_own_lists_its_models_which_are_free(desk: Desk, service: Service) -> None:
    shown = await connect(desk, "mine", url=service.url)
    assert (shown["state"], shown["url"], shown["type"]) == ("connected", f"{service.url}/v1", "openai")
    listed = {id: (each["kind"], each["price"]) for id, each in (await models(desk)).items() if id.startswith("mine/")}
    assert listed == {
        "mine/llama3.2:3b": ("text", "0"),
        "mine/org/Mistral-7B_q4": ("text", "0"),
        "mine/kokoro": ("audio", "0"),
    }


async def test_what_a_person_says_of_a_model_counts_and_stays_when_it_is_listed_again(
    desk: Desk, service: Service
) -> None:
    await connect(desk, "mine", url=service.url)
    answer = await desk.http.put("/api/providers/mine/models/org/Mistral-7B_q4", json={"kind": "image"})
    assert answer.status_code == 200, answer.text
    await desk.http.put("/api/providers/mine/models/org/Mistral-7B_q4", json={"credits": "2.5"})
    await desk.http.post("/api/providers/mine/check")
    told = (await models(desk))["mine/org/Mistral-7B_q4"]
    assert (told["kind"], told["price"]) == ("image", "2.5")


async def test_a_server_that_is_away_is_unreachable_and_its_models_stay(desk: Desk, service: Service) -> None:
    await connect(desk, "mine", url=service.url)
    service.fault("check", Status(503))
    shown = (await desk.http.post("/api/providers/mine/check")).json()
    assert shown["state"] == "unreachable"
    assert "mine/kokoro" in await models(desk)


async def test_a_server_that_is_not_there_yet_is_kept_and_said_to_be_unreachable(desk: Desk) -> None:
    shown = await connect(desk, "mine", url="http://127.0.0.1:9")
    assert (shown["state"], shown["url"], shown["models"]) == ("unreachable", "http://127.0.0.1:9/v1", [])
    assert "cannot be reached" in shown["message"]


async def test_a_refused_key_is_said_and_another_one_is_taken(desk: Desk) -> None:
    with OwnServer(key=KEY).service() as service:
        wrong = await connect(desk, "mine", url=service.url, key="sk-wrong")
        assert (wrong["state"], wrong["key"]) == ("refused", {"source": "kept", "variable": None})
        assert "sk-wrong" not in str(wrong)
        right = await connect(desk, "mine", key=KEY)
        assert (right["state"], right["message"], len(right["models"])) == ("connected", None, 3)


async def test_a_known_provider_is_connected_by_its_key_which_is_kept_encrypted(desk: Desk, service: Service) -> None:
    shown = await connect(desk, "openai", url=f"{service.url}/v1", key=KEY)
    assert (shown["state"], shown["key"]["source"]) == ("connected", "kept")
    assert service.requests[-1].headers["authorization"] == f"Bearer {KEY}"
    with closing(sqlite3.connect(desk.studio.settings.home / "studio.db")) as database:
        ((sealed,),) = database.execute("SELECT sealed FROM connections")
    assert KEY.encode() not in sealed


async def test_a_connection_that_was_removed_is_gone_with_its_key_and_its_models(desk: Desk, service: Service) -> None:
    await connect(desk, "mine", url=service.url)
    assert (await desk.http.delete("/api/providers/mine")).status_code == 204
    assert not any(id.startswith("mine/") for id in await models(desk))
    assert (await desk.http.delete("/api/providers/mine")).status_code == 404


@pytest.mark.parametrize(
    ("id", "wish", "status", "words"),
    [
        ("mine", {}, 422, "give its address"),
        ("openai", {}, 422, "Enter a key"),
        ("mine", {"url": "ftp://far.example"}, 422, "http"),
        ("mine", {"url": "http://me:pw@far.example"}, 422, "password"),
        ("My Server", {"url": "http://127.0.0.1:9"}, 422, "is no name for a server"),
        ("builtin", {"url": "http://127.0.0.1:9"}, 409, "ships with Headwater"),
        ("openai", {"key": "two words"}, 422, "one word"),
        ("mine", {"url": "http://127.0.0.1:9", "price": 3}, 422, "price"),
    ],
)
async def test_what_is_no_connection_is_refused(desk: Desk, id: str, wish: Json, status: int, words: str) -> None:
    answer = await desk.http.put(f"/api/providers/{id}", json=wish)
    assert answer.status_code == status, answer.text
    assert words in answer.text


async def test_a_key_in_a_refused_request_is_not_repeated(desk: Desk) -> None:
    answer = await desk.http.put("/api/providers/openai", json={"key": f"{KEY} and more"})
    assert answer.status_code == 422
    assert KEY not in answer.text


async def test_a_key_of_the_environment_is_used_and_named_but_never_kept(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    await connect(desk, "openai", url=f"{service.url}/v1")
    shown = await card(desk, "openai")
    assert (shown["state"], shown["key"]) == ("connected", {"source": "environment", "variable": "OPENAI_API_KEY"})
    with closing(sqlite3.connect(desk.studio.settings.home / "studio.db")) as database:
        assert database.execute("SELECT sealed FROM connections").fetchall() == [(None,)]
