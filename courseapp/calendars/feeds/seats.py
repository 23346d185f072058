"""The sessions of somebody's seats, and of what she applied for.

Until she has a seat the sessions are tentative, keep her free and have no way in. Of a seat given
up they stay as cancelled; of a refusal or an application taken back they do so for thirty days.
SEQUENCE rises each time that it ends, and each time that there is hope again. Who has a seat has
the sessions to which invitations go, and no others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, load_only

from courseapp.applications.models import Application
from courseapp.applications.rules import ENDS, Status
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.standing import days_of
from courseapp.calendars.feeds.own_words import OwnWords, own_words
from courseapp.calendars.feeds.rows import UNSEEN, load_topics, read, sittings
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import MOST_ENTRIES
from courseapp.calendars.rules import Entry, EntryStatus, Privacy
from courseapp.cohorts.allotted import allotted_in
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.published.publicity import may_read_programme
from courseapp.events.rules import PUBLIC_STATUSES
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import chosen_by
from courseapp.registrations.rules import not_hers
from courseapp.registrations.runs import runs_of

REFUSED_STANDS = timedelta(days=30)
# She has applied, and nobody has said no: not even she.
HOPES = frozenset({Status.SUBMITTED, Status.NEEDS_INFORMATION, Status.OFFERED, Status.WAITING})


def entries_of_person(
    session: Session, person_id: int, now: datetime, since: datetime, teller: Teller
) -> list[Entry]:
    """Return the sessions of all that the person applied for, and the way in where she has a seat.

    Six statements, and one more each where a session is held again, or belongs to a module.
    """
    applications = session.scalars(_applications(person_id, now - REFUSED_STANDS)).all()
    return _entries(session, person_id, applications, since, teller)


def entries_of_registration(
    session: Session, registration: Registration, since: datetime, teller: Teller
) -> list[Entry]:
    """Return the sessions of one event for who registered, as long as she ever had a seat.

    At most seven statements.
    """
    application = registration.application
    seats = [application] if application.confirmed_at is not None else []
    return _entries(session, application.person_id, seats, since, teller)


def _entries(
    session: Session,
    person_id: int,
    applications: Sequence[Application],
    since: datetime,
    teller: Teller,
) -> list[Entry]:
    if not applications:
        return []
    events = {each.event_id: each.event for each in applications}
    load_topics(session, events.values())
    confirmed = [each for each in applications if each.confirmed_at is not None]
    standings = seats_of(session, applications)
    seats = {each.event_id: standings[each.id] for each in confirmed}
    readable = [
        each for each, event in events.items() if each in seats or may_read_programme(event)
    ]
    told = read(session, _sittings(readable, since))
    left_out = _runs_left_out(session, told, person_id)
    left_out |= _modules_left_out(session, told, confirmed)
    sittings = [each for each in told if each.session_id not in left_out]
    found = [(each.event_id, teller.session(each, seats.get(each.event_id))) for each in sittings]
    with_sessions = {event_id for event_id, _ in found}
    found += [
        (event.id, entry)
        for event in events.values()
        if event.id not in with_sessions and _lasts_until(event, since)
        for entry in _whole(event, seats.get(event.id), teller)
    ]
    by_event = {each.event_id: (each, standings[each.id]) for each in applications}
    words = own_words(teller.words.language)
    return [_as_hers(entry, *by_event[event_id], teller, words) for event_id, entry in found]


def _whole(event: Event, seat: Seat | None, teller: Teller) -> list[Entry]:
    """Who has no seat at an event by invitation reads what everybody may of it."""
    return teller.whole(event, seat) if seat or may_read_programme(event) else teller.dates(event)


def _as_hers(
    entry: Entry, application: Application, standing: Seat, teller: Teller, words: OwnWords
) -> Entry:
    """Return the entry as it stands for her who has no seat; with a seat it is right already."""
    if application.confirmed_at is not None:
        return entry
    entry = replace(entry, sequence=entry.sequence + standing.ahead)
    if entry.status is EntryStatus.CANCELLED:
        return entry
    hers = replace(
        entry,
        changed_at=max(entry.changed_at, application.status_since),
        transparent=True,
        privacy=Privacy.PRIVATE,
    )
    if application.status in HOPES:
        title = words.applied.format(title=entry.title)
        return replace(hers, status=EntryStatus.TENTATIVE, title=title)
    title = teller.words.not_attending.format(title=entry.title)
    return replace(hers, status=EntryStatus.CANCELLED, title=title)


def _runs_left_out(
    session: Session, told: Sequence[PublishedSession], person_id: int
) -> frozenset[int]:
    """Return the sessions of which she attends another run; nothing is held again, as a rule."""
    runs = runs_of(told)
    return not_hers(runs, chosen_by(session, person_id)) if runs else frozenset()


def _modules_left_out(
    session: Session, told: Sequence[PublishedSession], confirmed: Sequence[Application]
) -> frozenset[int]:
    """Return the sessions of modules in which she has no seat; before she has one, nobody says."""
    with_modules = [each for each in told if each.session.module_id is not None]
    allotted = allotted_in(session, {each.event_id for each in with_modules})
    return frozenset[int]().union(
        *(
            allotted.left_out(hers.event_id, hers.reference, _planned(with_modules, hers))
            for hers in confirmed
        )
    )


def _planned(told: Sequence[PublishedSession], hers: Application) -> list[EventSession]:
    return [each.session for each in told if each.event_id == hers.event_id]


def _sittings(event_ids: Sequence[int], since: datetime) -> Select[PublishedSession]:
    way_in = joinedload(PublishedSession.session)  # it holds at once, published or not
    found = sittings(Event.id.in_(event_ids), PublishedSession.ends_at >= since)
    return found.options(way_in.load_only(EventSession.join_link, EventSession.module_id)).limit(
        MOST_ENTRIES
    )


def _applications(person_id: int, refused_since: datetime) -> Select[Application]:
    # A draft that was begun again had been taken back before.
    begun_again = Application.status_since > Application.created_at
    was_sent = or_(Application.status != Status.DRAFT, begun_again)
    stands = or_(
        Application.confirmed_at.is_not(None),
        Application.status.in_(HOPES),
        and_(was_sent, Application.status_since >= refused_since),
    )
    event = contains_eager(Application.event)
    needed = ("person_id", "event_id", "reference", "status", "status_since", "confirmed_at")
    return (
        select(Application)
        .join(Application.event)
        .where(
            Application.person_id == person_id,
            Event.status.in_(PUBLIC_STATUSES),
            stands,
        )
        .options(
            load_only(*(getattr(Application, name) for name in needed)),
            event.joinedload(Event.initiative),
            *(event.defer(column) for column in UNSEEN),
        )
        .limit(MOST_ENTRIES)
    )


def seats_of(session: Session, applications: Sequence[Application]) -> Mapping[int, Seat]:
    """Return how each of these applications stands, by its id, as a calendar counts it.

    How often each ended is on record; feeds and invitations must count alike. One statement, none
    for no application.
    """
    subjects = [f"application/{each.id}" for each in applications]
    counted = (
        select(AuditEntry.subject, func.count())
        .where(AuditEntry.subject.in_(subjects), AuditEntry.verb.in_(ENDS))
        .group_by(AuditEntry.subject)
    )
    ends = dict(session.execute(counted).all()) if subjects else {}
    return {each.id: _seat(each, ends.get(f"application/{each.id}", 0)) for each in applications}


def _seat(application: Application, ends: int) -> Seat:
    """Return it with a SEQUENCE ahead by two for each end that was followed by a beginning."""
    held = application.status is Status.CONFIRMED
    never_sure = application.confirmed_at is None
    stands = held or (never_sure and application.status in HOPES)
    ahead = 2 * ends if stands else max(2 * ends - 1, 1)
    return Seat(held, application.status_since, ahead)


def _lasts_until(event: Event, since: datetime) -> bool:
    days = days_of(event)
    return days is not None and days.last_day >= since.date()
