"""What organisers read about an event's seats and about what people answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.asked import (
    NOT_SENSITIVE,
    Answered,
    answered,
    form_asked,
)
from courseapp.applications.forgetting import deleted_by_now
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.formats import instant
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.ports.chosen_runs import numbers_by_run
from courseapp.events.rules import EventStatus
from courseapp.intake.agreements import without_consent
from courseapp.intake.queries import Numbers, numbers
from courseapp.selection.filling import kept_free
from courseapp.selection.queries import next_in_turn
from courseapp.selection.rules import Choice, choices, seats_pass_on
from courseapp.selection.terms import seats_free, starts_at


@dataclass(frozen=True)
class Standing:
    """How an event stands: its numbers, and who could be offered the seats that are free.

    `next_waiting` holds references, in the order of their turn; empty where nobody waits, no
    seat is free, or the event has begun.
    """

    numbers: Numbers
    seats: int | None
    places: int | None  # the seats and those overbooked
    taken: int
    free: int | None
    next_waiting: tuple[str, ...]
    can_decide: bool
    kept_free: int  # seats that organisers left free: nobody moves up into them by herself
    by_order: bool  # nobody selects: who waits moves up by herself


def standing(session: Session, event: Event, now: datetime) -> Standing:
    """Return how the event stands. Three statements."""
    counted = numbers(session, event.id)
    free = seats_free(event)
    by_order = registers(event)
    passes_on = not by_order and seats_pass_on(event.status, event.seats, starts_at(event), now)
    wanted = min(free or 0, counted.of(Status.WAITING)) if passes_on else 0
    return Standing(
        numbers=counted,
        seats=event.seats,
        places=event.places,
        taken=event.seats_taken,
        free=free,
        next_waiting=tuple(next_in_turn(session, event.id, wanted)),
        can_decide=event.status is not EventStatus.CANCELLED
        and (not by_order or counted.of(Status.SUBMITTED) > 0),
        kept_free=min(free or 0, kept_free(session, event.id)),
        by_order=by_order,
    )


def choices_for(event: Event, status: Status) -> tuple[Choice, ...]:
    """Return what can be decided; where nobody selects, only about who applied before that."""
    return () if registers(event) and status is not Status.SUBMITTED else choices(status)


def runs_of(session: Session, event: Event) -> tuple[tuple[str, int], ...]:
    """Return when each run of a session is of which people choose one, and how many go there."""
    numbers_known = numbers_by_run(session, event)
    rows = sorted(event.sessions, key=lambda each: (each.starts_at, each.id))
    return tuple(
        (instant(each.starts_at, each.zone), numbers_known[each.id])
        for each in rows
        if each.id in numbers_known
    )


def answers_for_organisers(application: Application, now: datetime) -> tuple[Answered, ...]:
    """Return what was asked and sent, in words for organisers; what is sensitive stays hidden.

    Consent is left out: what counts is when it was given. Other statements are told as agreed to
    or not, with the version that was shown.
    """
    told = answered(
        form_asked(application),
        application.answers,
        may_see=NOT_SENSITIVE,
        due=deleted_by_now(application, now),
        with_notes=True,
    )
    return tuple(without_consent(told, application.answers))
