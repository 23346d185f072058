"""Gives the example events speakers with profiles, and writes to those who were asked."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.events.rules import Mode, Presence
from courseapp.scenarios.written import written_in
from courseapp.speakers.asking import invite, mark
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.plans import BiographyPlan, PartPlan, ProfilePlan, WindowPlan
from courseapp.speakers.profiles import add_speaker
from courseapp.speakers.rules import EngagementAction, EngagementStatus
from courseapp.speakers.windows import add_window

_STEPS = {"confirmed": EngagementAction.CONFIRM, "asked": EngagementAction.ASK}


def add_speakers(session: Session, now: datetime, event: Event) -> None:
    """Put everybody who is written for the event on its list, as she stands with it."""
    for line in written_in("speakers.yaml"):
        if event.slug in line["events"]:
            _add(session, now, event, line)


def write_to_asked(session: Session, actor: Person, now: datetime, event: Event) -> None:
    """Send each speaker who was asked her letter, with her private link."""
    asked = select(SpeakerEngagement).filter_by(event_id=event.id, status=EngagementStatus.ASKED)
    for engagement in session.scalars(asked.order_by(SpeakerEngagement.id)).all():
        invite(session, actor, now, engagement)


def _add(session: Session, now: datetime, event: Event, line: Mapping[str, Any]) -> None:
    step = _STEPS[line["events"][event.slug]]
    engagement = add_speaker(session, None, now, event, _profile(line), _part(event, step))
    mark(session, None, now, engagement, step)
    if "first_days" in line and event.starts_on != event.ends_on:
        add_window(session, now, engagement, _window(event, line["first_days"]))


def _part(event: Event, step: EngagementAction) -> PartPlan:
    """Of whoever has confirmed it is known how she comes, and that she may be shown."""
    if step is not EngagementAction.CONFIRM:
        return PartPlan()
    is_online = event.mode is Mode.ONLINE
    return PartPlan(Presence.ONLINE if is_online else Presence.IN_PERSON, is_public=True)


def _profile(line: Mapping[str, Any]) -> ProfilePlan:
    told = line.get("biographies", {})
    return ProfilePlan(
        **{name: line[name] for name in ("name", "title", "organisation", "country")},
        **{name: line[name] for name in ("email", "zone")},
        languages=tuple(line["languages"]),
        biographies=tuple(BiographyPlan(*each) for each in told.items()),
    )


def _window(event: Event, days: int) -> WindowPlan:
    """Return the time from the first day on which there are sessions, for so many such days."""
    dates = sorted({each.starts_local.date() for each in event.sessions})
    first, last = dates[0], dates[days - 1]
    return WindowPlan(
        event.zone or "UTC",
        datetime.combine(first, time()),
        datetime.combine(last + timedelta(days=1), time()),
    )
