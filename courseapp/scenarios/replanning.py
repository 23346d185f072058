"""Changes the programme of the example course, and publishes the change as a second version."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.sessions.scheduling import add_session, change_session, plan_of
from courseapp.events.sessions.sittings import SessionPlan, SpeakerPlan
from courseapp.scenarios.handing_out import session_called

MOVED = "Exercise: which installations are in"
BESIDE = "Article 6 of the Paris Agreement and the market at home"  # the new one is that day
ADDED = "Round table: people who took this course before"
NOTE = "The exercise on scope moves to Thursday. People who took the course before come on day 8."


def replan(session: Session, actor: Person, now: datetime, event: Event) -> None:
    """Move one session by a day, add another one, and publish."""
    moved = session_called(event, MOVED)
    change_session(session, actor, now, moved, _a_day_later(plan_of(moved)))
    add_session(session, actor, now, event, _round_table(plan_of(session_called(event, BESIDE))))
    publish_programme(session, actor, now, event, NOTE)


def _a_day_later(plan: SessionPlan) -> SessionPlan:
    day = timedelta(days=1)
    return replace(plan, starts_local=plan.starts_local + day, ends_local=plan.ends_local + day)


def _round_table(morning: SessionPlan) -> SessionPlan:
    """Return a session of an hour and a half in the afternoon of another one's day."""
    starts = morning.starts_local.replace(hour=14, minute=0)
    return SessionPlan(
        title=ADDED,
        description="Three of them tell what became of their road maps.",
        zone=morning.zone,
        starts_local=starts,
        ends_local=starts + timedelta(minutes=90),
        room_id=morning.room_id,
        speakers=(SpeakerPlan("Mariana Costa", "Example secretariat"),),
    )
