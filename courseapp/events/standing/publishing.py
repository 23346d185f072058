"""Making an event public, calling it off, and saying that it took place; and who is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import hold, log, next_status
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import unused_slug
from courseapp.events.facts.plans import missing_for_publishing
from courseapp.events.lists.rows import is_over
from courseapp.events.models import Event, PublishedSession
from courseapp.events.ports.cautions import Caution
from courseapp.events.published.versions import write_version
from courseapp.events.rules import STEPS, EventAction, EventStatus, SessionStatus
from courseapp.events.signals import event_resumed
from courseapp.events.standing.along import Along, move_along, note_where_it_stands
from courseapp.events.standing.moving_along import days_of
from courseapp.events.standing.news import NOBODY, News, Telling, news_of
from courseapp.events.standing.telling import Dates, tell
from courseapp.events.words import dates_of, earlier_dates_of
from courseapp.initiatives.models import Initiative


class Need(StrEnum):
    """One line of the list of what an event needs before it is published."""

    FACTS = "facts"
    WINDOW = "window"
    TEXT = "text"
    SESSIONS = "sessions"
    PROBLEMS = "problems"


@dataclass(frozen=True)
class Check:
    """How one need stands. Without `blocks`, the organiser may publish all the same."""

    need: Need
    done: bool
    blocks: bool
    hint: str


def checklist(event: Event, now: datetime, cautions: Sequence[Caution] = ()) -> tuple[Check, ...]:
    """Return what to do before publishing, in the order in which to do it.

    `cautions` are those of its programme; they block nothing.
    """
    missing = missing_for_publishing(plan_of(event))
    facts = [fault.message for fault in missing if fault.field != "closes_on"]
    window = _window_obstacles(event, now)
    problems = sum(each.is_open and not each.is_hint for each in cautions)
    count = "1 problem" if problems == 1 else f"{problems} problems"
    unsaid = not (event.description and event.audience)
    return (
        Check(Need.FACTS, not facts, True, " ".join(facts)),
        Check(Need.WINDOW, not window, True, " ".join(window)),
        Check(Need.TEXT, not unsaid, False, "Readers want to know this." if unsaid else ""),
        Check(Need.SESSIONS, bool(event.sessions), False, _about_sessions(event)),
        Check(Need.PROBLEMS, not problems, False, f"{count} in the programme." if problems else ""),
    )


def obstacles(event: Event, now: datetime, new_deadline: datetime | None = None) -> tuple[str, ...]:
    """Return what must be done before the event can be published; nothing means it can.

    `new_deadline` is the one to which the present deadline would move with the event.
    """
    own = event.initiative
    draft = () if own.is_public else (f"Publish the record of {own.called} first.",)
    settled = new_deadline is not None and new_deadline > now
    blocking = (each for each in checklist(event, now) if each.blocks and not each.done)
    return (
        *draft,
        *(each.hint for each in blocking if not (settled and each.need is Need.WINDOW)),
    )


def address_when_published(session: Session, event: Event) -> str:
    """Return the slug that the event keeps from its publication on."""
    if event.status is not EventStatus.DRAFT:
        return event.slug
    return unused_slug(session, event, own=event.slug)


def announcing_obstacles(event: Event) -> tuple[str, ...]:
    """Return what must be done before the event can be announced; nothing means it can."""
    own = event.initiative
    return () if own.is_public else (f"Publish the record of {own.called} first.",)


def announce_event(
    session: Session, actor: Person | None, now: datetime, event: Event, telling: Telling = NOBODY
) -> int:
    """Make a draft public as a plan, with its programme; return how many people are told.

    Its address is never changed after. Raises Problem where the event is no draft.
    """
    hold(session, event)
    status = next_status(event, EventAction.ANNOUNCE)
    lock(session, Initiative, event.initiative_id)
    _refuse("announced", announcing_obstacles(event))
    event.slug = address_when_published(session, event)
    with watched(session, now, Bond.ORGANISES, event.id):
        event.status = status
        event.published_at = event.published_at or now
        touch(event, now, raise_sequence=False)
        write_version(session, actor, now, event, was_public=False)
        session.flush()
    told = tell(session, now, event, News.ANNOUNCED, telling, Dates(dates_of(event)))
    summary = f"Announced the event as /events/{event.slug}."
    log(session, event, actor, now, "announce", summary + what_was_told(telling, told))
    session.flush()
    return told


def publish_event(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    telling: Telling = NOBODY,
    along: Along | None = None,
) -> int:
    """Make the event public as a fact, under an address that is never changed after.

    A postponed event takes place again, on the dates that it has now; what was left behind on
    the earlier ones is moved `along`. Returns how many people are told. Raises Problem where the
    event is public already, or where something is missing; ChangedMeanwhile as `move_along`.
    """
    hold(session, event)
    status = next_status(event, EventAction.PUBLISH)
    news = news_of(event.status, EventAction.PUBLISH)
    # Two events never take the same address, and a record does not become a draft meanwhile.
    lock(session, Initiative, event.initiative_id)
    if along is not None:
        move_along(session, actor, now, event, days_of(event.starts_on, event.ends_on), along)
    _refuse("published", obstacles(event, now))
    event.slug = address_when_published(session, event)
    seen_before = event.status is not EventStatus.DRAFT
    dates = Dates(dates_of(event), earlier_dates_of(event))
    with watched(session, now, Bond.ORGANISES, event.id):
        event.status, event.earlier_starts_on, event.earlier_ends_on = status, None, None
        note_where_it_stands(event, None, None)
        event.published_at = event.published_at or now
        touch(event, now, raise_sequence=seen_before)  # visible, or no longer tentative
        write_version(session, actor, now, event, was_public=seen_before)
        session.flush()
    if news is News.RESUMED:
        event_resumed.send(event, session=session, now=now)
    told = tell(session, now, event, news, telling, dates)
    summary = f"Published the event as /events/{event.slug}."
    log(session, event, actor, now, "publish", summary + what_was_told(telling, told))
    session.flush()
    return told


def cancel_event(
    session: Session, actor: Person | None, now: datetime, event: Event, telling: Telling = NOBODY
) -> int:
    """Cancel a public event with all its sessions; calendars show it as cancelled.

    Returns how many people are told. Raises Problem where the event is not public or is over.
    """
    hold(session, event)
    status = next_status(event, EventAction.CANCEL)
    if event.starts_on is None and event.year is None:  # postponed: nothing else is known of it
        event.starts_on, event.ends_on = event.earlier_starts_on, event.earlier_ends_on
    event.status = status
    event.sequence += 1
    event.changed_at = event.cancelled_at = now
    _call_off_sessions(event, now)
    told = tell(session, now, event, News.CANCELLED, telling, Dates(dates_of(event)))
    summary = "Cancelled the event." + what_was_told(telling, told)
    log(session, event, actor, now, "cancel", summary)
    session.flush()
    return told


def may_be_held(event: Event, now: datetime) -> bool:
    """Return whether its organisers are asked if the event took place: it is public and over."""
    return (event.status, EventAction.MARK_HELD) in STEPS and is_over(event, now)


def mark_held(
    session: Session, actor: Person | None, now: datetime, event: Event, telling: Telling = NOBODY
) -> int:
    """Note that the event took place; calendars learn it only where it was a plan until now.

    Returns how many people are told. Raises Problem where the event is not public, is cancelled,
    or is not over everywhere.
    """
    hold(session, event)
    status = next_status(event, EventAction.MARK_HELD)
    if not is_over(event, now):
        raise Problem("This event is not over yet, so it cannot be marked as held.")
    was_a_plan = event.status is EventStatus.ANNOUNCED
    event.status = status
    if was_a_plan:
        touch(event, now, raise_sequence=True)  # no longer tentative
    told = tell(session, now, event, News.HELD, telling, Dates(dates_of(event)))
    summary = "Marked the event as held." + what_was_told(telling, told)
    log(session, event, actor, now, "mark as held", summary)
    session.flush()
    return told


def take_back_held(
    session: Session, actor: Person | None, now: datetime, event: Event, telling: Telling = NOBODY
) -> int:
    """Correct a mistake: the event is public as before, and it is open whether it took place.

    Returns how many people are told. Raises Problem where the event is not marked as held, or
    says less than a published event must.
    """
    hold(session, event)
    status = next_status(event, EventAction.TAKE_BACK_HELD)
    _refuse("marked as not held", taking_back_obstacles(event))
    event.status = status
    told = tell(session, now, event, News.NOT_HELD, telling, Dates(dates_of(event)))
    summary = "Took back that the event was held." + what_was_told(telling, told)
    log(session, event, actor, now, "take back held", summary)
    session.flush()
    return told


def taking_back_obstacles(event: Event) -> tuple[str, ...]:
    """Return what a published event must say that this one does not; nothing means all is said."""
    missing = missing_for_publishing(plan_of(event))
    return tuple(fault.message for fault in missing)


def what_was_told(telling: Telling, told: int) -> str:
    """Return what the history adds about the letters; "" where nobody was written to."""
    letters = {0: "", 1: " 1 letter."}.get(told, f" {told} letters.")
    return letters + (f" Reason: {telling.note}" if telling.note else "")


def refusal(event: Event, action: EventAction, now: datetime) -> str:
    """Return why the action does not apply to the event as it stands; "" where it does."""
    try:
        next_status(event, action)
    except Problem as problem:
        return problem.message
    if action is EventAction.MARK_HELD and not is_over(event, now):
        return "Only an event that is public and over can be marked as held."
    return ""


def _refuse(done: str, missing: Sequence[str]) -> None:
    if missing:
        raise Problem(f"The event cannot be {done} yet. " + " ".join(missing))


def touch(event: Event, now: datetime, *, raise_sequence: bool) -> None:
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
