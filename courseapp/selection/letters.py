"""The letters of a selection: what was decided, what to do by when, whom to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.clock.deadlines import told_in_zones
from courseapp.events.contacts import Contact
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, absolute_url, one_line, queue, render
from courseapp.selection.rules import Choice, Language, Notice
from courseapp.selection.terms import ONLINE, place_of, zone_of
from courseapp.selection.wording.notices import NOTICES
from courseapp.selection.wording.placeholders import Paragraph, Value, Words, fill, fill_line
from courseapp.selection.wording.shipped import SHIPPED
from courseapp.selection.wording.speaking import SMALL, Small, in_language, language_of

KINDS = {
    Choice.OFFER: "selection_offer",
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
    jurisdiction: str = ""
    language: Language = Language.ENGLISH


@dataclass(frozen=True)
class Written:
    """A letter with its words filled in: paragraphs, and what their parts show."""

    subject: str
    paragraphs: Sequence[Paragraph]
    small: Small
    about: object  # what the parts show: Facts; of a letter to a focal point its Outcomes


def facts_for(
    application: Application,
    contact: Contact,
    *,
    note: str = "",
    reply_by: datetime | None = None,
    offer_path: str = "",
    travel_path: str = "",
    jurisdiction: str = "",
) -> Facts:
    """Gather what a letter to the applicant says."""
    event = application.event
    language = language_of(application.language or "")
    zones = (zone_of(event), application.person.zone)
    until = told_in_zones(reply_by, *zones) if reply_by else ()
    return Facts(
        name=application.full_name or application.person.display_name,
        title=event.title,
        event_path=f"/events/{event.slug}",
        initiative=event.initiative.name,
        dates=in_language(dates_of(event), language),
        place=place_in(place_of(event), language),
        reference=application.reference,
        status_path=f"/applications/{application.reference}",
        contact=contact,
        note=note.strip(),
        reply_by=tuple(in_language(each, language) for each in until),
        offer_path=offer_path,
        travel_path=travel_path,
        jurisdiction=jurisdiction,
        language=language,
    )


def written(choice: Choice, facts: Facts, words: Words | None = None) -> Written:
    """Fill in the words; those that we ship in her language where there are no other."""
    return _filled(words or SHIPPED[choice, facts.language], facts)


def noticed(notice: Notice, facts: Facts) -> Written:
    """Fill in the words of a letter that tells no outcome, in her language."""
    return _filled(NOTICES[facts.language][notice], facts)


def written_with(words: Words, facts: Facts, more: Mapping[Value, str]) -> Written:
    """Fill in the words of a room above, which has values of its own."""
    return _filled(words, facts, more)


def send_outcome(
    session: Session,
    now: datetime,
    choice: Choice,
    application: Application,
    facts: Facts,
    words: Words | None = None,
) -> None:
    """Put the letter that tells an outcome into the outbox."""
    context = {"letter": written(choice, facts, words)}
    _queue(session, now, KINDS[choice], application, context, secret=bool(facts.offer_path))


def send(
    session: Session,
    now: datetime,
    notice: Notice,
    application: Application,
    facts: Facts,
) -> None:
    """Put another letter into the outbox; one with a link to answer holds a secret."""
    context = {"letter": noticed(notice, facts)}
    _queue(session, now, notice, application, context, secret=bool(facts.offer_path))


def preview(choice: Choice, facts: Facts, words: Words | None = None) -> Letter:
    """Return the letter as its reader will get it; nothing is stored or sent."""
    return render(KINDS[choice], {"letter": written(choice, facts, words)})


def preview_other(notice: Notice, facts: Facts) -> Letter:
    """Return a letter that tells no outcome as its reader will get it; nothing is stored."""
    return render(notice, {"letter": noticed(notice, facts)})


def _filled(words: Words, facts: Facts, more: Mapping[Value, str] | None = None) -> Written:
    values = {**_values(facts), **(more or {})}
    return Written(
        one_line(fill_line(words.subject, values)),
        fill(words.body, values),
        SMALL[facts.language],
        facts,
    )


def _queue(
    session: Session,
    now: datetime,
    kind: str,
    application: Application,
    context: Mapping[str, object],
    *,
    secret: bool,
) -> None:
    queue(
        session,
        now,
        kind=kind,
        to=application.person.email,
        about=f"application/{application.id}",
        context=context,
        holds_secret=secret,
    )


def _values(facts: Facts) -> Mapping[Value, str]:
    until, *others = facts.reply_by or ("",)
    return {
        Value.NAME: facts.name,
        Value.EVENT: facts.title,
        Value.INITIATIVE: facts.initiative,
        Value.DATES: facts.dates,
        Value.PLACE: facts.place,
        Value.REFERENCE: facts.reference,
        Value.REPLY_BY: f"{until} ({' = '.join(others)})" if others else until,
        Value.APPLICATION_LINK: absolute_url(facts.status_path),
        Value.EVENTS_LINK: absolute_url("/events"),
        Value.NEXT_EDITION_LINK: absolute_url(f"{facts.event_path}/next"),
        Value.EVENT_LINK: absolute_url(facts.event_path),
        Value.DAY: until,
        Value.JURISDICTION: facts.jurisdiction,
    }


def place_in(place: str, language: Language) -> str:
    """Return the place with only our own words for a room without walls in the language."""
    for told in (ONLINE, f"and {ONLINE.lower()}"):
        if place.endswith(told):
            return place.removesuffix(told) + in_language(told, language)
    return place
