"""What other rooms send of themselves: told beside the plan, so that nothing comes as a surprise.

Reminders of offers and releases of decisions have plans of their own. Speakers, delegations and
focal points are reminded only when an organiser presses the button.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.selection.models import Offer, Release
from courseapp.selection.queries import NOTHING_LAPSES
from courseapp.selection.rules import ReleaseState, reminders
from courseapp.selection.terms import reading_zone


@dataclass(frozen=True)
class AlsoGoing:
    """Letters that go out by themselves: how many, when the next, and the page that says more."""

    name: str
    number: int
    next: datetime
    path: str


def also_going(session: Session, event: Event, now: datetime) -> tuple[AlsoGoing, ...]:
    """Return what else will go out, the next first. Two statements."""
    found = [*_offers(session, event, now), *_releases(session, event, now)]
    return tuple(sorted(found, key=lambda each: each.next))


def _offers(session: Session, event: Event, now: datetime) -> Iterator[AlsoGoing]:
    if event.status in NOTHING_LAPSES:
        return
    wanted = (
        select(Offer)
        .join(Application)
        .where(
            Application.event_id == event.id,
            Application.status == Status.OFFERED,
            Offer.closed_at.is_(None),
            Offer.reply_by > now,
        )
    )
    ahead = [
        at
        for each in session.scalars(wanted)
        for at in reminders(each.made_at, each.reply_by, reading_zone(each.application))
        if at > now
    ]
    if ahead:
        path = f"/manage/events/{event.slug}/decisions"
        yield AlsoGoing("Reminder to answer an offer", len(ahead), min(ahead), path)


def _releases(session: Session, event: Event, now: datetime) -> Iterator[AlsoGoing]:
    wanted = select(Release).where(
        Release.event_id == event.id, Release.state == ReleaseState.PLANNED
    )
    for each in session.scalars(wanted):
        path = f"/manage/events/{event.slug}/decisions"
        yield AlsoGoing("Decisions are released", 1, max(each.due_at, now), path)
