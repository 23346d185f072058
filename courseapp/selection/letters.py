"""The letters of a selection: what was decided, what to do by when, whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.clock.deadlines import told_in_zones
from courseapp.events.contacts import Contact
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render
from courseapp.selection.rules import Choice
from courseapp.selection.terms import place_of, zone_of

OFFER = "selection_offer"
CONFIRMED = "selection_confirmed"
TURNED_DOWN = "selection_turned_down"
LAPSED = "selection_lapsed"
KINDS = {
    Choice.OFFER: OFFER,
    Choice.WAIT: "selection_waiting",
    Choice.DECLINE: "selection_declined",
}

# Shown where each reader's own secret link will stand.
SAMPLE_PATH = "/offers/…"


@dataclass(frozen=True)
class Facts:
    """All that a letter can say. `reply_by` is one instant in the event's zone, hers, and UTC."""

    name: str
    title: str
    event_path: str
    initiative: str
    dates: str
    place: str
    reference: str
    status_path: str
    contact: Contact
    note: str = ""
    reply_by: tuple[str, ...] = ()
    offer_path: str = ""
    travel_path: str = ""


def facts_for(
    application: Application,
    contact: Contact,
    *,
    note: str = "",
    reply_by: datetime | None = None,
    offer_path: str = "",
    travel_path: str = "",
) -> Facts:
    """Gather what a letter to the applicant says."""
    event = application.event
    return Facts(
        name=application.full_name or application.person.display_name,
        title=event.title,
        event_path=f"/events/{event.slug}",
        initiative=event.initiative.name,
        dates=dates_of(event),
        place=place_of(event),
        reference=application.reference,
        status_path=f"/applications/{application.reference}",
        contact=contact,
        note=note.strip(),
        reply_by=told_in_zones(reply_by, zone_of(event), application.person.zone)
        if reply_by
        else (),
        offer_path=offer_path,
        travel_path=travel_path,
    )


def send(
    session: Session,
    now: datetime,
    kind: str,
    application: Application,
    facts: Facts,
) -> None:
    """Put a letter into the outbox; one with a link to answer holds a secret."""
    queue(
        session,
        now,
        kind=kind,
        to=application.person.email,
        about=f"application/{application.id}",
        context=_context(facts),
        holds_secret=bool(facts.offer_path),
    )


def preview(choice: Choice, facts: Facts) -> Letter:
    """Return the letter as its reader will get it; nothing is stored or sent."""
    return render(KINDS[choice], _context(facts))


def _context(facts: Facts) -> Mapping[str, Facts]:
    return {"letter": facts}
