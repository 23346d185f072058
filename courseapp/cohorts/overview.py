"""What the first page of choosing a cohort shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from courseapp.cohorts.early import early_warnings
from courseapp.cohorts.forms import shape_of
from courseapp.cohorts.gathering import Gathered, gather
from courseapp.cohorts.limits import limits_of, to_task
from courseapp.cohorts.model.wording.limits import limit_words
from courseapp.cohorts.models import Cohort, CohortLimit, CohortProposal
from courseapp.cohorts.names_read import Calling, calling
from courseapp.cohorts.planning import Seed, Settings, lists_read_on, seed_of, settings_of
from courseapp.core.errors import Problem
from courseapp.events.models import Event

GONE = "This person can no longer be chosen, so the limit counts for nothing."


@dataclass(frozen=True)
class LimitLine:
    """A limit in words, with what is wrong with it."""

    row: CohortLimit
    words: str
    shape: str
    warnings: tuple[str, ...]
    caveats: tuple[str, ...] = ()  # of the lists that it reads


@dataclass(frozen=True)
class Overview:
    """All of the page; `problem` says why nothing can be proposed yet."""

    settings: Settings
    seed: Seed
    lists_on: date
    limits: Sequence[LimitLine]
    proposals: Sequence[CohortProposal]
    cohorts: Sequence[Cohort]
    problem: str = ""
    people: int = 0
    seats: int = 0
    fixed: int = 0
    unscored: int = 0
    modules: tuple[tuple[str, int | None], ...] = ()


def overview_of(session: Session, event: Event, now: datetime) -> Overview:
    """Return what the page shows, in a fixed number of statements."""
    try:
        gathered, problem = gather(session, event, now), ""
    except Problem as said:
        gathered, problem = None, said.message
    called = calling(session, event, gathered.task if gathered else None)
    known = {
        "settings": settings_of(session, event),
        "seed": seed_of(session, event, now),
        "lists_on": lists_read_on(session, event, now),
        "limits": _lines(session, event, gathered, called),
        "proposals": _proposals(session, event),
        "cohorts": _cohorts(session, event),
        "problem": problem,
    }
    return Overview(**known, **_numbers(gathered, called))  # type: ignore[arg-type]  # by name


def _numbers(gathered: Gathered | None, called: Calling) -> Mapping[str, object]:
    if gathered is None:
        return {}
    task = gathered.task
    modules = tuple((called.names.module(each.key), each.seats) for each in task.modules)
    return {
        "people": len(task.candidates) - len(task.fixed),
        "seats": task.seats,
        "fixed": len(task.fixed),
        "unscored": len(gathered.unscored),
        "modules": modules,
    }


def _lines(
    session: Session, event: Event, gathered: Gathered | None, called: Calling
) -> Sequence[LimitLine]:
    warnings = early_warnings(gathered.task, called.names) if gathered else {}
    gone = {each.id for each in gathered.left_out} if gathered else set()
    caveats = gathered.caveats if gathered else {}
    return [
        LimitLine(
            row,
            limit_words(to_task(row), called.names),
            shape_of(row),
            (GONE,) if row.id in gone else warnings.get(row.key, ()),
            tuple(caveats[value] for value in row.values if value in caveats),
        )
        for row in limits_of(session, event.id)
    ]


def _proposals(session: Session, event: Event) -> Sequence[CohortProposal]:
    """Return the proposals, the newest first, without their documents. One statement."""
    whole = (CohortProposal.task, CohortProposal.explained, CohortProposal.raw)
    return session.scalars(
        select(CohortProposal)
        .where(CohortProposal.event_id == event.id)
        .order_by(CohortProposal.number.desc())
        .options(*(defer(each) for each in whole))
    ).all()


def _cohorts(session: Session, event: Event) -> Sequence[Cohort]:
    return session.scalars(
        select(Cohort).where(Cohort.event_id == event.id).order_by(Cohort.number.desc())
    ).all()
