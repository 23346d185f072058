"""Letters with placeholders: what is wrong with one is said, and what is filled in stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.selection.rules import Choice, Language, Notice
from courseapp.selection.wording.notices import NOTICES
from courseapp.selection.wording.placeholders import (
    MEANINGS,
    Part,
    Value,
    faults_in_body,
    faults_in_subject,
    fill,
    fill_line,
    usable,
)
from courseapp.selection.wording.shipped import SHIPPED
from courseapp.selection.wording.speaking import SMALL, in_language, language_of

PLACEHOLDER = re.compile(r"\{\w+\}")
OFFER = "Dear {name},\n\n{answer_link}"


@pytest.mark.parametrize(("choice", "language"), list(SHIPPED))
def test_every_letter_we_ship_is_right_and_says_whom_to_ask(
    choice: Choice, language: Language
) -> None:
    words = SHIPPED[choice, language]
    assert faults_in_subject(words.subject, choice) == ()
    assert faults_in_body(words.body, choice) == ()
    for part in ("{facts}", "{note}", "{contact}"):
        assert part in words.body
    if choice is Choice.DECLINE:
        assert "{next_edition_link}" in words.body


def test_there_is_a_letter_for_each_outcome_in_each_language_and_small_words_too() -> None:
    assert set(SHIPPED) == {(choice, language) for choice in Choice for language in Language}
    assert set(SMALL) == set(Language)
    assert set(MEANINGS) < {*Part, *Value}


@pytest.mark.parametrize("language", Language)
def test_every_other_letter_is_there_in_each_language_and_says_the_same(
    language: Language,
) -> None:
    assert set(NOTICES[language]) == set(Notice)
    for notice, words in NOTICES[language].items():
        english = NOTICES[Language.ENGLISH][notice]
        for ours, theirs in ((words.subject, english.subject), (words.body, english.body)):
            assert PLACEHOLDER.findall(ours) == PLACEHOLDER.findall(theirs), notice
            assert set(PLACEHOLDER.findall(ours)) <= {f"{{{each}}}" for each in (*Part, *Value)}


def test_what_only_our_own_letters_say_is_nothing_for_an_organiser() -> None:
    (said,) = faults_in_body("{travel_link}", Choice.WAIT)
    assert said.startswith("We know no {travel_link}.")


@pytest.mark.parametrize(
    ("body", "choice", "fault"),
    [
        ("{nmae}", Choice.WAIT, "We know no {nmae}. Take it away, or use one of the list."),
        ("By {reply_by}", Choice.DECLINE, "{reply_by} has a meaning only in an offer."),
        ("Dear {name}", Choice.OFFER, "Add {answer_link}: without it nobody can answer the offer."),
        (f"{OFFER} here", Choice.OFFER, "Put {answer_link} into a paragraph of its own."),
        ("Dear {name", Choice.WAIT, "A curly bracket stands alone."),
        ("Dear name}", Choice.WAIT, "A curly bracket stands alone."),
        ("{}", Choice.WAIT, "We know no {}."),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_with_what_to_do(
    body: str, choice: Choice, fault: str
) -> None:
    (said,) = faults_in_body(body, choice)
    assert said.startswith(fault)


def test_a_subject_is_one_line_of_values_only() -> None:
    assert faults_in_subject("For { name }", Choice.WAIT) == ()
    (said,) = faults_in_subject("{facts}", Choice.WAIT)
    assert said.startswith("{facts} has no place in a subject.")
    assert fill_line("For { name }: {event}", {Value.NAME: "Ana {event}"}) == "For Ana {event}: "


def test_parts_stand_alone_and_links_lead_somewhere() -> None:
    values = {Value.NAME: "Ana", Value.EVENT: "Course", Value.EVENTS_LINK: "https://x.test/events"}
    first, part, last = fill("Dear {name},\nto {event}\n\n{note}\n\nSee {events_link}.", values)
    assert [piece.text for piece in first.pieces] == ["Dear ", "Ana", ",\nto ", "Course", ""]
    assert [piece.text for piece in first.pieces if piece.strong] == ["Course"]
    assert part.part is Part.NOTE
    assert [piece.href for piece in last.pieces] == ["", "https://x.test/events", ""]


@given(text=st.text(max_size=200), name=st.text(max_size=30))
def test_what_somebody_is_called_is_never_read_as_a_placeholder(text: str, name: str) -> None:
    plain = re.sub(r"[{}]", "", text)
    assert fill_line(f"{plain}{{name}}", {Value.NAME: name}) == plain + name
    paragraphs = fill(f"x{plain}\n\n{{name}}", {Value.NAME: name})
    assert "".join(piece.text for piece in paragraphs[-1].pieces) == name


@given(text=st.text(alphabet="{}abn ame_link\n", max_size=60), choice=st.sampled_from(Choice))
def test_whatever_is_typed_is_either_filled_in_whole_or_refused(text: str, choice: Choice) -> None:
    if faults_in_body(text, choice):
        return
    values = dict.fromkeys(Value, "value")
    left = "".join(piece.text for each in fill(text, values) for piece in each.pieces)
    assert not set(left) & set("{}")
    assert all(each in usable(choice) for each in Part if f"{{{each}}}" in text)


def test_days_and_months_are_told_in_the_language_and_nothing_else_changes() -> None:
    told = "Mon 23 Aug – Fri 3 Sep 2027"
    assert in_language(told, Language.ENGLISH) == told
    assert in_language(told, Language.FRENCH) == "lun. 23 août – ven. 3 sept. 2027"
    assert in_language("Tue 2 Mar 2027, 23:59 CET", Language.SPANISH) == "mar 2 mar 2027, 23:59 CET"
    assert language_of("fr-CA") is Language.FRENCH
    assert language_of("") is language_of("pt") is Language.ENGLISH
