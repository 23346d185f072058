"""The event's own words for the letters of its outcomes, checked before they are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.selection.models import LetterText
from courseapp.selection.rules import Choice, Language
from courseapp.selection.wording.placeholders import Words, faults_in_body, faults_in_subject
from courseapp.selection.wording.shipped import SHIPPED


@dataclass(frozen=True)
class Kept:
    """A letter as it stands: `is_own` where the event has words of its own."""

    choice: Choice
    language: Language
    words: Words
    is_own: bool
    changed_at: datetime | None = None
    changed_by: str = ""


def words_for(session: Session, event_id: int, choice: Choice, language: Language) -> Words:
    """Return the words of a letter: the event's own, else those that we ship. One statement."""
    own = session.get(LetterText, (event_id, choice, language))
    return Words(own.subject, own.body) if own else SHIPPED[choice, language]


def all_letters(session: Session, event_id: int) -> tuple[Kept, ...]:
    """Return every letter of the event, by outcome and language. One statement."""
    rows = session.scalars(select(LetterText).where(LetterText.event_id == event_id))
    own = {(each.choice, each.language): each for each in rows}
    return tuple(_kept(key, own.get(key)) for key in SHIPPED)


def letter_of(session: Session, event_id: int, choice: Choice, language: Language) -> Kept:
    """Return one letter of the event. One statement."""
    return _kept((choice, language), session.get(LetterText, (event_id, choice, language)))


def require_right(choice: Choice, words: Words) -> None:
    """Raise Problem for the first thing that is wrong with a letter, beside its field."""
    if not words.subject:
        raise Problem("Write the subject of the letter.", "subject")
    if not words.body:
        raise Problem("Write the letter.", "body")
    for fault in faults_in_subject(words.subject, choice):
        raise Problem(fault, "subject")
    for fault in faults_in_body(words.body, choice):
        raise Problem(fault, "body")


def save_letter(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    key: tuple[Choice, Language],
    words: Words,
) -> None:
    """Keep the event's own words. Raises Problem with the field that is wrong."""
    choice, language = key
    require_right(choice, words)
    lock(session, Event, event.id)
    own = session.get(LetterText, (event.id, choice, language))
    if own is None:
        own = LetterText(event_id=event.id, choice=choice, language=language)
        session.add(own)
    own.subject, own.body = words.subject, words.body
    own.changed_at, own.changed_by = now, actor.display_name
    _log(session, actor, now, event, f"Changed the letter “{choice}” in “{language}”.")


def use_shipped(
    session: Session, actor: Person, now: datetime, event: Event, key: tuple[Choice, Language]
) -> None:
    """Go back to the words that we ship; twice is once."""
    lock(session, Event, event.id)
    own = session.get(LetterText, (event.id, *key))
    if own is not None:
        session.delete(own)
        said = f"The letter “{key[0]}” in “{key[1]}” has our words again."
        _log(session, actor, now, event, said)


def _kept(key: tuple[Choice, Language], own: LetterText | None) -> Kept:
    choice, language = key
    if own is None:
        return Kept(choice, language, SHIPPED[key], is_own=False)
    words = Words(own.subject, own.body)
    return Kept(choice, language, words, True, own.changed_at, own.changed_by)


def _log(session: Session, actor: Person, now: datetime, event: Event, told: str) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="change letter",
        subject=f"event/{event.id}",
        summary=told,
    )
    session.flush()
