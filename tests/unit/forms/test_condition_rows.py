"""Conditions as rows of a page, and what its buttons do to them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.forms.building import editing
from courseapp.forms.building.condition_rows import (
    MOST_GROUPS,
    MOST_IN_GROUP,
    ClauseRow,
    Groups,
    acted,
    condition_of,
    read_rows,
    rows_of_condition,
    subjects_of,
    unfinished,
)
from courseapp.forms.document.conditions import Clause, Comparison, Condition
from courseapp.forms.document.record import Kind
from courseapp.forms.shipped import OFFICIALS, shipped_form

FORM = shipped_form(OFFICIALS)
SUBJECTS = subjects_of(FORM, FORM.questions)
EMPTY: Groups = ((ClauseRow(),),)


def sent(groups: Groups) -> dict[str, str]:
    """Return what a browser would send of the rows."""
    return {
        f"{group}-{place}-{part}": getattr(row, part)
        for group, rows in enumerate(groups, 1)
        for place, row in enumerate(rows, 1)
        for part in ("question", "comparison", "value")
    }


def clauses() -> st.SearchStrategy[Clause]:
    """A comparison that can be composed: one that its question has, with a value that fits."""

    def of(key: str) -> st.SearchStrategy[Clause]:
        subject = SUBJECTS[key]
        values = [value for value, _label in subject.values] if subject.values else ["0", "7"]
        compared = st.sampled_from(subject.comparisons)
        return st.builds(Clause, st.just(key), compared, st.sampled_from(values)).map(_bare)

    return st.sampled_from(sorted(SUBJECTS)).flatmap(of)


def _bare(clause: Clause) -> Clause:
    given_or_not = clause.comparison in {Comparison.ANSWERED, Comparison.BLANK}
    return Clause(clause.question, clause.comparison, "" if given_or_not else clause.value)


conditions = st.lists(st.lists(clauses(), min_size=1, max_size=4).map(tuple), max_size=4).map(tuple)


@settings(max_examples=40)
@given(conditions)
def test_a_condition_is_the_same_after_its_page(condition: Condition) -> None:
    rows = read_rows(sent(rows_of_condition(condition)), SUBJECTS)
    assert unfinished(rows, SUBJECTS) == {}
    assert condition_of(rows) == condition


def test_buttons_add_and_remove_rows_and_groups() -> None:
    begun = rows_of_condition(((Clause("gender", Comparison.IS, "man"),),))
    more = acted(begun, "and:1")
    assert more == ((begun[0][0], ClauseRow()),)
    assert acted(more, "remove:1:2") == begun
    assert acted(begun, "or") == (*begun, (ClauseRow(),))
    assert acted(acted(begun, "or"), "remove:1:1") == EMPTY
    assert acted(begun, "remove:1:1") == EMPTY
    for nothing in ("show", "", "and:9", "and:x", "remove:1", "remove:7:7", "remove:x:y"):
        assert acted(begun, nothing) == begun


def test_there_is_an_end_to_rows_and_groups() -> None:
    rows = EMPTY
    for _ in range(20):
        rows = acted(acted(rows, "or"), "and:1")
    assert (len(rows), len(rows[0])) == (MOST_GROUPS, MOST_IN_GROUP)


def test_a_row_takes_only_what_its_question_has() -> None:
    typed = {"1-1-question": "gender", "1-1-comparison": "at_least", "1-1-value": "TG"}
    ((row,),) = read_rows(typed, SUBJECTS)
    assert row == ClauseRow("gender", "is", "")
    assert unfinished(((row,),), SUBJECTS) == {(1, 1): "Choose the answer to compare with."}
    number = ((ClauseRow("experience_years", "at_least", "many"),),)
    assert unfinished(number, SUBJECTS) == {(1, 1): "Enter a whole number, for example 5."}


def test_only_what_is_asked_before_can_be_compared() -> None:
    before = subjects_of(FORM, editing.asked_before(FORM, "gender_own"))
    assert "gender" in before
    assert "gender_own" not in before
    later = read_rows({"1-1-question": "consent", "1-1-comparison": "answered"}, before)
    assert unfinished(later, before)[1, 1].startswith("This question is not asked before.")


def test_notes_are_never_compared_and_free_words_only_whether_they_are_there() -> None:
    assert all(each.question.kind is not Kind.NOTE for each in SUBJECTS.values())
    assert SUBJECTS["motivation"].comparisons == (Comparison.ANSWERED, Comparison.BLANK)
    assert SUBJECTS["modules"].comparisons == (Comparison.ANSWERED, Comparison.BLANK)
