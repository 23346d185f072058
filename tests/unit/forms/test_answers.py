"""What each kind of question takes for an answer, and what it says of any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.forms.document.checks import LONGEST_LINE
from courseapp.forms.document.reading import complaint, in_words, tidy
from courseapp.forms.document.record import Column, Kind, Option, Question

OPTIONS = (Option("a", {"en": "Apples"}), Option("b", {"en": "Pears"}), Option("c", {}, True))
COLUMNS = (Column("what", {"en": "What"}, is_needed=True), Column("year", {}, Kind.NUMBER))


def asks(kind: Kind, **settings: object) -> Question:
    return Question("q", kind, {"en": "Question"}, **settings)  # type: ignore[arg-type]


QUESTIONS = {
    Kind.LINE: asks(Kind.LINE, words=3),
    Kind.TEXT: asks(Kind.TEXT, words=3),
    Kind.NUMBER: asks(Kind.NUMBER, least=1, most=70),
    Kind.DATE: asks(Kind.DATE),
    Kind.YES_NO: asks(Kind.YES_NO),
    Kind.CHOICE: asks(Kind.CHOICE, options=OPTIONS),
    Kind.MANY: asks(Kind.MANY, options=OPTIONS, most=1),
    Kind.RANKED: asks(Kind.RANKED, options=OPTIONS),
    Kind.SCALE: asks(Kind.SCALE, least=1, most=5),
    Kind.COUNTRY: asks(Kind.COUNTRY),
    Kind.COUNTRIES: asks(Kind.COUNTRIES, most=2),
    Kind.LANGUAGES: asks(Kind.LANGUAGES),
    Kind.EMAIL: asks(Kind.EMAIL),
    Kind.PHONE: asks(Kind.PHONE),
    Kind.LINK: asks(Kind.LINK),
    Kind.FILE: asks(Kind.FILE, most=1),
    Kind.TABLE: asks(Kind.TABLE, columns=COLUMNS, most=2),
    Kind.STATEMENT: asks(Kind.STATEMENT, statement_version="2"),
    Kind.NOTE: asks(Kind.NOTE),
}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Kind.LINE, "one two three", "one two three four"),
        (Kind.LINE, "市场政策", "x" * (LONGEST_LINE + 1)),
        (Kind.TEXT, "one\ntwo three", "one two three four"),
        (Kind.TEXT, "x" * 30, "x" * 31),  # no words can be counted in some scripts
        (Kind.NUMBER, "70", "71"),
        (Kind.NUMBER, "٧", "seven"),
        (Kind.DATE, "5 March 1990", "30 February 1990"),
        (Kind.YES_NO, "no", "perhaps"),
        (Kind.CHOICE, "a", "c"),
        (Kind.CHOICE, "b", "z"),
        (Kind.MANY, "a", "a\nb"),
        (Kind.RANKED, "b\na", "a\na"),
        (Kind.SCALE, "5", "6"),
        (Kind.COUNTRY, "TG", "ZZ"),
        (Kind.COUNTRIES, "TG\nFR", "TG\nFR\nBJ"),
        (Kind.LANGUAGES, "fr native\nee B2", "fr"),
        (Kind.LANGUAGES, "en C1", "en C9"),
        (Kind.EMAIL, "ana@example.org", "ana at example.org"),
        (Kind.PHONE, "+228 90 12 34 56 (bureau)", "call me"),
        (Kind.LINK, "example.org/about", "javascript:alert(1)"),
        (Kind.FILE, "1", "1\n2"),
        (Kind.TABLE, "Clerk\t2011", "\t2011"),
        (Kind.TABLE, "Clerk\nJudge", "Clerk\nJudge\nCook"),
        (Kind.STATEMENT, "2", "1"),
    ],
)
def test_what_fits_is_taken_and_what_does_not_is_told(kind: Kind, right: str, wrong: str) -> None:
    question = QUESTIONS[kind]
    assert complaint(question, right) is None
    assert str(complaint(question, wrong))
    assert in_words(question, right, "en")


def test_every_kind_is_here() -> None:
    assert set(QUESTIONS) == set(Kind)


@given(st.sampled_from(list(Kind)), st.lists(st.text(max_size=60), max_size=3))
def test_whatever_arrives_is_kept_told_and_complained_of_without_a_failure(
    kind: Kind, raw: list[str]
) -> None:
    """It is typed by anybody, by hand or not; and what is tidy stays as it is."""
    question = QUESTIONS[kind]
    text = tidy(question, raw)
    assert tidy(question, [text] if text else []) == text
    assert complaint(question, text) is None or str(complaint(question, text))
    assert isinstance(in_words(question, text, "en"), str)
