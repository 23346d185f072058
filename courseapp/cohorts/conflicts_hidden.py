"""Organisers in conflict with an applicant: her points and reasons stay hidden from them."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.cohorts.people import Row
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.seeing import in_conflict

NOT_YOURS = "You are in conflict with somebody whom you ticked. Another organiser decides there."


def conflicted_references(session: Session, event: Event, person: Person) -> frozenset[str]:
    """Return the references of applicants with whom the person is in conflict. One statement."""
    wanted = select(Application.reference).where(
        Application.event_id == event.id, in_conflict(Application.id, person.id)
    )
    return frozenset(session.scalars(wanted))


def without_points(rows: Sequence[Row], hidden: Collection[str]) -> Sequence[Row]:
    """Return the rows; of those who are hidden only who they are, and whether they are in."""
    return [
        replace(each, points=None, raw=None, why="", is_drawn=False, is_hidden=True)
        if each.called.reference in hidden
        else each
        for each in rows
    ]


def refuse_conflicted(changed: Collection[str], hidden: Collection[str]) -> None:
    """Raise Problem where a person is in conflict with somebody about whom she decides."""
    if set(changed) & set(hidden):
        raise Problem(NOT_YOURS)
