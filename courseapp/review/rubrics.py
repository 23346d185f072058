"""The rubric of an event: criteria are added, changed, put in order, retired, copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.countries.names import folded
from courseapp.events.models import Event
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.rules import ReviewStatus, Round

MOST_CRITERIA = 20
LONGEST_KEY = 40
ASKED_FIRST = (ReviewStatus.SUBMITTED, ReviewStatus.REOPENED)


@dataclass(frozen=True)
class CriterionPlan:
    """A criterion as organisers enter it; both ends of the scale are included."""

    round: Round
    name: str
    guidance: str
    weight: int
    low: int
    high: int
    needs_comment: bool

    @property
    def scale(self) -> tuple[int, int]:
        return self.low, self.high


def criteria_of(
    session: Session, event_id: int, wanted: Round | None = None, *, retired: bool = False
) -> Sequence[Criterion]:
    """Return the criteria in their order: those in force, or those that were retired."""
    found = select(Criterion).where(Criterion.event_id == event_id)
    is_retired = Criterion.retired_at.is_not(None)
    found = found.where(is_retired if retired else ~is_retired)
    if wanted is not None:
        found = found.where(Criterion.round == wanted)
    # The first round first: its word comes last in the alphabet.
    ordered = found.order_by(Criterion.round.desc(), Criterion.position, Criterion.id)
    return session.scalars(ordered).all()


def criterion_of(session: Session, event: Event, criterion_id: int) -> Criterion:
    """Return a criterion in force. Raises NotFound for any other."""
    found = session.get(Criterion, criterion_id)
    if found is None or found.event_id != event.id or found.retired_at is not None:
        raise NotFound
    return found


def scored_by(session: Session, event_id: int) -> dict[int, int]:
    """Return how many reviews give points for each criterion. One statement."""
    rows = session.execute(
        select(ReviewScore.criterion_id, func.count())
        .join(Criterion)
        .where(Criterion.event_id == event_id, ReviewScore.points.is_not(None))
        .group_by(ReviewScore.criterion_id)
    )
    return {criterion: number for criterion, number in rows}  # noqa: C416 - rows are no tuples


def submitted_in(session: Session, event_id: int, wanted: Round) -> int:
    """Return how many reviews of a round were submitted. One statement."""
    counted = (
        select(func.count())
        .select_from(Review)
        .join(Assignment)
        .where(Review.status.in_(ASKED_FIRST), Assignment.round == wanted)
        .where(Assignment.application.has(event_id=event_id))
    )
    return session.scalar(counted) or 0


def add_criterion(
    session: Session, actor: Person, now: datetime, event: Event, plan: CriterionPlan
) -> Criterion:
    """Add a criterion at the end of its round. Raises Problem for a name that is there."""
    lock(session, Event, event.id)
    present = criteria_of(session, event.id, plan.round)
    if len(present) >= MOST_CRITERIA:
        raise Problem(f"A rubric has at most {MOST_CRITERIA} criteria. Remove one first.")
    _refuse_same_name(present, plan, None)
    added = _new(session, event, plan, 1 + max((each.position for each in present), default=0))
    _log(session, actor, now, event, f"Added the criterion “{plan.name}”")
    return added


def change_criterion(
    session: Session, actor: Person, now: datetime, criterion: Criterion, plan: CriterionPlan
) -> Criterion:
    """Change a criterion; return it, or the one that takes its place.

    Words and weight change in place: old scores stay, and count by the new weight. Points on
    another scale would mean something else, so where there are some the criterion is retired
    with them, and a new one takes its place.
    """
    event = lock(session, Event, criterion.event_id)
    others = criteria_of(session, event.id, criterion.round)
    _refuse_same_name(others, plan, criterion)
    scored = scored_by(session, event.id).get(criterion.id, 0)
    if scored and plan.scale != (criterion.low, criterion.high):
        criterion.retired_at = now
        changed = _new(session, event, plan, criterion.position)
    else:
        changed = criterion
        for name in ("name", "guidance", "weight", "low", "high", "needs_comment"):
            setattr(changed, name, getattr(plan, name))
    _log(session, actor, now, event, f"Changed the criterion “{plan.name}”")
    return changed


def remove_criterion(session: Session, actor: Person, now: datetime, criterion: Criterion) -> None:
    """Take a criterion out of the rubric; with scores it is retired, and these are kept."""
    event = lock(session, Event, criterion.event_id)
    named = select(ReviewScore.review_id).where(ReviewScore.criterion_id == criterion.id)
    if session.scalar(named.limit(1)) is not None:
        criterion.retired_at = now
    else:
        session.delete(criterion)
    _log(session, actor, now, event, f"Removed the criterion “{criterion.name}”")


def move_criterion(
    session: Session, actor: Person, now: datetime, criterion: Criterion, by: int
) -> None:
    """Put a criterion one place earlier, -1, or later, 1; at the end nothing happens."""
    event = lock(session, Event, criterion.event_id)
    order = list(criteria_of(session, event.id, criterion.round))
    place = order.index(criterion)
    target = min(max(place + by, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    for number, each in enumerate(order, start=1):
        each.position = number
    if target != place:
        _log(session, actor, now, event, f"Moved the criterion “{criterion.name}”")


def earlier_rubrics(session: Session, event: Event) -> Sequence[Event]:
    """Return the initiative's other events with a rubric, those of its series first, newest first.

    One statement.
    """
    has_rubric = select(Criterion.id).where(
        Criterion.event_id == Event.id, Criterion.retired_at.is_(None)
    )
    of_series = Event.series_id == event.series_id if event.series_id else Event.id.is_(None)
    return session.scalars(
        select(Event)
        .where(Event.initiative_id == event.initiative_id, Event.id != event.id)
        .where(has_rubric.exists())
        .order_by(of_series.desc(), Event.starts_on.desc(), Event.id.desc())
        .limit(50)
    ).all()


def copy_rubric(session: Session, actor: Person, now: datetime, event: Event, source: Event) -> int:
    """Add the criteria of another event that this one has not, by name; return how many."""
    lock(session, Event, event.id)
    number = 0
    for each in criteria_of(session, source.id):
        present = criteria_of(session, event.id, each.round)
        if folded(each.name) in {folded(one.name) for one in present}:
            continue
        _new(session, event, plan_of(each), 1 + max((one.position for one in present), default=0))
        number += 1
    if number:
        told = "1 criterion" if number == 1 else f"{number} criteria"
        _log(session, actor, now, event, f"Copied {told} of “{source.title}”")
    return number


def plan_of(criterion: Criterion) -> CriterionPlan:
    """Return the criterion as it would be entered."""
    return CriterionPlan(
        round=criterion.round,
        name=criterion.name,
        guidance=criterion.guidance,
        weight=criterion.weight,
        low=criterion.low,
        high=criterion.high,
        needs_comment=criterion.needs_comment,
    )


def _new(session: Session, event: Event, plan: CriterionPlan, position: int) -> Criterion:
    taken = select(Criterion.key).where(Criterion.event_id == event.id)
    keys = set(session.scalars(taken))
    stem = folded(plan.name).replace(" ", "_")[:LONGEST_KEY] or "criterion"
    key = next(k for k in (stem, *(f"{stem}_{n}" for n in range(2, 1000))) if k not in keys)
    added = Criterion(
        event_id=event.id,
        round=plan.round,
        key=key,
        name=plan.name,
        guidance=plan.guidance,
        weight=plan.weight,
        low=plan.low,
        high=plan.high,
        needs_comment=plan.needs_comment,
        position=position,
    )
    session.add(added)
    session.flush()
    return added


def _refuse_same_name(
    present: Sequence[Criterion], plan: CriterionPlan, own: Criterion | None
) -> None:
    others = {folded(each.name) for each in present if each is not own}
    if folded(plan.name) in others:
        raise Problem("There is a criterion of this name. Choose another name.", "name")


def _log(session: Session, actor: Person, now: datetime, event: Event, told: str) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="rubric",
        subject=f"event/{event.id}",
        summary=told,
    )
    session.flush()
