"""What an export holds: all that the filters show, in a fixed number of statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.forms.document.record import Kind
from courseapp.intake.cells import Beside, Sent, as_sent, beside, cell, sent_columns
from courseapp.intake.columns import Column, Fixed, all_columns
from courseapp.intake.filters import Filters
from courseapp.intake.narrowing import conditions, in_order
from courseapp.intake.rules import MOST_LISTED
from courseapp.intake.scope import Scope

AT_ONCE = 200  # applications in memory
# What names a person whatever an organiser marked, or leads to her.
NAMES_SOMEBODY = frozenset({Fixed.NAME, Fixed.NUMBER, Fixed.EMAIL})
LEADS_TO_SOMEBODY = frozenset({Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.FILE})


@dataclass(frozen=True)
class Taken:
    """What is to be exported: which applications of an event, and in which columns.

    `ids` are those of all that the filters show; `beside` holds what stands in other tables.
    """

    scope: Scope
    filters: Filters
    columns: Sequence[Column]
    ids: Sequence[int]
    beside: Beside

    @property
    def number(self) -> int:
        """How many applications these are."""
        return len(self.ids)


def take(session: Session, scope: Scope, filters: Filters, columns: Sequence[Column]) -> Taken:
    """Return what is to be exported: one statement, and one for each table beside."""
    wanted = select(Application.id).where(*conditions(session, scope, filters))
    ids = session.scalars(wanted.limit(MOST_LISTED)).all()
    others = beside(session, scope, columns, ids, everybody=True)
    return Taken(scope, filters, columns, ids, others)


def every_column(scope: Scope) -> Sequence[Column]:
    """Return all columns but how many notes there are: notes stay with the organisers."""
    return [each for each in all_columns(scope) if each.key != Fixed.NOTES]


def impersonal_columns(scope: Scope) -> Sequence[Column]:
    """Return all columns but those that name somebody, or that ask for personal data.

    A question that one version of the form marked as personal is personal in all.
    """
    return [
        each
        for each in every_column(scope)
        if each.key not in NAMES_SOMEBODY and not _is_personal(scope, each.question)
    ]


def applications(session: Session, taken: Taken) -> Iterator[Sent]:
    """Yield the applications in the order of the list, some at a time. One statement."""
    wanted = (
        sent_columns()
        .where(*conditions(session, taken.scope, taken.filters))
        .order_by(*in_order(taken.scope, taken.filters.order))
        .limit(MOST_LISTED)
        .execution_options(yield_per=AT_ONCE)
    )
    with session.execute(wanted) as rows:
        for row in rows:
            yield as_sent(taken.scope, row)


def _is_personal(scope: Scope, key: str) -> bool:
    asked = [each.questions[key] for each in scope.form.versions.values() if key in each.questions]
    return any(each.is_personal or each.kind in LEADS_TO_SOMEBODY for each in asked)


def rows_in_words(session: Session, taken: Taken) -> Iterator[list[str]]:
    """Yield what stands in the columns of each application, in words."""
    for sent in applications(session, taken):
        yield [cell(taken.scope, each, sent, taken.beside) for each in taken.columns]
