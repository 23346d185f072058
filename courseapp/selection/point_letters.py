"""The letter to a focal point: what becomes of her people, in the language she likely reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.formats import instant
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.words import dates_of
from courseapp.mail.outbox import one_line, queue
from courseapp.nominations.models import FocalPoint, Nomination
from courseapp.selection.letters import Written, place_in
from courseapp.selection.models import Release
from courseapp.selection.rules import Choice, Language, Notice
from courseapp.selection.terms import place_of, zone_of
from courseapp.selection.wording.notices import NOTICES
from courseapp.selection.wording.placeholders import Value, fill, fill_line
from courseapp.selection.wording.speaking import POINT_OUTCOMES, SMALL, in_language, language_of


@dataclass(frozen=True)
class Outcomes:
    """What the parts of the letter show: when, where, each of her people and what was decided."""

    dates: str
    place: str
    people: Sequence[tuple[str, str]]
    contact: Contact
    initiative: str
    language: Language


def send_outcomes(
    session: Session,
    now: datetime,
    release: Release,
    point: FocalPoint,
    people: Sequence[tuple[str, Choice]],
) -> None:
    """Put the letter into the outbox; `people` are names, each with what was decided."""
    event, language = release.event, reading_language(session, point)
    about = Outcomes(
        dates=in_language(dates_of(event), language),
        place=place_in(place_of(event), language),
        people=[(name, POINT_OUTCOMES[language][choice]) for name, choice in people],
        contact=contact_for(session, event),
        initiative=event.initiative.name,
        language=language,
    )
    values = {
        Value.NAME: f" {point.name}" if point.name else "",
        Value.JURISDICTION: point.quota.name,
        Value.EVENT: event.title,
        Value.DUE: in_language(instant(release.due_at, zone_of(event)), language),
    }
    words = NOTICES[language][Notice.POINTS]
    subject, body = one_line(fill_line(words.subject, values)), fill(words.body, values)
    letter = Written(subject, body, SMALL[language], about)
    context = {"letter": letter}
    told = f"event/{event.id}"
    queue(session, now, kind=Notice.POINTS, to=point.email, about=told, context=context)


def reading_language(session: Session, point: FocalPoint) -> Language:
    """Return the language in which she applied herself, else that of most of her people.

    A focal point has no account and never told us hers. At most two statements.
    """
    own = select(Application.language).join(Person, Person.id == Application.person_id)
    own = own.where(Person.email == point.email, Person.email_verified_at.is_not(None))
    hers = session.scalars(own.order_by(Application.id.desc()).limit(1)).first()
    tag = hers or session.scalars(_of_her_people(point)).first()
    return language_of(tag or "")


def _of_her_people(point: FocalPoint) -> Select[str | None]:
    return (
        select(Application.language)
        .join(Person, Person.id == Application.person_id)
        .join(Nomination, Nomination.email == Person.email)
        .where(
            Nomination.quota_id == point.quota_id,
            Application.event_id == point.quota.event_id,
            Application.submitted_at.is_not(None),
        )
        .group_by(Application.language)
        .order_by(func.count().desc(), Application.language)
        .limit(1)
    )
