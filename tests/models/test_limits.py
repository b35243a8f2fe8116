"""What a model takes and gives, in a few words."""

import pytest

from headwater.models import catalogue
from headwater.models.limits import limits
from headwater.models.model import Count, Mode
from headwater.platform.kinds import Kind
from tests.generation.arranged import picture_model

SHIPPED = catalogue.load().models


@pytest.mark.parametrize(
    ("model", "mode", "words"),
    [
        ("builtin/voice", "speech", ["5,000 characters"]),
        ("builtin/painter", "edit", ["5,000 characters", "1 to 4 images", "720p, 1080p"]),
        (
            "builtin/camera",
            "first-last",
            ["5,000 characters", "2 images", "up to 4 sounds", "720p, 1080p", "1 to 60 s"],
        ),
        ("openai/gpt-image-2", "create", ["32,000 characters", "up to 1536x1024"]),
        ("openrouter/google/veo-3.1", "create", None),
    ],
)
def test_limits_come_from_the_entry(model: str, mode: str, words: list[str] | None) -> None:
    found = SHIPPED[model]
    using = found.mode(mode)
    assert using is not None
    assert limits(found, using) == (words or limits(found, using))


def test_choices_of_seconds_are_named() -> None:
    veo = SHIPPED["openrouter/google/veo-3.1"]
    using = veo.mode("create")
    assert using is not None
    assert "4, 6 or 8 s" in limits(veo, using)


def test_one_is_not_many_and_any_number_is_no_limit() -> None:
    takes = {Kind.IMAGE: Count(least=0, most=1), Kind.VIDEO: Count(least=0, most=99)}
    assert limits(picture_model(), Mode(id="create", takes=takes)) == ["up to 1 image", "any number of videos"]
