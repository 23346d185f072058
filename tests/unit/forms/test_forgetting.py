"""Until which day an answer is kept, and which ones are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.forms.document.record import FormDocument, Kind, Question, Section
from courseapp.forms.filling.forgetting import due_questions, last_day_kept, without

ENDS = date(2027, 9, 3)


def question(kept_days: int | None = None, kept_until: date | None = None) -> Question:
    return Question("q", Kind.LINE, {"en": "Q"}, kept_days=kept_days, kept_until=kept_until)


@pytest.mark.parametrize(
    ("asked", "usual", "last"),
    [
        (question(), None, None),
        (question(), 30, date(2027, 10, 3)),
        (question(0), 30, ENDS),
        (question(30), None, date(2027, 10, 3)),
        (question(30, date(2027, 9, 10)), None, date(2027, 9, 10)),
        (question(None, date(2027, 9, 10)), None, date(2027, 9, 10)),
    ],
)
def test_the_earlier_limit_counts(asked: Question, usual: int | None, last: date | None) -> None:
    assert last_day_kept(asked, ENDS, usual) == last


def test_without_an_end_only_a_day_of_its_own_limits() -> None:
    assert last_day_kept(question(5), None, 30) is None
    assert last_day_kept(question(5, ENDS), None, 30) == ENDS


@given(st.integers(0, 400), st.integers(-800, 800))
def test_an_answer_is_there_on_its_last_day_and_gone_after_it(kept: int, days: int) -> None:
    document = FormDocument(
        {"en": "F"}, sections=(Section("s", {"en": "S"}, {}, (question(kept),)),)
    )
    today = ENDS + timedelta(days=days)
    assert (due_questions(document, ENDS, today) == {"q"}) == (days > kept)


@given(st.dictionaries(st.sampled_from("abc"), st.text()), st.frozensets(st.sampled_from("abc")))
def test_what_is_not_due_stays_letter_by_letter(
    answers: dict[str, str], due: frozenset[str]
) -> None:
    kept = without(answers, due)
    assert kept == {key: answers[key] for key in answers if key not in due}
    assert without(kept, due) == kept
