"""What stands in a feed, read in a fixed number of statements whatever its size.

A feed reaches back to the beginning of a month, about three months ago, and holds the next
1,000 entries at most: Google stops reading at about that (and at a megabyte).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import CONFIRMS, Status
from courseapp.calendars.entries.sessions import (
    Seat,
    dates_entry,
    days_of,
    event_entry,
    session_entry,
    withdrawn,
)
from courseapp.calendars.models import PersonalFeed
from courseapp.calendars.rules import Entry
from courseapp.core.audit import AuditEntry
from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.events.lists.filters import Filters, conditions
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.publicity import (
    detail_of,
    is_listed,
    is_withdrawn,
    listed,
    may_read_programme,
    programme_is_public,
    programme_is_withdrawn,
)
from courseapp.events.rules import PUBLIC_STATUSES, FeedDetail
from courseapp.initiatives.models import Initiative
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import chosen_by
from courseapp.registrations.rules import not_hers
from courseapp.registrations.runs import runs_of

MOST_ENTRIES = 1000
MONTHS_BACK = 3
EVERYTHING = Filters()

Condition = ColumnElement[bool]
Row = TypeVar("Row")


def first_instant(now: datetime) -> datetime:
    """Return where a feed begins: the first of a month, so that it moves once a month only."""
    month = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    years, months = divmod(month.year * 12 + month.month - 1 - MONTHS_BACK, 12)
    return month.replace(year=years, month=months + 1)


def published_entries(
    session: Session, since: datetime, base_url: str, filters: Filters = EVERYTHING
) -> tuple[Entry, ...]:
    """Return what everybody may see of all events, or of those that the filters let through.

    What was withdrawn stays in the feeds of all and of an initiative, as cancelled; which filters
    let it through would tell too much. Two statements.
    """
    stays = replace(filters, initiative="") == EVERYTHING
    chosen = and_(true(), *conditions(filters))
    told = or_(
        and_(listed(), programme_is_public()), and_(programme_is_withdrawn(), literal(stays))
    )
    sittings = session.scalars(_sittings(chosen, told, PublishedSession.ends_at >= since))
    whole = and_(
        or_(listed(), and_(is_withdrawn(), literal(stays))),
        or_(~_sessions_are_told(), ~Event.published_sessions.any()),
    )
    events = session.scalars(_events(chosen, whole, _last_day() >= since.date()))
    return _soonest([*_each(sittings, base_url), *_whole(events, base_url)])


def entries_of_event(session: Session, event: Event, base_url: str) -> tuple[Entry, ...]:
    """Return what everybody may see of one public event, however long ago. One statement.

    Sessions that everybody could read stay as cancelled, with the whole event beside them where
    that is told.
    """
    were_told = event.told_before is FeedDetail.ALL
    if not may_read_programme(event) and not were_told:
        return tuple(_whole([event], base_url))
    sittings = session.scalars(_sittings(Event.id == event.id)).all()
    entries = _each(sittings, base_url)
    is_whole = not entries or (is_listed(event) and not may_read_programme(event))
    return _soonest([*entries, *(_whole([event], base_url) if is_whole else ())])


def entry_of_session(session: Session, event: Event, uid: str, base_url: str) -> Entry:
    """Return one session of a public event. Raises NotFound, also where not all may read it."""
    if not may_read_programme(event):
        raise NotFound
    named = PublishedSession.calendar_uid == _in_print(uid)
    return session_entry(_found(session.scalars(_sittings(Event.id == event.id, named))), base_url)


def entries_of_person(
    session: Session, person_id: int, since: datetime, base_url: str
) -> tuple[Entry, ...]:
    """Return every session to which the person had a confirmed seat, with the way in.

    Of a seat given up since, the sessions stay as cancelled. Four statements, and one more
    where a session is held again.
    """
    return entries_of_seats(
        session, person_id, session.scalars(_once_confirmed(person_id)).all(), since, base_url
    )


def entries_of_registration(
    session: Session, registration: Registration, since: datetime, base_url: str
) -> tuple[Entry, ...]:
    """Return the sessions of one event for who registered, as long as she ever had a seat.

    At most four statements.
    """
    application = registration.application
    seats = [application] if application.confirmed_at is not None else []
    return entries_of_seats(session, application.person_id, seats, since, base_url)


def entries_of_seats(
    session: Session,
    person_id: int,
    applications: Sequence[Application],
    since: datetime,
    base_url: str,
) -> tuple[Entry, ...]:
    """Return the sessions of the events at which the person has, or had, these seats."""
    seats = _seats(session, applications)
    told = session.scalars(
        _sittings(Event.id.in_(list(seats)), PublishedSession.ends_at >= since).options(
            joinedload(PublishedSession.session)  # the way in holds at once, published or not
        )
    ).all()
    left_out = _runs_left_out(session, told, person_id)
    sittings = [each for each in told if each.session_id not in left_out]
    entries = [session_entry(each, base_url, seats[each.event_id]) for each in sittings]
    with_sessions = {each.event_id for each in sittings}
    rest = [each.event for each in applications if each.event_id not in with_sessions]
    whole = [
        event_entry(event, base_url, seats[event.id])
        for event in rest
        if _lasts_until(event, since)
    ]
    return _soonest([*entries, *(entry for entry in whole if entry is not None)])


def public_event(session: Session, slug: str) -> Event:
    """Return an event that everybody may know of, with its initiative. Raises NotFound."""
    return _found(session.scalars(_events(Event.slug == _in_print(slug), listed())))


def event_with_feed(session: Session, slug: str, now: datetime) -> Event:
    """Return an event that has a feed: one that everybody may know of, or could until it is over.

    Raises NotFound.
    """
    not_over = _last_day() >= (now - timedelta(days=1)).date()
    told = or_(listed(), and_(is_withdrawn(), not_over))
    return _found(session.scalars(_events(Event.slug == _in_print(slug), told)))


def initiative_called(session: Session, slug: str) -> Initiative:
    """Return an initiative whose record is public. Raises NotFound."""
    named = select(Initiative).where(Initiative.slug == _in_print(slug), Initiative.is_public)
    return _found(session.scalars(named))


def newest_record_change(session: Session) -> datetime | None:
    """Return when a public record of an initiative last changed; None while there is none."""
    return session.scalar(select(func.max(Initiative.changed_at)).where(Initiative.is_public))


def feed_with_token(session: Session, token: str) -> PersonalFeed:
    """Return the personal feed that the secret opens. One statement.

    Raises NotFound for a token that never was, that was revoked, or whose person's account
    is closed.
    """
    wanted = (
        select(PersonalFeed)
        .join(Person)
        .where(
            PersonalFeed.token_hash == token_hash(token),
            PersonalFeed.revoked_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .options(lazyload(PersonalFeed.person))
    )
    return _found(session.scalars(wanted))


def own_feed(session: Session, person: Person) -> PersonalFeed | None:
    """Return the person's personal feed, if she has one."""
    return session.scalars(
        select(PersonalFeed).where(
            PersonalFeed.person_id == person.id, PersonalFeed.revoked_at.is_(None)
        )
    ).one_or_none()


def _sittings(*conditions: Condition) -> Select[PublishedSession]:
    return (
        select(PublishedSession)
        .join(PublishedSession.event)
        .where(*conditions)
        .options(
            contains_eager(PublishedSession.event).joinedload(Event.initiative),
        )
        .order_by(PublishedSession.starts_at, PublishedSession.calendar_uid)
        .limit(MOST_ENTRIES)
    )


def _events(*conditions: Condition) -> Select[Event]:
    return (
        select(Event)
        .where(*conditions)
        .options(joinedload(Event.initiative))
        .order_by(Event.starts_on, Event.calendar_uid)
        .limit(MOST_ENTRIES)
    )


def _runs_left_out(
    session: Session, told: Sequence[PublishedSession], person_id: int
) -> frozenset[int]:
    """Return the sessions of which she attends another run; nothing is held again, as a rule."""
    runs = runs_of(told)
    return not_hers(runs, chosen_by(session, person_id)) if runs else frozenset()


def _once_confirmed(person_id: int) -> Select[Application]:
    return (
        select(Application)
        .join(Application.event)
        .where(
            Application.person_id == person_id,
            Application.confirmed_at.is_not(None),
            Event.status.in_(PUBLIC_STATUSES),
        )
        .options(
            lazyload(Application.person),
            contains_eager(Application.event).joinedload(Event.initiative),
        )
        .limit(MOST_ENTRIES)
    )


def _seats(session: Session, applications: Sequence[Application]) -> dict[int, Seat]:
    """Return the seats by event. How often each was confirmed is in the audit log."""
    subjects = [f"application/{each.id}" for each in applications]
    counted = (
        select(AuditEntry.subject, func.count())
        .where(AuditEntry.subject.in_(subjects), AuditEntry.verb.in_(CONFIRMS))
        .group_by(AuditEntry.subject)
    )
    confirmed = dict(session.execute(counted).all())
    return {
        each.event_id: _seat(each, confirmed.get(f"application/{each.id}", 1))
        for each in applications
    }


def _seat(application: Application, times_confirmed: int) -> Seat:
    held = application.status is Status.CONFIRMED
    ahead = 2 * (times_confirmed - 1) + (0 if held else 1)
    return Seat(held, application.status_since, ahead)


def _each(sittings: Iterable[PublishedSession], base_url: str) -> list[Entry]:
    """Return the sessions, those of a programme that is told no more as cancelled."""
    return [
        session_entry(each, base_url)
        if may_read_programme(each.event)
        else withdrawn(session_entry(each, base_url), each.event)
        for each in sittings
    ]


def _whole(events: Iterable[Event], base_url: str) -> list[Entry]:
    entries = (_whole_event(event, base_url) for event in events)
    return [entry for entry in entries if entry is not None]


def _whole_event(event: Event, base_url: str) -> Entry | None:
    told = detail_of(event)
    if told is FeedDetail.ALL:
        return event_entry(event, base_url)
    if told is FeedDetail.DATES:
        return dates_entry(event, base_url)
    were_all = event.told_before is FeedDetail.ALL
    was = event_entry(event, base_url) if were_all else dates_entry(event, base_url)
    return None if was is None else withdrawn(was, event)


def _lasts_until(event: Event, since: datetime) -> bool:
    days = days_of(event)
    return days is not None and days.last_day >= since.date()


def _soonest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.order)[:MOST_ENTRIES])


def _last_day() -> ColumnElement[date]:
    """A postponed event without new dates stands where it stood."""
    return func.coalesce(
        Event.ends_on, Event.starts_on, Event.earlier_ends_on, Event.earlier_starts_on
    )


def _sessions_are_told() -> Condition:
    """Whether the sessions of an event stand in feeds, and not the event as a whole."""
    return or_(programme_is_public(), and_(programme_is_withdrawn(), is_withdrawn()))


def _in_print(slug: str) -> str:
    """PostgreSQL refuses to compare with a text that holds NUL; no name of ours does."""
    if not slug.isprintable():
        raise NotFound
    return slug


def _found(rows: Iterable[Row]) -> Row:
    found = next(iter(rows), None)
    if found is None:
        raise NotFound
    return found
