"""Which letters belong to a script, and which word is the first that does not."""

import pytest

from headwater.models.script import LONGEST, foreign_word


@pytest.mark.parametrize(
    "text",
    [
        "Plain words",
        "Café, naïve, Zürich, Łódź, Æsop",
        "5 µm, 1ª, 2º, $12.50 at 7:30 — “quoted”…",
        "🌊 100 % ✓",
        "½ m² ①",
        "",
    ],
)
def test_latin_letters_signs_digits_and_pictures_are_no_foreign_word(text: str) -> None:
    assert foreign_word(text, {"latin"}) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Say 你好 to her", "你好"),
        ("a Жуж b", "Жуж"),
        ("mixedжий", "mixedжий"),
        ("שלום עולם", "שלום"),
        ("π r²", "π"),
    ],
)
def test_the_first_word_of_another_script_is_named(text: str, word: str) -> None:
    assert foreign_word(text, {"latin"}) == word


def test_a_model_may_read_several_scripts() -> None:
    assert foreign_word("alpha αβγ", {"latin", "greek"}) is None


def test_a_text_without_spaces_is_quoted_in_part() -> None:
    assert foreign_word("字" * 100, {"latin"}) == "字" * LONGEST
