"""`headwater providers`: connect, try, price and disconnect, from a terminal or a script; a key is never shown."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.cli.running import Ran, call
from tests.contract.service import Service
from tests.journeys.studio import Studio

KEY = "sk-the-only-right-one"
LISTED = ["llama-4", "kokoro", "flux-2-dev", "text-embedding-3"]
Json = Any


async def models(request: Request) -> Response:
    if request.headers.get("authorization") not in (None, f"Bearer {KEY}"):
        return JSONResponse({"error": {"message": f"{request.headers['authorization']} is wrong"}}, 401)
    return JSONResponse({"object": "list", "data": [{"id": id, "object": "model"} for id in LISTED]})


@pytest.fixture
def service() -> Iterator[Service]:
    """An OpenAI-compatible server that lists its models."""
    with Service(Starlette(routes=[Route("/v1/models", models)]), lambda method, path: "check") as service:
        yield service


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A home in which nothing runs."""
    return Studio(tmp_path / "home", HEADWATER_FIRST_CANVAS="false")


@pytest.fixture(params=["in process", "through a server"])
def either(request: pytest.FixtureRequest, studio: Studio) -> Iterator[Studio]:
    """A home: at rest, or with a server in it."""
    if request.param == "through a server":
        studio.start()
    yield studio
    studio.close()


def cards(studio: Studio) -> dict[str, Json]:
    """What `headwater providers --json` prints, by id."""
    said = call(studio, "providers", "--json")
    return {card["id"]: card for card in map(json.loads, said.out.splitlines())}


def refused(ran: Ran, code: int = 2) -> str:
    """The one line that a command ended with."""
    assert (ran.code, ran.out) == (code, ""), ran
    (line,) = ran.err.strip().splitlines()
    return line


def test_a_server_is_added_listed_priced_and_removed(either: Studio, service: Service) -> None:
    added = call(either, "providers", "add", "my-server", "--url", service.url)
    assert added.code == 0, added
    assert added.out.split() == [
        "my-server",
        "works",
        "needs",
        "no",
        "key",
        "3",
        "models:",
        "1",
        "text,",
        "1",
        "image,",
        "1",
        "audio",
    ]
    listed = call(either, "providers")
    assert listed.code == 0
    assert [line.split()[:2] for line in listed.out.splitlines()[:2]] == [["builtin", "works"], ["my-server", "works"]]
    assert "Not connected: anthropic, " in listed.out
    priced = call(either, "providers", "price", "my-server/llama-4", "2.5")
    assert (priced.code, priced.out) == (0, "my-server/llama-4 makes text: 2.5 credits for a generation.\n")
    shown = next(line for line in call(either, "models").out.splitlines() if "llama-4" in line)
    assert shown.split(maxsplit=3) == ["my-server/llama-4", "text", "my-server", "2.5 credits  neural      llama-4"]
    removed = call(either, "providers", "remove", "my-server")
    assert (removed.code, removed.out) == (0, "my-server is no longer connected. What was made with it stays.\n")
    assert list(cards(either)) == ["builtin"]


def test_a_model_can_be_said_to_make_another_kind(studio: Studio, service: Service) -> None:
    call(studio, "providers", "add", "my-server", "--url", f"{service.url}/v1")
    said = call(studio, "providers", "price", "my-server/llama-4", "--kind", "image")
    assert said.out == "my-server/llama-4 makes image: free for a generation.\n"


def test_a_key_can_be_piped_in_and_is_shown_nowhere(studio: Studio, service: Service) -> None:
    added = call(studio, "providers", "add", "mine", "--url", service.url, "--key", "-", typed=f"{KEY}\n")
    listed = call(studio, "providers", "--json")
    assert added.code == 0, added
    assert cards(studio)["mine"]["key"] == {"source": "kept", "variable": None}
    assert KEY not in added.out + added.err + listed.out + listed.err
    assert service.requests[-1].headers["authorization"] == f"Bearer {KEY}"


def test_a_known_provider_asks_for_its_key(studio: Studio, service: Service) -> None:
    added = call(studio, "providers", "add", "openai", "--url", f"{service.url}/v1", "--key", "-", typed=KEY)
    assert added.out.split()[:4] == ["openai", "works", "key", "kept"], added
    assert refused(call(studio, "providers", "add", "fal")).startswith("No key was entered.")


def test_a_wrong_key_is_said_without_showing_it_and_the_connection_is_kept(studio: Studio, service: Service) -> None:
    wrong = call(studio, "providers", "add", "mine", "--url", f"{service.url}/v1", "--key", "sk-wrong")
    assert (wrong.code, "sk-wrong" in wrong.out + wrong.err) == (1, False)
    assert wrong.out.splitlines()[0].split()[:5] == ["mine", "key", "refused", "key", "kept"]
    assert "did not accept the key" in wrong.out
    assert call(studio, "providers", "add", "mine", "--key", KEY).code == 0


def test_one_that_does_not_answer_makes_the_list_end_with_1_and_hides_no_other(
    studio: Studio, service: Service
) -> None:
    call(studio, "providers", "add", "mine", "--url", service.url)
    call(studio, "providers", "add", "dead", "--url", "http://127.0.0.1:9/v1")
    listed = call(studio, "providers")
    assert listed.code == 1
    assert [line.split()[:2] for line in listed.out.splitlines() if line[:4] in ("mine", "dead")] == [
        ["mine", "works"],
        ["dead", "unreachable"],
    ]
    assert "cannot be reached at 127.0.0.1:9" in listed.out


def test_a_key_from_the_environment_is_named_by_its_variable(tmp_path: Path, service: Service) -> None:
    studio = Studio(tmp_path / "home", FAL_KEY=KEY)
    listed = call(studio, "providers")
    assert "fal      not tried  key from FAL_KEY" in listed.out
    assert refused(call(studio, "providers", "remove", "fal")) == (
        "The key of `fal` comes from FAL_KEY. Unset it to disconnect."
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["add", "nobody"], "`nobody` is no provider that Headwater knows."),
        (["add", "My Server", "--url", "http://127.0.0.1:9"], "`My Server` is no name for a server."),
        (["add", "builtin", "--url", "http://127.0.0.1:9"], "`builtin` is the name of a provider that ships"),
        (["add", "mine", "--url", "127.0.0.1:9"], "An address begins with http:// or https://"),
        (["add", "mine", "--url", "http://127.0.0.1:9", "--type", "carrier-pigeon"], "'openai' or 'comfyui'"),
        (["remove", "nobody"], "There is no connection to `nobody`."),
        (["price", "nobody/nothing", "1"], "There is no model `nobody/nothing` on a server of yours."),
        (["price", "nobody/nothing"], "Name a model such as"),
        (["price", "nobody", "1"], "Name a model such as"),
        (["price", "nobody/nothing", "a lot"], "credits"),
        (["add"], "Missing argument 'NAME'. See `headwater --help`."),
        (["sing"], "No such command 'sing'. See `headwater --help`."),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(studio: Studio, words: list[str], line: str) -> None:
    assert line in refused(call(studio, "providers", *words))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind.")
def test_a_key_that_is_typed_is_not_shown(studio: Studio) -> None:
    import pty

    own, theirs = pty.openpty()
    command = [sys.executable, "-m", "headwater", "providers", "add", "fal"]
    with os.fdopen(own, "r+b", buffering=0) as terminal:
        adding = subprocess.Popen(
            command, env=studio.environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        shown = b""
        while b"not shown" not in shown:
            shown += terminal.read(1024)
        terminal.write(f"{KEY}\n".encode())
        with contextlib.suppress(OSError):  # how Linux says that the other side is gone
            while piece := terminal.read(1024):
                shown += piece
    assert adding.wait(60) == 0, shown
    assert b"not tried  key kept" in shown
    assert KEY.encode() not in shown
