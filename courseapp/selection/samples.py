"""Letters as somebody would read them, for those who write them. Nothing is stored or sent."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.events.clock.deadlines import told_in_zones
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.words import dates_of
from courseapp.intake.queries import is_sent
from courseapp.mail.outbox import Letter
from courseapp.selection import letters
from courseapp.selection.rules import Choice, Language, usual_reply_by
from courseapp.selection.terms import place_of, starts_at, zone_of
from courseapp.selection.wording.placeholders import Words
from courseapp.selection.wording.speaking import in_language

NOBODY = "Amina Example"


def sample(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    key: tuple[Choice, Language],
    words: Words,
) -> Letter:
    """Return the letter as the first applicant would read it in the language."""
    choice, language = key
    wanted = select(Application).where(is_sent(event.id)).order_by(Application.id).limit(1)
    somebody = session.scalars(wanted).first()
    until = _until(event, now)
    facts = letters.Facts(
        name=somebody.full_name if somebody else NOBODY,
        title=event.title,
        event_path=f"/events/{event.slug}",
        initiative=event.initiative.name,
        dates=in_language(dates_of(event), language),
        place=letters.place_in(place_of(event), language),
        reference=somebody.reference if somebody else "AAAA-AAAA-AAAA",
        status_path="/applications/…",
        contact=contact_for(session, event, actor),
        reply_by=tuple(
            in_language(each, language) for each in told_in_zones(until, zone_of(event))
        ),
        offer_path=letters.SAMPLE_PATH,
        language=language,
    )
    return letters.preview(choice, facts, words)


def of_person(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    choice: Choice,
    words: Words,
) -> Letter:
    """Return the letter as she would read it."""
    event = application.event
    facts = letters.facts_for(
        application, contact_for(session, event, actor), reply_by=_until(event, now)
    )
    return letters.preview(choice, replace(facts, offer_path=letters.SAMPLE_PATH), words)


def _until(event: Event, now: datetime) -> datetime:
    return usual_reply_by(now, event.reply_days, zone_of(event), starts_at(event))
