"""Making an event public, calling it off, and saying that it took place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.changing import hold, log, next_status
from courseapp.events.models import Event, PublishedSession
from courseapp.events.plan_rows import plan_of
from courseapp.events.planning import unused_slug
from courseapp.events.plans import missing_for_publishing
from courseapp.events.programme import clashes_of
from courseapp.events.rows import is_over
from courseapp.events.rules import STEPS, EventAction, EventStatus, SessionStatus
from courseapp.events.signals import event_cancelled
from courseapp.events.versions import write_version
from courseapp.initiatives.models import Initiative


class Need(StrEnum):
    """One line of the list of what an event needs before it is published."""

    FACTS = "facts"
    WINDOW = "window"
    TEXT = "text"
    SESSIONS = "sessions"
    CLASHES = "clashes"


@dataclass(frozen=True)
class Check:
    """How one need stands. Without `blocks`, the organiser may publish all the same."""

    need: Need
    done: bool
    blocks: bool
    hint: str


def checklist(event: Event, now: datetime) -> tuple[Check, ...]:
    """Return what to do before publishing, in the order in which to do it."""
    missing = missing_for_publishing(plan_of(event))
    facts = [fault.message for fault in missing if fault.field != "closes_on"]
    window = _window_obstacles(event, now)
    clashes = [clash for clash in clashes_of(event) if not clash.is_hint]
    count = f"{len(clashes)} clash" if len(clashes) == 1 else f"{len(clashes)} clashes"
    unsaid = not (event.description and event.audience)
    return (
        Check(Need.FACTS, not facts, True, " ".join(facts)),
        Check(Need.WINDOW, not window, True, " ".join(window)),
        Check(Need.TEXT, not unsaid, False, "Readers want to know this." if unsaid else ""),
        Check(Need.SESSIONS, bool(event.sessions), False, _about_sessions(event)),
        Check(Need.CLASHES, not clashes, False, f"{count} in the programme." if clashes else ""),
    )


def obstacles(event: Event, now: datetime) -> tuple[str, ...]:
    """Return what must be done before the event can be published; nothing means it can."""
    own = event.initiative
    draft = () if own.is_public else (f"Publish the record of {own.called} first.",)
    blocking = (each for each in checklist(event, now) if each.blocks and not each.done)
    return (*draft, *(each.hint for each in blocking))


def address_when_published(session: Session, event: Event) -> str:
    """Return the slug that the event keeps from its publication on."""
    if event.status is not EventStatus.DRAFT:
        return event.slug
    return unused_slug(session, event, own=event.slug)


def publish_event(session: Session, actor: Person | None, now: datetime, event: Event) -> None:
    """Make the event public, under an address that is never changed after.

    Raises Problem where the event is not a draft or a plan, or where something is missing.
    """
    hold(session, event)
    status = next_status(event, EventAction.PUBLISH)
    # Two events never take the same address, and a record does not become a draft meanwhile.
    lock(session, Initiative, event.initiative_id)
    missing = obstacles(event, now)
    if missing:
        raise Problem("The event cannot be published yet. " + " ".join(missing))
    event.slug = address_when_published(session, event)
    seen_before = event.status is not EventStatus.DRAFT
    event.status = status
    event.published_at = event.published_at or now
    _touch(event, now, raise_sequence=seen_before)  # visible, or no longer tentative
    write_version(session, actor, now, event, was_public=seen_before)
    log(session, event, actor, now, "publish", f"Published the event as /events/{event.slug}.")
    session.flush()


def cancel_event(
    session: Session, actor: Person | None, now: datetime, event: Event, reason: str = ""
) -> None:
    """Cancel a public event with all its sessions; calendars show it as cancelled.

    Raises Problem where the event is not public or is over.
    """
    hold(session, event)
    status = next_status(event, EventAction.CANCEL)
    event.status = status
    event.sequence += 1
    event.changed_at = event.cancelled_at = now
    _call_off_sessions(event, now)
    because = f" Reason: {reason}" if reason else ""
    log(session, event, actor, now, "cancel", f"Cancelled the event.{because}")
    session.flush()
    event_cancelled.send(event, session=session, now=now, reason=reason)


def may_be_held(event: Event, now: datetime) -> bool:
    """Return whether its organisers are asked if the event took place: it is public and over."""
    return (event.status, EventAction.MARK_HELD) in STEPS and is_over(event, now)


def mark_held(session: Session, actor: Person | None, now: datetime, event: Event) -> None:
    """Note that the event took place; calendars learn it only where it was a plan until now.

    Raises Problem where the event is not public, is cancelled, or is not over everywhere.
    """
    hold(session, event)
    status = next_status(event, EventAction.MARK_HELD)
    if not is_over(event, now):
        raise Problem("This event is not over yet, so it cannot be marked as held.")
    was_a_plan = event.status is EventStatus.ANNOUNCED
    event.status = status
    if was_a_plan:
        _touch(event, now, raise_sequence=True)  # no longer tentative
    log(session, event, actor, now, "mark as held", "Marked the event as held.")
    session.flush()


def _touch(event: Event, now: datetime, *, raise_sequence: bool) -> None:
    """Let calendars notice that the event as a whole stands otherwise than before."""
    rows: list[Event | PublishedSession] = [event, *event.published_sessions]
    for row in rows:
        row.changed_at = now
        row.sequence += 1 if raise_sequence else 0


def _call_off_sessions(event: Event, now: datetime) -> None:
    """Cancel what is planned and what is public; what was cancelled before stays as it is."""
    for planned in event.sessions:
        planned.status = SessionStatus.CANCELLED
    for public in event.published_sessions:
        if public.status is not SessionStatus.CANCELLED:
            public.status = SessionStatus.CANCELLED
            public.sequence += 1
            public.changed_at = now


def _window_obstacles(event: Event, now: datetime) -> list[str]:
    missing = missing_for_publishing(plan_of(event))
    found = [fault.message for fault in missing if fault.field == "closes_on"]
    if event.applications_close_at is not None and event.applications_close_at <= now:
        found.append("The deadline has passed: enter a later one.")
    return found


def _about_sessions(event: Event) -> str:
    count = len(event.sessions)
    if not count:
        return "Without sessions, calendars show one entry for the whole event."
    return "1 session." if count == 1 else f"{count} sessions."
