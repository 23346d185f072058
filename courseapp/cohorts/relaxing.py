"""Ways out of limits that clash, applied to the limits themselves."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.cohorts.limits import limits_of
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.model.relaxations import Place, Relaxation, Way
from courseapp.cohorts.model.wording.limits import relaxation_words
from courseapp.cohorts.models import CohortLimit
from courseapp.cohorts.names_read import Calling
from courseapp.cohorts.planning import note, plan_for_change
from courseapp.cohorts.proposing import Whole
from courseapp.core.errors import Problem
from courseapp.events.models import Event

CHANGED = "The limits were changed since this proposal. Look at them, then propose again."


def apply_way(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    whole: Whole,
    way: Way,
    called: Calling,
) -> None:
    """Change limits, modules and settings as a way says, each noted in words.

    Raises Problem where something of it is not as it was when the way was found.
    """
    plan = plan_for_change(session, event)
    rows = {each.key: each for each in limits_of(session, event.id)}
    for each in way.relaxations:
        _APPLIED[each.thing.place](session, event, rows, each)
        if each.thing.place is Place.FEWEST:
            plan.fewest = each.after
        words = relaxation_words(whole.task, each, called.names)
        note(session, actor, now, event, f"Relaxed: {words}")
        row = rows.get(each.thing.key)
        if row is not None:
            row.changed_at, row.changed_by = now, actor.display_name
    session.flush()


_Rows = Mapping[str, CohortLimit]


def _limit(session: Session, _event: Event, rows: _Rows, relaxation: Relaxation) -> None:
    row = rows.get(relaxation.thing.key)
    if row is None or row.weight is not None:
        raise Problem(CHANGED)
    if row.kind in (LimitKind.MUST_IN, LimitKind.MUST_OUT):
        session.delete(row)
    elif row.kind is LimitKind.AT_MOST_EACH:
        if row.except_for.get(relaxation.value, row.number) != relaxation.before:
            raise Problem(CHANGED)
        row.except_for = {**row.except_for, relaxation.value: relaxation.after}
    elif row.number != relaxation.before:
        raise Problem(CHANGED)
    else:
        row.number = relaxation.after


def _module(_session: Session, event: Event, _rows: _Rows, relaxation: Relaxation) -> None:
    module = next((e for e in event.modules if str(e.id) == relaxation.thing.key), None)
    if module is None or module.seats != relaxation.before:
        raise Problem(CHANGED)
    module.seats = relaxation.after


def _least(_session: Session, event: Event, _rows: _Rows, relaxation: Relaxation) -> None:
    event.modules_min = max(1, relaxation.after)


def _fewest(_session: Session, _event: Event, _rows: _Rows, _relaxation: Relaxation) -> None:
    """What is set of the plan is set beside it."""


_APPLIED: Mapping[Place, Callable[[Session, Event, _Rows, Relaxation], None]] = {
    Place.LIMIT: _limit,
    Place.MODULE: _module,
    Place.LEAST_MODULES: _least,
    Place.FEWEST: _fewest,
}
