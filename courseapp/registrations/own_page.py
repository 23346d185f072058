"""What stands on her own page: her seat, when she comes, how to join, how to leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.rules import Action, Status, next_step
from courseapp.events.clock.registration import Entrance, entrance
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.mail.outbox import absolute_url
from courseapp.materials.taking_part import OwnPage, sessions_page
from courseapp.registrations.beside import beside
from courseapp.registrations.letters import Sitting, sittings_of
from courseapp.registrations.links import path_of
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import chosen_by
from courseapp.registrations.runs import RunQuestion, hers, run_questions, sessions_left_out
from courseapp.registrations.words import Words, stands
from courseapp.selection.queries import place_in_line
from courseapp.selection.terms import place_of

NO_PAPERS: dict[int | None, Any] = {}  # they need a sign-in, so the page of participants has them
COMES = frozenset({Status.CONFIRMED, Status.WAITING})


@dataclass(frozen=True)
class OwnRegistration:
    """Her page. `number` is her place on the waiting list, 0 where she has none.

    `subscribe` opens the calendar program of her device with the feed of her sessions.

    `programme` holds links to join, so it is there only for who has a seat, else None.
    """

    event: Event
    status: Status
    words: Words
    name: str
    email: str
    number: int
    path: str
    subscribe: str
    place: str
    sittings: tuple[Sitting, ...]
    programme: OwnPage | None
    questions: tuple[RunQuestion, ...]
    may_cancel: bool
    may_return: bool
    contact: Contact
    beside: Sequence[Beside] = ()

    @property
    def has_seat(self) -> bool:
        return self.status is Status.CONFIRMED


def own_page(
    session: Session, registration: Registration, now: datetime, zone: str | None
) -> OwnRegistration:
    """Return her page at the instant; `zone` is what her browser or she herself told, if anything.

    A fixed number of statements.
    """
    application = registration.application
    event, status, person = application.event, application.status, application.person
    zone = zone or person.zone or registration.zone
    chosen = chosen_by(session, person.id)
    state = entrance(event, now)
    is_over = state in {Entrance.OVER, Entrance.CANCELLED}
    return OwnRegistration(
        event=event,
        status=status,
        words=stands(status),
        name=application.full_name or person.display_name,
        email=person.email,
        number=place_in_line(session, application) if status is Status.WAITING else 0,
        path=path_of(registration),
        subscribe=_webcal(path_of(registration)),
        place=place_of(event),
        sittings=sittings_of(event, hers(event, chosen), zone),
        programme=sessions_page(
            session, event, now, zone, NO_PAPERS, sessions_left_out(event, chosen)
        )
        if status is Status.CONFIRMED and event.status is not EventStatus.CANCELLED
        else None,
        questions=runs_to_choose(session, registration, now, zone),
        may_cancel=next_step(status, Action.WITHDRAW) is not None and not is_over,
        may_return=next_step(status, Action.REGISTER) is not None and state is Entrance.OPEN,
        contact=contact_for(session, event),
        beside=beside(session, application, now),
    )


def runs_to_choose(
    session: Session, registration: Registration, now: datetime, zone: str | None
) -> tuple[RunQuestion, ...]:
    """Return the sessions of which she may choose another run; none while she does not come."""
    application = registration.application
    event = application.event
    if application.status not in COMES or event.status is not EventStatus.PUBLISHED:
        return ()
    questions = run_questions(session, event, now, zone or registration.zone)
    return tuple(each for each in questions if len(each.options) > 1)


def _webcal(path: str) -> str:
    return "webcal://" + absolute_url(f"{path}/calendar.ics").partition("://")[2]
