"""The models to pick from, and settings that wait while a model lacks them."""

from decimal import Decimal
from typing import Any

from headwater.generation.panel import Panel, assess
from headwater.generation.situation import Situation
from headwater.models.model import Mode, Model
from headwater.models.price import PriceRule
from headwater.models.registry import Registry
from tests.generation.arranged import new, only, panel, picture_model, situation

QUICK = picture_model(mode={"settings": {"steps": {"type": "integer", "minimum": 1, "maximum": 4, "default": 2}}})
SLOW = picture_model(
    mode={
        "settings": {
            "steps": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20},
            "style": {"enum": ["ink", "oil"], "default": "ink"},
        }
    },
    prices=(PriceRule(credits=Decimal(9), when={"steps": 4}), PriceRule(credits=Decimal(5))),
)


def renamed(model: Model, id: str) -> Model:
    """The same model under another id and name."""
    return model.model_copy(update={"id": f"test/{id}", "name": id.capitalize()})


TWO = only(renamed(QUICK, "quick"), renamed(SLOW, "slow"))


def with_model(id: str, registry: Registry = TWO, **settings: Any) -> Panel:
    """The panel of a picture node with this model picked and these settings in its document."""
    return panel(new("it", "image", "fog", model=id, settings=settings), registry=registry)


def used(**at: int) -> Situation:
    """A node while the account last used each model at that moment."""
    base = situation(new("it", "image", "fog"), registry=only(*(renamed(QUICK, id) for id in ("one", "two", "three"))))
    return Situation(**{**vars(base), "used": {f"test/{id}": moment for id, moment in at.items()}})


def test_the_last_used_model_comes_first_and_the_others_as_they_are_listed() -> None:
    assert [each.name for each in assess(used()).panel.models] == ["One", "Two", "Three"]
    found = assess(used(three=2, two=1)).panel.models
    assert [(each.name, each.used) for each in found] == [("Three", 2), ("Two", 1), ("One", None)]


def test_what_was_last_used_does_not_change_the_model_that_a_new_node_begins_with() -> None:
    assert assess(used(three=2)).panel.request.model == "test/one"


def test_a_setting_that_a_model_lacks_is_kept_aside_and_comes_back() -> None:
    assert with_model("test/slow", style="oil").request.settings == {"steps": 20, "style": "oil"}
    aside = with_model("test/quick", style="oil")
    assert aside.request.settings == {"steps": 2}
    assert "style" not in aside.settings_schema["properties"]
    assert aside.can_generate


def test_a_setting_that_is_out_of_range_for_another_model_stays_and_is_told() -> None:
    found = with_model("test/quick", steps=30)
    assert found.request.settings == {"steps": 30}
    assert found.settings_wrong == {"steps": "Steps is 30. This model takes 1 to 4"}
    assert not found.can_generate


def test_a_price_in_the_list_is_the_price_after_picking() -> None:
    for settings in ({}, {"steps": 4}, {"style": "oil"}):
        listed = {each.id: each.price for each in with_model("test/quick", **settings).models}
        assert listed["test/slow"] == with_model("test/slow", **settings).price


def test_a_setting_of_one_mode_waits_while_another_mode_lacks_it() -> None:
    strength = {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5}
    modes = (Mode(id="create"), Mode(id="edit", settings={"strength": strength}))
    registry = only(picture_model().model_copy(update={"modes": modes}))

    def sent(mode: str) -> dict[str, Any]:
        node = new("it", "image", "fog", mode=mode, settings={"strength": 0.75})
        return panel(node, registry=registry).request.settings

    assert (sent("edit"), sent("create"), sent("edit")) == ({"strength": 0.75}, {}, {"strength": 0.75})


def test_a_rule_narrows_what_the_panel_draws_and_leaves_no_rule_to_the_browser() -> None:
    steps = {"title": "Steps", "type": "integer", "minimum": 1, "maximum": 50, "default": 20}
    style = {"title": "Style", "enum": ["ink", "oil"], "default": "ink"}
    oil = {"if": {"properties": {"style": {"const": "oil"}}}, "then": {"properties": {"steps": {"maximum": 30}}}}
    registry = only(picture_model(mode={"settings": {"steps": steps, "style": style}, "rules": (oil,)}))

    def shown(**settings: Any) -> Panel:
        return panel(new("it", "image", "fog", settings=settings), registry=registry)

    assert shown(steps=40).settings_schema["properties"]["steps"] == steps
    assert shown(style="oil").settings_schema == {
        "type": "object",
        "properties": {"steps": {**steps, "maximum": 30}, "style": style},
        "additionalProperties": False,
    }
    told = shown(style="oil", steps=40)
    assert told.settings_wrong == {"steps": "Steps is 40. With Style oil, this model takes 1 to 30"}
    assert told.request.settings["steps"] == 40


def test_a_choice_of_numbers_is_sent_as_the_model_writes_it() -> None:
    duration = {"enum": [4, 6, 8], "default": 8}
    registry = only(picture_model(mode={"settings": {"duration": duration}}))
    sent = panel(new("it", "image", "fog", settings={"duration": 6.0}), registry=registry).request.settings["duration"]
    assert (sent, type(sent)) == (6, int)
