"""Brings the records that come with the product into the database."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from courseapp.initiatives.contacts import KEPT_FOR
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.indexing import index_record
from courseapp.initiatives.models import Contact, Initiative, RecordVersion
from courseapp.initiatives.queries import record_of
from courseapp.initiatives.record_files import shipped_contacts, shipped_records
from courseapp.initiatives.saving import THE_PRODUCT, Edit, add_initiative, change_record

NOTE = "The record that comes with the product."
# Notes of versions that the product made by itself; the second is that of migration 0008.
OWN_NOTES = (NOTE, "The record as it was kept before.")


def load_records(session: Session, now: datetime) -> tuple[str, ...]:
    """Add the initiatives that are not there yet and return their slugs.

    A record that nobody but the product has written follows the product; one that its editors
    have touched stays as it is. Loading twice changes nothing.
    """
    held = {each.slug: each for each in session.scalars(select(Initiative))}
    for initiative in held.values():
        if not initiative.search_text:  # it came from an older database
            index_record(session, now, initiative, record_of(session, initiative).record)
    new = [record for record in shipped_records() if record.slug not in held]
    for record in shipped_records():
        if record.slug not in held:
            _add_contacts(session, now, add_initiative(session, None, now, record, NOTE))
        elif not _is_edited(session, held[record.slug]):
            change_record(session, None, now, held[record.slug], _becomes(record), NOTE)
    return tuple(record.slug for record in new)


def _add_contacts(session: Session, now: datetime, initiative: Initiative) -> None:
    """Only with a new record: whom its editors have deleted does not come back."""
    keep_until = (now + KEPT_FOR).date()
    session.add_all(
        Contact(
            initiative_id=initiative.id,
            added_at=now,
            **asdict(replace(plan, keep_until=keep_until)),
        )
        for plan in shipped_contacts(initiative.slug)
    )


def _is_edited(session: Session, initiative: Initiative) -> bool:
    """What an operator imports at a terminal has no person as author, but a note of its own."""
    by_others = or_(RecordVersion.author != THE_PRODUCT, RecordVersion.note.not_in(OWN_NOTES))
    edited = exists().where(RecordVersion.initiative_id == initiative.id, by_others)
    return bool(session.scalar(select(edited)))


def _becomes(record: Record) -> Edit:
    """Return the edit that puts the record in place of what is held."""
    return lambda _held: record
