"""The conditions of filters, and the order of lists, in SQL.

A condition on what the event does not have (any more), such as a tag that was removed, fits
nobody: a list that suddenly shows everybody would be decided upon by mistake. So does one on a
sensitive answer, so that nobody learns it by filtering.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import false

from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType, Status
from courseapp.countries.names import all_countries, folded
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.rules import Verdict
from courseapp.forms.document import known
from courseapp.forms.document.conditions import Clause
from courseapp.intake import ordering
from courseapp.intake.answer_columns import answers_so, has_line, ranked_by
from courseapp.intake.filters import NOTHING, Filters
from courseapp.intake.models import ApplicationNote, Tagging
from courseapp.intake.ordering import Order
from courseapp.intake.queries import is_sent
from courseapp.intake.scope import Scope

# Where people look first: what waits for a decision, then for an answer.
_URGENCY = (
    Status.SUBMITTED,
    Status.NEEDS_INFORMATION,
    Status.OFFERED,
    Status.WAITING,
    Status.CONFIRMED,
    Status.LAPSED,
    Status.DECLINED,
    Status.TURNED_DOWN,
    Status.GIVEN_UP,
    Status.WITHDRAWN,
)
_SUBJECT = "application/"


def conditions(session: Session, scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    """Return what an application must fulfil to be shown: sent, and all that is asked.

    No statement, but for two for each mark that is filtered by.
    """
    return [
        is_sent(scope.event.id),
        *_simple(scope, filters),
        *(_tagged(scope, tag) for tag in filters.tags),
        *(_answered(scope, clause) for clause in filters.answers),
        *(_marked(session, scope, key, has) for key, has in filters.marks),
        *(_says(scope, word) for word in folded(filters.search).split()),
        *_unreadable(filters),
    ]


def in_order(scope: Scope, order: Order) -> tuple[ColumnElement[Any], ...]:
    """Return by what the list is ordered; whoever has nothing there comes last."""
    first, *rest = _by_answer(scope, order) or _ORDERS[ordering.SENT]()
    turned = first.desc() if order.is_descending else first.asc()
    return (turned.nulls_last(), *rest, Application.id.asc())


def _simple(scope: Scope, filters: Filters) -> Iterator[ColumnElement[bool]]:
    for name, condition in _CONDITIONS:
        value = getattr(filters, name)
        if value not in NOTHING:
            yield condition(scope, value)


def _open(scope: Scope, key: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return false() if key in scope.form.hidden else condition


def _is_national(scope: Scope, code: str) -> ColumnElement[bool]:
    first = Application.nationality == code
    if known.NATIONALITY not in scope.form.questions:
        return first
    return or_(first, has_line(known.NATIONALITY, code))


def _work_country(scope: Scope, code: str) -> ColumnElement[bool]:
    return _open(scope, known.WORK_COUNTRY, Application.work_country == code)


def _nationality(scope: Scope, code: str) -> ColumnElement[bool]:
    return _open(scope, known.NATIONALITY, _is_national(scope, code))


def _type(scope: Scope, kind: OrganisationType) -> ColumnElement[bool]:
    return _open(scope, known.ORGANISATION_TYPE, Application.organisation_type == kind)


def _sent_from(scope: Scope, first: date) -> ColumnElement[bool]:
    return Application.submitted_at >= _midnight(first, scope.zone)


def _sent_until(scope: Scope, last: date) -> ColumnElement[bool]:
    return Application.submitted_at < _midnight(_day_after(last), scope.zone)


def _noted(_scope: Scope, has: bool) -> ColumnElement[bool]:
    return _has_note() if has else ~_has_note()


def _has_note() -> ColumnElement[bool]:
    return (
        select(ApplicationNote.id).where(ApplicationNote.application_id == Application.id).exists()
    )


def _judged(scope: Scope, verdict: Verdict) -> ColumnElement[bool]:
    subject = literal(_SUBJECT).concat(Application.reference)
    return (
        select(EligibilityOutcome.id)
        .where(
            EligibilityOutcome.event_id == scope.event.id,
            EligibilityOutcome.superseded_at.is_(None),
            EligibilityOutcome.verdict == verdict,
            EligibilityOutcome.subject == subject,
        )
        .exists()
    )


def _tagged(scope: Scope, tag_id: int) -> ColumnElement[bool]:
    if tag_id not in scope.tags:
        return false()
    carries = and_(Tagging.application_id == Application.id, Tagging.tag_id == tag_id)
    return select(Tagging.tag_id).where(carries).exists()


def _answered(scope: Scope, clause: Clause) -> ColumnElement[bool]:
    question = scope.form.questions.get(clause.question)
    return answers_so(clause, question.kind) if question else false()


def _marked(session: Session, scope: Scope, key: str, has: bool) -> ColumnElement[bool]:
    mark = scope.mark(key)
    if mark is None:
        return false()
    ids = session.scalars(select(Application.id).where(is_sent(scope.event.id))).all()
    marked = Application.id.in_(mark.among(session, scope.event.id, ids))
    return marked if has else ~marked


def _says(scope: Scope, word: str) -> ColumnElement[bool]:
    """The word stands in the answers, in a note, or is (part of) the number without dashes."""
    noted = select(ApplicationNote.id).where(
        ApplicationNote.application_id == Application.id,
        ApplicationNote.folded_text.contains(word, autoescape=True),
    )
    number = func.lower(func.replace(Application.reference, "-", ""))
    return or_(
        _answers_say(scope, word),
        number.contains(word, autoescape=True),
        noted.exists(),
    )


def _answers_say(scope: Scope, word: str) -> ColumnElement[bool]:
    said = Application.search_text.contains(word, autoescape=True)
    if not scope.form.overheard:
        return said
    version = func.coalesce(Application.form_version_id, 0)
    return and_(said, version.not_in(scope.form.overheard))


def _unreadable(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """A search without a letter or digit finds nobody."""
    if filters.search and not folded(filters.search):
        yield false()


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _by_answer(scope: Scope, order: Order) -> tuple[ColumnElement[Any], ...]:
    if not order.question:
        return () if _KEYS.get(order.column) in scope.form.hidden else _ORDERS[order.column]()
    question = scope.form.questions.get(order.question)
    return (ranked_by(question.key, question.kind),) if question else ()


def _status_rank() -> ColumnElement[int]:
    ranks = {status.value: rank for rank, status in enumerate(_URGENCY)}
    return case(ranks, value=Application.status, else_=len(ranks))


def _country_rank(column: Any) -> ColumnElement[int]:
    """Order by the names that people read; the codes are in another order."""
    ranks = {each.code: rank for rank, each in enumerate(all_countries())}
    return case(ranks, value=column, else_=len(ranks))


def _text(column: Any) -> ColumnElement[str]:
    return func.nullif(func.lower(column), "")


_ORDERS: Mapping[str, Callable[[], tuple[ColumnElement[Any], ...]]] = MappingProxyType(
    {
        ordering.SENT: lambda: (Application.submitted_at.expression,),
        ordering.NAME: lambda: (_text(Application.full_name),),
        ordering.COUNTRY: lambda: (
            _country_rank(Application.work_country),
            Application.submitted_at.expression,
        ),
        ordering.NATIONALITY: lambda: (
            _country_rank(Application.nationality),
            Application.submitted_at.expression,
        ),
        ordering.ORGANISATION: lambda: (_text(Application.organisation),),
        ordering.EXPERIENCE: lambda: (Application.experience_years.expression,),
        ordering.STATUS: lambda: (_status_rank(), Application.status_since.expression),
        ordering.SINCE: lambda: (Application.status_since.expression,),
    }
)
_CONDITIONS: tuple[tuple[str, Callable[[Scope, Any], ColumnElement[bool]]], ...] = (
    ("statuses", lambda _scope, chosen: Application.status.in_(chosen)),
    ("country", _work_country),
    ("nationality", _nationality),
    ("type", _type),
    ("noted", _noted),
    ("verdict", _judged),
    ("sent_from", _sent_from),
    ("sent_until", _sent_until),
)
# The questions whose answers these columns hold.
_KEYS = MappingProxyType(
    {
        ordering.NAME: known.FULL_NAME,
        ordering.COUNTRY: known.WORK_COUNTRY,
        ordering.NATIONALITY: known.NATIONALITY,
        ordering.ORGANISATION: known.ORGANISATION,
        ordering.EXPERIENCE: known.EXPERIENCE_YEARS,
    }
)
