"""Until when one applicant can send: the deadline of everybody, or the extra time that she has.

A country has extra time by where people work. What she has answered so far decides, and before
she has answered, nothing does.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session, object_session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.countries.names import is_country
from courseapp.events.clock.deadlines import Window
from courseapp.events.models import Event
from courseapp.extra_time.queries import deadline_for, deadlines_for
from courseapp.extra_time.rules import Deadline
from courseapp.extra_time.windows import accepts_for, window_for
from courseapp.forms.document.known import WORK_COUNTRY
from courseapp.forms.document.reading import values_of
from courseapp.forms.filling.keeping import texts_of


def deadline_of(application: Application) -> Deadline | None:
    """Return her deadline; None where the event has none. At most one statement.

    Raises ValueError for an application that no session knows.
    """
    session = object_session(application)
    if session is None:
        raise ValueError(f"application {application.reference} is in no session")
    email, countries = application.person.email, countries_of_work(application)
    return deadline_for(session, application.event, email, countries)


def deadlines_of(
    session: Session, person: Person, applications: Sequence[Application]
) -> Mapping[int, Deadline]:
    """Return the deadlines of one person's applications by the ids of their events.

    At most one statement.
    """
    countries = {each.event: countries_of_work(each) for each in applications}
    return deadlines_for(session, person.email, countries)


def countries_of_work(application: Application) -> frozenset[str]:
    """Return where she says that she works (ISO 3166-1 alpha-2); nothing before she has said so."""
    typed = values_of(texts_of(application).get(WORK_COUNTRY, ""))
    return frozenset(code for code in typed if is_country(code))


def can_send(application: Application, now: datetime) -> bool:
    """Return whether it is in time at `now`, or would be taken in the grace."""
    return accepts_for(application.event, now, deadline_of(application))


def can_reopen(application: Application, now: datetime) -> bool:
    """Return whether what was withdrawn can be opened again: in time, never in the grace."""
    own = deadline_of(application)
    is_open = window_for(application.event, now, own) is Window.OPEN
    return application.status is Status.WITHDRAWN and is_open


def deadline_before(session: Session, person: Person | None, event: Event) -> Deadline | None:
    """Return the deadline of a reader who has begun nothing. At most one statement."""
    return deadline_for(session, event, person.email if person else None)
