"""What every change to an event has in common: who did it, and that nobody else just did too."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.events.facts.describing import Difference, Facts
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import STEPS, EventAction, EventStatus
from courseapp.events.words import STANDINGS

SYSTEM = "system"
DONE = {
    EventAction.ANNOUNCE: "announced",
    EventAction.PUBLISH: "published",
    EventAction.POSTPONE: "postponed",
    EventAction.CANCEL: "cancelled",
    EventAction.MARK_HELD: "marked as held",
    EventAction.TAKE_BACK_HELD: "marked as not held",
}


class ChangedMeanwhile(Problem):
    """Somebody else saved the same thing after the form was opened; nothing was overwritten."""


def hold(session: Session, event: Event) -> Event:
    """Lock the event and read it afresh: changes to it and its sessions wait for each other."""
    return lock(session, Event, event.id)


def require_unchanged(row: Event | EventSession, seen: datetime | None) -> None:
    """Raise ChangedMeanwhile unless the row is as it was when the form was opened.

    `seen` is the `changed_at` that the form holds; None skips the check.
    """
    if seen is not None and row.changed_at != seen:
        zone = row.zone or "UTC"
        raise ChangedMeanwhile(
            f"Somebody else saved this on {instant(row.changed_at, zone)}, after you had opened "
            "it. What you typed is kept below and is not saved yet. Compare, then save again.",
            "changed_at",
        )


def require_alive(event: Event) -> None:
    """Raise Problem for a cancelled event: it stays as people's calendars have it."""
    if event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled, so it cannot be changed any more.")


def next_status(event: Event, action: EventAction) -> EventStatus:
    """Return where the action leads the event. Raises Problem where it does not apply."""
    status = STEPS.get((event.status, action))
    if status is None:
        word = STANDINGS[event.status].word.lower()
        raise Problem(f"This event is {word}, so it cannot be {DONE[action]}.")
    return status


def log(
    session: Session,
    event: Event,
    actor: Person | None,
    now: datetime,
    verb: str,
    summary: str,
    changed: Difference | None = None,
) -> None:
    """Write what happened to the event or one of its sessions; None is the system itself."""
    record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb=verb,
        subject=f"event/{event.id}",
        summary=summary,
        before=_or_none(changed.before) if changed else None,
        after=_or_none(changed.after) if changed else None,
    )


def _or_none(facts: Facts) -> Facts | None:
    return facts or None
