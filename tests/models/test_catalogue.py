"""Model entries are data: what ships is right, a mistake is found and named, a user's entry replaces one that ships."""

from pathlib import Path

import jsonschema
import pytest

from headwater.models import catalogue
from headwater.models.catalogue import BrokenEntry
from headwater.models.model import MODES, Mode, Model
from headwater.models.price import Measured, price
from headwater.platform.kinds import Kind

PROVIDER = """
[[provider]]
id = "mine"
name = "Mine"
needs_key = false
"""
ENTRY = """
[[model]]
id = "{id}"
name = "{name}"
kind = "image"
provider = "mine"
adapter = "doubles"
description = "A test."
neural = true
prices = [{{ credits = "1" }}]

[[model.modes]]
id = "create"
"""
SHIPPED = list(catalogue.load(doubles=True).models.values())
MODES_SHIPPED = [(model, mode) for model in SHIPPED for mode in model.modes]


def entry(folder: Path, file: str, id: str = "mine/painter", name: str = "Mine", **changes: str) -> Path:
    """Write an entry, with parts of its text changed; gives the folder."""
    text = PROVIDER + ENTRY.format(id=id, name=name)
    for old, new in changes.items():
        text = text.replace(f"{old} = ", f"{new} = ")
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(text)
    return folder


def _id(value: Model | Mode) -> str:
    return value.id


def test_each_kind_has_a_model() -> None:
    assert {model.kind for model in SHIPPED} == set(Kind)


@pytest.mark.parametrize(("model", "mode"), MODES_SHIPPED, ids=_id)
def test_the_defaults_of_every_shipped_mode_are_valid_and_priced(model: Model, mode: Mode) -> None:
    jsonschema.Draft202012Validator.check_schema(mode.declared.schema())
    assert mode.wrong_setting(mode.defaults()) is None
    assert price(model.prices, Measured(mode.id, mode.defaults(), "a prompt")) > 0


@pytest.mark.parametrize(("model", "mode"), MODES_SHIPPED, ids=_id)
def test_every_shipped_mode_is_one_that_headwater_names_and_can_be_met(model: Model, mode: Mode) -> None:
    assert mode.name or mode.id in MODES[model.kind]
    most = sum(count.most for kind, count in mode.takes.items() if kind not in mode.ignores)
    assert mode.at_least <= most
    assert all(count.least <= count.most for count in mode.takes.values())


@pytest.mark.parametrize("model", SHIPPED, ids=_id)
def test_every_choice_of_a_shipped_setting_is_priced(model: Model) -> None:
    for mode in model.modes:
        for name, schema in mode.settings.items():
            for value in schema.get("enum", [schema.get("minimum"), schema.get("maximum")]):
                settings = mode.defaults() | ({} if value is None else {name: value})
                assert price(model.prices, Measured(mode.id, settings, "a prompt")) > 0


def test_a_folder_of_the_users_adds_models(tmp_path: Path) -> None:
    models = catalogue.load([entry(tmp_path, "mine.toml")]).models
    assert models["mine/painter"].name == "Mine"
    assert set(catalogue.load().models) < set(models)


def test_the_later_of_two_entries_with_one_id_wins(tmp_path: Path) -> None:
    first = entry(tmp_path / "first", "a.toml", id=SHIPPED[0].id, name="First")
    second = entry(tmp_path / "second", "a.toml", id=SHIPPED[0].id, name="Second")
    assert catalogue.load([first]).models[SHIPPED[0].id].name == "First"
    assert catalogue.load([first, second]).models[SHIPPED[0].id].name == "Second"
    assert catalogue.load([second, first]).models[SHIPPED[0].id].name == "First"


def test_a_folder_that_is_not_there_has_no_models(tmp_path: Path) -> None:
    assert catalogue.load([tmp_path / "nowhere"]) == catalogue.load()


def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[[model]]\nid = \n")
    with pytest.raises(BrokenEntry, match=r"`mine\.toml` is not valid TOML: .*line 2"):
        catalogue.load([tmp_path])


def test_what_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenEntry, match=r"`mine\.toml` is not valid TOML"):
        catalogue.load([tmp_path])


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("name", "nome", "name"),
        ("neural", "neurall", "neural"),
        ('"image"', '"picture"', "kind"),
        ('"mine/painter"', '"My painter"', "id"),
        ('"1"', '"-1"', r"prices\.0\.credits"),
        (
            'id = "create"',
            'id = "create"\ntakes = { image = { least = -1, most = 2 } }',
            r"modes\.0\.takes\.image\.least",
        ),
        ("[[model.modes]]", "[[model.moods]]", "modes"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    text = ENTRY.format(id="mine/painter", name="Mine")
    assert old in text
    (tmp_path / "mine.toml").write_text(text.replace("mine/painter", "mine/first") + text.replace(old, new, 1))
    with pytest.raises(
        BrokenEntry, match=rf"^Model 2 in `mine\.toml` is wrong at `{place}`: .* \(line \d+\)\. `headwater"
    ):
        catalogue.load([tmp_path])


def test_a_file_without_models_or_with_something_else_under_that_name_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    assert catalogue.load([tmp_path]) == catalogue.load()
    for text in ('model = "painter"', 'model = ["painter"]', '[[model]]\nmodes = "create"', "[[model]]\nsettings = 3"):
        (tmp_path / "wrong.toml").write_text(text)
        with pytest.raises(BrokenEntry, match=r"`wrong\.toml`"):
            catalogue.load([tmp_path])


def test_settings_of_a_model_belong_to_each_of_its_modes() -> None:
    video = catalogue.load(doubles=True).models["builtin/double-video"]
    assert {mode.id: "duration" in mode.settings for mode in video.modes} == {
        "create": True,
        "first-last": True,
        "references": True,
    }


def test_a_setting_of_a_mode_goes_before_the_one_that_its_model_shares() -> None:
    create, edit = catalogue.load().models["builtin/painter"].modes
    assert create.settings["aspect"]["default"] == "16:9"
    assert edit.settings["aspect"]["default"] == "as it is"
    assert edit.settings["resolution"] == create.settings["resolution"]
