"""Whom an event has through registrations, with their own pages; see `events.ports.attending`.

Who attends, and from where people come, is known of all applications alike: `applications` says it.
"""

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.attending import GROUPS
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group
from courseapp.registrations.links import path_of
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import chosen_by, number_by_run, registration_for
from courseapp.registrations.runs import sessions_left_out


class Registrants:
    """The `PeopleSource` of registrations, asked first: it knows pages without sign-in."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return who has a seat or waits for one, by name. One statement."""
        wanted = (
            select(Registration)
            .join(Registration.application)
            .join(Application.person)
            .where(
                Application.event_id == event.id,
                Application.status.in_([each for each in GROUPS if each is not Status.DRAFT]),
                Person.disabled_at.is_(None),
            )
            .options(
                contains_eager(Registration.application).options(
                    contains_eager(Application.person), lazyload(Application.event)
                )
            )
            .order_by(Application.full_name, Application.id)
        )
        found: dict[Group, list[Addressee]] = {}
        for each in session.scalars(wanted):
            found.setdefault(GROUPS[each.application.status], []).append(_addressee(each))
        return found

    def attends(self, _session: Session, _event_id: int, _person_id: int) -> bool:
        """Return False."""
        return False

    def by_country(self, _session: Session, _event_id: int) -> Mapping[str, int]:
        """Return nobody."""
        return {}


def own_page_of(session: Session, application: Application) -> str:
    """Return her page where the application is a registration, else "". One statement."""
    found = registration_for(session, application.person_id, application.event_id)
    return path_of(found) if found else ""


def _addressee(registration: Registration) -> Addressee:
    application = registration.application
    name = application.full_name or application.person.display_name
    return Addressee(
        application.person.email,
        name,
        path_of(registration),
        is_secret=True,
        zone=registration.zone,
    )


class ChosenRuns:
    """The `RunSource` of registrations; see `events.ports.chosen_runs`."""

    def left_out(self, session: Session, event: Event, person_id: int) -> Set[int]:
        """Return the planned sessions of which the person attends another run. One statement."""
        return sessions_left_out(event, chosen_by(session, person_id))

    def numbers(self, session: Session, event: Event) -> Mapping[int, int]:
        """Return how many people with a seat go to each run. One statement."""
        return number_by_run(session, event.id)
