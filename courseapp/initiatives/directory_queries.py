"""Searching the public records, in the same few statements for three of them and for 5,000."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    distinct,
    false,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, defer

from courseapp.core.paging import Page, paginate
from courseapp.initiatives.belonging import is_present
from courseapp.initiatives.directory import Choice, Facet, Order, Wanted, known_values
from courseapp.initiatives.document.vocabularies import LEAD_TYPES
from courseapp.initiatives.models import Initiative, RecordMembership, RecordTerm
from courseapp.initiatives.queries import words_of
from courseapp.initiatives.rules import MembershipKind, TermKind

MOST_UNMAPPED = 20  # words of each facet that are in no list, the most frequent first

_TERM_OF: Mapping[Facet, TermKind] = {
    Facet.THEME: TermKind.THEME,
    Facet.FUNCTION: TermKind.FUNCTION,
    Facet.ACTIVITY: TermKind.ACTIVITY,
    Facet.COVERAGE: TermKind.COVERAGE,
    Facet.LEAD: TermKind.LEAD_TYPE,
}


@dataclass(frozen=True)
class Traits:
    """What the directory tells of an initiative beside its own columns.

    `members` counts different countries, parts of countries and organisations that the record
    lists; 0 means that it lists none, not that there are none.
    """

    lead_type: str = ""
    members: int = 0


@dataclass(frozen=True)
class _Column:
    """Where the values of a facet stand: whose, which, and in which rows."""

    owner: InstrumentedAttribute[int]
    value: InstrumentedAttribute[Any]
    rows: ColumnElement[bool]


def listed_initiatives(
    session: Session, wanted: Wanted, today: date, number: int
) -> Page[Initiative]:
    """Return one page of the public initiatives that fit. Two statements."""
    chosen = select(Initiative).options(defer(Initiative.search_text)).where(*_by_text(wanted))
    for facet in Facet:
        chosen = chosen.where(*_by_facet(Initiative.id, wanted, facet, today))
    return paginate(session, _ordered(chosen, wanted.order, today), number)


def counted_choices(session: Session, wanted: Wanted, today: date) -> Mapping[Choice, int]:
    """Return how many initiatives each value of each facet would give, the others staying.

    One statement, with one GROUP BY for each facet.
    """
    found = select(Initiative.id).where(*_by_text(wanted)).cte("found")
    parts = (_counted(facet, wanted, found, today) for facet in Facet)
    rows = session.execute(union_all(*(select(part) for part in parts)))
    return {Choice(Facet(facet), value): count for facet, value, count in rows}


def traits_of(session: Session, ids: Sequence[int], today: date) -> Mapping[int, Traits]:
    """Return the traits of these initiatives, by id. Two statements."""
    counted = _member_counts(today).where(RecordMembership.initiative_id.in_(ids))
    members = dict(session.execute(counted).all())
    led = select(RecordTerm.initiative_id, RecordTerm.term).where(
        RecordTerm.kind == TermKind.LEAD_TYPE, RecordTerm.initiative_id.in_(ids)
    )
    types: dict[int, list[str]] = {}
    for owner, term in session.execute(led.order_by(RecordTerm.id)):
        types.setdefault(owner, []).append(LEAD_TYPES.label(term))
    return {each: Traits(", ".join(types.get(each, ())), members.get(each, 0)) for each in ids}


def _by_text(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield Initiative.is_public.is_(True)
    words = words_of(wanted.text)
    if wanted.text and not words:  # signs alone, which the searched texts do not hold
        yield false()
    for word in words:
        yield Initiative.search_text.contains(word, autoescape=True)


def _by_facet(
    owner: SQLColumnExpression[int], wanted: Wanted, facet: Facet, today: date
) -> Iterator[ColumnElement[bool]]:
    """Yield the condition that an initiative has one of the values chosen of a facet, if any."""
    values = wanted.values(facet)
    if values:
        column = _column(facet, today)
        yield owner.in_(select(column.owner).where(column.rows, column.value.in_(values)))


def _counted(facet: Facet, wanted: Wanted, found: CTE, today: date) -> Subquery:
    column = _column(facet, today)
    familiar = (*known_values(facet), *wanted.values(facet))
    count = func.count(distinct(column.owner)).label("count")
    counted = (
        select(literal(facet.value).label("facet"), column.value.label("value"), count)
        .where(column.rows, column.owner.in_(select(found.c.id)))
        .group_by(column.value)
        .order_by(case((column.value.in_(familiar), 0), else_=1), count.desc(), column.value)
        .limit(len(familiar) + MOST_UNMAPPED)
    )
    for other in Facet:
        if other is not facet:
            counted = counted.where(*_by_facet(column.owner, wanted, other, today))
    return counted.subquery()


def _column(facet: Facet, today: date) -> _Column:
    if facet is Facet.COUNTRY:
        named = and_(RecordMembership.country.is_not(None), *_present_members(today))
        return _Column(RecordMembership.initiative_id, RecordMembership.country, named)
    return _Column(RecordTerm.initiative_id, RecordTerm.term, RecordTerm.kind == _TERM_OF[facet])


def _present_members(today: date) -> tuple[ColumnElement[bool], ...]:
    return RecordMembership.kind == MembershipKind.MEMBER, is_present(today)


def _member_counts(today: date) -> Select[int, int]:
    """Who is listed twice is one member, and a name that nobody could read is none."""
    member = func.coalesce(
        RecordMembership.subdivision,
        RecordMembership.country,
        RecordMembership.other_slug,
        func.nullif(RecordMembership.organisation, ""),
    )
    return (
        select(RecordMembership.initiative_id, func.count(distinct(member)).label("members"))
        .where(*_present_members(today))
        .group_by(RecordMembership.initiative_id)
    )


def _ordered(chosen: Select[Initiative], order: Order, today: date) -> Select[Initiative]:
    by_name = (func.lower(Initiative.name), Initiative.id)
    if order is Order.CHANGED:
        return chosen.order_by(Initiative.changed_at.desc(), *by_name)
    if order is Order.MEMBERS:
        counted = _member_counts(today).subquery()
        joined = chosen.outerjoin(counted, counted.c.initiative_id == Initiative.id)
        return joined.order_by(func.coalesce(counted.c.members, 0).desc(), *by_name)
    return chosen.order_by(*by_name)
