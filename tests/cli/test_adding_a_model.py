"""docs/adding-a-model.md, followed to the letter, with fal in miniature; and its tables are those of the code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from headwater.models import model, price
from headwater.models.catalogue import Retired
from tests.assets.samples import picture
from tests.cli.following import DOCS, Reader
from tests.contract.fakes.fal import Fal
from tests.contract.service import Service
from tests.journeys.studio import Studio

PAGE = (DOCS / "adding-a-model.md").read_text("utf-8")


@pytest.fixture
def fal() -> Fal:
    """fal, which makes one picture."""
    return Fal(picture("PNG", (64, 48)), "image/png")


@pytest.fixture
def service(fal: Fal) -> Iterator[Service]:
    """The running service."""
    with fal.service() as service:
        yield service


def test_the_page_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fal: Fal, service: Service) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    studio = Studio(tmp_path / "home", HEADWATER_DOUBLES="0", HEADWATER_CATALOGUE="")
    here = {"providers add fal": f"providers add fal --url {service.url} --key -"}
    Reader(studio, folder, here, types="the-key").follow("adding-a-model.md")
    (job,) = fal.jobs.values()
    assert job.endpoint == "fal-ai/nano-banana-pro"
    assert job.asked == {"prompt": "A fox reading a map", "resolution": "2K", "aspect_ratio": "3:2"}
    assert (folder / "pictures" / "Fox.png").read_bytes() == fal.file


def test_every_field_of_an_entry_is_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)`", "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))))
    fields = {*model.Model.model_fields, *model.Mode.model_fields, *Retired.model_fields}
    assert fields <= named, fields - named


def test_every_quantity_of_a_price_is_on_the_page() -> None:
    quantities = set(get_args(price.Quantity)) - {"request"}
    assert quantities <= set(re.findall(r"`(\w+)`", PAGE))
