"""How many applications events have, for the organiser's pages; see `events.ports.figures`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.ports.figures import Applications

UNDECIDED = frozenset({Status.SUBMITTED, Status.NEEDS_INFORMATION})
STILL_HOPEFUL = UNDECIDED | {Status.WAITING, Status.OFFERED, Status.CONFIRMED}


def count_applications(session: Session, event_ids: Sequence[int]) -> Mapping[int, Applications]:
    """Return the figures of each event that somebody has applied for. One statement."""
    counted = session.execute(
        select(Application.event_id, Application.status, func.count())
        .where(Application.event_id.in_(event_ids), Application.status != Status.DRAFT)
        .group_by(Application.event_id, Application.status)
    )
    by_event: dict[int, dict[Status, int]] = {}
    for event_id, status, count in counted:
        by_event.setdefault(event_id, {})[status] = count
    return {event_id: _figures(counts) for event_id, counts in by_event.items()}


def _figures(counts: Mapping[Status, int]) -> Applications:
    return Applications(
        sent=sum(counts.values()),
        undecided=sum(counts.get(status, 0) for status in UNDECIDED),
        waiting=counts.get(Status.WAITING, 0),
        alive=sum(counts.get(status, 0) for status in STILL_HOPEFUL),
    )
