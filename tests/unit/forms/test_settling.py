"""From one version of a form to the next, what was answered before still reads."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from courseapp.forms.building import editing
from courseapp.forms.building.settling import settled
from courseapp.forms.document.reading import complaint, in_words
from courseapp.forms.document.record import FormDocument, Kind, Option, Question
from courseapp.forms.shipped import OFFICIALS, shipped_form
from tests.unit.forms.documents import documents

TODAY = date(2027, 3, 3)
FORM = shipped_form(OFFICIALS)
CHOSEN = (Kind.CHOICE, Kind.MANY, Kind.RANKED)


def with_statement(words: str, form: FormDocument = FORM) -> FormDocument:
    consent = replace(form.by_key["consent"], statement={"en": words})
    return editing.change_question(form, consent)


def version_of(form: FormDocument) -> str:
    return form.by_key["consent"].statement_version


def test_other_words_are_another_version_of_a_statement() -> None:
    first = settled(FORM, [], TODAY)
    assert first == FORM
    second = settled(with_statement("Other words.", first), [first], TODAY)
    assert version_of(second) == "2027-03-03"
    third = settled(with_statement("Again others.", second), [first, second], TODAY)
    assert version_of(third) == "2027-03-03-2"
    assert settled(third, [first, second, third], TODAY) == third


def test_an_agreement_to_earlier_words_is_not_one_to_the_new_ones() -> None:
    second = settled(with_statement("Other words."), [FORM], TODAY)
    old, new = FORM.by_key["consent"], second.by_key["consent"]
    given = old.statement_version
    assert complaint(old, given) is None
    assert complaint(new, given) is not None
    assert "The organisers of this event" in in_words(old, given, "en")


def test_a_translation_that_comes_later_leaves_the_version() -> None:
    english = with_statement("Words.")
    first = settled(english, [], TODAY)
    consent = replace(first.by_key["consent"], statement={"en": "Words.", "fr": "Des mots."})
    second = settled(editing.change_question(first, consent), [first], date(2028, 1, 1))
    assert version_of(second) == version_of(first)


def test_a_statement_without_a_version_gets_the_day() -> None:
    question = Question("rules", Kind.STATEMENT, {"en": "Rules"}, statement={"en": "Be kind."})
    form = editing.add_question(FORM, "documents", question)
    assert settled(form, [], TODAY).by_key["rules"].statement_version == "2027-03-03"


def test_an_option_that_was_removed_is_withdrawn() -> None:
    gender = FORM.by_key["gender"]
    fewer = editing.change_question(FORM, replace(gender, options=gender.options[1:]))
    kept = settled(fewer, [FORM], TODAY).by_key["gender"]
    assert kept.options == (*gender.options[1:], Option("woman", gender.options[0].label, True))
    assert in_words(kept, "woman", "fr") == "Femme"
    assert str(complaint(kept, "woman")) == "“Woman” can no longer be chosen. Choose again."


def test_an_option_stays_withdrawn_over_many_versions() -> None:
    gender = FORM.by_key["gender"]
    second = settled(
        editing.change_question(FORM, replace(gender, options=gender.options[1:])), [FORM], TODAY
    )
    bare = replace(second.by_key["gender"], options=gender.options[2:])
    third = settled(editing.change_question(second, bare), [FORM, second], TODAY)
    assert {each.key for each in third.by_key["gender"].options} == {e.key for e in gender.options}


@given(documents(), st.randoms(use_true_random=False))
def test_whatever_was_chosen_reads_the_same_after_the_next_version(
    document: FormDocument, chance: Random
) -> None:
    first = settled(document, [], TODAY)
    changed = first
    for question in first.questions:
        kept = tuple(each for each in question.options if chance.random() < 0.5)
        changed = editing.change_question(changed, replace(question, options=kept))
    second = settled(changed, [first], TODAY)
    for question in first.questions:
        if question.kind in CHOSEN:
            text = "\n".join(each.key for each in question.options)
            after = second.by_key[question.key]
            for language in document.languages:
                assert in_words(after, text, language) == in_words(question, text, language)


@given(documents())
def test_settling_twice_is_settling_once(document: FormDocument) -> None:
    first = settled(document, [], TODAY)
    assert settled(first, [first], date(2030, 1, 1)) == first
