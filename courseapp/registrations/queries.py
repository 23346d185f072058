"""Reading registrations, and which runs of a session people chose."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT
from courseapp.events.models import Event, RepeatGroup
from courseapp.events.rules import RepeatRule
from courseapp.registrations.models import ChosenRun, Registration
from courseapp.registrations.rules import Chosen, Group


def registration_numbered(session: Session, number: int) -> Registration | None:
    """Return a registration with its event and its programme. A fixed number of statements."""
    about_event = joinedload(Registration.application).joinedload(Application.event)
    wanted = (
        select(Registration)
        .where(Registration.application_id == number)
        .options(
            about_event.joinedload(Event.initiative),
            about_event.selectinload(Event.published_sessions),
            selectinload(Registration.runs),
        )
    )
    return session.scalars(wanted).one_or_none()


def registration_for(session: Session, person_id: int, event_id: int) -> Registration | None:
    """Return the person's registration for the event, whatever became of it."""
    wanted = (
        select(Registration)
        .join(Registration.application)
        .where(Application.person_id == person_id, Application.event_id == event_id)
    )
    return session.scalars(wanted).one_or_none()


def chosen_by(session: Session, person_id: int) -> Chosen:
    """Return the runs that the person goes to, where she may go to one only. One statement."""
    wanted = (
        select(Application.event_id, ChosenRun.repeat_group, ChosenRun.session_id)
        .join(ChosenRun, ChosenRun.application_id == Application.id)
        .join(RepeatGroup, _same_group())
        .where(Application.person_id == person_id, RepeatGroup.rule == RepeatRule.ONLY_ONE)
    )
    rows = session.execute(wanted)
    return {Group(event_id, name): session_id for event_id, name, session_id in rows}


def number_by_run(session: Session, event_id: int) -> Mapping[int, int]:
    """Return how many people with a seat go to each run, by the session's id. One statement."""
    wanted = (
        select(ChosenRun.session_id, func.count())
        .join(Application, Application.id == ChosenRun.application_id)
        .where(Application.event_id == event_id, Application.status.in_(HOLDS_A_SEAT))
        .group_by(ChosenRun.session_id)
    )
    return dict(session.execute(wanted).all())


def _same_group() -> ColumnElement[bool]:
    return and_(
        RepeatGroup.event_id == Application.event_id, RepeatGroup.name == ChosenRun.repeat_group
    )
