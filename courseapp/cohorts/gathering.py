"""From an event to a task for the solver: who can be chosen, what is known, what limits say.

A fixed number of statements, whatever the number of people and limits. Sensitive answers never
become traits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import fmean

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application, ModuleWish
from courseapp.applications.rules import HOLDS_A_SEAT, Status
from courseapp.applications.wishes import offer_of
from courseapp.cohorts.limits import limits_of, to_task
from courseapp.cohorts.model.record import POINT, Candidate, Limit, Module, Task
from courseapp.cohorts.models import CohortLimit
from courseapp.cohorts.planning import Settings, lists_read_on, seed_of, settings_of
from courseapp.cohorts.rules import Unscored
from courseapp.cohorts.traits import Known, caveats_of, traits_of
from courseapp.cohorts.traits_read import read_known
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.models import Module as EventModule
from courseapp.review.scores import Score, scores_of

CAN_BE_CHOSEN = frozenset({Status.SUBMITTED, Status.WAITING})
NO_SEATS = "Say first how many seats the event has, on the page “Facts and dates”."


@dataclass(frozen=True)
class Approved:
    """Under what a cohort was approved: its limits, its settings, and the day of its lists."""

    limits: tuple[Limit, ...]
    settings: Settings
    lists_on: date
    seed: str


@dataclass(frozen=True)
class Refill:
    """Who waits for the seats that are free, by id, and how many seats there are in all.

    `approved` stands for the limits that are set now, which nobody has approved.
    """

    line: Sequence[int]
    seats: int
    approved: Approved | None = None


@dataclass(frozen=True)
class Gathered:
    """A task with what it was made from; `raw` are points without calibration, by reference."""

    task: Task
    raw: Mapping[str, float]
    unscored: tuple[str, ...]
    lists_on: date
    lists: Mapping[str, str]  # keys of lists with their versions
    ids: Mapping[str, int]  # of applications, by reference
    left_out: tuple[CohortLimit, ...]  # limits about people who can no longer be chosen
    settings: Settings
    caveats: Mapping[str, str]  # what the lists with these keys cannot tell on the day


def gather(
    session: Session,
    event: Event,
    now: datetime,
    refill: Refill | None = None,
) -> Gathered:
    """Return what the event asks of the solver now; with `refill`, for the seats that are free.

    Then those in line can be chosen, beside everybody who holds a seat. Raises Problem where
    nobody said how many seats there are.
    """
    places = event.places if refill is None else refill.seats
    if places is None:
        raise Problem(NO_SEATS)
    people = _people(session, event, refill.line if refill else None)
    rows = limits_of(session, event.id)
    under = (refill.approved if refill else None) or _set_now(session, event, now, rows)
    known = read_known(session, event, now, under.lists_on, people, under.limits, under.settings)
    points, raw, unscored = _points(people, scores_of(session, event), under.settings)
    references = {each.reference for each in people}
    task = Task(
        seats=places,
        candidates=_candidates(session, event, people, points, known),
        limits=tuple(each for each in under.limits if set(each.people) <= references),
        modules=_modules(event),
        **_modules_each(event),
        fewest=under.settings.fewest if refill is None else 0,
        seed=under.seed,
    )
    return Gathered(
        task,
        raw,
        unscored,
        under.lists_on,
        known.versions,
        {each.reference: each.id for each in people},
        tuple(row for row in rows if not set(to_task(row).people) <= references),
        under.settings,
        caveats_of(people, known),
    )


def _set_now(
    session: Session, event: Event, now: datetime, rows: Sequence[CohortLimit]
) -> Approved:
    """Return what is set now, as if it were approved."""
    return Approved(
        tuple(to_task(row) for row in rows),
        settings_of(session, event),
        lists_read_on(session, event, now),
        seed_of(session, event, now).text,
    )


def _people(session: Session, event: Event, only: Sequence[int] | None) -> Sequence[Application]:
    open_to = and_(Application.status.in_(CAN_BE_CHOSEN), Person.disabled_at.is_(None))
    if only is not None:
        open_to = and_(open_to, Application.id.in_(only))
    return session.scalars(
        select(Application)
        .join(Person, Person.id == Application.person_id)
        .where(Application.event_id == event.id)
        .where(or_(Application.status.in_(HOLDS_A_SEAT), open_to))
        .order_by(Application.reference)
        .options(lazyload(Application.person), lazyload(Application.event))
    ).all()


def _points(
    people: Sequence[Application], scores: Mapping[int, Score], settings: Settings
) -> tuple[Mapping[int, int], Mapping[str, float], tuple[str, ...]]:
    """Return thousandths of a point by id, raw points, and who was reviewed by nobody."""
    counted = {each.id: _counted(scores.get(each.id)) for each in people}
    known = [points for points in counted.values() if points is not None]
    usual = fmean(known) if known and settings.unscored is Unscored.MEAN else 0.0
    points = {
        key: round((usual if value is None else value) * POINT) for key, value in counted.items()
    }
    raw = {
        each.reference: round(score.raw, 3)
        for each in people
        if (score := scores.get(each.id)) is not None and score.raw is not None
    }
    unscored = tuple(each.reference for each in people if counted[each.id] is None)
    return points, raw, unscored


def _counted(score: Score | None) -> float | None:
    if score is None:
        return None
    return score.raw if score.calibrated is None else score.calibrated


def _candidates(
    session: Session,
    event: Event,
    people: Sequence[Application],
    points: Mapping[int, int],
    known: Known,
) -> tuple[Candidate, ...]:
    wishes = _wishes(session, event) if offer_of(event) else {}
    return tuple(
        Candidate(
            reference=each.reference,
            points=points[each.id],
            traits=traits_of(each, known),
            wishes=wishes.get(each.id, ()),
            is_fixed=each.holds_a_seat,
        )
        for each in people
    )


def _wishes(session: Session, event: Event) -> Mapping[int, tuple[str, ...]]:
    """Return the keys of modules that each application wishes, the best first. One statement."""
    rows = session.execute(
        select(ModuleWish.application_id, EventModule.id)
        .join(EventModule, EventModule.id == ModuleWish.module_id)
        .where(EventModule.event_id == event.id)
        .order_by(ModuleWish.application_id, ModuleWish.rank)
    )
    found: dict[int, tuple[str, ...]] = {}
    for application, module in rows:
        found[application] = (*found.get(application, ()), str(module))
    return found


def _modules(event: Event) -> tuple[Module, ...]:
    if offer_of(event) is None:
        return ()
    return tuple(Module(str(each.id), each.seats) for each in event.modules)


def _modules_each(event: Event) -> dict[str, int]:
    """Return how many modules everybody has: from what the event lets people ask for."""
    offered = offer_of(event)
    if offered is None:
        return {}
    return {"least_modules": offered.least, "most_modules": max(1, offered.most)}


def without_hard_demands(task: Task, weight: int) -> Task:
    """Return the task with all that asks for people as wishes; what allows no more stays hard."""
    asks = {"at_least", "at_least_share", "must_in"}
    limits = (
        replace(each, weight=weight) if each.kind in asks and each.is_hard else each
        for each in task.limits
    )
    return replace(task, limits=tuple(limits), fewest=0, least_modules=0)
