"""Which answers are to be deleted, and when. Plain arithmetic of days.

A question says how many days after the last day of the event its answer is kept, or until which
day; both are days in the zone of the event, and the answer is still there on the day itself.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from courseapp.forms.document.record import FormDocument, Question

USUAL_DAYS_OF_STAGE_TWO = 30  # after the end, where a question of stage two says nothing


def last_day_kept(question: Question, ends: date | None, usual: int | None = None) -> date | None:
    """Return the last day on which the answer is kept; None where that is not limited, or known.

    `ends` is the last day of the event, `usual` the number of days where the question says none.
    Where it says both days and a day, the earlier one counts.
    """
    days = usual if question.kept_days is None else question.kept_days
    after = None if days is None or ends is None else ends + timedelta(days=days)
    limits = [each for each in (after, question.kept_until) if each is not None]
    return min(limits, default=None)


def due_questions(
    document: FormDocument, ends: date | None, today: date, usual: int | None = None
) -> frozenset[str]:
    """Return the keys of the questions whose answers are to be deleted by now."""
    kept = ((each.key, last_day_kept(each, ends, usual)) for each in document.questions)
    return frozenset(key for key, last in kept if last is not None and last < today)


def without(answers: Mapping[str, str], due: frozenset[str]) -> dict[str, str]:
    """Return the answers that stay."""
    return {key: text for key, text in answers.items() if key not in due}
