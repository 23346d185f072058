"""The focal points of a jurisdiction: adding, changing, removing, taking the link back."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.rules import Party
from courseapp.asking.stepping import step_to
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import log, require_alive
from courseapp.nominations.models import FocalPoint, Quota
from courseapp.nominations.plans import PointPlan
from courseapp.nominations.rules import POINT_STEPS, PointAction, PointStatus
from courseapp.nominations.words import LOGGED, POINT_LABELS


def add_point(
    session: Session, actor: Person, now: datetime, quota: Quota, plan: PointPlan
) -> FocalPoint:
    """Return a new focal point of the jurisdiction, not asked yet. Raises Problem for one twice."""
    _hold(session, quota)
    _require_new(quota, plan)
    point = FocalPoint(
        quota=quota, name=plan.name, email=plan.email, created_at=now, changed_at=now
    )
    session.add(point)
    told = f"Added {point.called} as a focal point of {quota.name}."
    log(session, quota.event, actor, now, "add focal point", told)
    session.flush()
    return point


def change_point(
    session: Session, actor: Person, now: datetime, point: FocalPoint, plan: PointPlan
) -> None:
    """Write what was entered. With a new address her link stops working: it was sent to the old.

    Raises Problem where another focal point has the address.
    """
    _hold(session, point.quota)
    _require_new(point.quota, plan, point)
    if plan.email != point.email:
        point.status, point.token_hash = PointStatus.LISTED, None
        point.invited_at = point.reminded_at = None
    point.name, point.email, point.changed_at = plan.name, plan.email, now
    told = f"Changed the focal point {point.called} of {point.quota.name}."
    log(session, point.quota.event, actor, now, "change focal point", told)
    session.flush()


def remove_point(session: Session, actor: Person, now: datetime, point: FocalPoint) -> None:
    """Take her off the list; her link stops working, and whom she named stays named."""
    quota = lock(session, Quota, point.quota_id)
    quota.points.remove(point)
    told = f"Removed the focal point {point.called} of {quota.name}."
    log(session, quota.event, actor, now, "remove focal point", told)
    session.flush()


def revoke_link(session: Session, actor: Person, now: datetime, point: FocalPoint) -> None:
    """Take her link back; twice is once. Raises Problem where she was not asked."""
    lock(session, FocalPoint, point.id)
    move_point(session, actor, now, point, PointAction.REVOKE)
    session.flush()


def move_point(
    session: Session, actor: Person, now: datetime, point: FocalPoint, action: PointAction
) -> None:
    """Take the step of the table; only somebody who is asked has a link."""
    name, stands = point.called, POINT_LABELS[point.status].text
    to = step_to(POINT_STEPS, point.status, action, Party.ORGANISER, name=name, stands=stands)
    if to is None:
        return
    point.status, point.changed_at = to, now
    if to is not PointStatus.INVITED:
        point.token_hash = None
    told = f"{name} ({point.quota.name}) {LOGGED[action]}."
    log(session, point.quota.event, actor, now, f"focal point {action}", told)


def point_of(quota: Quota, point_id: int) -> FocalPoint:
    """Return a focal point of the jurisdiction. Raises NotFound for that of another one."""
    for each in quota.points:
        if each.id == point_id:
            return each
    raise NotFound


def _hold(session: Session, quota: Quota) -> None:
    lock(session, Quota, quota.id)
    require_alive(quota.event)
    session.refresh(quota, ["points"])


def _require_new(quota: Quota, plan: PointPlan, own: FocalPoint | None = None) -> None:
    for each in quota.points:
        if each.email == plan.email and each is not own:
            raise Problem(f"{each.email} is a focal point of {quota.name} already.", "point_email")
