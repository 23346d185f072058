"""When somebody travels, as she told the organisers: in her own calendar and in no other."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, load_only

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.rows import UNSEEN
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Privacy
from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES, EventStatus
from courseapp.logistics.models import Logistics

ARRIVAL, LEAVING = "arrival", "leaving"  # questions of the form about the journey


def journeys_of(session: Session, person: Person, since: datetime, teller: Teller) -> list[Entry]:
    """Return her journeys, of which she sent both days. One statement.

    Of a seat that she gave up, it stays as cancelled until what she told is deleted.
    """
    event = contains_eager(Logistics.application).contains_eager(Application.event)
    found = session.scalars(
        select(Logistics)
        .join(Logistics.application)
        .join(Application.event)
        .where(
            Application.person_id == person.id,
            Logistics.sent_at.is_not(None),
            Event.status.in_(PUBLIC_STATUSES),
        )
        .options(
            load_only(Logistics.answers, Logistics.version, Logistics.sent_at),
            event,
            *(event.defer(column) for column in UNSEEN),
        )
    )
    entries = (_entry(each, teller) for each in found)
    return [each for each in entries if each is not None and each.when.begins >= since]


def _entry(logistics: Logistics, teller: Teller) -> Entry | None:
    days, application = _days(logistics), logistics.application
    if days is None or logistics.sent_at is None:
        return None
    event, words = application.event, own_words(teller.words.language)
    entry = Entry(
        uid=str(uuid5(UUID(event.calendar_uid), f"journey {application.id}")),
        sequence=logistics.version,
        status=EntryStatus.CONFIRMED,
        title=words.travel.format(title=event.title),
        when=days,
        created_at=logistics.sent_at,
        changed_at=max(logistics.sent_at, application.status_since, event.changed_at),
        description=words.travels,
        transparent=True,
        privacy=Privacy.PRIVATE,
    )
    travels = application.status is Status.CONFIRMED and event.status is not EventStatus.CANCELLED
    return entry if travels else _called_off(entry, teller)


def _called_off(entry: Entry, teller: Teller) -> Entry:
    title = teller.words.cancelled.format(title=entry.title)
    return replace(entry, status=EntryStatus.CANCELLED, sequence=entry.sequence + 1, title=title)


def _days(logistics: Logistics) -> AllDay | None:
    """Return from when to when; None where a day is missing, or they stand the wrong way round."""
    told = [logistics.answers.get(key, "") for key in (ARRIVAL, LEAVING)]
    try:
        arrival, leaving = (date.fromisoformat(each) for each in told)
        return AllDay(arrival, leaving)
    except ValueError:
        return None
