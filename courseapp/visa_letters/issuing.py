"""Giving a letter out, in place of an earlier one too, and taking one back."""

import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import hold
from courseapp.applications.models import Application
from courseapp.applications.opening import OPEN
from courseapp.applications.rules import Status
from courseapp.config import Settings
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.core.ids import token_hash
from courseapp.events.clock.local_time import local_date
from courseapp.initiatives.models import Initiative
from courseapp.mail.outbox import absolute_url
from courseapp.papers.typesetting import LetterMissing
from courseapp.visa_letters.emails import send_issued, send_withdrawn
from courseapp.visa_letters.facts import LetterFacts
from courseapp.visa_letters.gathering import Stamp, letter_facts, place_now
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.queries import next_sequence, valid_letter
from courseapp.visa_letters.rules import (
    CODE_BITS,
    LetterAction,
    LetterKind,
    LetterState,
    code_of,
    letter_number,
    next_state,
)
from courseapp.visa_letters.setting import letter_pdf

CHECK_PATH = "/letter"
NO_SEAT = "Only people with a confirmed seat get a letter."
UNPRINTABLE = (
    "Some letters of a text cannot be printed. Write name, position, organisation and what is "
    "said besides in Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari or Thai letters."
)
MEANWHILE = "A letter was issued or withdrawn meanwhile. Look at it first."
ENDED = "This letter was replaced or withdrawn already."


def issue_letter(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    kind: LetterKind,
    seen: int | None = None,
) -> Letter:
    """Give a letter out and mail it in place of the one of the same kind that she holds.

    `seen` is the id of that one as the actor saw it, None for none: pressed twice, it is issued
    once.

    Its number is the next of the initiative in the year of issue, decided under the lock of the
    initiative: two at once get two numbers, and one that fails leaves no gap. Raises Problem
    where she has no seat, or something is missing.
    """
    lock(session, Initiative, application.event.initiative_id)  # before the event, as all do
    hold(session, application)
    if application.status is not Status.CONFIRMED:
        raise Problem(NO_SEAT)
    earlier = valid_letter(session, application, kind)
    if seen != (earlier.id if earlier else None):
        raise Problem(MEANWHILE)
    letter = _made(session, actor, now, application, kind)
    _put_in_place(session, actor, now, letter, earlier)
    send_issued(session, now, letter)
    _note(session, actor, now, letter, "issue letter", f"Letter {letter.number} was issued")
    session.flush()
    return letter


def _made(
    session: Session, actor: Person, now: datetime, application: Application, kind: LetterKind
) -> Letter:
    """Return the letter with its number, its code and its octets; the initiative is locked."""
    event = application.event
    year = local_date(now, event.zone or "UTC").year
    sequence = next_sequence(session, event.initiative_id, year)
    code = code_of(secrets.randbits(CODE_BITS))
    stamp = _stamp(letter_number(event.initiative.slug, year, sequence), code)
    facts = letter_facts(session, application, kind, now, stamp)
    octets = _set(facts, now)
    return Letter(
        application_id=application.id,
        event_id=event.id,
        initiative_id=event.initiative_id,
        kind=kind,
        year=year,
        sequence=sequence,
        number=facts.number,
        code_hash=token_hash(code),
        state=LetterState.VALID,
        issued_at=now,
        issued_by=actor.display_name,
        name=facts.participant.name,
        event_title=facts.event,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        place=place_now(event).place,
        octets=octets,
        sha256=sha256(octets).hexdigest(),
    )


def preview_letter(
    session: Session, actor: Person, now: datetime, application: Application, kind: LetterKind
) -> bytes:
    """Return the letter as it would be, without number and square; nothing is given out.

    One for a visa shows what is sensitive: who looked is written down. Raises Problem as
    `issue_letter` does.
    """
    if application.status is not Status.CONFIRMED:
        raise Problem(NO_SEAT)
    octets = _set(letter_facts(session, application, kind, now, Stamp()), now)
    if kind is LetterKind.VISA:
        summary = "Opened: a preview of the letter for a visa, with what is known of the passport"
        _note_on(session, actor, now, application.id, OPEN, summary)
    return octets


def withdraw_letter(
    session: Session, actor: Person, now: datetime, letter: Letter, reason: str
) -> None:
    """Take a letter back and tell its owner why. Raises Problem where it has ended already."""
    lock(session, Letter, letter.id)
    if not reason:
        raise Problem("Enter the reason. The person reads it.", "reason")
    _end(letter, LetterAction.WITHDRAW, actor, now, reason)
    send_withdrawn(session, now, letter)
    _note(session, actor, now, letter, "withdraw letter", f"{letter.number} withdrawn: {reason}")
    session.flush()


def open_letter(session: Session, actor: Person, now: datetime, letter: Letter) -> bytes:
    """Return a letter as it was given out, and write down that an organiser opened it.

    Raises NotFound where its octets are deleted by now.
    """
    octets = octets_of(letter)
    summary = f"Opened: letter {letter.number}"
    _note_on(session, actor, now, letter.application_id, OPEN, summary)
    return octets


def octets_of(letter: Letter) -> bytes:
    """Return the octets that were given out. Raises NotFound where they are deleted.

    Raises ValueError where they are not those that were issued: a fault of the storage.
    """
    if letter.octets is None:
        raise NotFound
    if sha256(letter.octets).hexdigest() != letter.sha256:
        raise ValueError(f"letter {letter.id} is not what was issued")
    return letter.octets


def _stamp(number: str, code: str) -> Stamp:
    page = absolute_url(CHECK_PATH)
    return Stamp(number, f"{page}/{code}", page, code)


def _set(facts: LetterFacts, now: datetime) -> bytes:
    folder: Path = cast(Settings, current_app.extensions["settings"]).typeset_folder
    try:
        return letter_pdf(facts, now, folder)
    except LetterMissing:
        raise Problem(UNPRINTABLE) from None


def _put_in_place(
    session: Session, actor: Person, now: datetime, letter: Letter, earlier: Letter | None
) -> None:
    """Add the letter; the earlier one ends first, for the database takes one valid at a time."""
    if earlier is not None:
        _end(earlier, LetterAction.REPLACE, actor, now, "")
        session.flush()
    session.add(letter)
    session.flush()
    if earlier is not None:
        earlier.replaced_by_id = letter.id


def _end(letter: Letter, action: LetterAction, actor: Person, now: datetime, reason: str) -> None:
    state = next_state(letter.state, action)
    if state is None:
        raise Problem(ENDED)
    letter.state, letter.ended_at, letter.ended_by = state, now, actor.display_name
    letter.reason = reason


def _note(
    session: Session, actor: Person, now: datetime, letter: Letter, verb: str, summary: str
) -> None:
    _note_on(session, actor, now, letter.application_id, verb, summary)


def _note_on(
    session: Session, actor: Person, now: datetime, application_id: int, verb: str, summary: str
) -> None:
    subject = f"application/{application_id}"
    record(session, at=now, actor=actor.display_name, verb=verb, subject=subject, summary=summary)
