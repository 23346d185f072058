"""Creating an event and changing its facts. Its sessions are planned in `scheduling`."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import place_of_zone
from courseapp.core.ids import calendar_uid
from courseapp.events.facts.changing import hold, log, require_alive, require_unchanged
from courseapp.events.facts.describing import difference, event_facts
from courseapp.events.facts.fact_faults import fact_faults
from courseapp.events.facts.plan_rows import write_plan
from courseapp.events.facts.plans import (
    EventPlan,
    Fault,
    missing_for_publishing,
    schedule_faults,
)
from courseapp.events.models import Event
from courseapp.events.moves.rezoning import sessions_in_zone
from courseapp.events.published.publicity import detail_of, keep_what_was_told
from courseapp.events.rules import EventStatus
from courseapp.events.signals import seats_changed
from courseapp.events.slugs import free_slug, slug_for
from courseapp.initiatives.models import Initiative


def create_event(
    session: Session,
    actor: Person | None,
    now: datetime,
    initiative: Initiative,
    plan: EventPlan,
) -> Event:
    """Return a new draft of the initiative. Raises Problem with the field that is wrong."""
    plan = plan.settled()
    refuse_faults(plan, now, None)
    lock(session, Initiative, initiative.id)  # two new events never take the same address
    event = Event(
        slug=unused_slug(session, plan),
        initiative_id=initiative.id,
        calendar_uid=calendar_uid(),
        status=EventStatus.DRAFT,
        created_at=now,
        changed_at=now,
    )
    write_plan(session, event, plan)
    session.flush()
    log(session, event, actor, now, "create", f"Created the event “{event.title}”.")
    session.flush()
    return event


def change_event(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    plan: EventPlan,
    seen: datetime | None = None,
) -> bool:
    """Write the plan into the event and return whether anything changed.

    `seen` is the event's `changed_at` when the form was opened. Raises ChangedMeanwhile if
    somebody else saved since then, and Problem with the field that is wrong.
    """
    plan = plan.settled()
    hold(session, event)
    require_alive(event)
    require_unchanged(event, seen)
    refuse_faults(plan, now, event)
    changed = difference(event_facts(event), event_facts(plan))
    if not changed:
        return False
    if _when(event) != _when(plan):
        event.sequence += 1
    seats = _way_in(event)
    with _seen_by_those(session, now, event, plan):
        _write_plan(session, now, event, plan)
    log(session, event, actor, now, "change", f"Changed {changed.labels}.", changed)
    session.flush()
    if seats != _way_in(event):
        seats_changed.send(event, session=session, now=now)
    return True


def _write_plan(session: Session, now: datetime, event: Event, plan: EventPlan) -> None:
    told = detail_of(event)
    write_plan(session, event, plan)
    event.count_seats_above()
    keep_what_was_told(event, told, now)
    event.changed_at = now
    session.flush()


def _seen_by_those(
    session: Session, now: datetime, event: Event, plan: EventPlan
) -> AbstractContextManager[None]:
    """Return what a change runs in that may take the programme from who has no seat.

    And a draft without a day is in no calendar.
    """
    if event.status is EventStatus.DRAFT:
        return watched(session, now, Bond.ORGANISES, event.id)
    if (event.access, event.feed_detail) == (plan.access, plan.feed_detail):
        return nullcontext()
    return watched(session, now, Bond.ATTENDS, event.id)


def plan_faults(plan: EventPlan, now: datetime, event: Event | None) -> tuple[Fault, ...]:
    """Return why a plan cannot be saved as a new event (None) or as the present one."""
    deadline = event.applications_close_at if event else None
    found = [*schedule_faults(plan.schedule, now, deadline), *fact_faults(plan)]
    may_be_dateless = event is not None and event.status is EventStatus.POSTPONED
    if plan.starts_on is None and plan.year is None and not may_be_dateless:
        found.append(Fault("starts_on", "Enter the first day, or below only the year."))
    if event is not None:
        found.extend(_against_promises(plan, event))
    return tuple(found)


def refuse_faults(plan: EventPlan, now: datetime, event: Event | None) -> None:
    """Raise Problem for the first reason why the plan cannot be saved."""
    for fault in plan_faults(plan, now, event):
        raise Problem(fault.message, fault.field)


def unused_slug(session: Session, plan: EventPlan | Event, own: str | None = None) -> str:
    """Return an address for the plan that no other event has; `own` is the event's present one."""
    year = plan.starts_on.year if plan.starts_on else None
    wanted = slug_for(plan.title, year)
    taken = session.scalars(
        select(Event.slug).where(Event.slug.startswith(wanted, autoescape=True))
    )
    return free_slug(wanted, frozenset(taken) - {own})


def _against_promises(plan: EventPlan, event: Event) -> list[Fault]:
    """What people were told already cannot be taken back by a form."""
    found: list[Fault] = []
    if event.status is EventStatus.PUBLISHED:
        found.extend(missing_for_publishing(plan))
    if plan.zone != event.zone and sessions_in_zone(event):
        place = place_of_zone(event.zone or "")
        found.append(
            Fault(
                "zone",
                f"Its sessions are in the zone of {place}. Change the zone on its own page: there "
                "you see what becomes of them.",
            )
        )
    return found


def _when(event: Event | EventPlan) -> tuple[object, ...]:
    """What calendars show of the time of an event as a whole."""
    clock = (event.starts_time, event.ends_time, event.zone) if event.starts_time else ()
    return event.starts_on, event.ends_on, *clock


def _way_in(event: Event) -> tuple[object, ...]:
    """What decides who has a seat."""
    return event.seats, event.access, event.selection
