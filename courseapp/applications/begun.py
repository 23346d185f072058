"""Who has begun to apply, for those who give extra time; see `extra_time.concerned`."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.extra_time.concerned import Begun
from courseapp.forms.choosing import shown_form
from courseapp.forms.document.known import FULL_NAME, WORK_COUNTRY
from courseapp.forms.filling.keeping import texts_of


class BegunByApplicants:
    """The `BegunApplications` of applications."""

    def begun(
        self, session: Session, event: Event, emails: Collection[str], country: str | None
    ) -> Sequence[Begun]:
        """Return those of these addresses, and all of whoever works in the country, by name."""
        whose = or_(Person.email.in_(emails), _works_in(country) if country else false())
        wanted = (
            select(Application)
            .join(Person)
            .where(
                Application.event_id == event.id,
                Application.status != Status.WITHDRAWN,
                Person.disabled_at.is_(None),
                whose,
            )
            .options(lazyload(Application.event))
        )
        found = [_told(each) for each in session.scalars(wanted)]
        return sorted(found, key=lambda each: (each.name.casefold(), each.email))

    def asks_country(self, session: Session, event: Event) -> bool:
        """Return whether the event's form asks where people work."""
        return WORK_COUNTRY in shown_form(session, event).by_key


def _works_in(country: str) -> ColumnElement[bool]:
    """Of a draft, what is typed decides; of what was sent, what lists keep of it."""
    typed = Application.typed[WORK_COUNTRY].as_string() == country
    return or_(
        and_(Application.status == Status.DRAFT, typed),
        and_(Application.status != Status.DRAFT, Application.work_country == country),
    )


def _told(application: Application) -> Begun:
    texts, person = texts_of(application), application.person
    return Begun(
        email=person.email,
        name=texts.get(FULL_NAME, "") or person.full_name,
        country=texts.get(WORK_COUNTRY, ""),
        path=f"/applications/{application.reference}",
        is_draft=application.status is Status.DRAFT,
    )
