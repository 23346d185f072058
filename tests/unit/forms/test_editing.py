"""Composing a form: each step keeps what it is not about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import NotFound
from courseapp.forms.building import editing
from courseapp.forms.document.keys import free_key, is_key
from courseapp.forms.document.record import FormDocument, Kind, Question, Section
from courseapp.forms.document.writing import from_plain, to_plain
from tests.unit.forms.documents import documents

FORM = FormDocument(
    {"en": "Form"},
    ("en",),
    (
        Section("about", {"en": "About"}, questions=(Question("name", Kind.LINE, {"en": "Name"}),)),
        Section(
            "work",
            {"en": "Work"},
            questions=(
                Question("place", Kind.LINE, {"en": "Place"}),
                Question("years", Kind.NUMBER, {"en": "Years"}),
            ),
        ),
    ),
)


def order(document: FormDocument) -> list[str]:
    return [
        f"{section.key}.{each.key}" for section in document.sections for each in section.questions
    ]


def test_a_question_goes_up_and_down_and_over_the_edge_of_its_section() -> None:
    assert order(editing.move_question(FORM, "years", -1)) == [
        "about.name",
        "work.years",
        "work.place",
    ]
    up = editing.move_question(FORM, "place", -1)
    assert order(up) == ["about.name", "about.place", "work.years"]
    assert order(editing.move_question(up, "place", 1)) == order(FORM)


def test_a_question_at_an_end_of_the_form_stays() -> None:
    assert editing.move_question(FORM, "name", -1) == FORM
    assert editing.move_question(FORM, "years", 1) == FORM


def test_a_question_is_put_into_another_section() -> None:
    placed = editing.place_question(FORM, "name", "work", 1)
    assert order(placed) == ["work.place", "work.name", "work.years"]
    assert order(editing.place_question(FORM, "name", "work", 99))[-1] == "work.name"


def test_a_section_is_moved_with_its_questions() -> None:
    assert order(editing.move_section(FORM, "work", -1))[0] == "work.place"
    assert editing.move_section(FORM, "about", -1) == FORM
    assert editing.move_section(FORM, "work", 1) == FORM


def test_what_is_gone_is_not_found() -> None:
    for attempt in (
        lambda: editing.remove_question(FORM, "gone"),
        lambda: editing.remove_section(FORM, "gone"),
        lambda: editing.move_question(FORM, "gone", 1),
        lambda: editing.place_question(FORM, "name", "gone", 0),
        lambda: editing.change_section(FORM, Section("gone", {"en": "Gone"})),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_condition_may_depend_on_what_is_asked_before() -> None:
    assert [each.key for each in editing.asked_before(FORM, "years")] == ["name", "place"]
    assert [each.key for each in editing.asked_before_section(FORM, "work")] == ["name"]
    assert editing.asked_before_section(FORM, "about") == ()


@given(documents(), st.data())
def test_moving_loses_and_changes_no_question(document: FormDocument, data: st.DataObject) -> None:
    if not document.questions:
        return
    keys = [each.key for each in document.questions]
    moved = document
    for _ in range(data.draw(st.integers(1, 6))):
        by = data.draw(st.sampled_from([-1, 1]))
        moved = editing.move_question(moved, data.draw(st.sampled_from(keys)), by)
    assert moved.by_key == document.by_key
    assert [each.key for each in moved.sections] == [each.key for each in document.sections]
    assert from_plain(to_plain(moved)) == moved


@given(documents())
def test_what_was_removed_can_be_put_back_where_it_was(document: FormDocument) -> None:
    for section in document.sections:
        for place, question in enumerate(section.questions):
            without = editing.remove_question(document, question.key)
            assert question.key not in without.by_key
            again = editing.add_question(without, section.key, question)
            assert editing.place_question(again, question.key, section.key, place) == document


@given(st.text(max_size=60), st.sets(st.sampled_from(["place", "question", "question_2"])))
def test_a_key_is_made_of_any_words_and_is_free(words: str, taken: set[str]) -> None:
    made = free_key(words, taken, "question")
    assert is_key(made)
    assert made not in taken


def test_a_key_says_what_it_is_about() -> None:
    assert free_key("Años de experiencia", (), "question") == "anos_de_experiencia"
    assert free_key("你的工作", (), "question") == "question"
    assert free_key("Place", {"place", "place_2"}, "question") == "place_3"
