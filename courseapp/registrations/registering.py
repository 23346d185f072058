"""Registering, giving the seat up, coming back, choosing another run; each told in one letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import find_or_make_person
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.queries import application_for
from courseapp.applications.rules import Action, Status, next_step
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import random_token, reference_number
from courseapp.core.translations import lazy_gettext
from courseapp.countries.names import folded
from courseapp.events.clock.registration import Entrance, entrance, registers
from courseapp.events.models import Event
from courseapp.registrations import letters
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import registration_for
from courseapp.registrations.queue import enter
from courseapp.registrations.rules import may_tell_again
from courseapp.registrations.runs import checked, forget_gone, run_questions, write_runs
from courseapp.registrations.words import SHUT
from courseapp.selection.filling import fill_seats

ANSWER = {
    Status.CONFIRMED: letters.CONFIRMED,
    Status.WAITING: letters.WAITING,
}


@dataclass(frozen=True)
class Wish:
    """What somebody typed who wants to come, with the run of each session that she chose.

    `runs` are ids of sessions by the name of their repeat group; `zone` is what her browser told,
    `language` (BCP 47) the one of the page on which she registers, and of the letters to her.
    """

    full_name: str
    email: str
    runs: Mapping[str, int] = field(default_factory=dict)
    zone: str | None = None
    language: str = ""


def register(session: Session, now: datetime, event: Event, wish: Wish) -> Registration | None:
    """Give her a seat or a place on the waiting list, and write to her; None for a closed account.

    Whoever is registered already stays as she is, and gets a letter that says so, though not
    every time. Raises Problem where nobody can register now, or a run was not chosen.
    """
    lock(session, Event, event.id)
    refuse_shut(event, now)
    runs = checked(run_questions(session, event, now, wish.zone), wish.runs)
    person = find_or_make_person(session, now, wish.email)
    if person.disabled_at is not None:
        return None
    registration = _registration_of(session, now, event, person, wish)
    application = registration.application
    if next_step(application.status, Action.REGISTER) is None:
        _tell_again(session, now, registration)
        return registration
    _write_down(application, person, wish.full_name, now)
    with watched(session, now, Bond.APPLIED, application.id):
        write_runs(session, registration, runs)
    _enter_and_tell(session, now, registration)
    return registration


def cancel(session: Session, now: datetime, registration: Registration) -> None:
    """Take her off the list; her seat goes to the next. Twice is as good as once.

    Raises Problem once the event is over.
    """
    application = registration.application
    hold(session, application)
    if application.status is Status.WITHDRAWN:
        return
    if entrance(application.event, now) is Entrance.OVER:
        raise Problem(lazy_gettext("The event is over. There is nothing to cancel any more."))
    had_seat = application.holds_a_seat
    move(session, application, Action.WITHDRAW, application.person, now)
    letters.send(session, now, letters.CANCELLED, registration, had_seat=had_seat)
    session.flush()


def register_again(session: Session, now: datetime, registration: Registration) -> None:
    """Let her come after all: with a seat if one is free, else as the last who waits.

    Where she is on the list, nothing happens. Raises Problem where nobody can register now.
    """
    application = registration.application
    hold(session, application)
    if next_step(application.status, Action.REGISTER) is None:
        return
    refuse_shut(application.event, now)
    application.consented_at = now
    forget_gone(registration, run_questions(session, application.event, now, None))
    _enter_and_tell(session, now, registration)


def choose_runs(
    session: Session, now: datetime, registration: Registration, runs: Mapping[str, int]
) -> None:
    """Let her attend other runs. Raises Problem where one is not there any more."""
    application = registration.application
    hold(session, application)
    questions = run_questions(session, application.event, now, registration.zone)
    with watched(session, now, Bond.APPLIED, application.id):
        write_runs(session, registration, checked(questions, runs))


def move_up(session: Session, now: datetime, application: Application) -> None:
    """Give the seat to somebody whose turn it is, and write to her. See `selection.filling`."""
    move(session, application, Action.MOVE_UP, None, now)
    registration = registration_for(session, application.person_id, application.event_id)
    if registration is None:  # she applied while somebody still selected
        registration = _new(session, now, application, None)
    letters.send(session, now, letters.MOVED_UP, registration)
    registration.told_at = now


def refuse_shut(event: Event, now: datetime) -> None:
    """Raise Problem unless people can register for the event now."""
    state = entrance(event, now)
    if not registers(event):
        raise Problem(lazy_gettext("This event takes no registrations."))
    if state is not Entrance.OPEN:
        raise Problem(lazy_gettext(SHUT[state]))


def _registration_of(
    session: Session, now: datetime, event: Event, person: Person, wish: Wish
) -> Registration:
    found = registration_for(session, person.id, event.id)
    if found is not None:
        lock(session, Application, found.application_id)
        return found
    application = application_for(session, person, event)
    if application is None:
        application = Application(
            reference=reference_number(),
            event=event,
            person=person,
            language=wish.language,
            status_since=now,
            created_at=now,
            saved_at=now,
        )
        session.add(application)
        session.flush()
    return _new(session, now, application, wish.zone)


def _new(
    session: Session, now: datetime, application: Application, zone: str | None
) -> Registration:
    registration = Registration(
        application=application,
        nonce=random_token(),
        zone=zone,
        told_at=now,
    )
    session.add(registration)
    session.flush()
    return registration


def _write_down(application: Application, person: Person, name: str, now: datetime) -> None:
    """Keep her name; that of an account whose address she has proved is not for others to write."""
    application.full_name = application.certificate_name = name
    application.search_text = folded("\n".join((application.reference, person.email, name)))
    application.consented_at = application.saved_at = now
    if application.status is Status.DRAFT:  # of a form that nobody reads any more
        application.form_version, application.typed = None, None
    if person.email_verified_at is None:
        person.full_name = person.full_name or name


def _enter_and_tell(session: Session, now: datetime, registration: Registration) -> None:
    application = registration.application
    fill_seats(session, application.event, now)  # she passes nobody who waits
    enter(session, now, application)
    letters.send(session, now, ANSWER[application.status], registration)
    registration.told_at = now
    session.flush()


def _tell_again(session: Session, now: datetime, registration: Registration) -> None:
    if may_tell_again(registration.told_at, now):
        letters.send(session, now, letters.ALREADY, registration)
        registration.told_at = now
        session.flush()
