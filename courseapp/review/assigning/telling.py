"""The letter to reviewers: how many applications are new for them, and no name of any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.formats import instant
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.mail.outbox import queue
from courseapp.review.assigning.models import ReviewerNotice
from courseapp.review.conflicts.queries import in_conflict
from courseapp.review.models import Assignment
from courseapp.review.rounds import dates_of, round_of
from courseapp.review.rules import Round
from courseapp.review.seeing import can_be_reviewed

KIND = "review_assigned"
PATH = "/reviews"


@dataclass(frozen=True)
class NewReviews:
    """All that the letter says; `begins` and `ends` are instants in words, or empty."""

    name: str
    number: int
    in_all: int
    is_interview: bool
    title: str
    initiative: str
    begins: str
    ends: str
    contact: Contact
    path: str = PATH


def untold(session: Session, event: Event, which: Round) -> Mapping[int, int]:
    """Return how many applications are new for whom since she was written to. One statement."""
    is_new = or_(ReviewerNotice.told_at.is_(None), ReviewerNotice.told_at < Assignment.assigned_at)
    rows = session.execute(
        select(Assignment.reviewer_id, func.count())
        .join(Assignment.application)
        .outerjoin(
            ReviewerNotice,
            (ReviewerNotice.person_id == Assignment.reviewer_id)
            & (ReviewerNotice.event_id == event.id)
            & (ReviewerNotice.round == which),
        )
        .where(Application.event_id == event.id, can_be_reviewed(), Assignment.round == which)
        .where(is_new, ~in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .group_by(Assignment.reviewer_id)
    )
    return dict(rows.all())


def tell_reviewers(session: Session, now: datetime, event: Event, which: Round) -> int:
    """Write to each reviewer for whom something is new, once; return to how many."""
    new = untold(session, event, which)
    people = session.scalars(select(Person).where(Person.id.in_(new), Person.disabled_at.is_(None)))
    told = 0
    for person in people.all():
        _tell(session, now, event, which, person, new[person.id])
        notice = session.get(ReviewerNotice, (event.id, person.id, which))
        if notice is None:
            notice = ReviewerNotice(event_id=event.id, person_id=person.id, round=which)
            session.add(notice)
        notice.told_at = now
        told += 1
    session.flush()
    return told


def _tell(
    session: Session, now: datetime, event: Event, which: Round, person: Person, number: int
) -> None:
    dates, zone = dates_of(round_of(session, event.id, which)), person.zone or event.zone or "UTC"
    begins, ends = dates.reviewing_from, dates.closed_from
    letter = NewReviews(
        name=person.full_name,
        number=number,
        in_all=_in_all(session, event, which, person),
        is_interview=which is Round.INTERVIEW,
        title=event.title,
        initiative=event.initiative.name,
        begins=instant(begins, zone) if begins and begins > now else "",
        ends=instant(ends, zone) if ends else "",
        contact=contact_for(session, event),
    )
    about = f"event/{event.id}"
    queue(session, now, kind=KIND, to=person.email, about=about, context={"letter": letter})


def _in_all(session: Session, event: Event, which: Round, person: Person) -> int:
    wanted = (
        select(func.count())
        .select_from(Assignment)
        .join(Assignment.application)
        .where(Application.event_id == event.id, Assignment.round == which, can_be_reviewed())
        .where(Assignment.reviewer_id == person.id)
        .where(~in_conflict(Assignment.application_id, person.id))
    )
    return session.scalar(wanted) or 0
