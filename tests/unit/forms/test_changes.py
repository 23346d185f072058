"""What differs between two forms, in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from courseapp.forms.building import editing
from courseapp.forms.document.changes import ChangeKind, changes, order_kept
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.record import FormDocument, Need, Option, Visibility
from courseapp.forms.document.texts import Place, with_texts
from courseapp.forms.shipped import OFFICIALS, shipped_form
from tests.unit.forms.documents import documents

FORM = shipped_form(OFFICIALS)


def told(new: FormDocument, old: FormDocument = FORM) -> list[str]:
    return [each.text for each in changes(old, new)]


def changed(key: str, **values: object) -> FormDocument:
    question = replace(FORM.by_key[key], **values)  # type: ignore[arg-type]
    return editing.change_question(FORM, question)


@given(documents())
def test_a_form_does_not_differ_from_itself(document: FormDocument) -> None:
    assert changes(document, document) == ()


def test_one_thing_that_moves_is_one_change() -> None:
    for place in (("about", 0), ("work", 0)):
        moved = editing.place_question(FORM, "phone", *place)
        assert told(moved) == ["“Phone number” stands elsewhere."]
    assert len(told(editing.move_section(FORM, "work", -1))) == 1


def test_what_went_and_what_came_is_told() -> None:
    without = editing.remove_question(FORM, "phone")
    assert told(without) == ["“Phone number” is no longer asked."]
    (came,) = changes(without, FORM)
    assert came.kind is ChangeKind.ADDED
    assert came.text == "“Phone number” is asked in “About you”."


def test_each_setting_is_told_with_before_and_after() -> None:
    (need,) = changes(FORM, changed("phone", need=Need.SENDING))
    assert (need.text, need.before, need.after) == (
        "“Phone number” is needed at another time.",
        "Optional",
        "Needed to send",
    )
    (kept,) = changes(FORM, changed("phone", kept_days=1))
    assert (kept.before, kept.after) == ("180 days after the event", "1 day after the event")
    (read,) = changes(FORM, changed("phone", visibility=Visibility.SENSITIVE))
    assert (read.before, read.after) == ("Organisers only", "Sensitive")


def test_a_condition_is_told_in_words() -> None:
    both = (
        (Clause("gender", Comparison.IS, "own"), Clause("birth_year", Comparison.AT_LEAST, "1990")),
        (Clause("title", Comparison.ANSWERED),),
    )
    (found,) = changes(FORM, changed("phone", shown_if=both))
    assert found.before == "Always"
    assert found.after == (
        "“Gender” is “I describe myself in my own words” and “Year of birth” is at least 1990, "
        "or “How we address you” is answered"
    )


def test_options_are_told_one_by_one() -> None:
    options = FORM.by_key["gender"].options
    gone = (*options[:1], replace(options[1], is_withdrawn=True), *options[2:])
    assert told(changed("gender", options=gone)) == [
        "“Gender” no longer offers “Man”. Who chose it keeps the answer."
    ]
    more = (Option("new", {"en": "New"}), *options)
    assert told(changed("gender", options=more)) == ["“Gender” offers “New”."]
    assert told(changed("gender", options=options[::-1])) == [
        "“Gender” has its options in another order."
    ]


def test_translations_are_counted() -> None:
    texts = {Place("about", "phone", "label"): "Téléphone", Place("about"): "Vous-même"}
    assert told(with_texts(FORM, "fr", texts)) == ["French: 2 texts read differently."]


@given(st.permutations(range(7)), st.integers(0, 6))
def test_moving_one_thing_leaves_all_others_in_their_order(old: list[int], moved: int) -> None:
    others = [each for each in old if each != moved]
    for place in range(len(old)):
        new = [*others[:place], moved, *others[place:]]
        kept = order_kept(old, new)
        assert len(kept) >= len(others)
        assert [each for each in new if each in kept] == [each for each in old if each in kept]
