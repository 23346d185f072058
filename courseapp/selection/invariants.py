"""What must be true of the whole database, whatever happened: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT, Status
from courseapp.events.models import Event
from courseapp.selection.models import Offer


def broken_invariants(session: Session) -> Sequence[str]:
    """Return a sentence for each thing that is not as it must be; nothing means all is well."""
    checks = (
        (_miscounted_events(), "The event {} counts other seats than its applications hold."),
        (_oversold_events(), "The event {} has given more seats than it has."),
        (_offered_without_offer(), "The application {} is offered a seat without an open offer."),
        (_sent_without_name(), "The application {} was sent without a name or without consent."),
    )
    return [
        words.format(name) for statement, words in checks for name in session.scalars(statement)
    ]


def _miscounted_events() -> Select[str]:
    held = (
        select(func.count())
        .where(Application.event_id == Event.id, Application.status.in_(HOLDS_A_SEAT))
        .scalar_subquery()
    )
    return select(Event.slug).where(Event.seats_taken != held)


def _oversold_events() -> Select[str]:
    return select(Event.slug).where(Event.seats_taken > Event.seats)


def _offered_without_offer() -> Select[str]:
    has_offer = select(Offer.id).where(
        Offer.application_id == Application.id, Offer.closed_at.is_(None)
    )
    offered = Application.status == Status.OFFERED
    return select(Application.reference).where(offered, ~has_offer.exists())


def _sent_without_name() -> Select[str]:
    sent = Application.submitted_at.is_not(None) & (Application.status != Status.DRAFT)
    return select(Application.reference).where(sent, Application.full_name == "")
