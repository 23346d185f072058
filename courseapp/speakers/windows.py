"""When a speaker can speak: entered by her clock, kept with the instants that are meant."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import Moment, moment
from courseapp.events.facts.changing import log, require_alive
from courseapp.speakers.models import AvailableWindow, SpeakerEngagement
from courseapp.speakers.plans import WindowPlan
from courseapp.speakers.rules import MOST_WINDOWS

LONGEST_WINDOW = timedelta(days=31)


def add_window(
    session: Session, now: datetime, engagement: SpeakerEngagement, plan: WindowPlan
) -> AvailableWindow:
    """Return her new window; the same one again is the one there is.

    Raises Problem, with its field, for times that cannot be.
    """
    lock(session, SpeakerEngagement, engagement.id)
    require_alive(engagement.event)
    starts, ends = times_of(plan)
    for each in engagement.windows:
        if (each.starts_at, each.ends_at) == (starts.at, ends.at):
            return each
    if len(engagement.windows) >= MOST_WINDOWS:
        raise Problem(f"{MOST_WINDOWS} times are the most we can keep. Join some to longer ones.")
    window = AvailableWindow(
        zone=plan.zone,
        starts_local=plan.starts_local,
        ends_local=plan.ends_local,
        starts_at=starts.at,
        ends_at=ends.at,
    )
    engagement.windows.append(window)
    if engagement.profile.zone is None:
        engagement.profile.zone = plan.zone
    _note(session, now, engagement, "added a time at which she can speak")
    return window


def remove_window(
    session: Session, now: datetime, engagement: SpeakerEngagement, window_id: int
) -> bool:
    """Remove one of her windows; False where it is gone already or another speaker's."""
    lock(session, SpeakerEngagement, engagement.id)
    found = next((each for each in engagement.windows if each.id == window_id), None)
    if found is None:
        return False
    engagement.windows.remove(found)
    _note(session, now, engagement, "removed a time at which she can speak")
    return True


def times_of(plan: WindowPlan) -> tuple[Moment, Moment]:
    """Return start and end. Raises Problem, with its field, where they cannot be."""
    starts = _moment(plan.starts_local, plan.zone, "starts")
    ends = _moment(plan.ends_local, plan.zone, "ends")
    if ends.at <= starts.at:
        raise Problem("Enter the end after the start, or the day on which it ends.", "ends")
    if ends.at - starts.at > LONGEST_WINDOW:
        raise Problem("Enter at most a month at a time.", "ends_on")
    return starts, ends


def _moment(local: datetime, zone: str, field: str) -> Moment:
    try:
        return moment(local, zone)
    except Problem as problem:
        raise Problem(problem.message, field) from None


def _note(session: Session, now: datetime, engagement: SpeakerEngagement, what: str) -> None:
    name = engagement.profile.name
    log(session, engagement.event, None, now, "speaker availability", f"{name} {what}.")
    session.flush()
