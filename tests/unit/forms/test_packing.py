"""A form as a file: what was given out is read back, and what is no form is refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from courseapp.core.errors import Problem
from courseapp.forms.building.new_questions import blank_question, ready_groups, ready_question
from courseapp.forms.building.packing import PackedAs, packed, unpacked
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.known import KNOWN
from courseapp.forms.document.record import FormDocument, Kind, Stage
from courseapp.forms.document.soundness import unsound
from courseapp.forms.document.writing import to_plain
from courseapp.forms.shipped import OFFICIALS, SHIPPED, SHORT, shipped_form
from tests.unit.forms.documents import documents

FORM = shipped_form(OFFICIALS)


@pytest.mark.parametrize("kind", PackedAs)
@pytest.mark.parametrize("key", [each.key for each in SHIPPED])
def test_our_forms_are_the_same_after_a_file(key: str, kind: PackedAs) -> None:
    assert unpacked(packed(shipped_form(key), kind)) == shipped_form(key)


@settings(max_examples=15)
@given(documents())
def test_every_form_is_the_same_after_a_file(document: FormDocument) -> None:
    for kind in PackedAs:
        assert unpacked(packed(document, kind)) == document


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "nothing in it"),
        (b"- a\n- b\n", "names with values"),
        (b"title: &a {en: x}\nsections: *a", "alias"),
        (b"title: !!python/object:os.system x", "tag"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"x" * 500_001, "larger than 500 kB"),
        (b'{"title": "x", "colour": "red"}', "unknown: colour"),
        (b'{"title": ' + b"[" * 100_000, "no form"),
        (b"title: A\ntitle: B", "stands twice"),
        (b"<html>", "no form"),
    ],
)
def test_what_is_no_form_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(Problem) as refused:
        unpacked(content)
    assert told in refused.value.message


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"key": "../x"}, "is no key"),
        ({"key": "phone"}, "twice"),
        ({"words": -1}, "out of bounds"),
        ({"kept_days": 40_000}, "cannot be kept"),
        ({"label": "x" * 501}, "longer than 500"),
        ({"due": "tomorrow"}, "Enter the days"),
        ({"kind": "table", "columns": [{"key": "a", "label": "A", "kind": "file"}]}, "a column"),
        ({"options": [{"key": "a", "label": "A"}] * 2}, "2 times"),
        ({"options": [{"key": f"o{n}", "label": "A"} for n in range(101)]}, "101"),
        ({"shown_if": [[{"question": "a/b", "comparison": "is"}]]}, "no answer can be"),
        ({"statement_version": "x" * 41}, "no short text"),
    ],
)
def test_a_form_that_could_not_be_kept_is_refused(change: dict[str, object], told: str) -> None:
    plain = to_plain(FORM)
    plain["sections"][0]["questions"][0] |= change
    with pytest.raises(Problem) as refused:
        unpacked(json.dumps(plain).encode())
    assert told in refused.value.message


def test_nothing_invisible_comes_in() -> None:
    plain = to_plain(shipped_form(SHORT)) | {"title": {"en": "A\x00B\x1b", "fr": "\x07"}}
    assert unpacked(json.dumps(plain).encode()).title == {"en": "AB"}


@given(documents())
def test_what_is_composed_here_can_be_kept(document: FormDocument) -> None:
    assert list(unsound(document)) == []


def test_what_we_know_to_ask_comes_with_its_words_in_the_languages_of_the_form() -> None:
    short = replace(shipped_form(SHORT), languages=("fr",))
    offered = {
        each.key for group in ready_groups(short, Stage.APPLICATION) for each in group.questions
    }
    assert "phone" in offered
    assert not offered & short.by_key.keys()
    assert "gender" in offered
    assert "gender_own" not in offered  # it means nothing alone
    phone = ready_question(short, Stage.APPLICATION, "phone")
    assert phone is not None
    assert phone.label == {"fr": "Numéro de téléphone"}
    german = replace(short, languages=("de", "pt"))
    asked = ready_question(german, Stage.APPLICATION, "gender")
    assert asked is not None
    assert asked.label == {"de": "Gender"}
    assert asked.options[0].label == {"de": "Woman"}


def test_a_condition_on_what_is_not_asked_is_left_out() -> None:
    alone = ready_question(shipped_form(SHORT), Stage.APPLICATION, "supervisor_email")
    assert alone is not None
    assert alone.shown_if == ()
    beside = ready_question(FORM, Stage.APPLICATION, "supervisor_email")
    assert beside is not None
    assert beside.shown_if == ((Clause("endorsement_way", Comparison.IS, "link"),),)
    assert ready_question(FORM, Stage.APPLICATION, "unheard_of") is None


def test_an_own_question_never_gets_a_key_that_we_understand() -> None:
    empty = FormDocument({"en": "Empty"})
    for known in KNOWN:
        words = known.replace("_", " ")
        assert blank_question(empty, Kind.LINE, words, ()).key not in KNOWN
    assert blank_question(FORM, Kind.LINE, "Problem", ()).key == "problem_2"
    assert blank_question(FORM, Kind.LINE, "Shirt size", {"shirt_size"}).key == "shirt_size_2"
