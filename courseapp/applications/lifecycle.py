"""The only place that changes where an application stands, and with it the seats of an event."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from sqlalchemy import case, or_, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, SENDS, Action, Status, Step, Who, next_step
from courseapp.applications.signals import application_submitted, seat_freed
from courseapp.applications.texts import DONE_TO_IT, HOW_IT_STANDS, WHAT_HAPPENED
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus

SYSTEM = "system"
# How many people can have a seat: as many as there are seats, and so many per cent more.
_PLACES = Event.seats + Event.seats * Event.overbooked_percent // 100
NEEDS_SELECTION = frozenset({Action.SUBMIT, Action.REOPEN, Action.ENTER})
NEEDS_A_LIVE_EVENT = SENDS | {
    Action.CHANGE,
    Action.REPLY,
    Action.OFFER,
    Action.CONFIRM,
    Action.REOPEN,
    Action.MOVE_UP,
}


def move(
    session: Session,
    application: Application,
    action: Action,
    actor: Person | None,
    now: datetime,
    *,
    reply_by: datetime | None = None,
) -> None:
    """Take one step of the table in `rules.STEPS`: lock, check, count the seat, log, announce.

    `actor` is who decided; None is the system itself (the clock, or a waiting list moving on).
    That an organiser may decide about this event is the caller's to check; that an applicant's
    step is hers is checked here. `reply_by` is needed for `Action.OFFER`: the instant until
    which the seat is held. Raises Problem, in words for the person, when the step is not
    possible any more, when no seat is left, or when the time to answer is over.
    """
    hold(session, application)
    step = _step(application, action, actor)
    _refuse_what_is_over(application, action, now)
    before = application.status
    takes = step.leads_to in HOLDS_A_SEAT and before not in HOLDS_A_SEAT
    frees = before in HOLDS_A_SEAT and step.leads_to not in HOLDS_A_SEAT
    if takes:
        _take_seat(session, application.event)
    if frees:
        _free_seat(session, application.event)
    with _dates_may_end(session, application, step.leads_to, now):
        _stand(application, step.leads_to, now, reply_by)
        if action in SENDS:
            application.submitted_at = now
        _log(session, application, action, actor, before, now)
        session.flush()
    if action is Action.SUBMIT:
        application_submitted.send(application, session=session, now=now)
    if frees:
        seat_freed.send(application.event, session=session, now=now)


def hold(session: Session, application: Application) -> None:
    """Lock the event and then the application, and read both afresh.

    Everybody locks in this order, so that two who decide at once wait and never block each
    other for good. A service that changes many applications calls it for each before the first.
    """
    lock(session, Event, application.event_id)
    lock(session, Application, application.id)


def _step(application: Application, action: Action, actor: Person | None) -> Step:
    step = next_step(application.status, action)
    if step is None:
        raise Problem(
            f"This application {HOW_IT_STANDS[application.status]}, "
            f"so it cannot be {DONE_TO_IT[action]}."
        )
    by_applicant = actor is not None and actor.id == application.person_id
    if (step.who is Who.APPLICANT and not by_applicant) or (step.who is Who.CLOCK and actor):
        raise ValueError(f"{action} is not for {actor and actor.display_name} to do")
    return step


def _refuse_what_is_over(application: Application, action: Action, now: datetime) -> None:
    event = application.event
    if action in NEEDS_SELECTION and registers(event):
        raise Problem("Nobody applies for this event: people register on its page.")
    if action in NEEDS_A_LIVE_EVENT and event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled.")
    if application.reply_by is None:
        return
    if action is Action.LAPSE and event.status is EventStatus.POSTPONED:
        raise Problem("The event is postponed. Its offers stay open until its new dates are known.")
    if event.status is EventStatus.POSTPONED:
        return  # nobody can know yet whether she comes
    if action is Action.CONFIRM and now > application.reply_by:
        until = instant(application.reply_by, event.zone or "UTC")
        raise Problem(f"The seat was held for you until {until}. That time is over.")
    if action is Action.LAPSE and now <= application.reply_by:
        raise Problem("The time to answer this offer is not over yet.")


def _take_seat(session: Session, event: Event) -> None:
    """Count one seat more, in the one statement that cannot oversell however many run at once."""
    taken = session.scalar(
        update(Event)
        .where(Event.id == event.id, or_(Event.seats.is_(None), Event.seats_taken < _PLACES))
        .values(seats_taken=Event.seats_taken + 1)
        .returning(Event.seats_taken)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        raise Problem(
            f"No seat is left: {event.seats_taken} of {event.places} are taken. "
            "Put the application on the waiting list, or give the event more seats."
        )
    session.refresh(event, ["seats_taken"])


def _free_seat(session: Session, event: Event) -> None:
    session.execute(
        update(Event)
        .where(Event.id == event.id)
        .values(
            seats_taken=Event.seats_taken - 1,
            seats_above=case((Event.seats_above > 0, Event.seats_above - 1), else_=0),
        )
        .execution_options(synchronize_session=False)
    )
    session.refresh(event, ["seats_taken", "seats_above"])


def _dates_may_end(
    session: Session, application: Application, leads_to: Status, now: datetime
) -> AbstractContextManager[None]:
    """Return what a step runs in: with a seat she has her modules only, not all she hoped for.

    And nobody reviews what was withdrawn.
    """
    if leads_to is Status.CONFIRMED:
        return watched(session, now, Bond.APPLIED, application.id)
    if leads_to is Status.WITHDRAWN:
        return watched(session, now, Bond.REVIEWS, application.event_id)
    return nullcontext()


def _stand(
    application: Application, status: Status, now: datetime, reply_by: datetime | None
) -> None:
    """Write the new status and the instants that belong to it."""
    if status is Status.OFFERED and (reply_by is None or reply_by <= now):
        raise ValueError(f"an offer needs a time to answer in the future, not {reply_by}")
    if application.status is not status:
        application.status_since = now
    application.status = status
    application.version += 1
    application.reply_by = reply_by if status is Status.OFFERED else None
    if status is Status.DRAFT:
        application.submitted_at = None
    if status is Status.WAITING:
        application.waiting_since = now
    if status is Status.CONFIRMED:
        application.confirmed_at = now


def _log(
    session: Session,
    application: Application,
    action: Action,
    actor: Person | None,
    before: Status,
    now: datetime,
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb=action.value,
        subject=f"application/{application.id}",
        summary=WHAT_HAPPENED[action],
        before={"status": before.value},
        after={"status": application.status.value},
    )
