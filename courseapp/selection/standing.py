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
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.forms.document.record import Kind
from courseapp.selection.listing import Numbers, numbers
from courseapp.selection.queries import next_in_turn
from courseapp.selection.rules import seats_pass_on
from courseapp.selection.terms import seats_free, starts_at


@dataclass(frozen=True)
class Standing:
    """How an event stands: its numbers, and who could be offered the seats that are free.

    `next_waiting` holds references, in the order of their turn; empty where nobody waits, no
    seat is free, or the event has begun.
    """

    numbers: Numbers
    seats: int | None
    taken: int
    free: int | None
    next_waiting: tuple[str, ...]
    can_decide: bool


def standing(session: Session, event: Event, now: datetime) -> Standing:
    """Return how the event stands. Two statements."""
    counted = numbers(session, event.id)
    free = seats_free(event)
    passes_on = seats_pass_on(event.status, event.seats, starts_at(event), now)
    wanted = min(free or 0, counted.of(Status.WAITING)) if passes_on else 0
    return Standing(
        numbers=counted,
        seats=event.seats,
        taken=event.seats_taken,
        free=free,
        next_waiting=tuple(next_in_turn(session, event.id, wanted)),
        can_decide=event.status is not EventStatus.CANCELLED,
    )


def answers_for_organisers(application: Application) -> tuple[Answered, ...]:
    """Return what was asked and sent, in words for organisers; what is sensitive stays hidden.

    Consent is left out: what counts is when it was given.
    """
    told = answered(form_asked(application), application.answers, may_see=NOT_SENSITIVE)
    return tuple(each for each in told if each.kind is not Kind.STATEMENT)
