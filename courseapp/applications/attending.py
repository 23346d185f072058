"""Whom an event has through applications; see `events.ports.attending`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Status
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group

GROUPS: Mapping[Status, Group] = {
    Status.CONFIRMED: Group.CONFIRMED,
    Status.DRAFT: Group.BEGUN,
    Status.SUBMITTED: Group.APPLICANTS,
    Status.NEEDS_INFORMATION: Group.APPLICANTS,
    Status.WAITING: Group.APPLICANTS,
    Status.OFFERED: Group.APPLICANTS,
}


class Applicants:
    """The `PeopleSource` of applications."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return who has a seat, may still get one, or has begun, by name. One statement."""
        wanted = (
            select(Application)
            .join(Person)
            .where(
                Application.event_id == event.id,
                Application.status.in_(list(GROUPS)),
                Person.disabled_at.is_(None),
            )
            .options(lazyload(Application.event))
            .order_by(Application.full_name, Application.id)
        )
        found: dict[Group, list[Addressee]] = {}
        for each in session.scalars(wanted):
            found.setdefault(GROUPS[each.status], []).append(_addressee(each))
        return found

    def attends(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person has a confirmed seat. One statement."""
        wanted = select(Application.id).where(
            Application.event_id == event_id,
            Application.person_id == person_id,
            Application.status == Status.CONFIRMED,
        )
        return session.scalar(wanted) is not None

    def by_country(self, session: Session, event_id: int) -> Mapping[str, int]:
        """Return how many people with a seat, or an offer, work in each country. One statement."""
        country = func.coalesce(Application.work_country, Application.nationality)
        counted = (
            select(country, func.count())
            .where(
                Application.event_id == event_id,
                Application.status.in_(HOLDS_A_SEAT),
                country.is_not(None),
            )
            .group_by(country)
        )
        return dict(session.execute(counted).all())


def _addressee(application: Application) -> Addressee:
    return Addressee(
        email=application.person.email,
        name=application.full_name or application.person.display_name,
        path=f"/applications/{application.reference}",
    )
