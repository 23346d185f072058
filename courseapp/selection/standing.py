"""What organisers read about an event's seats and about what people answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from courseapp.applications.questions import Answered, answered
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.selection.listing import Numbers, numbers
from courseapp.selection.queries import next_in_turn
from courseapp.selection.rules import seats_pass_on
from courseapp.selection.terms import seats_free, starts_at

CONSENT = "consent_version"  # shown as when it was given, not as its text

# The questions are put to the applicant; these are their names for everybody else.
_LABELS = MappingProxyType(
    {
        "full_name": "Full name",
        "work_country": "Country of work",
        "position": "Position",
        "experience_years": "Years of experience",
        "experience": "Experience with carbon markets",
        "motivation": "Motivation",
    }
)


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


def answers_for_organisers(
    texts: Mapping[str, str], modules: Mapping[str, str]
) -> tuple[Answered, ...]:
    """Return each question with its answer, in words for those who did not write it.

    Consent is left out: what counts is when it was given. `modules` are titles by their ids.
    """
    return tuple(
        Answered(each.name, _LABELS.get(each.name, each.label), each.step, each.text)
        for each in answered(texts, modules)
        if each.name != CONSENT
    )
