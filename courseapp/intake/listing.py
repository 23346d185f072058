"""The organiser's list: filtered, ordered, a page at a time, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.paging import Page
from courseapp.intake.cells import Beside, Sent, as_sent, beside, cell, sent_columns
from courseapp.intake.columns import Column
from courseapp.intake.filters import Filters
from courseapp.intake.narrowing import conditions, in_order
from courseapp.intake.rules import MOST_LISTED, PAGE_SIZE
from courseapp.intake.scope import Scope

LONGEST_CELL = 140


@dataclass(frozen=True)
class Listed:
    """One application in the organiser's list, with the texts of the columns by their keys."""

    sent: Sent
    texts: Mapping[str, str]
    tags: tuple[str, ...]

    @property
    def reference(self) -> str:
        return self.sent.reference


@dataclass(frozen=True)
class Neighbours:
    """Where an application is in a list: `number` counts from 1, 0 where it is not in it."""

    previous: str | None
    next: str | None
    number: int
    total: int


def listed(
    session: Session, scope: Scope, filters: Filters, columns: Sequence[Column], number: int
) -> Page[Listed]:
    """Return a page of the list: three statements, and one for each table beside.

    Only the ids are put in order, since answers are long and sorting would carry them along.
    """
    wanted = select(Application.id).where(*conditions(session, scope, filters))
    total = _number(session, wanted)
    nearest = min(max(number, 1), max(1, -(-total // PAGE_SIZE)))
    ordered = wanted.order_by(*in_order(scope, filters.order))
    ids = session.scalars(ordered.limit(PAGE_SIZE).offset((nearest - 1) * PAGE_SIZE)).all()
    return Page(_rows(session, scope, columns, ids), nearest, PAGE_SIZE, total)


def count(session: Session, scope: Scope, filters: Filters) -> int:
    """Return how many applications the filters show. One statement."""
    return _number(session, select(Application.id).where(*conditions(session, scope, filters)))


def references(
    session: Session, scope: Scope, filters: Filters, most: int = MOST_LISTED
) -> Sequence[str]:
    """Return the references of all that the filters show, in their order. One statement."""
    wanted = select(Application.reference).where(*conditions(session, scope, filters))
    return session.scalars(wanted.order_by(*in_order(scope, filters.order)).limit(most)).all()


def neighbours(session: Session, scope: Scope, filters: Filters, reference: str) -> Neighbours:
    """Return what comes before and after an application in the list. One statement."""
    order = references(session, scope, filters)
    if reference not in order:
        return Neighbours(None, None, 0, len(order))
    here = order.index(reference)
    before = order[here - 1] if here > 0 else None
    after = order[here + 1] if here + 1 < len(order) else None
    return Neighbours(before, after, here + 1, len(order))


def _number(session: Session, wanted: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def _rows(
    session: Session, scope: Scope, columns: Sequence[Column], ids: Sequence[int]
) -> list[Listed]:
    found = session.execute(sent_columns().where(Application.id.in_(ids)))
    by_id = {row[0]: as_sent(scope, row) for row in found}
    others = beside(session, scope, columns, ids)
    return [_listed(scope, columns, by_id[each], others) for each in ids if each in by_id]


def _listed(scope: Scope, columns: Sequence[Column], sent: Sent, others: Beside) -> Listed:
    texts = {each.key: _clipped(cell(scope, each, sent, others)) for each in columns}
    return Listed(sent, texts, others.tags.get(sent.id, ()))


def _clipped(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= LONGEST_CELL else f"{whole[:LONGEST_CELL].rstrip()}…"
