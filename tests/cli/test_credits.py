"""`headwater credits`: the balance and the limits, seen and set from a terminal or a script."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.cli.running import call
from tests.journeys.studio import Studio

BALANCE = "Balance: 1000 credits\n"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A server for all tests here: to start one takes longer than they do."""
    studio = Studio(tmp_path_factory.mktemp("limited") / "home", HEADWATER_FIRST_CANVAS="false")
    studio.start()
    yield studio
    studio.close()


@pytest.fixture
def lighthouse(studio: Studio) -> str:
    """The id of a canvas of its own name, while there are no limits."""
    studio.http.put("/api/credits/limits", json={})
    return _canvas(studio.http, f"Lighthouse {uuid.uuid4().hex}")


def _canvas(http: httpx2.Client, title: str) -> str:
    made = http.post("/api/canvases", json={"headwater": 1, "title": title, "nodes": [], "connections": []})
    return str(made.json()["id"])


def test_the_limit_of_a_day_is_set_shown_and_taken_away_while_nothing_runs(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "home", HEADWATER_FIRST_CANVAS="false")
    limited = f"{BALANCE}A day  at most 50 credits  0 spent  50 left\n"
    assert call(studio, "credits", "limit", "50.0").out == limited
    assert call(studio, "credits").out == limited
    unlimited = f"{BALANCE}No limits. To set one: headwater credits limit 50\n"
    assert call(studio, "credits", "limit", "none").out == unlimited


def test_a_canvas_is_limited_by_its_title_or_its_id(studio: Studio, lighthouse: str) -> None:
    title = _title(studio, lighthouse)
    call(studio, "credits", "limit", "50")
    both = call(studio, "credits", "limit", "1", "--canvas", title).out.splitlines()
    assert [line.split("  ")[-1] for line in both[1:]] == ["50 left", "1 left"]
    assert both[2].startswith(f"“{title}”  at most 1 credit    0 spent")
    assert title not in call(studio, "credits", "limit", "none", "--canvas", lighthouse).out
    assert studio.http.get("/api/credits/limits").json()["day"] == "50"


def test_a_script_reads_the_limits_as_json(studio: Studio, lighthouse: str) -> None:
    said = json.loads(call(studio, "credits", "limit", "20", "--canvas", lighthouse, "--json").out)
    assert said == json.loads(call(studio, "credits", "--json").out)
    assert (said["balance"], said["day"], said["canvases"]) == ("1000", None, {lighthouse: "20"})


def test_a_limit_that_cannot_be_says_why(studio: Studio, lighthouse: str) -> None:
    title = _title(studio, lighthouse)
    twin = _canvas(studio.http, title)
    for words, why in (
        (["lots"], "`lots` is not an amount of credits"),
        (["5", "--canvas", "Nowhere"], "No canvas is called `Nowhere`"),
        (["5", "--canvas", title], f"2 canvases are called `{title}`. Write the id of one: "),
    ):
        ran = call(studio, "credits", "limit", *words)
        assert ran.code == 2
        assert why in ran.err
        assert ran.err.count("\n") == 1
    assert {lighthouse, twin} <= {word.strip(".,") for word in ran.err.split()}


def _title(studio: Studio, canvas: str) -> str:
    return next(str(each["title"]) for each in studio.http.get("/api/canvases").json() if each["id"] == canvas)
