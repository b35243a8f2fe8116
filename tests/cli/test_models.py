"""`headwater models`: what can be picked, and whether a file of models is right, to the line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import call
from tests.journeys.studio import Studio
from tests.models.test_proofreading import GOOD


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A home in which nothing runs, without the test doubles."""
    return Studio(tmp_path / "home", HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE=str(tmp_path / "site"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file without mistakes, of a provider that needs no key."""
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace('name = "Mine"', 'name = "Mine"\nneeds_key = false'))
    return file


def test_what_can_be_picked_is_listed_with_who_serves_it_and_its_price(studio: Studio) -> None:
    listed = call(studio, "models")
    assert listed.code == 0
    assert "builtin/painter   image  Built in  4 credits   procedural  Painter" in listed.out
    assert "openai/" not in listed.out
    rows = [json.loads(line) for line in call(studio, "models", "--json").out.splitlines()]
    assert {row["id"]: row["price"] for row in rows}["builtin/painter"] == "4"


def test_a_right_file_is_told_and_where_to_put_it(studio: Studio, file: Path) -> None:
    checked = call(studio, "models", "check", str(file))
    assert checked.code == 0
    assert checked.out.splitlines() == [
        f"{file} is right: 1 provider, 1 model.",
        "  mine/painter  image  4 credits  Create, Edit",
        f"To use it, put it into {studio.home / 'models'} and start Headwater again.",
    ]


def test_what_was_put_into_the_home_can_be_picked(studio: Studio, file: Path) -> None:
    (studio.home / "models").mkdir(parents=True)
    mine = file.rename(studio.home / "models" / "mine.toml")
    assert call(studio, "models", "check", str(mine)).out.splitlines()[-1] == "It is read when Headwater starts."
    assert "mine/painter      image  Mine      4 credits   neural      Painter" in call(studio, "models").out


def test_a_persons_file_wins_over_the_sites_which_wins_over_what_ships(
    studio: Studio, tmp_path: Path, file: Path
) -> None:
    def named(name: str) -> str:
        return file.read_text().replace("mine/painter", "builtin/painter").replace('"Painter"', f'"{name}"')

    def picked() -> str:
        rows = [json.loads(line) for line in call(studio, "models", "--json").out.splitlines()]
        return str(next(row["name"] for row in rows if row["id"] == "builtin/painter"))

    assert picked() == "Painter"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.toml").write_text(named("The site's"))
    assert picked() == "The site's"
    (studio.home / "models").mkdir()
    (studio.home / "models" / "a.toml").write_text(named("Mine"))
    assert picked() == "Mine"


def test_each_mistake_is_told_with_file_and_line(studio: Studio, file: Path) -> None:
    file.write_text(GOOD.replace('"image"\n', '"picture"\n').replace("neural = true", ""))
    checked = call(studio, "models", "check", str(file))
    assert checked.code == 1
    assert checked.out.splitlines() == [
        f"{file}:6: `neural` is missing. Add neural = true.",
        f'{file}:9: `kind` is "picture". Write "text", "image", "video" or "audio".',
    ]
    said = json.loads(call(studio, "models", "check", str(file), "--json").out)
    assert (said["right"], said["models"], [each["line"] for each in said["mistakes"]]) == (False, [], [6, 9])


def test_a_provider_of_another_file_or_a_server_of_ones_own_is_known(studio: Studio, file: Path) -> None:
    provider, model = file.read_text().split("[[model]]", 1)
    file.write_text(f"[[model]]{model}")
    assert "Nobody knows the provider `mine`." in call(studio, "models", "check", str(file)).out
    (studio.home / "models").mkdir(parents=True)
    (studio.home / "models" / "mine.toml").write_text(provider)
    assert call(studio, "models", "check", str(file)).code == 0
    file.write_text(f"[[model]]{model}".replace('"mine', '"my-server'))
    call(studio, "providers", "add", "my-server", "--url", "http://127.0.0.1:9/v1")
    assert call(studio, "models", "check", str(file)).code == 0


def test_a_broken_file_beside_it_is_no_matter(studio: Studio, file: Path) -> None:
    (studio.home / "models").mkdir(parents=True)
    (studio.home / "models" / "broken.toml").write_text("[[model]]\n")
    assert call(studio, "models", "check", str(file)).code == 0


@pytest.mark.parametrize(("words", "why"), [(["nowhere.toml"], "No such file"), (["."], "director"), ([], "Missing")])
def test_a_wrong_call_is_refused_in_one_line(studio: Studio, words: list[str], why: str) -> None:
    checked = call(studio, "models", "check", *words)
    assert (checked.code, checked.out, why in checked.err) == (2, "", True), checked
    assert len(checked.err.strip().splitlines()) == 1
