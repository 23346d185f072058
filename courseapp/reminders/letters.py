"""The messages as their readers get them: in their language, told in their zone.

The preview is made by the same lines as the message itself, except that what lets its reader in
stands there as "…".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.applications.models import Application
from courseapp.core import formats
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.clock.local_time import local_date
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.models import EventSession, PublishedSession
from courseapp.events.published.change_words import times_told
from courseapp.events.rules import SessionStatus
from courseapp.events.words import dates_of
from courseapp.forms.choosing import current_version
from courseapp.forms.document.record import Stage
from courseapp.logistics.emails import path_of as travel_path
from courseapp.logistics.queries import logistics_of
from courseapp.logistics.reminding import note_reminder
from courseapp.mail.models import Message
from courseapp.mail.outbox import Letter, absolute_url, one_line, queue, render
from courseapp.registrations.links import PAGE as REGISTRATIONS
from courseapp.registrations.links import path_of as registration_path
from courseapp.registrations.queries import registration_for
from courseapp.reminders.documents import labels_of
from courseapp.reminders.gathering import Situation
from courseapp.reminders.planning import Key
from courseapp.reminders.rules import Kind
from courseapp.reminders.wording import SMALL, WORDS
from courseapp.reminders.wording.words import Small
from courseapp.selection.letters import place_in
from courseapp.selection.rules import Language
from courseapp.selection.terms import place_of, zone_of
from courseapp.selection.wording.speaking import in_language, language_of

MOST_SESSIONS = 6
UNTOLD = "…"
OF_A_DRAFT = frozenset({Kind.DEADLINE, Kind.LAST_DAY})


@dataclass(frozen=True)
class Fact:
    """A line of the small table: what it is, and its texts, of which the first counts most."""

    label: str
    texts: Sequence[str]
    title: str = ""


@dataclass(frozen=True)
class Written:
    """All that a message says."""

    subject: str
    greeting: str
    before: Sequence[str]
    facts: Sequence[Fact]
    more: int
    href: str
    button: str
    after: Sequence[str]
    evaluation: str
    note: str
    caution: str
    page: str
    why: str
    event_path: str
    initiative: str
    contact: Contact
    small: Small
    language: Language


@dataclass(frozen=True)
class _Way:
    """Where the button leads; `page` is the reader's own page, `caution` what to know of it."""

    href: str
    page: str = ""
    caution: str = ""
    is_secret: bool = False


def kind_of_mail(kind: Kind) -> str:
    """Return the folder of the message's templates."""
    return f"reminder_{kind}"


def send(session: Session, now: datetime, situation: Situation, key: Key) -> Message:
    """Put the message into the outbox; what lets its reader in is wiped once it was sent."""
    way = _way(session, now, situation, key)
    message = queue(
        session,
        now,
        kind=kind_of_mail(key.kind),
        to=situation.applications[key.application_id].person.email,
        about=f"application/{key.application_id}",
        context={"letter": _written(session, situation, key, way)},
        holds_secret=way.is_secret,
    )
    if key.kind is Kind.TRAVEL:
        application = situation.applications[key.application_id]
        version = current_version(session, now, situation.event, Stage.LOGISTICS)
        note_reminder(session, now, application, logistics_of(session, application), version)
    return message


def preview(session: Session, situation: Situation, key: Key) -> Letter:
    """Return the message as its reader would get it now; nothing is stored or sent."""
    way = _way(session, None, situation, key)
    return render(kind_of_mail(key.kind), {"letter": _written(session, situation, key, way)})


def _written(session: Session, situation: Situation, key: Key, way: _Way) -> Written:
    application, event = situation.applications[key.application_id], situation.event
    language = language_of(application.language or "")
    words, small, rule = WORDS[language][key.kind], SMALL[language], situation.rules[key.kind]
    values = {
        "name": application.full_name or application.person.display_name,
        "event": event.title,
        "when": in_language(_when(situation, key), language),
    }
    facts = _facts(situation, key, language)
    return Written(
        subject=one_line(words.subject.format(**values)),
        greeting=small.greeting.format(**values),
        before=[each.format(**values) for each in words.before],
        facts=facts[:MOST_SESSIONS],
        more=max(0, len(facts) - MOST_SESSIONS),
        href=way.href,
        button=words.button,
        after=[each.format(**values) for each in words.after],
        evaluation=rule.link if key.kind is Kind.THANKS else "",
        note=rule.note,
        caution=way.caution,
        page=way.page,
        why=words.why,
        event_path=f"/events/{event.slug}",
        initiative=event.initiative.name,
        contact=contact_for(session, event),
        small=small,
        language=language,
    )


def _facts(situation: Situation, key: Key, language: Language) -> list[Fact]:
    small, event = SMALL[language], situation.event
    zone = situation.readers[key.application_id].zone
    occasion = situation.wanted[key].occasion
    if key.kind in OF_A_DRAFT:
        return [Fact(small.until, _until(situation, occasion, zone, language))]
    if key.kind is Kind.DOCUMENTS:
        names = labels_of(situation.applications[key.application_id], [_named(key)], language.value)
        until = _until(situation, occasion, zone, language)
        return [Fact(small.until, until, ", ".join(names))]
    if key.kind is Kind.THANKS:
        return []
    place = place_in(place_of(event), language)
    where = [Fact(small.where, [place])] if place else []
    sittings = [
        Fact(
            small.when,
            [in_language(each, language) for each in times_told(row.state, zone)],
            row.title,
        )
        for row in _sittings(situation, key)
    ]
    dates = in_language(dates_of(event), language)
    found = sittings or ([Fact(small.when, [dates])] if dates else [])
    return found if key.kind is Kind.JOIN_LINK else [*where, *found]


def _when(situation: Situation, key: Key) -> str:
    """Return the instant that the message reminds of, or the day where only that is known."""
    occasion = situation.wanted[key].occasion
    if key.kind is Kind.DAY_BEFORE and not key.subject and sitting_of(situation.event) is None:
        return formats.day(local_date(occasion, zone_of(situation.event)))
    return formats.instant(occasion, situation.readers[key.application_id].zone)


def _until(situation: Situation, at: datetime, zone: str, language: Language) -> list[str]:
    told = told_in_zones(at, zone_of_deadline(situation.event), zone)
    return [in_language(each, language) for each in told]


def _sittings(situation: Situation, key: Key) -> list[PublishedSession]:
    """The sessions that the message is about, as far as she goes to them."""
    left_out = situation.readers[key.application_id].left_out
    hers = [
        each
        for each in situation.event.published_sessions
        if each.status is SessionStatus.SCHEDULED and each.session_id not in left_out
    ]
    if key.kind is Kind.JOIN_LINK:
        return [each for each in hers if str(each.session_id) == _named(key)]
    if key.kind is Kind.DAY_BEFORE:
        return [each for each in hers if each.starts_local.date().isoformat() == _named(key)]
    return []


def _named(key: Key) -> str:
    return key.subject.partition("/")[2]


def _way(session: Session, now: datetime | None, situation: Situation, key: Key) -> _Way:
    """Return where the button leads; without `now` it is for others to see."""
    application = situation.applications[key.application_id]
    small = SMALL[language_of(application.language or "")]
    if key.kind in OF_A_DRAFT:
        token = _token(session, now, application) if now else UNTOLD
        return _Way(absolute_url(f"/sign-in/{token}"), "", small.link_once, is_secret=True)
    if key.kind is Kind.DOCUMENTS:
        path = f"/applications/{application.reference}/documents/{_named(key)}"
        return _Way(absolute_url(path))
    if key.kind is Kind.TRAVEL:
        return _Way(absolute_url(travel_path(application)))
    own, is_secret = _own_page(session, now, situation, application)
    caution = small.keep if is_secret else ""
    if key.kind is Kind.JOIN_LINK:
        sitting = session.get_one(EventSession, int(_named(key)))
        return _Way(sitting.join_link, own, caution, is_secret=True)
    return _Way(own, "", caution, is_secret)


def _token(session: Session, now: datetime, application: Application) -> str:
    path = f"/applications/{application.reference}"
    return make_link(session, now, application.person.email, LinkPurpose.RESUME, path)


def _own_page(
    session: Session, now: datetime | None, situation: Situation, application: Application
) -> tuple[str, bool]:
    """Return the address of her own page, and whether whoever knows it is let in."""
    found = registration_for(session, application.person_id, situation.event.id)
    if found is None:
        return absolute_url(f"/events/{situation.event.slug}/take-part"), False
    path = registration_path(found) if now else f"{REGISTRATIONS}{UNTOLD}"
    return absolute_url(path), True
