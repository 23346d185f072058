"""Limits on who is chosen together, as organisers set them: each one a row, each change noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.cohorts.model.record import Limit, LimitKind
from courseapp.cohorts.model.wording.limits import limit_words
from courseapp.cohorts.model.wording.names import Names
from courseapp.cohorts.models import CohortLimit
from courseapp.cohorts.planning import note, plan_for_change
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event

MOST_LIMITS = 60
GONE = "This limit was changed or removed meanwhile. Look again."


@dataclass(frozen=True)
class LimitPlan:
    """A limit as an organiser enters it; `weight` in thousandths of a point makes it a wish."""

    kind: LimitKind
    number: int = 0
    feature: str = ""
    values: tuple[str, ...] = ()
    except_for: Mapping[str, int] = field(default_factory=dict)
    application_id: int | None = None
    reason: str = ""
    weight: int | None = None


def limits_of(session: Session, event_id: int) -> Sequence[CohortLimit]:
    """Return the limits of an event in the order in which they were set. One statement."""
    return session.scalars(
        select(CohortLimit)
        .where(CohortLimit.event_id == event_id)
        .order_by(CohortLimit.id)
        .options(joinedload(CohortLimit.application).lazyload("*"))
    ).all()


def limit_of(session: Session, event: Event, limit_id: int) -> CohortLimit:
    """Return a limit of the event. Raises NotFound for another's."""
    found = session.get(CohortLimit, limit_id)
    if found is None or found.event_id != event.id:
        raise NotFound
    return found


def to_task(row: CohortLimit) -> Limit:
    """Return the limit as the solver takes it."""
    people = (row.application.reference,) if row.application else ()
    return Limit(
        key=row.key,
        kind=row.kind,
        number=row.number,
        feature=row.feature,
        values=tuple(row.values),
        except_for=dict(row.except_for),
        people=people,
        reason=row.reason,
        weight=row.weight,
    )


def add_limit(
    session: Session, actor: Person, now: datetime, event: Event, plan: LimitPlan, names: Names
) -> CohortLimit:
    """Add a limit. Raises Problem where there are too many, or the person has one already."""
    plan_for_change(session, event)
    there = limits_of(session, event.id)
    if len(there) >= MOST_LIMITS:
        raise Problem(f"There are {MOST_LIMITS} limits, which is the most. Remove one first.")
    _refuse_twins(there, plan, None)
    row = CohortLimit(event_id=event.id)
    _write(session, actor, now, row, plan)
    session.add(row)
    session.flush()
    session.refresh(row, ["application"])
    note(session, actor, now, event, f"Limit set: {limit_words(to_task(row), names)}")
    return row


def change_limit(
    session: Session, actor: Person, now: datetime, row: CohortLimit, plan: LimitPlan, names: Names
) -> None:
    """Change a limit. Raises Problem as `add_limit` does."""
    event = session.get_one(Event, row.event_id)
    plan_for_change(session, event)
    _refuse_twins(limits_of(session, event.id), plan, row.id)
    before: dict[str, object] = {"limit": limit_words(to_task(row), names)}
    _write(session, actor, now, row, plan)
    session.flush()
    session.refresh(row, ["application"])
    said = f"Limit changed: {limit_words(to_task(row), names)}"
    note(session, actor, now, event, said, before)


def remove_limit(
    session: Session, actor: Person, now: datetime, row: CohortLimit, names: Names
) -> None:
    """Remove a limit; proposals that were made under it keep it."""
    event = session.get_one(Event, row.event_id)
    plan_for_change(session, event)
    note(session, actor, now, event, f"Limit removed: {limit_words(to_task(row), names)}")
    session.delete(row)
    session.flush()


def _refuse_twins(there: Sequence[CohortLimit], plan: LimitPlan, own: int | None) -> None:
    for each in there:
        if each.id == own:
            continue
        if plan.application_id is not None and each.application_id == plan.application_id:
            raise Problem("There is a limit about this person already. Change that one.", "person")
        same = (each.kind, each.feature, set(each.values)) == (
            plan.kind,
            plan.feature,
            set(plan.values),
        )
        if same and plan.application_id is None and each.weight is None and plan.weight is None:
            raise Problem("There is such a limit already. Change that one.", "number")


def _write(
    session: Session, actor: Person, now: datetime, row: CohortLimit, plan: LimitPlan
) -> None:
    if plan.application_id is not None:
        application = session.get(Application, plan.application_id)
        if application is None or application.event_id != row.event_id:
            raise NotFound
    row.kind, row.number, row.feature = plan.kind, plan.number, plan.feature
    row.values, row.except_for = list(plan.values), dict(plan.except_for)
    row.application_id, row.reason, row.weight = plan.application_id, plan.reason, plan.weight
    row.changed_at, row.changed_by = now, actor.display_name
