"""Noticing what may concern people's calendars: a note is written with the change itself.

So it is committed or rolled back with it; the worker plans afterwards.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from flask import current_app, has_app_context
from sqlalchemy import Table, event, exists, inspect, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cohorts.models import Cohort
from courseapp.cohorts.rules import CohortState
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.extensions import db
from courseapp.invitations.models import Invitation, InvitationCall, InvitationPlan
from courseapp.registrations.models import ChosenRun

WAKE = "wake_invitations"
WAITS = "invitations_wait"


def call(session: Session, event_ids: set[int]) -> None:
    """Note that the plan of events must be made again, where anybody has a seat or had one."""
    has_seat = exists().where(
        Application.event_id == Event.id, Application.status == Status.CONFIRMED
    )
    has_some = exists().where(Invitation.event_id == Event.id)
    concerned = select(Event.id).where(Event.id.in_(event_ids), has_seat | has_some)
    _insert(session, concerned)


def _call_for(session: Session, application_ids: set[int]) -> None:
    _insert(
        session,
        select(Application.event_id)
        .where(Application.id.in_(application_ids), Application.status == Status.CONFIRMED)
        .distinct(),
    )


def _insert(session: Session, chosen: Any) -> None:
    table = cast(Table, InvitationCall.__table__)
    session.connection().execute(table.insert().from_select(["event_id"], chosen))
    session.info[WAITS] = True


def _event_of_seat(row: Application) -> int | None:
    moved = inspect(row).attrs.status.history
    stood = {row.status, *moved.deleted} if moved.has_changes() else set()
    return row.event_id if Status.CONFIRMED in stood else None


def _event_of_link(row: EventSession) -> int | None:
    states = inspect(row).attrs
    changed = states.join_link.history.has_changes() or states.module_id.history.has_changes()
    return row.event_id if changed else None


def _event_of_cohort(row: Cohort) -> int | None:
    return row.event_id if row.state is CohortState.APPROVED else None


# Which event a changed row concerns; None where it does not.
CONCERNS: Mapping[type, Callable[[Any], int | None]] = {
    Event: lambda row: row.id,
    PublishedSession: lambda row: row.event_id,
    EventSession: _event_of_link,
    Application: _event_of_seat,
    Cohort: _event_of_cohort,
    InvitationPlan: lambda row: row.event_id,
}


def _concerned(session: Session) -> Iterator[int]:
    new = (row for row in session.new if not isinstance(row, Event | EventSession))
    for row in (*new, *session.dirty):
        concerns = CONCERNS.get(type(row))
        event_id = concerns(row) if concerns is not None and _has_changed(session, row) else None
        if event_id is not None:
            yield event_id


def _has_changed(session: Session, row: object) -> bool:
    return row in session.new or session.is_modified(row)


@event.listens_for(Session, "after_flush")  # of every session: who changes something may be anybody
def _notice(session: Session, _context: object) -> None:
    rows = (*session.new, *session.dirty, *session.deleted)
    runs = {row.application_id for row in rows if isinstance(row, ChosenRun)}
    if runs:
        _call_for(session, runs)
    found = set(_concerned(session))
    if found:
        call(session, found)


@event.listens_for(db.session, "after_commit")
def _wake_the_worker(session: Session) -> None:
    """Only after the commit. If the power goes just here, the job of each minute finds the note."""
    if session.in_nested_transaction():
        return
    if session.info.pop(WAITS, False) and has_app_context():
        current_app.extensions[WAKE]()
