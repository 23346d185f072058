"""Her answer to each session, given on her own page: the same row as an answer by mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.rules import Entry, EntryStatus
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.translations import gettext, noted
from courseapp.events.models import Event
from courseapp.invitations.models import Invitation
from courseapp.invitations.objects import told_by, when_of
from courseapp.invitations.people import ends, guests_of, programme_of
from courseapp.invitations.queries import held_by, plan_of
from courseapp.invitations.rules import Answer, Asking, Method

NO_SEAT = noted("You have no seat at this event, so there is nothing to answer.")
CHANGED = noted("A session has changed or is over by now. Please look again.")


@dataclass(frozen=True)
class Answerable:
    """A session to which she may answer; a new time needs a new answer, so that one is NONE."""

    entry: Entry
    answer: Answer
    row: Invitation | None


def answerable(
    session: Session, application: Application, now: datetime, base_url: str
) -> dict[str, Answerable]:
    """Return her sessions that are to come for certain, by UID, in their order.

    Nothing where organisers decided to ask nobody. A fixed number of statements.
    """
    event = application.event
    is_asked = plan_of(session, event).asking is not Asking.NO
    if application.status is not Status.CONFIRMED or not is_asked:
        return {}
    guests = guests_of(session, programme_of(session, event, base_url), application.id)
    rows = held_by(session, application.id)
    return {
        uid: Answerable(entry, _answer(rows.get(uid), entry), rows.get(uid))
        for guest in guests
        for uid, entry in guest.entries.items()
        if entry.status is EntryStatus.CONFIRMED and ends(entry) > now and _may(rows.get(uid))
    }


def answer_sessions(
    session: Session,
    now: datetime,
    application: Application,
    base_url: str,
    answers: Mapping[str, Answer],
) -> None:
    """Write her answers, by UID. What she answers by mail afterwards holds, and the reverse.

    Raises Problem where she has no seat, or a session is over, is hers no more or is unsure.
    """
    lock(session, Event, application.event_id)  # its plan may be changing the same row
    lock(session, Application, application.id)
    if application.status is not Status.CONFIRMED:
        raise Problem(gettext(NO_SEAT))
    offered = answerable(session, application, now, base_url)
    if not set(answers) <= set(offered):
        raise Problem(gettext(CHANGED))
    for uid, answer in answers.items():
        row = offered[uid].row or _new(session, application, uid)
        if row.method is Method.NONE:
            _as_shown(row, offered[uid].entry, now)
        row.answer, row.answered_at, row.comment = answer, now, ""
    session.flush()


def has_answered(row: Invitation | None, when: str) -> bool:
    """Return whether she answered on her page, before any invitation, for just this time."""
    return row is not None and row.method is Method.NONE and row.when_told == when


def void_moved(session: Session, event: Event, base_url: str) -> None:
    """Forget answers given on a page to sessions that moved since. Two statements at most."""
    wanted = select(Invitation).where(
        Invitation.event_id == event.id,
        Invitation.method == Method.NONE,
        Invitation.answer != Answer.NONE,
    )
    rows = session.scalars(wanted).all()
    if not rows:
        return
    anybody = Seat(held=True, changed_at=event.changed_at, ahead=0)
    entries = programme_of(session, event, base_url).entries(anybody)
    for row in rows:
        entry = entries.get(row.calendar_uid)
        if entry is None or row.when_told != when_of(entry):
            row.answer = Answer.NONE


def _answer(row: Invitation | None, entry: Entry) -> Answer:
    return row.answer if row is not None and row.when_told == when_of(entry) else Answer.NONE


def _may(row: Invitation | None) -> bool:
    """Return whether she may answer: what was taken off by mail is offered again by mail."""
    return row is None or row.method is not Method.CANCEL


def _new(session: Session, application: Application, uid: str) -> Invitation:
    row = Invitation(
        application_id=application.id,
        event_id=application.event_id,
        calendar_uid=uid,
        method=Method.NONE,
    )
    session.add(row)
    return row


def _as_shown(row: Invitation, entry: Entry, now: datetime) -> None:
    row.sequence = row.feed_sequence = entry.sequence
    row.when_told, row.told = when_of(entry), told_by(entry)
    row.title, row.ends_at, row.sent_at = entry.title, ends(entry), now
