"""What is wrong with a form, and whether that keeps it from being published."""

from dataclasses import replace

import pytest
from hypothesis import given

from courseapp.applications.rules import OrganisationType
from courseapp.forms.building import editing
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.faults import blocking, faults
from courseapp.forms.document.known import ORGANISATION_TYPES
from courseapp.forms.document.record import (
    FormDocument,
    Kind,
    Need,
    Option,
    Question,
    Section,
    Stage,
    Visibility,
)
from courseapp.forms.document.texts import missing_in
from courseapp.forms.shipped import OFFICIALS, SHIPPED, Shipped, shipped_form
from tests.unit.forms.documents import documents

FORM = shipped_form(OFFICIALS)
TYPES = FORM.by_key["organisation_type"].options


def with_question(key: str, kind: Kind, **values: object) -> FormDocument:
    question = Question(key, kind, {"en": "Own"}, **values)  # type: ignore[arg-type]
    return editing.add_question(FORM, "documents", question)


def changed(key: str, **values: object) -> FormDocument:
    return editing.change_question(FORM, replace(FORM.by_key[key], **values))  # type: ignore[arg-type]


def blocks(document: FormDocument) -> list[str]:
    return [each.text for each in blocking(document)]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.key)
def test_our_own_forms_have_no_fault_and_nothing_untranslated(shipped: Shipped) -> None:
    document = shipped_form(shipped.key)
    assert faults(document, shipped.stage) == ()
    assert document.languages == ("en", "fr", "es")
    assert [missing_in(document, each) for each in document.languages] == [(), (), ()]


def test_our_form_for_after_admission_is_read_by_few_and_deleted_soon() -> None:
    for question in shipped_form("logistics").questions:
        assert question.visibility is not Visibility.REVIEWERS, question.key
        if question.visibility is Visibility.SENSITIVE:
            assert (question.kept_days or 999) <= 30, question.key
            assert question.is_personal, question.key


def test_an_empty_form_asks_nothing() -> None:
    assert "asks nothing yet" in blocks(FormDocument({"en": "Empty"}))[0]


@pytest.mark.parametrize("key", ["full_name", "consent"])
def test_name_and_consent_are_asked_of_everybody(key: str) -> None:
    gone = editing.remove_question(FORM, key)
    optional = changed(key, need=Need.OPTIONAL)
    at_times = changed(key, shown_if=((Clause("title", Comparison.ANSWERED),),))
    assert [len(blocks(each)) for each in (gone, optional)] == [1, 1]
    assert blocks(at_times)
    assert blocking(gone, Stage.LOGISTICS) == ()


@pytest.mark.parametrize(
    ("kind", "values", "fault"),
    [
        (Kind.CHOICE, {"options": (Option("a", {"en": "A"}),)}, "two options"),
        (Kind.MANY, {}, "two options"),
        (Kind.STATEMENT, {}, "write what people agree to"),
        (Kind.TABLE, {}, "add a column"),
        (Kind.SCALE, {"least": 5, "most": 5}, "let the scale go up"),
        (Kind.NUMBER, {"least": 5, "most": 4}, "cannot be"),
        (Kind.LINE, {"need": Need.SOMETIMES}, "say when"),
    ],
)
def test_what_people_could_not_answer_blocks(
    kind: Kind, values: dict[str, object], fault: str
) -> None:
    (found,) = blocking(with_question("own", kind, **values))
    assert fault in found.text
    assert found.question == "own"


def test_a_withdrawn_option_does_not_count() -> None:
    two = (Option("a", {"en": "A"}), Option("b", {"en": "B"}, is_withdrawn=True))
    assert "two options" in blocks(with_question("own", Kind.CHOICE, options=two))[0]


def test_a_question_that_we_understand_must_be_of_its_kind() -> None:
    assert "“Country”" in blocks(changed("work_country", kind=Kind.LINE))[0]


def test_modules_bring_their_options_along() -> None:
    assert FORM.by_key["modules"].options == ()
    assert blocks(FORM) == []


@pytest.mark.parametrize(
    ("clause", "fault"),
    [
        (Clause("gone", Comparison.ANSWERED), "that is gone"),
        (Clause("consent", Comparison.ANSWERED), "comes later"),
        (Clause("gender", Comparison.IS), "compares with nothing"),
        (Clause("gender", Comparison.IS, "martian"), "has not"),
    ],
)
def test_a_condition_depends_on_what_was_asked_before(clause: Clause, fault: str) -> None:
    assert fault in blocks(changed("phone", shown_if=((clause,),)))[0]
    assert blocks(changed("phone", needed_if=((clause,),), need=Need.SOMETIMES))


def test_moving_a_question_behind_what_depends_on_it_is_told() -> None:
    moved = editing.place_question(FORM, "gender", "documents", 0)
    assert any("“Gender”, which comes later" in each for each in blocks(moved))


def test_advice_does_not_block() -> None:
    postal = Question("postal", Kind.LINE, {"en": "Postal code"}, need=Need.SENDING)
    for document in (
        editing.add_question(FORM, "about", postal),
        with_question("passport_number", Kind.LINE),
        with_question("health", Kind.LINE, visibility=Visibility.SENSITIVE, need=Need.SENDING),
        editing.remove_question(FORM, "nationality"),
        changed("organisation_type", options=(*TYPES, Option("city_network", {"en": "Network"}))),
        editing.add_section(FORM, Section("empty", {"en": "Empty", "fr": "Vide", "es": "Vacía"})),
    ):
        assert blocks(document) == []
        assert faults(document) != ()


def test_missing_translations_are_counted_by_language() -> None:
    without_french = editing.change_section(
        FORM, replace(FORM.sections[0], title={"en": "You", "es": "Usted"})
    )
    assert [each.text for each in faults(without_french)] == [
        "French: 1 text is missing. People read it in English."
    ]


@given(documents())
def test_every_form_can_be_looked_over(document: FormDocument) -> None:
    for fault in faults(document):
        assert fault.text
        assert not fault.question or fault.question in document.by_key


def test_the_types_of_organisations_that_we_know_are_those_of_applications() -> None:
    assert {each.value for each in OrganisationType} == ORGANISATION_TYPES
    assert {each.key for each in TYPES} == ORGANISATION_TYPES
