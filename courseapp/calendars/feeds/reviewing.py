"""By when somebody has to review: the end of each round in which something is hers to read."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.calendars.entries.deadlines import SHOWN_FOR
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.rows import light_event
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.rules import Entry, EntryStatus, Privacy, Timed
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES, EventStatus
from courseapp.review.models import Assignment, ReviewRound
from courseapp.review.rules import Round
from courseapp.review.seeing import seen_by


class Changes(NamedTuple):
    """How often the review of an event was planned anew, and when last."""

    times: int
    last: datetime


class Deadline(NamedTuple):
    """The end of one round of an event's review."""

    event: Event
    round: Round
    at: datetime


def reviews_of(
    session: Session, person: Person, now: datetime, since: datetime, teller: Teller
) -> list[Entry]:
    """Return the ends of her rounds, once reviewing has begun: until then hers may change.

    Two statements. SEQUENCE counts how often organisers planned the review of the event anew.
    """
    hers = (
        select(Assignment.id)
        .join(Application, Assignment.application_id == Application.id)
        .where(
            Application.event_id == Event.id,
            Assignment.round == ReviewRound.round,
            seen_by(person),
        )
    )
    rounds = session.execute(
        select(ReviewRound, Event)
        .join(Event, Event.id == ReviewRound.event_id)
        .where(
            ReviewRound.closed_from >= since,
            ReviewRound.reviewing_from <= now,
            Event.status.in_(PUBLIC_STATUSES),
            hers.exists(),
        )
        .options(*light_event())
    ).all()
    changes = _changes(session, [event.id for _, event in rounds])
    return [
        _entry(Deadline(event, row.round, row.closed_from), changes.get(event.id), teller)
        for row, event in rounds
        if row.closed_from is not None
    ]


def _entry(its: Deadline, changes: Changes | None, teller: Teller) -> Entry:
    words, event = own_words(teller.words.language), its.event
    page = f"{teller.base_url}/reviews/{event.slug}/{its.round}"
    cancelled = event.status is EventStatus.CANCELLED
    return Entry(
        uid=str(uuid5(UUID(event.calendar_uid), f"review {its.round}")),
        sequence=event.sequence + (changes.times if changes else 0),
        status=EntryStatus.CANCELLED if cancelled else EntryStatus.CONFIRMED,
        title=words.reviews_close.format(title=event.title),
        when=Timed(its.at - SHOWN_FOR, its.at, event.zone or "UTC"),
        created_at=event.created_at,
        changed_at=max(event.changed_at, changes.last) if changes else event.changed_at,
        description=f"{words.review_by}\n{page}",
        url=page,
        transparent=True,
        privacy=Privacy.PRIVATE,
    )


def _changes(session: Session, event_ids: list[int]) -> Mapping[int, Changes]:
    subjects = {f"event/{number}": number for number in event_ids}
    counted = session.execute(
        select(AuditEntry.subject, func.count(), func.max(AuditEntry.at))
        .where(AuditEntry.subject.in_(subjects), AuditEntry.verb == "review")
        .group_by(AuditEntry.subject)
    )
    return {subjects[subject]: Changes(times, last) for subject, times, last in counted}
