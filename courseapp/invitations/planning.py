"""The plan of an event's invitations: what each calendar should hold, beside what it holds.

The difference is queued, with what was queued written down in the same transaction: run twice, or
after a power cut, it sends nothing twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.calendars.rules import Entry, EntryStatus, Timed
from courseapp.core.database import lock
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.invitations import letters
from courseapp.invitations.addresses import replies_are_read
from courseapp.invitations.answering import has_answered, void_moved
from courseapp.invitations.letters import Sending
from courseapp.invitations.models import (
    CalendarLetter,
    Invitation,
    InvitationCall,
)
from courseapp.invitations.objects import Invited, told_by, when_of
from courseapp.invitations.people import Guest, Programme, ends, guests_of, programme_of
from courseapp.invitations.queries import held_at, plan_of
from courseapp.invitations.rules import (
    Answer,
    Holds,
    Method,
    Should,
    Standing,
    Step,
    Style,
    asks,
    next_step,
    partstat,
    style_for,
)

AT_ONCE = 100  # messages in one transaction: others wait for the event meanwhile
A_MINUTE = timedelta(minutes=1)
SILENT = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.HELD})


@dataclass(frozen=True)
class Due:
    """One message that is due; without a `step` it is the one letter with all sessions."""

    guest: Guest
    step: Step | None = None
    uid: str = ""
    entry: Entry | None = None
    should: Should | None = None
    row: Invitation | None = None


def plan_event(session: Session, event_id: int, now: datetime, base_url: str) -> bool:
    """Queue what is due, at most `AT_ONCE` messages; return whether more is.

    While the event is paused nothing is queued, and nothing is lost: it is planned again
    afterwards. The event stays locked until the caller's transaction ends.
    """
    event = lock(session, Event, event_id)
    noted = select(InvitationCall.id).where(InvitationCall.event_id == event_id)
    calls = session.scalars(noted).all()  # before anything else is read: later ones stay
    if plan_of(session, event).paused_at is not None:
        found: list[Due] = []
    else:
        found = list(islice(due_at(session, event, now, base_url), AT_ONCE + 1))
    void_moved(session, event, base_url)
    asked = is_asked(session, event)
    for each in found[:AT_ONCE]:
        _send(session, now, event, each, wanted=asked and is_sure(each))
    more = len(found) > AT_ONCE
    if not more:
        session.execute(delete(InvitationCall).where(InvitationCall.id.in_(calls)))
    session.flush()
    return more


def due_at(session: Session, event: Event, now: datetime, base_url: str) -> Iterator[Due]:
    """Yield what is due for an event. A fixed number of statements."""
    programme = programme_of(session, event, base_url)
    style = style_for(plan_of(session, event).style, programme.number)
    held, lettered = held_at(session, event.id), _lettered(session, event)
    by_person: dict[int, dict[str, Invitation]] = {}
    for (application_id, uid), row in held.items():
        by_person.setdefault(application_id, {})[uid] = row
    for guest in guests_of(session, programme):
        rows = by_person.get(guest.application.id, {})
        yield from _due_for(programme, guest, rows, now, invites=style is Style.EACH_SESSION)
        if style is Style.ONE_LETTER and _wants_letter(event, guest, lettered, now):
            yield Due(guest)


def is_asked(session: Session, event: Event) -> bool:
    """Return whether people are asked for an answer to each session of the event."""
    return asks(
        plan_of(session, event).asking,
        registers=registers(event),
        replies_are_read=replies_are_read(),
    )


def is_sure(due: Due) -> bool:
    """Return whether one can say if one comes; of what is postponed nobody can."""
    return due.entry is not None and due.entry.status is EntryStatus.CONFIRMED


def sending_of(due: Due, *, wanted: bool) -> Sending:
    """Return a message about one session, ready to be written. `due` has a step and an entry."""
    if due.step is None or due.entry is None:
        raise ValueError("This is the letter about all sessions.")
    answer = due.row.answer if due.row else Answer.NONE
    state, rsvp = partstat(answer, wanted=wanted, again=due.step.again)
    title = due.row.title if due.row and due.step.method is Method.CANCEL else due.entry.title
    invited = Invited(due.guest.email, due.guest.name, state, rsvp)
    return Sending(due.step, due.entry, title, invited)


def _due_for(
    programme: Programme,
    guest: Guest,
    rows: Mapping[str, Invitation],
    now: datetime,
    *,
    invites: bool,
) -> Iterator[Due]:
    known = guest.entries if set(rows) <= set(guest.entries) else _all(programme, guest)
    for uid in [*known, *(each for each in rows if each not in known)]:
        row = rows.get(uid)
        entry = known.get(uid) or (_last_told(guest, row) if row else None)
        if entry is None or ends(entry) <= now:
            continue
        should = Should(entry.sequence, when_of(entry), told_by(entry), _standing(guest, uid))
        step = next_step(should, _holds(row), invites=invites)
        if step is not None and has_answered(row, should.when):
            step = replace(step, again=False)
        if step is not None:
            yield Due(guest, step, uid, entry, should, row)


def _all(programme: Programme, guest: Guest) -> Mapping[str, Entry]:
    """Return her entries first, then those of sessions that are not hers any more."""
    return {**guest.entries, **programme.entries(guest.seat), **guest.entries}


def _last_told(guest: Guest, row: Invitation) -> Entry:
    """Return what is known of a session that is nowhere any more."""
    return Entry(
        uid=row.calendar_uid,
        sequence=row.feed_sequence + 1,
        status=EntryStatus.CANCELLED,
        title=row.title,
        when=Timed(row.ends_at - A_MINUTE, row.ends_at, "UTC"),
        created_at=row.sent_at,
        changed_at=guest.application.status_since,
    )


def _standing(guest: Guest, uid: str) -> Standing:
    entry = guest.entries.get(uid)
    if entry is None:
        return Standing.NOT_HERS
    return Standing.CALLED_OFF if entry.status is EntryStatus.CANCELLED else Standing.GOES


def _holds(row: Invitation | None) -> Holds | None:
    if row is None or row.method is Method.NONE:
        return None
    return Holds(row.method, row.sequence, row.feed_sequence, row.when_told, row.told)


def _lettered(session: Session, event: Event) -> Mapping[int, int]:
    wanted = (
        select(CalendarLetter.application_id, CalendarLetter.ahead)
        .join(Application, Application.id == CalendarLetter.application_id)
        .where(Application.event_id == event.id)
    )
    return dict(session.execute(wanted).all())


def _wants_letter(event: Event, guest: Guest, lettered: Mapping[int, int], now: datetime) -> bool:
    if event.status in SILENT or lettered.get(guest.application.id) == guest.seat.ahead:
        return False
    return any(
        ends(each) > now and each.status is not EntryStatus.CANCELLED
        for each in guest.entries.values()
    )


def _send(session: Session, now: datetime, event: Event, due: Due, *, wanted: bool) -> None:
    if due.step is None:
        letters.send_all(session, now, event, due.guest)
        _note_letter(session, now, due.guest)
        return
    letters.send(session, now, event, due.guest, sending_of(due, wanted=wanted))
    _write(session, now, event, due, wanted=wanted)


def _note_letter(session: Session, now: datetime, guest: Guest) -> None:
    session.merge(
        CalendarLetter(application_id=guest.application.id, ahead=guest.seat.ahead, sent_at=now)
    )


def _write(session: Session, now: datetime, event: Event, due: Due, *, wanted: bool) -> None:
    """Write down what her calendar holds once the message has arrived."""
    step, entry, should = due.step, due.entry, due.should
    if step is None or entry is None or should is None:
        return
    row = due.row
    if row is None:
        row = Invitation(
            application_id=due.guest.application.id,
            event_id=event.id,
            calendar_uid=due.uid,
            answer=Answer.NONE,
        )
        session.add(row)
    row.method, row.sequence, row.feed_sequence = step.method, step.sequence, should.sequence
    row.when_told, row.told, row.sent_at = should.when, should.told, now
    if step.method is Method.REQUEST:
        row.title, row.ends_at = entry.title, ends(entry)
    if step.method is Method.CANCEL or (step.again and wanted):
        row.answer = Answer.NONE  # a new time needs a new one
