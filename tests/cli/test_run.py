"""`headwater run`: files in, files out; with or without a server; nothing lost and nothing paid twice."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from headwater.accounts import store as accounts
from headwater.assets import store as assets
from headwater.assets.search import Search
from headwater.canvas import store as canvases
from headwater.credits import store as credits
from headwater.credits.ledger import MICRO
from headwater.exchange import client
from headwater.platform.database import Database, sqlite_url
from headwater.running import NOTE
from tests.assets.samples import picture
from tests.cli.running import LONGEST, node, ran, run, start, write
from tests.exchange.archives import packed
from tests.journeys.studio import Studio
from tests.journeys.waiting import until

IDEA = {"id": "idea", "kind": "text", "title": "Idea", "text": "A lighthouse at dusk"}
PIECE = [
    IDEA,
    node("words", "text", title="Words/1", prompt="More of it"),
    node("still", "image", title="Still"),
    node("shot", "video", title="Still", settings={"duration": 1}),
]
LINKS = [("idea", "words"), ("idea", "still"), ("still", "shot")]
ALL = {"words": "1", "still": "4", "shot": "2.4"}


@pytest.fixture(params=["in process", "through a server"])
def studio(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Studio]:
    """A home: at rest, or with a server in it."""
    studio = Studio(tmp_path / "home")
    if request.param == "through a server":
        studio.start()
    yield studio
    studio.close()


@pytest.fixture
def resting(tmp_path: Path) -> Studio:
    """A home in which nothing runs."""
    return Studio(tmp_path / "home")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A piece of three nodes that generate."""
    return write(tmp_path / "film.headwater.json", PIECE, *LINKS)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where results go; not there yet."""
    return tmp_path / "out" / "here"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@dataclass(frozen=True)
class Kept:
    """What a home holds."""

    titles: list[str]
    """Of its canvases."""
    assets: int
    paid: float
    held: int


def kept(studio: Studio) -> Kept:
    """What is in a home, whether a server runs in it or not."""
    return asyncio.run(_kept(studio.home))


async def _kept(home: Path) -> Kept:
    database = Database(sqlite_url(home / "studio.db"))
    try:
        async with database.read() as view:
            owner = await accounts.owner(view)
            assert owner
            titles = [each.canvas.title for each in await canvases.list_(view, owner.id)]
            held = await assets.list_(view, owner.id, Search())
            balance = await credits.balance(view, owner.id)
    finally:
        await database.close()
    return Kept(titles, len(held), 1000 - balance.available / MICRO, balance.held)


def submits(studio: Studio) -> list[int]:
    """How often each double was given each of its generations."""
    found = (studio.home / "doubles").glob("*.json")
    return [json.loads(path.read_text())["submits"] for path in found]


def paid(studio: Studio) -> float:
    """What everything in this home cost, once nothing is held any more."""
    now = kept(studio)
    assert now.held == 0
    return round(now.paid, 2)


def test_every_node_without_content_becomes_a_file(studio: Studio, film: Path, out: Path) -> None:
    done = run(studio, film, out)
    assert done.code == 0, done
    assert names(out) == ["Still 2.mp4", "Still.png", "Words 1.md"]
    assert {id: line["credits"] for id, line in done.lines.items()} == ALL
    assert [set(line) for line in done.lines.values()] == [{"node", "state", "credits", "file"}] * 3
    assert all(Path(line["file"]).is_file() and line["state"] == "succeeded" for line in done.lines.values())
    assert (out / "Words 1.md").read_text().startswith("This is a test double's text")
    assert kept(studio).titles == ["film"]
    assert paid(studio) == 7.4


def test_people_get_calm_lines_and_the_cost(resting: Studio, film: Path, out: Path) -> None:
    done = ran(start(resting, film, out))
    assert done.code == 0
    assert done.err.strip() == "Generating 3 nodes, 7.4 credits"
    assert f"Still → {out / 'Still.png'} · 4 credits" in done.out.splitlines()
    assert done.out.splitlines()[-1] == "3 made · 7.4 credits"


def test_a_failing_node_stops_only_what_hangs_on_it(resting: Studio, tmp_path: Path, out: Path) -> None:
    nodes = [
        node("bad", "image", prompt="x", settings={"outcome": "content_policy"}),
        node("after", "video"),
        node("later", "text", prompt="x"),
        node("empty", "image"),
        node("good", "image", prompt="y"),
    ]
    done = run(resting, write(tmp_path / "f.json", nodes, ("bad", "after"), ("after", "later")), out)
    assert done.code == 1
    assert {id: line.get("error", {}).get("code") for id, line in done.lines.items()} == {
        "bad": "content_policy",
        "after": "upstream_failed",
        "later": "upstream_failed",
        "empty": "no_prompt",
        "good": None,
    }
    assert done.states == {
        "bad": "failed",
        "after": "skipped",
        "later": "skipped",
        "empty": "failed",
        "good": "succeeded",
    }
    assert done.lines["empty"]["error"]["message"] == "Write a prompt or connect a text node"
    assert [each for each in names(out) if not each.startswith(".")] == ["good.png"]


def test_only_one_node_and_what_it_needs(resting: Studio, film: Path, out: Path) -> None:
    assert set(run(resting, film, out, "--only", "shot").lines) == {"still", "shot"}
    assert set(run(resting, film, out.with_name("two"), "--only", "Words/1").lines) == {"words"}


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        ("{", [], "not JSON"),
        ('{"headwater": 2}', [], "newer Headwater"),
        ('{"nodes": [{"id": "a", "kind": "smell"}]}', [], "kind"),
        ('{"nodes": [{"id": "a", "kind": "image", "file": "../a.png"}]}', [], "`..`"),
        ('{"nodes": [{"id": "a", "kind": "image", "file": "/etc/passwd"}]}', [], "relative"),
        ('{"nodes": [{"id": "a", "kind": "image", "file": "out.png"}]}', [], "leads out"),
        ('{"nodes": [{"id": "a", "kind": "image", "file": "gone.png"}]}', [], "no file `gone.png`"),
        (
            '{"nodes": [{"id": "a", "kind": "image", "file": "f.json"}, {"id": "b", "kind": "text"}]}',
            [],
            "`f.json`: This file is plain text",
        ),
        ('{"nodes": [{"id": "a", "kind": "text"}], "connections": [{"from": "a", "to": "a"}]}', [], "itself"),
        (None, ["--only", "nobody"], "no node `nobody`"),
        (None, ["--only", "Still"], "2 nodes are called `Still`"),
        (None, ["--only", "idea"], "content already"),
        (None, ["--max-credits", "7.3"], "costs 7.4 credits"),
        (None, ["--max-credits", "lots"], "lots"),
        (None, ["--bogus"], "--bogus"),
    ],
)
def test_a_wrong_file_or_call_is_one_line_and_leaves_nothing(
    tmp_path: Path, out: Path, content: str | None, more: list[str], says: str
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture("PNG", (8, 8)))
    file = write(tmp_path / "in" / "f.json", PIECE, *LINKS)
    (file.parent / "out.png").symlink_to(secret)
    file.write_text(content if content is not None else file.read_text())
    resting = Studio(tmp_path / "home")
    assert says in run(resting, file, out, *more).refused()
    assert not out.parent.exists()
    if resting.home.exists():
        assert (kept(resting).titles, kept(resting).assets, kept(resting).paid) == ([], 0, 0)


def test_a_run_may_cost_exactly_its_limit_and_never_more(resting: Studio, film: Path, out: Path) -> None:
    assert run(resting, film, out, "--max-credits", "7.4").code == 0
    assert paid(resting) == 7.4


def test_a_file_is_not_put_where_a_file_stands(resting: Studio, film: Path, tmp_path: Path) -> None:
    assert "is a file" in run(resting, film, film).refused()
    assert "is a file" in run(resting, film, film / "deeper").refused()


def test_media_beside_the_file_or_in_an_archive_is_what_nodes_show(resting: Studio, tmp_path: Path, out: Path) -> None:
    shown = {"id": "p", "kind": "image", "title": "Poster", "file": "media/Poster.png"}
    nodes = [shown, node("shot", "video", title="Poster", settings={"duration": 1})]
    content = picture("PNG", (64, 48))
    file = write(tmp_path / "in" / "f.json", nodes, ("p", "shot"))
    (file.parent / "media").mkdir()
    (file.parent / "media" / "Poster.png").write_bytes(content)
    archive = tmp_path / "f.headwater.zip"
    archive.write_bytes(packed({"canvas.headwater.json": file.read_bytes(), "media/Poster.png": content}))
    for each in (file, archive):
        done = run(resting, each, out)
        assert (done.code, list(done.lines)) == (0, ["shot"]), done
        (out / "Poster 2.mp4").unlink()


def test_other_files_stay_and_its_own_are_made_anew(resting: Studio, film: Path, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "mine.txt").write_text("mine")
    (out / "Still.png").write_text("old")
    assert run(resting, film, out).code == 0
    assert names(out) == ["Still 2.mp4", "Still.png", "Words 1.md", "mine.txt"]
    assert (out / "mine.txt").read_text() == "mine"
    assert (out / "Still.png").read_bytes().startswith(b"\x89PNG")


def slow(tmp_path: Path, seconds: float = 2) -> Path:
    """A piece of which something is always still being made."""
    nodes = [
        node("quick", "text", prompt="x"),
        node("slow", "image", prompt="y", settings={"seconds": seconds}),
        node("after", "video", settings={"duration": 1}),
    ]
    return write(tmp_path / "slow.headwater.json", nodes, ("slow", "after"))


def begun(studio: Studio, count: int = 2) -> Callable[[], bool]:
    """Whether so many generations were submitted."""
    return lambda: len(list((studio.home / "doubles").glob("*.json"))) >= count


def test_a_run_that_is_killed_is_gone_on_with_and_nothing_is_paid_twice(
    studio: Studio, tmp_path: Path, out: Path
) -> None:
    file = slow(tmp_path)
    first = start(studio, file, out, "--json")
    until(begun(studio), LONGEST, lambda: "two generations are submitted")
    first.send_signal(signal.SIGKILL)
    ran(first)
    done = run(studio, file, out)
    assert (done.code, set(done.lines)) == (0, {"quick", "slow", "after"}), done
    assert names(out) == ["after.mp4", "quick.md", "slow.png"]
    assert submits(studio) == [1, 1, 1]
    assert kept(studio).titles == ["slow"]
    assert paid(studio) == 7.4


def test_a_long_run_is_gone_on_with_and_nothing_of_it_is_paid_twice(
    resting: Studio, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PAGE", 2)  # as if there were thousands
    nodes = [node(f"n{number}", "text", prompt="x") for number in range(4)]
    bad = node("bad", "text", prompt="y", settings={"outcome": "timeout"})
    file = write(tmp_path / "long.json", [*nodes, bad])
    assert run(resting, file, out).code == 1
    assert run(resting, file, out).states == {**{each["id"]: "succeeded" for each in nodes}, "bad": "failed"}
    assert paid(resting) == 4


def test_a_server_that_is_killed_midway_is_waited_for(tmp_path: Path, out: Path) -> None:
    studio = Studio(tmp_path / "home")
    studio.start()
    try:
        running = start(studio, slow(tmp_path), out, "--json")
        until(begun(studio), LONGEST, lambda: "two generations are submitted")
        studio.kill_server()
        done = ran(running)
        assert done.code == 0, done
        assert submits(studio) == [1, 1, 1]
        assert paid(studio) == 7.4
    finally:
        studio.close()


def test_a_program_on_the_port_of_a_server_that_is_gone_is_told_nothing(resting: Studio, film: Path, out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        resting.home.mkdir(parents=True, exist_ok=True)
        (resting.home / NOTE).write_text(json.dumps({"port": stranger.getsockname()[1], "parent": 0}))
        assert run(resting, film, out).code == 0


def test_stopping_a_run_says_how_to_go_on(studio: Studio, tmp_path: Path, out: Path) -> None:
    file = slow(tmp_path)
    first = start(studio, file, out, "--json")
    assert first.stdout
    line = json.loads(first.stdout.readline())  # told at once, while the others go on
    assert line["node"] == "quick"
    first.send_signal(signal.SIGINT)
    stopped = ran(first)
    assert stopped.code == 130
    (words,) = stopped.err.strip().splitlines()
    assert "run the same command again" in words
    assert run(studio, file, out).code == 0
    assert max(submits(studio)) == 1


def test_what_failed_is_tried_again_and_what_was_made_is_not(resting: Studio, tmp_path: Path, out: Path) -> None:
    nodes = [node("good", "image", prompt="x"), node("bad", "text", prompt="y", settings={"outcome": "timeout"})]
    file = write(tmp_path / "f.json", nodes)
    assert run(resting, file, out).code == 1
    again = run(resting, file, out)
    assert again.states == {"good": "succeeded", "bad": "failed"}
    assert len(submits(resting)) == 3
    assert paid(resting) == 4


def test_what_was_made_is_not_paid_again_for_a_later_try_that_was_cancelled(
    resting: Studio, tmp_path: Path, out: Path
) -> None:
    nodes = [node("good", "image", prompt="x"), node("bad", "text", prompt="y", settings={"outcome": "timeout"})]
    file = write(tmp_path / "f.json", nodes)
    assert run(resting, file, out).code == 1
    with closing(sqlite3.connect(resting.home / "studio.db")) as database, database:
        database.execute("CREATE TEMP TABLE later AS SELECT * FROM generations WHERE node = 'good'")
        database.execute("UPDATE later SET id = 'later', key = 'later', state = 'cancelled', created = created + 1")
        database.execute("INSERT INTO generations SELECT * FROM later")
    assert run(resting, file, out).states == {"good": "succeeded", "bad": "failed"}
    assert paid(resting) == 4


def test_a_result_that_was_deleted_since_is_said_and_holds_up_no_other(
    resting: Studio, tmp_path: Path, out: Path
) -> None:
    nodes = [node("gone", "image", prompt="x"), node("bad", "text", prompt="y", settings={"outcome": "timeout"})]
    file = write(tmp_path / "f.json", nodes)
    assert run(resting, file, out).code == 1
    with closing(sqlite3.connect(resting.home / "studio.db")) as database, database:
        database.execute("UPDATE assets SET deleted = 1, purged = 1")
    again = run(resting, file, out)
    assert (again.code, set(again.lines)) == (1, {"gone", "bad"}), again
    assert again.lines["gone"]["error"]["code"] == "asset_deleted"
    assert paid(resting) == 4


def test_what_may_have_been_taken_is_never_sent_again_in_silence(resting: Studio, tmp_path: Path, out: Path) -> None:
    file = write(tmp_path / "f.json", [node("lost", "text", prompt="y", settings={"outcome": "lost_answer"})])
    for _ in range(2):
        done = run(resting, file, out)
        assert (done.code, done.states) == (1, {"lost": "unknown"})
        assert done.lines["lost"]["error"]["code"] == "unknown_outcome"
    assert submits(resting) == [1]


def test_the_limit_holds_over_all_runs_of_a_canvas(resting: Studio, tmp_path: Path, out: Path) -> None:
    nodes = [node("good", "image", prompt="x"), node("bad", "image", prompt="y", settings={"outcome": "timeout"})]
    file = write(tmp_path / "f.json", nodes)
    assert run(resting, file, out, "--max-credits", "8").code == 1
    assert "after 4 spent before" in run(resting, file, out, "--max-credits", "7").refused()


def test_a_server_is_told_that_a_run_is_at_work(resting: Studio, tmp_path: Path, out: Path) -> None:
    running = start(resting, slow(tmp_path, 600), out, "--json")
    until(begun(resting), LONGEST, lambda: "it is at work")
    refused = ran(resting.begin_command("serve", "--no-open"))
    assert refused.code == 2
    assert "`headwater run` is at work in this home" in refused.err
    second = start(resting, slow(tmp_path, 600), out.with_name("other"), "--json")
    assert "at work" in ran(second).refused()
    running.send_signal(signal.SIGINT)
    assert ran(running).code == 130


def test_a_home_that_nobody_can_write_to_is_said(resting: Studio, film: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        folder = Path("/proc/nothing")
    else:
        folder = tmp_path / "closed"
        folder.mkdir(mode=0o500)
    assert "Nothing can be written" in run(resting, film, folder).refused()
