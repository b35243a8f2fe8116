"""Settings beside each other: what the rules leave of each, what is sent, and the words for what does not fit."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.models.model import Mode
from headwater.models.settings import Declared, accepted, fits

Schema = dict[str, Any]
SHARP = {"properties": {"resolution": {"const": "4K"}}}
FILM = Declared(
    {
        "resolution": {"title": "Resolution", "enum": ["720p", "1080p", "4K"], "default": "720p"},
        "duration": {"title": "Duration", "unit": "s", "type": "integer", "minimum": 4, "maximum": 10, "default": 5},
        "sound": {"title": "Sound", "type": "boolean", "default": True},
        "seed": {"type": "integer", "minimum": 0},
    },
    (
        {"if": SHARP, "then": {"properties": {"duration": {"maximum": 8, "default": 8}, "seed": False}}},
        {
            "if": {"properties": {"sound": {"const": False}}},
            "then": {"properties": {"resolution": {"not": {"const": "1080p"}}}},
        },
    ),
)


def chosen(**settings: Any) -> dict[str, Any]:
    """What is sent when these were chosen."""
    return FILM.filled(settings)


def test_a_rule_narrows_a_setting_while_its_condition_holds() -> None:
    assert FILM.narrowed(chosen())["duration"]["maximum"] == 10
    assert FILM.narrowed(chosen(resolution="4K"))["duration"]["maximum"] == 8
    assert FILM.narrowed(chosen(sound=False))["resolution"]["enum"] == ["720p", "4K"]


def test_what_a_rule_takes_away_is_neither_offered_nor_sent_and_comes_back() -> None:
    assert "seed" not in FILM.narrowed(chosen(resolution="4K"))
    assert "seed" not in chosen(resolution="4K", seed=7)
    assert chosen(seed=7)["seed"] == 7


def test_a_choice_that_a_rule_forbids_stays_and_is_told_with_the_reason() -> None:
    values = chosen(resolution="4K", duration=9)
    assert values["duration"] == 9
    assert FILM.wrong(values) == {"duration": "Duration is 9 s. With Resolution 4K, this model takes 4 to 8 s"}
    values = chosen(resolution="1080p", sound=False)
    assert FILM.wrong(values) == {"resolution": "Resolution is 1080p. With Sound off, this model takes 720p or 4K"}


def test_what_nobody_chose_follows_the_rules_own_default_only_where_it_must() -> None:
    assert chosen(resolution="4K")["duration"] == 5
    short = Declared(FILM.settings, ({"if": SHARP, "then": {"properties": {"duration": {"const": 8}}}},))
    assert short.filled({"resolution": "4K"})["duration"] == 8
    assert short.filled({"resolution": "4K", "duration": 6})["duration"] == 6


def test_a_default_that_a_rule_takes_away_is_not_sent() -> None:
    quiet = Declared(FILM.settings, ({"if": SHARP, "then": {"not": {"required": ["sound"]}}},))
    assert "sound" not in quiet.filled({"resolution": "4K"})
    assert quiet.wrong(quiet.filled({"resolution": "4K"})) == {}


def test_what_is_drawn_has_no_rules_and_says_nothing_of_how_it_is_sent() -> None:
    drawn = Declared({"top_k": {"type": "integer", "param": "options.k", "times": 2}}).drawn({})
    assert drawn == {
        "type": "object",
        "properties": {"top_k": {"title": "Top k", "type": "integer"}},
        "additionalProperties": False,
    }
    assert "allOf" not in FILM.drawn(chosen(resolution="4K"))


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"type": "integer", "minimum": 4, "maximum": 10, "unit": "s"}, 12, "It is 12 s. This model takes 4 to 10 s"),
        ({"type": "number", "minimum": 0.5}, 0.25, "It is 0.25. This model takes at least 0.5"),
        ({"type": "integer", "maximum": 9000}, 12000, "It is 12,000. This model takes at most 9,000"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, 2.5, "It is 2.5. This model takes whole numbers from 1 to 9"),
        ({"type": "integer", "multipleOf": 8}, 12, "It is 12. This model takes multiples of 8"),
        ({"enum": [4, 6, 8], "unit": "s"}, 5, "It is 5 s. This model takes 4, 6 or 8 s"),
        ({"enum": ["a"]}, "b", "It is b. This model takes a"),
        ({"enum": [str(n) for n in range(9)]}, "x", "It is x. This model takes one of 9 others"),
        ({"type": "boolean"}, "yes", "It is “yes”. This model takes on or off"),
        ({"type": "string", "maxLength": 2000}, "x" * 2100, "It has 2,100 characters. This model takes 2,000"),
        ({"type": "string"}, None, "It is empty. This model takes words"),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(schema: Schema, value: Any, words: str) -> None:
    assert Declared({"it": schema}).wrong({"it": value}) == {"it": words}


def test_what_lies_between_settings_is_said_in_the_rules_own_words() -> None:
    both: Schema = {"not": {"required": ["seed", "sound"]}, "description": "Seed and Sound do not go together"}
    declared = Declared(FILM.settings, (both,))
    assert declared.wrong(declared.filled({"seed": 1})) == {"": "Seed and Sound do not go together"}
    needed = Declared(FILM.settings, ({"required": ["seed"]},))
    assert needed.wrong(needed.filled({})) == {"": "Seed is missing. Choose one"}


def test_every_setting_says_what_it_accepts() -> None:
    assert [accepted(each) for each in FILM.settings.values()] == [
        "720p, 1080p or 4K",
        "4 to 10 s",
        "on or off",
        "at least 0",
    ]


# Any declaration: settings a to d hold whole numbers; the conditions of rules look at a and b, and narrow c and d.

NUMBERS = st.integers(0, 6)
_bounds = st.fixed_dictionaries({}, optional={"minimum": NUMBERS, "maximum": NUMBERS})
_choices = st.lists(NUMBERS, min_size=1, max_size=4, unique=True).map(lambda choices: {"enum": choices})
_narrower = st.one_of(
    _bounds, _choices, st.booleans(), NUMBERS.map(lambda n: {"const": n}), NUMBERS.map(lambda n: {"not": {"const": n}})
)
_settings = st.fixed_dictionaries(
    dict.fromkeys("abcd", st.one_of(_choices, _bounds.map(lambda bounds: {"type": "integer", **bounds})))
)
_condition = st.dictionaries(st.sampled_from("ab"), _choices, min_size=1).map(lambda asked: {"properties": asked})
_branch = st.one_of(
    st.dictionaries(st.sampled_from("cd"), _narrower, max_size=2).map(lambda told: {"properties": told}),
    st.sampled_from("cd").map(lambda name: {"not": {"required": [name]}}),
)
_rule = st.builds(lambda when, then, other: {"if": when, "then": then, "else": other}, _condition, _branch, _branch)
_rules = st.lists(st.one_of(_rule, st.lists(_rule, max_size=2).map(lambda rules: {"allOf": rules})), max_size=3)
_values = st.dictionaries(st.sampled_from("abcd"), NUMBERS)


@given(_settings, _rules, _values)
def test_the_whole_schema_accepts_just_what_every_narrowed_setting_accepts(
    settings: dict[str, Schema], rules: list[Schema], values: dict[str, int]
) -> None:
    declared = Declared(settings, rules)
    narrow = declared.narrowed(values)
    each = all(name in narrow and fits(narrow[name], value) for name, value in values.items())
    assert each == fits(declared.schema(), values)
    assert (declared.wrong(values) == {}) == each


@given(_settings, _rules, _values, st.sampled_from("abcd"), NUMBERS)
def test_a_value_of_a_narrowed_setting_is_accepted_whenever_the_others_are(
    settings: dict[str, Schema], rules: list[Schema], values: dict[str, int], name: str, value: int
) -> None:
    declared = Declared(settings, rules)
    narrow = declared.narrowed(values)
    if name not in narrow or not fits(narrow[name], value):
        return
    after = {**values, name: value}
    refused = {*declared.wrong(after)}
    assert name not in refused
    assert fits(declared.schema(), after) == (not refused)


@given(_settings, _rules, _values)
def test_what_was_chosen_is_sent_as_it_is_or_kept_aside(
    settings: dict[str, Schema], rules: list[Schema], values: dict[str, int]
) -> None:
    declared = Declared(settings, rules)
    sent = declared.filled(values)
    assert sent.items() <= values.items()
    assert all(name in declared.narrowed(sent) for name in sent)


@given(_settings, _rules, _values)
def test_a_narrowed_setting_is_a_json_schema(
    settings: dict[str, Schema], rules: list[Schema], values: dict[str, int]
) -> None:
    jsonschema.Draft202012Validator.check_schema(Declared(settings, rules).drawn(values))


def test_a_mode_copied_with_other_settings_declares_those() -> None:
    mode = Mode(id="create", settings={"width": {"type": "integer", "default": 4}})
    assert mode.declared.filled({}) == {"width": 4}
    other = mode.model_copy(update={"settings": {"height": {"type": "integer", "default": 2}}})
    assert other.declared.filled({}) == {"height": 2}
