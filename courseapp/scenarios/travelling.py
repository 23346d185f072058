"""Asks people with a seat in the example course for travel details; a few have answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.forms.building.copying import start_form
from courseapp.forms.building.origins import origins_for
from courseapp.forms.building.publishing import Decision, publish_form
from courseapp.forms.document.record import Stage as FormStage
from courseapp.forms.filling.merging import marks
from courseapp.forms.use import form_use
from courseapp.logistics.filling import pages_for, save_logistics, send_logistics
from courseapp.logistics.queries import logistics_of
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.stages import Timeline

SINCE_DECISION = timedelta(days=1)
BEFORE_NOW = timedelta(days=1)
BETWEEN_PAGES = timedelta(minutes=4)
FILLED_IN, ONLY_BEGUN = 5, 1  # pages
PASSPORT = "passport"
# Every page, by its key. What would stand in a passport is plainly made up.
ANSWERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        PASSPORT: {
            "birth_date": "1990-03-05",
            "passport_number": "EXAMPLE 0001",
            "passport_expires": "2035-12-31",
        },
        "visa": {"visa_needed": "yes", "consulate_city": "Example City", "visa_letter": "yes"},
        "travel": {"departure_city": "Example City", "room_needed": "yes"},
        "needs": {"diet": "vegetarian"},
        "emergency": {
            "emergency_name": "Example Sister",
            "emergency_phone": "+999 555 0100",
            "logistics_consent": "2026-11",
        },
    }
)


def ask_for_travel_details(session: Session, actor: Person, times: Timeline, event: Event) -> None:
    """Publish our form for what is needed after admission."""
    at = times.decided_at + SINCE_DECISION
    origin = origins_for(session, event.initiative, FormStage.LOGISTICS).ours[0]
    form = start_form(session, actor, at, event, FormStage.LOGISTICS, origin)
    publish_form(session, actor, at, form, form_use(), Decision(form.revision))


def give_travel_details(session: Session, cast: Cast, times: Timeline, event: Event) -> None:
    """Let one person with a seat send them and another one begin; the cast has not yet."""
    seats = select(Application).filter_by(event_id=event.id, status=Status.CONFIRMED)
    others = seats.where(Application.person_id != cast.accepted.id).order_by(Application.id)
    sender, beginner = session.scalars(others.limit(2)).all()
    at = times.now - BEFORE_NOW
    _fill_in(session, at, sender, FILLED_IN)
    _fill_in(session, at, beginner, ONLY_BEGUN)
    filled = logistics_of(session, sender)
    if filled is not None:
        sent_at = at + BETWEEN_PAGES * (FILLED_IN + 1)
        send_logistics(session, sender.person, sent_at, sender, filled.version)


def _fill_in(session: Session, at: datetime, application: Application, pages: int) -> None:
    for key, typed in islice(ANSWERS.items(), pages):
        at += BETWEEN_PAGES
        written = pages_for(session, application)
        texts = dict(typed)
        if key == PASSPORT:
            texts["passport_country"] = application.nationality or ""
        save_logistics(session, at, application, texts, marks(written.texts, texts))
