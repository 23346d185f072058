"""Reading sent applications: drafts are their writers' own, and here they are only counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import NotFound
from courseapp.countries.names import all_countries
from courseapp.intake.coming_in import ApplicationSource


@dataclass(frozen=True)
class Numbers:
    """How many applications stand where."""

    by_status: Mapping[Status, int]

    @property
    def sent(self) -> int:
        """All that were ever sent."""
        return sum(n for status, n in self.by_status.items() if status is not Status.DRAFT)

    def of(self, *statuses: Status) -> int:
        """Return how many stand at one of these."""
        return sum(self.by_status.get(status, 0) for status in statuses)


def is_sent(event_id: int) -> ColumnElement[bool]:
    """Return the condition that organisers may read it: drafts are their writers' own."""
    return (Application.event_id == event_id) & (Application.status != Status.DRAFT)


def sent_application(session: Session, event_id: int, reference: str) -> Application:
    """Return an application of the event. Raises NotFound for drafts and for other events'."""
    found = session.scalars(
        select(Application).where(is_sent(event_id), Application.reference == reference)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def source_of(session: Session, application: Application) -> ApplicationSource | None:
    """Return where an application comes from that an organiser brought in; None for others."""
    return session.get(ApplicationSource, application.id)


def numbers(session: Session, event_id: int) -> Numbers:
    """Return the numbers of an event. One statement."""
    rows = session.execute(
        select(Application.status, func.count().label("number"))
        .where(Application.event_id == event_id)
        .group_by(Application.status)
    )
    return Numbers({row.status: row.number for row in rows})


def countries_of(
    session: Session, event_id: int
) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
    """Return (code, name) of the countries of work, and of nationality. One statement."""
    rows = session.execute(
        select(Application.work_country, Application.nationality)
        .where(is_sent(event_id))
        .distinct()
    ).all()
    work, national = {row[0] for row in rows}, {row[1] for row in rows}
    return _named(work), _named(national)


def _named(codes: set[str | None]) -> Sequence[tuple[str, str]]:
    return [(each.code, each.name) for each in all_countries() if each.code in codes]
