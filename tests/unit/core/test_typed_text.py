"""Text is stored as typed: only its normal form is chosen, and what is no text goes."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseapp.core.typed_text import one_line, paragraphs, words

NAMES = [
    "Tevita",
    "ሰላማዊት ተስፋዬ",
    "فاطمة الزهراء بن علي",
    "Nguyễn Thị Minh Anh",
    "O’Brien-Šćepanović",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script_stay_as_they_are(name: str) -> None:
    assert one_line(f"  {name} ") == name


def test_combining_characters_become_one_form() -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Minh Anh")
    assert one_line(typed) == "Nguyễn Thị Minh Anh"


def test_joiners_that_belong_to_the_spelling_stay() -> None:
    assert one_line("می\u200cخواهم 👩\u200d🔬") == "می\u200cخواهم 👩\u200d🔬"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x1b", "\x7f"])
def test_what_is_no_text_or_turns_text_round_goes(mark: str) -> None:
    assert one_line(f"Ami{mark}na") == "Amina"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\t"])
def test_a_line_end_in_one_line_becomes_a_space(end: str) -> None:
    assert one_line(f"Amina{end}Bcc: b@example.org") == "Amina Bcc: b@example.org"


def test_paragraphs_keep_their_lines() -> None:
    assert paragraphs(" first\r\n\r\nsecond\rthird\x00 ") == "first\n\nsecond\nthird"


@given(st.text())
@example("A\u202a\u0300")  # a letter and its accent, parted by a mark that goes
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert paragraphs(paragraphs(text)) == paragraphs(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_one_line_is_safe_in_a_header_and_in_a_database(text: str) -> None:
    line = one_line(text)
    assert not set(line) & set("\x00\r\n\x85\u2028\u2029")
    assert line.encode("utf-8").decode("utf-8") == line


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one", 1), ("two  words\n", 2), ("مرحبا بالعالم", 2), ("a\u00a0b\u3000c", 3)],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert words(text) == count
