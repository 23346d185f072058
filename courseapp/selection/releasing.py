"""Making private decisions of an event known together, at a time, in steps that can be resumed.

Each step is a transaction of its own behind the lock of the event: whatever stops the worker, the
next one goes on where it stood, and a letter is written in the transaction that notes it. So
nobody gets two, however many workers run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import hold
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.core.formats import instant
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.selection.filling import keep_free
from courseapp.selection.making_known import News, make_known
from courseapp.selection.models import PrivateDecision, Release
from courseapp.selection.points import tell_next_point
from courseapp.selection.private import CANCELLED, note_known, own_words, plan_of
from courseapp.selection.rules import (
    DECISION_STEPS,
    RELEASE_STEPS,
    Choice,
    Deed,
    Privacy,
    ReleaseDeed,
    ReleaseState,
    reply_by_problem,
    step,
)
from courseapp.selection.terms import starts_at, zone_of

AT_ONCE = 20  # people in one step
REPLY_BY_FIELD, DUE_FIELD, POINTS_FIELD = "reply_date", "due_date", "points_date"
_UNDER_WAY = (ReleaseState.PLANNED, ReleaseState.BEGUN)


@dataclass(frozen=True)
class ReleasePlan:
    """When decisions become known (aware instants) and until when offers can be answered.

    `points_at` is when focal points hear of their people; None: not before them.
    """

    due_at: datetime
    reply_by: datetime
    points_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a release has come: who knows, who does not yet, whom it could not tell."""

    known: int
    left: int
    failed: int


def plan_release(
    session: Session, actor: Person, now: datetime, event: Event, plan: ReleasePlan
) -> Release:
    """Plan to make everything known that is decided by then. Raises Problem with the field."""
    lock(session, Event, event.id)
    _refuse(session, event, plan, now)
    found = Release(
        event_id=event.id,
        due_at=plan.due_at,
        points_at=plan.points_at,
        reply_by=plan.reply_by,
        note=plan.note,
        planned_by_id=actor.id,
        planned_by=actor.display_name,
        planned_at=now,
    )
    session.add(found)
    when = instant(plan.due_at, zone_of(event))
    _log(session, actor.display_name, now, event, f"Planned to release the decisions on {when}.")
    session.flush()
    return found


def cancel_release(session: Session, actor: Person, now: datetime, release: Release) -> None:
    """Take a plan back while nobody was told. Raises Problem once it has begun."""
    lock(session, Event, release.event_id)
    lock(session, Release, release.id)
    if release.state is not ReleaseState.PLANNED:
        raise Problem("This release has begun. It cannot be taken back.")
    release.state = step(RELEASE_STEPS, release.state, ReleaseDeed.CANCEL)
    _log(session, actor.display_name, now, release.event, "Took back the planned release.")
    session.flush()


def take_step(session: Session, release_id: int, now: datetime) -> bool:
    """Take the next step of a release; return whether there may be another one now.

    The caller commits after each.
    """
    event_id = session.scalars(select(Release.event_id).where(Release.id == release_id)).one()
    event = lock(session, Event, event_id)
    release = lock(session, Release, release_id)
    if release.state is ReleaseState.PLANNED:
        return _begin(session, release, now)
    if release.state is not ReleaseState.BEGUN:
        return False
    if release.points_at is not None and release.points_told_at is None:
        return _tell_points(session, release, now)
    if now < release.due_at:
        return False
    return _tell_people(session, release, event, now)


def due_releases(session: Session, now: datetime) -> Sequence[int]:
    """Return the ids of releases for which there may be something to do. One statement."""
    first = func.coalesce(Release.points_at, Release.due_at)
    return session.scalars(
        select(Release.id)
        .where(Release.state.in_(_UNDER_WAY), first <= now)
        .order_by(Release.due_at, Release.id)
    ).all()


def release_under_way(session: Session, event_id: int) -> Release | None:
    """Return the release that is planned or has begun, or None. One statement."""
    wanted = select(Release).where(Release.event_id == event_id, Release.state.in_(_UNDER_WAY))
    return session.scalars(wanted).one_or_none()


def release_of(session: Session, event: Event, release_id: int) -> Release:
    """Return a release of the event. Raises NotFound for another event's."""
    found = session.get(Release, release_id)
    if found is None or found.event_id != event.id:
        raise NotFound
    return found


def releases(session: Session, event_id: int) -> Sequence[Release]:
    """Return all releases of an event, the newest first. One statement."""
    wanted = select(Release).where(Release.event_id == event_id)
    return session.scalars(wanted.order_by(Release.id.desc())).all()


def progress(session: Session, release: Release) -> Progress:
    """Return how far a release has come. One statement."""
    of_event = Application.event_id == release.event_id
    mine = PrivateDecision.release_id == release.id
    known, left, failed = session.execute(
        select(
            func.count().filter(mine & (PrivateDecision.privacy == Privacy.KNOWN)),
            func.count().filter(mine & (PrivateDecision.privacy == Privacy.BOUND)),
            func.count().filter(
                (PrivateDecision.problem != "") & (PrivateDecision.privacy == Privacy.OPEN)
            ),
        )
        .select_from(PrivateDecision)
        .join(Application, Application.id == PrivateDecision.application_id)
        .where(of_event)
    ).one()
    return Progress(known, left, failed)


def _refuse(session: Session, event: Event, plan: ReleasePlan, now: datetime) -> None:
    if event.status is EventStatus.CANCELLED:
        raise Problem(CANCELLED)
    if release_under_way(session, event.id) is not None:
        raise Problem("A release is planned already. Take it back first, or wait for its end.")
    if plan.due_at < now:
        raise Problem("This time is over. Enter a time in the future.", DUE_FIELD)
    if plan.points_at is not None and not now <= plan.points_at <= plan.due_at:
        raise Problem("Focal points hear before the release. Enter fewer days.", POINTS_FIELD)
    problem = reply_by_problem(plan.reply_by, plan.due_at, starts_at(event))
    if problem:
        raise Problem(problem, REPLY_BY_FIELD)
    if session.scalars(_open_of(event.id)).first() is None:
        raise Problem("Nothing is decided yet that people do not know already.")


def _open_of(event_id: int) -> Select[int]:
    return (
        select(PrivateDecision.application_id)
        .join(Application, Application.id == PrivateDecision.application_id)
        .where(
            Application.event_id == event_id,
            PrivateDecision.choice.is_not(None),
            PrivateDecision.privacy == Privacy.OPEN,
        )
    )


def _begin(session: Session, release: Release, now: datetime) -> bool:
    """From here on its decisions stay as they are: somebody may have been told."""
    if now < (release.points_at or release.due_at):
        return False
    if release.event.status is EventStatus.CANCELLED:
        release.state = step(RELEASE_STEPS, release.state, ReleaseDeed.CANCEL)
        session.flush()
        return False
    release.state = step(RELEASE_STEPS, release.state, ReleaseDeed.BEGIN)
    bound = step(DECISION_STEPS, Privacy.OPEN, Deed.BIND)
    session.execute(
        update(PrivateDecision)
        .where(PrivateDecision.application_id.in_(_open_of(release.event_id)))
        .values(privacy=bound, release_id=release.id, problem="")
        .execution_options(synchronize_session=False)
    )
    plan_of(session, release.event).number += 1
    session.flush()
    session.expire_all()
    return True


def _tell_points(session: Session, release: Release, now: datetime) -> bool:
    for _ in range(AT_ONCE):
        if not tell_next_point(session, release, now):
            release.points_told_at = now
            break
    session.flush()
    return True


def _tell_people(session: Session, release: Release, event: Event, now: datetime) -> bool:
    bound = session.scalars(
        select(PrivateDecision)
        .where(PrivateDecision.release_id == release.id, PrivateDecision.privacy == Privacy.BOUND)
        .order_by(_in_turn(), PrivateDecision.rank, PrivateDecision.application_id)
        .limit(AT_ONCE)
        .execution_options(populate_existing=True)
    ).all()
    actor = session.get_one(Person, release.planned_by_id)
    for each in bound:
        _tell(session, actor, now, release, each)
    if not bound:
        release.state = step(RELEASE_STEPS, release.state, ReleaseDeed.FINISH)
        release.finished_at = now
        _log(session, release.planned_by, now, event, "Released the decisions.")
        session.flush()
        keep_free(session, event)
    return bool(bound)


def _tell(
    session: Session, actor: Person, now: datetime, release: Release, decision: PrivateDecision
) -> None:
    """Make one decision known; where that cannot be, hand it back with the reason."""
    application, choice = decision.application, decision.choice
    if choice is None:  # the database refuses it: what is bound is something
        raise ValueError("nothing is bound")
    own = own_words(session, application, choice)
    contact = contact_for(session, release.event, actor)
    reply_by = release.reply_by if choice is Choice.OFFER else None
    news = News(choice, contact, release.note, reply_by, words=own)
    try:
        with session.begin_nested():
            hold(session, application)
            make_known(session, actor, now, application, news)
            note_known(session, release.planned_by, now, application, choice)
    except Problem as problem:
        session.refresh(decision)
        decision.privacy = step(DECISION_STEPS, decision.privacy, Deed.HAND_BACK)
        decision.release_id, decision.problem = None, problem.message
        session.flush()


def _in_turn() -> ColumnElement[int]:
    """Offers first, so that seats go to those who were chosen and not to the reserve."""
    order = {Choice.OFFER: 0, Choice.WAIT: 1, Choice.DECLINE: 2}
    return case(
        *((PrivateDecision.choice == each, place) for each, place in order.items()), else_=3
    )


def _log(session: Session, actor: str, now: datetime, event: Event, told: str) -> None:
    record(
        session,
        at=now,
        actor=actor,
        verb="release decisions",
        subject=f"event/{event.id}",
        summary=told,
    )
