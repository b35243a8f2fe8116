"""docs/providers.md, followed to the letter: a service with a key, a server of one's own, and what they are called."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.models import catalogue
from headwater.settings import Settings
from tests.cli.following import DOCS, Reader
from tests.contract.fakes.openai_media import Fake, stage
from tests.contract.matrix import KEY
from tests.contract.service import Service
from tests.journeys.studio import Studio
from tests.providers.servers import WORDS, OwnServer

PAGE = (DOCS / "providers.md").read_text("utf-8")


@pytest.fixture
def own() -> Iterator[Service]:
    """A server that speaks OpenAI's protocol."""
    with OwnServer(models=["llama3.2:3b", "org/Mistral-7B_q4", "kokoro", "bge-m3"]).service() as service:
        yield service


@pytest.fixture
def openrouter() -> Iterator[Service]:
    """OpenRouter in miniature."""
    with Service(Fake().app, stage) as service:
        yield service


def test_the_page_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Service, openrouter: Service
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    studio = Studio(tmp_path / "home", HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE="")
    here = {
        "http://127.0.0.1:11434": own.url,
        "add openrouter": f"add openrouter --url {openrouter.url}/api/v1 --key -",
    }
    Reader(studio, folder, here, types=KEY).follow("providers.md")
    assert (folder / "words" / "Line.md").read_text().strip() == "".join(WORDS)


def test_every_provider_is_on_the_page_with_its_variables() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (`.*?`) \|", PAGE, re.MULTILINE))
    shipped = {id: each for id, each in catalogue.load().providers.items() if each.environment}
    assert rows == {id: ", ".join(f"`{name}`" for name in each.environment) for id, each in shipped.items()}


def test_what_each_provider_makes_is_on_the_page() -> None:
    words = {"text": "text", "pictures": "image", "video": "video"}
    rows = dict(re.findall(r"^\| `(\w+)` \| `.*?` \| (.*?) \|", PAGE, re.MULTILINE))
    told = {id: {words.get(word, "audio") for word in makes.split(", ")} for id, makes in rows.items()}
    models = catalogue.load().models.values()
    assert told == {id: {each.kind for each in models if each.provider == id} for id in rows}


def test_the_settings_on_the_page_are_settings() -> None:
    named = {name.lower() for name in re.findall(r"`HEADWATER_(\w+)`", PAGE)}
    assert named <= set(Settings.model_fields)
    assert f"`HEADWATER_CREDITS_PER_DOLLAR` ({Settings().credits_per_dollar}, " in PAGE
    assert f"`HEADWATER_MARKUP` ({Settings().markup})" in PAGE
