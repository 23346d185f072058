"""What focal points hear of their people before these do, and how they propose substitutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.asking.links import link_is_over
from courseapp.core.labels import Label
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.people import standings_in
from courseapp.nominations.rules import NominationState, PointStatus, Standing
from courseapp.nominations.words import STANDINGS
from courseapp.selection.models import PrivateDecision, Release, ToldPoint
from courseapp.selection.point_letters import send_outcomes
from courseapp.selection.rules import Choice, Privacy, ReleaseState
from courseapp.selection.texts import POINT_OUTCOMES


@dataclass(frozen=True)
class Known:
    """One of her people: the name, and what a focal point may know by now."""

    nomination: Nomination
    application: Application | None
    label: Label
    standing: Standing
    ahead: Choice | None  # what was decided, where she herself does not know it yet


def tell_next_point(session: Session, release: Release, now: datetime) -> bool:
    """Write to the next focal point who was not told yet; return whether there was one."""
    point = session.scalars(_untold(release).limit(1)).first()
    if point is None:
        return False
    session.add(ToldPoint(release_id=release.id, point_id=point.id, told_at=now))
    known = decided_of(session, point.quota, release)
    people = [(each.nomination.full_name, each.ahead) for each in known if each.ahead]
    if people and not link_is_over(point, release.event, now):
        send_outcomes(session, now, release, point, people)
    session.flush()
    return True


def points_to_tell(session: Session, release_event_id: int) -> Sequence[FocalPoint]:
    """Return the focal points who have a link and people with a decision. One statement."""
    return session.scalars(_points(release_event_id, (Privacy.OPEN, Privacy.BOUND))).all()


def decided_of(session: Session, quota: Quota, release: Release | None) -> Sequence[Known]:
    """Return her people by rank, each as far as she may know. Two statements.

    `release` is one whose focal points are told by now; None: she knows what her people know.
    """
    standings = standings_in(session, quota)
    ahead = _ahead(session, quota, release) if release is not None else {}
    rows = session.execute(
        select(Nomination, Application)
        .outerjoin(Person, _hers())
        .outerjoin(Application, _sent_for(quota.event_id))
        .where(Nomination.quota_id == quota.id, Nomination.state == NominationState.NAMED)
        .order_by(Nomination.rank, Nomination.id)
    )
    return [_known(named, sent, standings[named.id], ahead) for named, sent in rows]


def release_told_to_points(session: Session, event_id: int) -> Release | None:
    """Return the release of which focal points know and others do not yet. One statement."""
    return session.scalars(
        select(Release)
        .where(
            Release.event_id == event_id,
            Release.state == ReleaseState.BEGUN,
            Release.points_told_at.is_not(None),
        )
        .limit(1)
    ).first()


def _known(
    named: Nomination, sent: Application | None, standing: Standing, ahead: Mapping[int, Choice]
) -> Known:
    choice = ahead.get(sent.id) if sent is not None else None
    label = POINT_OUTCOMES[choice] if choice else STANDINGS[standing]
    return Known(named, sent, label, standing, choice)


def _ahead(session: Session, quota: Quota, release: Release) -> Mapping[int, Choice]:
    rows = session.execute(
        select(PrivateDecision.application_id, PrivateDecision.choice)
        .join(Application, Application.id == PrivateDecision.application_id)
        .where(
            Application.event_id == quota.event_id,
            PrivateDecision.release_id == release.id,
            PrivateDecision.privacy == Privacy.BOUND,
        )
    )
    return {key: choice for key, choice in rows if choice is not None}


def _untold(release: Release) -> Select[FocalPoint]:
    told = select(ToldPoint.point_id).where(ToldPoint.release_id == release.id)
    return _points(release.event_id, (Privacy.BOUND,)).where(FocalPoint.id.not_in(told))


def _points(event_id: int, privacies: Sequence[Privacy]) -> Select[FocalPoint]:
    decided = (
        select(Nomination.quota_id)
        .join(Person, _hers())
        .join(Application, _sent_for(event_id))
        .join(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(
            Nomination.state == NominationState.NAMED,
            PrivateDecision.choice.is_not(None),
            PrivateDecision.privacy.in_(privacies),
        )
    )
    return (
        select(FocalPoint)
        .join(FocalPoint.quota)
        .where(
            Quota.event_id == event_id,
            FocalPoint.status == PointStatus.INVITED,
            FocalPoint.quota_id.in_(decided),
        )
        .order_by(Quota.folded_name, FocalPoint.id)
    )


def _hers() -> ColumnElement[bool]:
    return and_(Person.email == Nomination.email, Person.email_verified_at.is_not(None))


def _sent_for(event_id: int) -> ColumnElement[bool]:
    return and_(
        Application.person_id == Person.id,
        Application.event_id == event_id,
        Application.submitted_at.is_not(None),
    )
