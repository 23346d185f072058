"""The letter to a supervisor, in her language, and the news for the applicant that she answered."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.asked import without_sensitive
from courseapp.applications.models import Application
from courseapp.core import formats
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import link_ends
from courseapp.endorsements.words import words_in
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.contacts import contact_for
from courseapp.events.lists.rows import place_of
from courseapp.events.words import dates_of
from courseapp.mail.outbox import queue

REQUEST, ANSWERED = "endorsement_request", "endorsement_answered"


def path_of(token: str) -> str:
    """Return the path of the page behind a link."""
    return f"/endorse/{token}"


def send_request(session: Session, now: datetime, asked: Endorsement, token: str) -> None:
    """Put the letter that asks, or asks again, into the outbox; its text is wiped once sent."""
    event = asked.application.event
    until = link_ends(event.applications_close_at, now)
    queue(
        session,
        now,
        kind=REQUEST,
        to=asked.email,
        about=f"application/{asked.application_id}",
        context={
            "say": words_in(asked.language),
            "asked": asked,
            "event": event,
            "applicant": called(asked.application),
            "dates": dates_of(event),
            "place": place_of(event),
            "path": path_of(token),
            "until": formats.instant(until, zone_of_deadline(event)),
            "contact": contact_for(session, event),
            "again": asked.letters > 1,
        },
        holds_secret=True,
    )


def tell_applicant(session: Session, now: datetime, asked: Endorsement) -> None:
    """Tell her that an answer came; what it says is for the organisers."""
    application = asked.application
    queue(
        session,
        now,
        kind=ANSWERED,
        to=application.person.email,
        about=f"application/{application.id}",
        context={
            "application": application,
            "event": application.event,
            "name": called(application),
            "supervisor": asked.name or asked.email,
        },
    )


def called(application: Application) -> str:
    """Return the applicant's name as she wrote it, be it sent or not."""
    typed = without_sensitive(application, application.typed or {}).get("full_name", "")
    return typed or application.full_name or application.person.display_name
