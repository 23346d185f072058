"""The messages around the calendar parts: what people read whose program knows no invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.calendars.rules import AllDay, Entry
from courseapp.core import formats
from courseapp.events.models import Event
from courseapp.events.published.change_words import times_between
from courseapp.events.words import dates_of
from courseapp.invitations.addresses import organiser_for
from courseapp.invitations.objects import Invited, Sender, itip, mailto
from courseapp.invitations.people import Guest
from courseapp.invitations.rules import Method, Step
from courseapp.invitations.wording import WORDS, Words, key_of
from courseapp.mail.attachments import attach
from courseapp.mail.headers import OwnHeader, add_headers
from courseapp.mail.models import Message
from courseapp.mail.outbox import Letter, add_calendar, queue, render
from courseapp.registrations.links import path_of
from courseapp.selection.rules import Language
from courseapp.selection.wording.speaking import in_language, language_of

SESSION = "invitation_session"
ALL = "invitation_all"
ALL_FILE = "sessions.ics"


@dataclass(frozen=True)
class Facts:
    """What a message says, in one language. `asks` is what it wants of her, "" for nothing."""

    words: Words
    subject: str
    lead: str
    name: str
    event: str
    title: str
    times: Sequence[str]
    place: str
    asks: str
    path: str
    initiative: str


@dataclass(frozen=True)
class Sending:
    """One message about one session: the entry as her calendar gets it, and what she is asked."""

    step: Step
    entry: Entry
    title: str
    invited: Invited


def send(session: Session, now: datetime, event: Event, guest: Guest, sending: Sending) -> None:
    """Queue a message with its calendar part.

    Both are wiped once they are sent: they hold the way into online rooms, and the secret part of
    the address for answers.
    """
    organiser = organiser_for(guest.application.id)
    message = _queued(session, now, SESSION, guest, facts_for(event, guest, sending))
    step, sender = sending.step, Sender(event.initiative.name, organiser)
    octets = itip(sending.entry, step.what, step.sequence, sender, sending.invited, now)
    add_calendar(message, step.method.value, octets)
    if organiser.address != organiser.sent_by:
        add_headers(message, {OwnHeader.REPLY_TO: mailto(organiser.address)[len("mailto:") :]})


def send_all(session: Session, now: datetime, event: Event, guest: Guest) -> None:
    """Queue the one letter with a file of all sessions, made when it is sent."""
    message = _queued(session, now, ALL, guest, letter_facts(event, guest))
    about, elsewhere = f"application/{guest.application.id}", calendar_of(guest)
    attach(message, ALL, about, ALL_FILE, media_type="text/calendar", elsewhere=elsewhere)


def show(event: Event, guest: Guest, sending: Sending | None) -> Letter:
    """Return a message as the guest would get it; nothing is stored or sent."""
    if sending is None:
        return render(ALL, {"letter": letter_facts(event, guest)})
    return render(SESSION, {"letter": facts_for(event, guest, sending)})


def facts_for(event: Event, guest: Guest, sending: Sending) -> Facts:
    """Gather what a message about one session says."""
    language = language_of(guest.application.language or "")
    words, step, entry = WORDS[language], sending.step, sending.entry
    key = key_of(step)
    return Facts(
        words=words,
        subject=f"{words.subject[key]}: {sending.title}",
        lead=words.lead[key],
        name=guest.name,
        event=event.title,
        title=sending.title,
        times=_times(entry, guest, language),
        place=entry.location,
        asks=_asks(words, sending, reads=organiser_for(guest.application.id).reads_replies),
        path=page_of(guest),
        initiative=event.initiative.name,
    )


def letter_facts(event: Event, guest: Guest) -> Facts:
    """Gather what the one letter says."""
    language = language_of(guest.application.language or "")
    words = WORDS[language]
    return Facts(
        words=words,
        subject=f"{words.letter_subject}: {event.title}",
        lead=words.letter_lead,
        name=guest.name,
        event=event.title,
        title=event.title,
        times=(in_language(dates_of(event), language),),
        place="",
        asks="",
        path=calendar_of(guest),
        initiative=event.initiative.name,
    )


def page_of(guest: Guest) -> str:
    """Return her own page: behind her secret link where she registered."""
    if guest.registration is not None:
        return path_of(guest.registration)
    return f"/applications/{guest.application.reference}"


def calendar_of(guest: Guest) -> str:
    """Return where her own calendar is had, which follows each change."""
    if guest.registration is not None:
        return f"{path_of(guest.registration)}/calendar.ics"
    return "/account/calendar"


def _queued(session: Session, now: datetime, kind: str, guest: Guest, facts: Facts) -> Message:
    return queue(
        session,
        now,
        kind=kind,
        to=guest.email,
        about=f"application/{guest.application.id}",
        context={"letter": facts},
        holds_secret=True,
    )


def _times(entry: Entry, guest: Guest, language: Language) -> tuple[str, ...]:
    """Return when it is, in the venue's zone, in UTC and in hers where we know it."""
    when = entry.when
    if isinstance(when, AllDay):
        return (in_language(formats.date_range(when.first_day, when.last_day), language),)
    zone = guest.application.person.zone
    if zone is None and guest.registration is not None:
        zone = guest.registration.zone
    told = times_between(when.starts_at, when.ends_at, when.zone, zone)
    return tuple(in_language(each, language) for each in told)


def _asks(words: Words, sending: Sending, *, reads: bool) -> str:
    if sending.step.method is Method.CANCEL:
        return ""
    if sending.invited.rsvp:
        return words.please_answer
    return words.need_not_answer if reads else f"{words.need_not_answer} {words.unread}"
