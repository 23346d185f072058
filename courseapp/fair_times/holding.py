"""Holding a session at the times that were found: moving it, and adding its other runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.scheduling import add_session, change_session, plan_of
from courseapp.events.sessions.sittings import SessionPlan

LONGEST_GROUP_NAME = 40


def runs_of(event: Event, sitting: EventSession) -> list[EventSession]:
    """Return the sessions that hold the same thing, in order of time: the session among them."""
    if not sitting.repeat_group:
        return [sitting]
    alike = [each for each in event.sessions if each.repeat_group == sitting.repeat_group]
    scheduled = [each for each in alike if each.status is SessionStatus.SCHEDULED]
    return sorted(scheduled, key=lambda each: (each.starts_at, each.id))


def hold_at(
    session: Session,
    actor: Person | None,
    now: datetime,
    sitting: EventSession,
    starts: Sequence[datetime],
    seen: datetime | None = None,
) -> list[EventSession]:
    """Hold the session at the starts (aware), as often as there are; return its runs.

    Runs that exist are moved in order of time, missing ones are added without link and speakers,
    for each run has its own. A run too many stays as it is. `seen` is the `changed_at` of the
    session when the page was made; raises ChangedMeanwhile, or Problem for impossible times.
    """
    event = sitting.event
    before = runs_of(event, sitting)
    group = sitting.repeat_group or (
        sitting.title[:LONGEST_GROUP_NAME].strip() if len(starts) > 1 else ""
    )
    held = []
    for place, start in enumerate(sorted(starts)):
        if place < len(before):
            run = before[place]
            wanted = replace(_at(run, start), repeat_group=group)
            change_session(session, actor, now, run, wanted, seen if run is sitting else None)
        else:
            wanted = replace(_at(sitting, start), repeat_group=group, join_link="", speakers=())
            run = add_session(session, actor, now, event, wanted)
        held.append(run)
    return held


def _at(run: EventSession, start: datetime) -> SessionPlan:
    """Return the plan of the run at another start, in its own zone and as long as before."""
    zone = ZoneInfo(run.zone)
    end = start + (run.ends_at - run.starts_at)
    return replace(
        plan_of(run),
        starts_local=start.astimezone(zone).replace(tzinfo=None),
        ends_local=end.astimezone(zone).replace(tzinfo=None),
        recording_link="",
    )
