"""The page of one question: what it shows is what it takes back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField

from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.question_forms import QuestionForm, form_for
from courseapp.forms.building.row_fields import ColumnsField, OptionsField
from courseapp.forms.document.record import FormDocument, Kind, Option, Question
from courseapp.forms.shipped import SHIPPED, shipped_form
from tests.unit.forms.documents import documents

NONE: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def app() -> Iterator[Flask]:
    """A bare application: forms ask it for translations of their own messages."""
    bare = Flask("page")
    with bare.test_request_context():
        yield bare


def sent(form: QuestionForm) -> MultiDict[str, str]:
    """Return what a browser would send of the page."""
    fields: MultiDict[str, str] = MultiDict()
    for field in form:
        if isinstance(field, OptionsField):
            fields.update(rows(field, "gone", "is_withdrawn"))
        elif isinstance(field, ColumnsField):
            fields.update(rows(field, "needed", "is_needed"))
        elif isinstance(field, BooleanField):
            fields.update({field.name: "y"} if field.data else {})
        else:
            fields[field.name] = field.data if isinstance(field, RadioField) else field._value()
    return fields


def rows(field: Any, mark: str, attribute: str) -> dict[str, str]:
    found = {f"{field.name}-more": ""}
    for place, row in enumerate(field.data):
        named = f"{field.name}-{place}"
        found |= {f"{named}-key": row.key, f"{named}-label": row.label}
        found |= {f"{named}-kind": row.kind.value} if hasattr(row, "kind") else {}
        found |= {f"{named}-{mark}": "1"} if getattr(row, attribute) else {}
    return found


def worded(question: Question, language: str) -> Question:
    """A question that can be asked: everything to choose has words, numbers are in bounds."""
    options = tuple(
        Option(each.key, {**each.label, language: "A"}, each.is_withdrawn)
        for each in question.options
    )
    columns = tuple(replace(each, label={**each.label, language: "A"}) for each in question.columns)
    text = {language: "Why?"}
    return replace(
        question,
        label={**question.label, **text},
        options=options,
        columns=columns,
        words=question.words or None,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_a_page_that_is_sent_as_it_is_changes_nothing(app: Flask, document: FormDocument) -> None:
    language = document.languages[0]
    for question in document.questions:
        asked = worded(question, language)
        shown = form_for(asked, NONE, None, language)
        back = form_for(asked, NONE, sent(shown), language)
        assert back.validate(), back.errors
        made = back.made_of(asked, language, NONE)
        assert one_line(made, language) == one_line(asked, language)
        assert back.seen.data == mark_of(asked)


def one_line(question: Question, language: str) -> Question:
    """Leave the line ends of one-line texts out of the comparison: a control has none."""
    names = ("label", "low", "high", "missing", "help", "statement")
    texts: dict[str, Any] = {
        name: {
            tag: " ".join(text.split()) if tag == language else text
            for tag, text in getattr(question, name).items()
        }
        for name in names
    }
    return replace(question, **texts)


@pytest.mark.parametrize("key", [each.key for each in SHIPPED])
def test_our_own_questions_stay_as_they_are(app: Flask, key: str) -> None:
    document = shipped_form(key)
    for language in document.languages:
        for question in document.questions:
            back = form_for(
                question, NONE, sent(form_for(question, NONE, None, language)), language
            )
            assert back.validate(), (question.key, back.errors)
            assert back.made_of(question, language, NONE) == question


QUESTION = Question(
    "size",
    Kind.CHOICE,
    {"en": "Size"},
    options=(Option("s", {"en": "S"}), Option("l", {"en": "L"})),
)


def acted(
    *actions: str, used: frozenset[str] = NONE, more: str = ""
) -> list[tuple[str, str, bool]]:
    form = form_for(QUESTION, used, None, "en")
    fields = sent(form)
    fields["options-more"] = more
    form = form_for(QUESTION, used, fields, "en")
    for each in actions:
        form.act(each)
    return [(row.key, row.label, row.is_withdrawn) for row in form.options.data]


def test_rows_are_moved_removed_and_added(app: Flask) -> None:
    assert acted("options:down:0") == [("l", "L", False), ("s", "S", False)]
    assert acted("options:up:1") == acted("options:down:0")
    assert acted("options:up:0") == acted() == acted("options:down:1")
    assert acted("options:remove:0") == [("l", "L", False)]
    assert acted(more="M\r\n\r\n XL ")[2:] == [("", "M", False), ("", "XL", False)]


def test_what_people_saw_is_withdrawn_and_comes_back(app: Flask) -> None:
    seen = frozenset({"s"})
    assert acted("options:remove:0", used=seen) == [("s", "S", True), ("l", "L", False)]
    assert acted("options:remove:0", "options:restore:0", used=seen) == acted()


@pytest.mark.parametrize(
    "what", ["", "options", "options:up", "options:up:x", "options:up:99", "words:up:0", "a:b:c:d"]
)
def test_a_button_that_does_not_exist_does_nothing(app: Flask, what: str) -> None:
    assert acted(what) == acted()


def test_a_new_option_never_takes_a_key_that_was_used(app: Flask) -> None:
    form = form_for(
        QUESTION, frozenset({"m"}), MultiDict({"label": "Size", "options-more": "M"}), "en"
    )
    made = form.made_of(QUESTION, "en", frozenset({"m"})) if form.options.data else QUESTION
    assert [each.key for each in made.options] == ["m_2"]


def test_a_key_that_was_not_there_is_a_new_option(app: Flask) -> None:
    fields = sent(form_for(QUESTION, NONE, None, "en"))
    fields["options-0-key"], fields["options-1-key"] = "../../x", "other"
    made = form_for(QUESTION, NONE, fields, "en").options
    assert [row.key for row in made.data] == ["", "other"]
