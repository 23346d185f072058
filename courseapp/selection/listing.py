"""The organiser's list: filtered, sorted, a page at a time, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import all_countries, country_name, folded
from courseapp.selection.filters import Filters, Sort
from courseapp.selection.queries import MOST_AT_ONCE, is_sent
from courseapp.selection.rules import choices

PAGE_SIZE = 50

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
    Status.WITHDRAWN,
)


@dataclass(frozen=True)
class Listed:
    """One application in the organiser's list."""

    reference: str
    name: str
    organisation: str
    country: str
    type: str | None
    status: Status
    status_since: datetime
    submitted_at: datetime
    reply_by: datetime | None

    @property
    def can_be_decided(self) -> bool:
        return bool(choices(self.status))


@dataclass(frozen=True)
class Numbers:
    """How many applications stand where."""

    by_status: Mapping[Status, int]

    @property
    def sent(self) -> int:
        """All that were ever sent."""
        return sum(n for status, n in self.by_status.items() if status is not Status.DRAFT)

    def of(self, status: Status) -> int:
        return self.by_status.get(status, 0)


@dataclass(frozen=True)
class Neighbours:
    """Where an application is in a list: `number` counts from 1."""

    previous: str | None
    next: str | None
    number: int
    total: int


def numbers(session: Session, event_id: int) -> Numbers:
    """Return the numbers of an event. One statement."""
    rows = session.execute(
        select(Application.status, func.count().label("number"))
        .where(Application.event_id == event_id)
        .group_by(Application.status)
    )
    return Numbers({row.status: row.number for row in rows})


def countries_of_work(session: Session, event_id: int) -> Sequence[tuple[str, str]]:
    """Return (code, name) of each country from which somebody applied. One statement."""
    found = set(
        session.scalars(select(Application.work_country).where(is_sent(event_id)).distinct())
    )
    return [(each.code, each.name) for each in all_countries() if each.code in found]


def listed(session: Session, event_id: int, filters: Filters, number: int) -> Page[Listed]:
    """Return a page of the list. Two statements, three with a search."""
    columns = select(
        Application.reference,
        Application.full_name,
        Application.organisation,
        Application.work_country,
        Application.organisation_type,
        Application.status,
        Application.status_since,
        Application.submitted_at,
        Application.reply_by,
    )
    page = paginate(session, _narrowed(session, columns, event_id, filters), number, PAGE_SIZE)
    items = [_as_listed(row) for row in page.items]
    return Page(items=items, number=page.number, size=page.size, total=page.total)


def references(session: Session, event_id: int, filters: Filters) -> Sequence[str]:
    """Return the references of all that the filters show, in their order."""
    statement = _narrowed(session, select(Application.reference), event_id, filters)
    return session.scalars(statement.limit(MOST_AT_ONCE)).all()


def neighbours(session: Session, event_id: int, filters: Filters, reference: str) -> Neighbours:
    """Return what comes before and after an application in the list."""
    order = references(session, event_id, filters)
    if reference not in order:
        return Neighbours(None, None, 0, len(order))
    here = order.index(reference)
    before = order[here - 1] if here > 0 else None
    after = order[here + 1] if here + 1 < len(order) else None
    return Neighbours(before, after, here + 1, len(order))


def _narrowed(
    session: Session, statement: Select[*tuple[Any, ...]], event_id: int, filters: Filters
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(is_sent(event_id))
    if filters.status is not None:
        statement = statement.where(Application.status == filters.status)
    if filters.country:
        statement = statement.where(Application.work_country == filters.country)
    if filters.type is not None:
        statement = statement.where(Application.organisation_type == filters.type)
    if filters.search:
        statement = statement.where(Application.id.in_(_found(session, event_id, filters.search)))
    return statement.order_by(*_order(filters.sort), Application.id)


def _found(session: Session, event_id: int, search: str) -> Sequence[int]:
    """Return who has all the words, without regard to case and accents in any script.

    Compared here because SQLite folds only ASCII; an event's applications are few enough.
    """
    rows = session.execute(
        select(
            Application.id, Application.full_name, Application.organisation, Application.reference
        ).where(is_sent(event_id))
    )
    words = folded(search).split()
    return [row.id for row in rows if _has_all(words, " ".join(row[1:]), row.reference)]


def _has_all(words: Sequence[str], text: str, reference: str) -> bool:
    searched = f"{folded(text)} {reference.replace('-', '').lower()}"
    return all(word in searched for word in words)


def _order(sort: Sort) -> tuple[ColumnElement[Any], ...]:
    orders: Mapping[Sort, tuple[ColumnElement[Any], ...]] = {
        Sort.SENT: (Application.submitted_at.asc(),),
        Sort.NEWEST: (Application.submitted_at.desc(),),
        Sort.NAME: (func.lower(Application.full_name).asc(),),
        Sort.COUNTRY: (_country_rank(), Application.submitted_at.asc()),
        Sort.ORGANISATION: (func.lower(Application.organisation).asc(),),
        Sort.STATUS: (_status_rank(), Application.status_since.asc()),
    }
    return orders[sort]


def _status_rank() -> ColumnElement[int]:
    ranks = {status.value: rank for rank, status in enumerate(_URGENCY)}
    return case(ranks, value=Application.status, else_=len(ranks))


def _country_rank() -> ColumnElement[int]:
    """Order by the names that people read; the codes are in another order."""
    ranks = {each.code: rank for rank, each in enumerate(all_countries())}
    return case(ranks, value=Application.work_country, else_=len(ranks))


def _as_listed(row: Any) -> Listed:
    reference, name, organisation, country, kind, status, since, submitted, reply_by = row
    return Listed(
        reference=reference,
        name=name,
        organisation=organisation,
        country=country_name(country),
        type=kind,
        status=status,
        status_since=since,
        submitted_at=submitted,
        reply_by=reply_by,
    )
