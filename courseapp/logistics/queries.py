"""Reading travel details, as their writer and as organisers may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import country_name, folded
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.forms.choosing import newest_version
from courseapp.forms.document.record import Stage
from courseapp.logistics.models import Logistics
from courseapp.logistics.rules import Progress, is_asked, may_write, progress

PAGE_SIZE = 50


@dataclass(frozen=True)
class Traveller:
    """Somebody with a seat, in the organisers' list."""

    reference: str
    name: str
    email: str
    country: str
    progress: Progress
    saved_at: datetime | None
    sent_at: datetime | None
    reminded_at: datetime | None


def asks_for_logistics(session: Session, event: Event) -> bool:
    """Return whether the event asks people with a seat for more. One statement."""
    return newest_version(session, event, Stage.LOGISTICS) is not None


def logistics_of(session: Session, application: Application) -> Logistics | None:
    """Return what was filled in, or None."""
    return session.get(Logistics, application.id)


def own_seat(session: Session, person: Person, reference: str) -> Application:
    """Return the person's application with a seat that is asked for more. Raises NotFound."""
    found = session.scalars(
        select(Application).where(
            Application.reference == reference, Application.person_id == person.id
        )
    ).one_or_none()
    if found is None or not is_asked(found.status, found.event.status):
        raise NotFound
    if not asks_for_logistics(session, found.event):
        raise NotFound
    return found


def seat_of(session: Session, event: Event, reference: str) -> Application:
    """Return somebody's application with a seat of the event. Raises NotFound."""
    found = session.scalars(
        select(Application).where(
            Application.event_id == event.id,
            Application.reference == reference,
            Application.status == Status.CONFIRMED,
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def may_change(event: Event, now: datetime) -> bool:
    """Return whether travel details can still be changed."""
    return may_write(local_date(now, event.zone or "UTC"), event.ends_on or event.starts_on)


def travellers(
    session: Session, event: Event, search: str, wanted: Progress | None, number: int
) -> Page[Traveller]:
    """Return a page of the people with a seat, by name. Two statements."""
    statement = _with_seat(event.id)
    for word in folded(search).split():
        statement = statement.where(Application.search_text.contains(word, autoescape=True))
    if wanted is Progress.SENT:
        statement = statement.where(Logistics.sent_at.is_not(None))
    if wanted is Progress.BEGUN:
        statement = statement.where(Logistics.sent_at.is_(None), Logistics.version > 0)
    if wanted is Progress.NOT_BEGUN:
        statement = statement.where(Logistics.application_id.is_(None))
    page = paginate(session, statement, number, PAGE_SIZE)
    return Page([_traveller(row) for row in page.items], page.number, page.size, page.total)


def to_remind(
    session: Session, event: Event, before: datetime
) -> Sequence[tuple[Application, Logistics | None]]:
    """Return who has a seat and has not sent anything, and was not reminded since an instant."""
    rows = session.execute(
        select(Application, Logistics)
        .outerjoin(Logistics, Logistics.application_id == Application.id)
        .where(
            Application.event_id == event.id,
            Application.status == Status.CONFIRMED,
            Logistics.sent_at.is_(None),
            (Logistics.reminded_at.is_(None)) | (Logistics.reminded_at < before),
        )
        .order_by(Application.full_name, Application.id)
    )
    return [(row[0], row[1]) for row in rows]


def _with_seat(event_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Application.reference,
            Application.full_name,
            Person.email,
            Application.work_country,
            Logistics.version,
            Logistics.saved_at,
            Logistics.sent_at,
            Logistics.reminded_at,
        )
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Logistics, Logistics.application_id == Application.id)
        .where(Application.event_id == event_id, Application.status == Status.CONFIRMED)
        .order_by(Application.full_name, Application.id)
    )


def _traveller(row: Any) -> Traveller:
    return Traveller(
        reference=row.reference,
        name=row.full_name,
        email=row.email,
        country=country_name(row.work_country),
        progress=progress(row.version, row.sent_at),
        saved_at=row.saved_at,
        sent_at=row.sent_at,
        reminded_at=row.reminded_at,
    )
