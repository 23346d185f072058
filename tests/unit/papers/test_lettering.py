"""Whatever people type is set as it is, and harms neither the page nor who reads it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.papers.lettering import (
    BREAK,
    LONGEST_WORD,
    breakable,
    runs_right_to_left,
    said,
    tamed,
)

ANYTHING = st.text(st.characters())  # surrogates and controls too


@given(ANYTHING)
def test_what_is_tamed_can_be_written_and_holds_no_control(text: str) -> None:
    plain = tamed(text)
    plain.encode()
    assert not [each for each in plain if unicodedata.category(each) == "Cc" and each not in "\n\t"]
    assert tamed(plain) == plain


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_no_letter_of_any_script_is_lost(text: str) -> None:
    assert tamed(text) == text


def test_marks_that_turn_others_around_go_and_those_that_join_letters_stay() -> None:
    assert tamed("a\u202eb\u2067c\u2069") == "abc"
    assert tamed("می‌خواهم 👩🏽‍🔬") == "می‌خواهم 👩🏽‍🔬"
    assert tamed("one\r\ntwo\rthree") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("text", "turned"),
    [("Cap", False), ("سعر", True), ("2027 سعر CO2", True), ("CO2 سعر", False), ("2027", False)],
)
def test_a_paragraph_runs_as_its_first_letter_does(text: str, turned: bool) -> None:
    assert runs_right_to_left(text) is turned


def test_text_from_right_to_left_is_kept_apart_from_what_stands_beside_it() -> None:
    assert said("Cap") == "Cap"
    assert said("وزارة البيئة (القاهرة)") == "\u2068وزارة البيئة (القاهرة)\u2069"


@given(st.text(st.characters(max_codepoint=0x52F, categories=["L", "N", "P", "S"])))
def test_a_long_word_can_be_broken_and_is_otherwise_the_same(word: str) -> None:
    assert breakable(word).replace(BREAK, "") == word.replace(BREAK, "")


@pytest.mark.parametrize("word", ["x" * 5000, "https://example.org/" + "a-b_c/" * 200, "Ж" * 90])
def test_no_piece_is_wider_than_its_column(word: str) -> None:
    assert max(len(piece) for piece in breakable(word).split(BREAK)) <= LONGEST_WORD


@pytest.mark.parametrize(
    "text",
    [
        "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม",
        "राष्ट्रीयसरकारराष्ट्रीयसरकारराष्ट्रीय",
        "one two",
        "x" * LONGEST_WORD,
    ],
)
def test_letters_that_belong_together_are_never_parted(text: str) -> None:
    assert breakable(text) == text
