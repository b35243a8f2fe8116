"""A catalogue file is proofread: each mistake is told with its line, what is wrong, and what to write instead."""

from pathlib import Path

import pytest

from headwater.generation.inputs import use_of
from headwater.models import catalogue
from headwater.models.model import MODES
from headwater.models.proofreading import Known, Mistake, proofread
from headwater.models.proofreading.sense import USES
from headwater.models.protocols import OURS
from headwater.platform.kinds import Kind

GOOD = """\
[[provider]]
id = "mine"
name = "Mine"
url = "https://api.example.com/v1"

[[model]]
id = "mine/painter"
name = "Painter"
kind = "image"
provider = "mine"
adapter = "openai_media"
description = "Paints."
neural = true
as_of = 2026-11-22
prices = [
  { usd = "0.08", when = { quality = "high" } },
  { usd = "0.04", per = ["item"] },
]

[model.settings.quality]
enum = ["low", "high"]
default = "low"

[[model.modes]]
id = "create"
takes = { image = { least = 0, most = 2 } }
places = { reference = { param = "image_urls", many = true } }
endpoints = [{ path = "images/generations" }]

[[model.modes]]
id = "edit"
takes = { image = { least = 1, most = 2 } }
"""
JOBS = """\
[[provider]]
id = "mine"
name = "Mine"
url = "https://api.example.com/v1"

[provider.protocol]
submit = { path = "/jobs/{endpoint}", id = "id", keep = { result = "links.result" } }
poll = { path = "/jobs/{id}", status = "state", states = { done = "succeeded", lost = "failed" } }
fetch = { path = "{result}", files = "[image.url]" }

[[model]]
id = "mine/painter"
name = "Painter"
kind = "image"
provider = "mine"
adapter = "http_job"
description = "Paints."
neural = true
prices = [{ usd = "0.04" }]

[[model.modes]]
id = "edit"
takes = { image = { least = 1, most = 2 } }
places = { image = { param = "image_urls", many = true } }
"""
SHIPPED = catalogue.load(doubles=True)
KNOWN = Known(SHIPPED.providers, frozenset(SHIPPED.models) | frozenset(SHIPPED.retired), OURS)


def mistakes(folder: Path, text: str) -> list[Mistake]:
    file = folder / "mine.toml"
    file.write_text(text, "utf-8")
    return proofread(file, KNOWN).mistakes


def test_a_right_file_has_no_mistakes_and_is_told_whole(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    proof = proofread(file, KNOWN)
    assert proof.mistakes == []
    assert [each.id for each in proof.entries.providers.values()] == ["mine"]
    assert [each.id for each in proof.entries.models.values()] == ["mine/painter"]


@pytest.mark.parametrize(
    "file", [*catalogue.SHIPPED.glob("*.toml"), *catalogue.PROVIDERS.glob("*.toml"), *catalogue.DOUBLES.glob("*.toml")]
)
def test_what_ships_has_no_mistakes(file: Path) -> None:
    assert proofread(file, KNOWN).mistakes == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('name = "Mine"', "name = 3", 3, "`name` is 3. Put it in quotes."),
        ('url = "https://api.example.com/v1"', "", 1, "`url` is missing. Write where the API begins"),
        ('url = "https://', 'url = "', 4, "begins with no address"),
        ("/v1", "/v1/", 4, "Leave out the slash at its end"),
        ("v1", 'v1"\nheaders = { X = "y" } # "', 5, "`mine` needs a key, and no header carries it."),
        ('id = "mine/painter"', 'id = "painter"', 7, "Write `provider/name` with"),
        ('name = "Painter"', "", 6, '`name` is missing. Add name = "Painter".'),
        ('name = "Painter"', 'name = "Painter"\nnome = "P"', 9, "`nome` is no field of a model. Did you mean `name`?"),
        ('"image"\n', '"picture"\n', 9, '`kind` is "picture". Write "text", "image", "video" or "audio".'),
        ('provider = "mine"', 'provider = "openia"', 10, "Nobody knows the provider `openia`. Add a [[provider]]"),
        ('provider = "mine"', 'provider = "openia"', 10, "Did you mean `openai`?"),
        ('id = "mine/painter"', 'id = "other/painter"', 7, "The id begins with `other`, and its provider is `mine`."),
        ("openai_media", "open_media", 11, "The adapter `open_media` is not installed. Did you mean `openai_media`?"),
        ("openai_media", "smoke_signals", 11, "There are: chat, comfyui, http_job, interactions, openai_media."),
        ("neural = true", 'neural = "perhaps"', 13, "Write true or false, without quotes."),
        ("2026-11-22", '"soon"', 14, "Write a day such as 2026-11-22, without quotes."),
        ("2026-11-22", '2026-11-22\nreplaced_by = "builtin/paint"', 15, "Did you mean `builtin/painter`?"),
        ('"0.08"', '"dear"', 16, '`usd` is "dear". Write an amount such as "0.05".'),
        ('"0.08"', '"0.08", credits = "1"', 16, "Give either `credits` or `usd`."),
        ('quality = "high" }', 'qualty = "high" }', 16, "No setting is called `qualty`, so this never holds."),
        ('quality = "high" }', 'quality = "best" }', 16, "`quality` is never 'best'."),
        ('quality = "high" }', 'mode = "paint" }', 16, "`mode` is never 'paint'."),
        ("per =", "pre =", 17, "`pre` is no field of a price. Did you mean `per`?"),
        ('"item"', '"second"', 15, "it counts the setting 'duration', which has no default. Add a rule"),
        ('"0.04", per = ["item"]', '"0.04", when = { quality = "high" }', 15, "no price for its default settings."),
        ("enum =", 'type = "strng"\nenum =', 21, "The setting `quality` has the type 'strng'. Write \"string\""),
        ("enum =", "minimum = []\nenum =", 21, "The setting `quality` is no JSON Schema: "),
        ('"low"\n', '"lowest"\n', 22, "The default of the setting `quality` does not fit: 'lowest' is not one of"),
        ("image = { least = 0", "picture = { least = 0", 26, '`picture` is no kind. Write "text"'),
        ("least = 0, most = 2", "least = 3, most = 2", 26, "At least 3 and at most 2 cannot both hold."),
        ("least = 0, most = 2", "most = 2", 26, "`least` is missing. Add least = 0."),
        ("reference =", "referense =", 27, "References are never a `referense`. Did you mean `reference`?"),
        (
            '"images/generations"',
            '"x", when = { quality = "high" }',
            28,
            "Mode `create` has no endpoint for its default",
        ),
        ('id = "edit"', 'id = "edit"\nat_least = 4', 32, "`at_least` is 4, more than `takes` allows."),
        ("[[model]]", "[model]", 6, "There may be several `model`. Write [[model]], with two brackets."),
        ("neural = true", "neural = ", 13, "This is no TOML: invalid value."),
        ('"Paints."', '"Paints.', 12, "This is no TOML: "),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    found = mistakes(tmp_path, GOOD.replace(old, new, 1))
    assert {each.line for each in found} == {line}, found
    assert words in " ".join(each.words for each in found)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('id = "mine"', 'id = "My Cloud"', 2, '`id` is "My Cloud". Write a-z, 0-9 and hyphens, such as `my-cloud`.'),
        (
            "openai_media",
            "http_job",
            11,
            "The provider `mine` does not say how it is spoken to. "
            "Add [provider.protocol.submit]; see docs/adding-a-provider.md.",
        ),
        ("[[model]]", "[[modell]]", 6, "`modell` is no field of a catalogue file. Did you mean `model`?"),
    ],
)
def test_a_mistake_that_others_follow_from_is_told_first(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    first = mistakes(tmp_path, GOOD.replace(old, new, 1))[0]
    assert (first.line, first.words) == (line, words)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            '"/jobs/{id}"',
            '"/jobs/{job}"',
            8,
            "`{job}` in the path of `poll` is not kept from the answer",
        ),
        ('"{result}"', '"{reslut}"', 9, "Did you mean `result`?"),
        ('"[image.url]"', '"[image.url"', 9, "`[image.url` is no JMESPath"),
        ('"succeeded"', '"finished"', 8, '`done` is "finished". Write "queued", "running", "succeeded"'),
        ("status =", "state =", 8, "`state` is no field of a protocol's poll. Did you mean `states`?"),
        (
            'fetch = { path = "{result}", files = "[image.url]" }',
            "",
            6,
            "A job that is submitted needs `poll`",
        ),
        ('places = { image = { param = "image_urls", many = true } }', "", 23, "says no place for it in the request."),
    ],
)
def test_a_mistake_in_how_a_provider_is_spoken_to_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert mistakes(tmp_path, JOBS) == []
    assert old in JOBS
    found = mistakes(tmp_path, JOBS.replace(old, new, 1))
    assert {each.line for each in found} == {line}, found
    assert words in " ".join(each.words for each in found)


def test_a_choice_without_a_price_is_told_for_each_mode(tmp_path: Path) -> None:
    text = GOOD.replace('per = ["item"]', 'when = { quality = "low" }').replace('"high"]', '"high", "huge"]')
    assert [(each.line, each.what) for each in mistakes(tmp_path, text)] == [
        (15, "There is no price for quality = 'huge' in mode `create`."),
        (15, "There is no price for quality = 'huge' in mode `edit`."),
    ]


def test_two_entries_with_one_id_are_told_at_the_second(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[model]]") :]
    (mistake,) = mistakes(tmp_path, twice)
    assert (mistake.line, mistake.what) == (34, "`mine/painter` is the id of an earlier entry.")


def test_every_mistake_is_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = (
        GOOD.replace("neural = true", "neurall = true").replace('"image"', '"images"').replace("least = 1", "leest = 1")
    )
    assert [each.line for each in mistakes(tmp_path, text)] == [6, 9, 13, 32, 32]


def test_a_broken_model_hides_no_mistake_of_the_next(tmp_path: Path) -> None:
    next_ = GOOD[GOOD.index("[[model]]") :].replace("mine/painter", "mine/other").replace("openai_media", "nothing")
    assert [each.line for each in mistakes(tmp_path, GOOD.replace("neural = true", "") + next_)] == [6, 38]


def test_a_setting_of_a_model_that_a_mode_cannot_use_is_told_where_it_stands(tmp_path: Path) -> None:
    own = GOOD.replace('id = "edit"', 'id = "edit"\nsettings = { steps = { type = "integer", default = "many" } }')
    (mistake,) = mistakes(tmp_path, own)
    assert (mistake.line, mistake.place[-2:]) == (32, ("steps", "default"))


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b'a = 1\nb = "\xff"\n')
    (mistake,) = proofread(tmp_path / "mine.toml", KNOWN).mistakes
    assert (mistake.line, mistake.words) == (2, "This is no UTF-8 text. Save it as UTF-8.")


def test_the_uses_of_references_are_those_of_the_connection_table() -> None:
    uses = {
        use_of(source, target, mode, number)
        for source in Kind
        for target in Kind
        for mode in MODES[target]
        for number in (1, 2)
    }
    assert uses == USES


def test_a_rule_about_a_setting_that_there_is_not_is_told(tmp_path: Path) -> None:
    rule = (
        'rules = [{ if = { properties = { qualty = { const = "high" } } }, then = { properties = { size = false } } }]'
    )
    found = mistakes(
        tmp_path, GOOD.replace("takes = { image = { least = 0", f"{rule}\ntakes = {{ image = {{ least = 0", 1)
    )
    assert [each.line for each in found] == [26, 26]
    assert "No setting is called `qualty`, so this rule means nothing. Did you mean `quality`?" in found[0].words


def test_a_sample_that_names_no_setting_is_told(tmp_path: Path) -> None:
    sample = 'sample = { path = "/voices/{voice}", link = "url" }\nfetch'
    (found,) = mistakes(tmp_path, JOBS.replace("fetch", sample, 1))
    assert (found.line, found.what) == (9, "`{voice}` in the path of `sample` is no setting of a model.")
