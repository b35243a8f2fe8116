"""The command line, as people and scripts use it: each command a process of its own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.journeys.studio import Studio


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A running studio."""
    studio = Studio(tmp_path_factory.mktemp("cli") / "home")
    studio.start()
    yield studio
    studio.close()


def test_a_token_lets_a_script_in(studio: Studio) -> None:
    token = studio.command("token").strip()
    answer = httpx2.get(f"{studio.url}/api/session", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["account"]["name"] == "Owner"


def test_credits_added_while_the_studio_runs_reach_every_open_tab(studio: Studio) -> None:
    before = studio.http.get("/api/credits").json()["balance"]
    said = studio.command("credits", "add", "7.5")
    after = studio.http.get("/api/credits").json()["balance"]
    assert float(after) == float(before) + 7.5
    assert said.strip() == f"Added 7.5 credits. The balance is {after}."
    assert studio.http.get("/api/credits/entries").json()[0]["kind"] == "granted"


def test_credits_can_be_added_while_nothing_runs(tmp_path: Path) -> None:
    resting = Studio(tmp_path / "home")
    assert resting.command("credits", "add", "5").strip() == "Added 5 credits. The balance is 1005."


def test_an_open_link_signs_in_once(studio: Studio) -> None:
    code = studio.command("open", "--no-open").split("#code=")[1].split()[0]
    with httpx2.Client(base_url=studio.url, headers={"Origin": studio.url}) as browser:
        assert browser.post("/api/session", json={"code": code}).status_code == 200
        assert browser.get("/api/session").status_code == 200
        assert browser.post("/api/session", json={"code": code}).status_code == 401


def test_the_models_are_listed_with_what_they_really_are(studio: Studio) -> None:
    listed = studio.command("models").splitlines()
    assert any("builtin/double-image" in line and "procedural" in line for line in listed)


def test_a_second_start_opens_the_first(studio: Studio) -> None:
    said = studio.command("serve", "--no-open")
    assert "already running" in said
    assert f"{studio.url}/#code=" in said


def test_a_broken_model_entry_is_named_in_one_line_and_nothing_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "mine.toml").write_text("[[model]]\nid = 1\n")
    broken = Studio(tmp_path / "home", HEADWATER_CATALOGUE=str(folder))
    with pytest.raises(subprocess.CalledProcessError) as refused:
        broken.command("serve", "--no-open")
    assert refused.value.returncode == 2
    assert f"(line 2). `headwater models check {folder / 'mine.toml'}` says" in refused.value.stderr
    assert len(refused.value.stderr.strip().splitlines()) == 1
