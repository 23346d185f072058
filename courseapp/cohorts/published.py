"""What everybody may read of how people are chosen: the lottery's seed, and digests. Never names.

The seed stands there from the moment at which organisers publish it, so that it is known before
anybody draws; digests of the minutes once people know their decisions.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cohorts.models import Cohort, CohortPlan, CohortProposal
from courseapp.cohorts.rules import CohortState, usual_seed
from courseapp.core.translations import gettext
from courseapp.events.models import Event

# Who stands there was told that she was chosen.
_TOLD = (
    Status.OFFERED,
    Status.CONFIRMED,
    Status.TURNED_DOWN,
    Status.LAPSED,
    Status.GIVEN_UP,
)
_KNOW = (*_TOLD, Status.WAITING, Status.DECLINED)


@dataclass(frozen=True)
class Made:
    """A choice that is known: when it was approved, and the SHA-256 of what stands in its minutes.

    `task` is of all that the solver was asked, `result` of its answer, `cohort` of what was locked.
    """

    approved_at: datetime
    task: str
    result: str
    cohort: str
    solver: str


@dataclass(frozen=True)
class Published:
    """What the public page says; `made` is None before the choice is known.

    `made_of` is what the usual seed was made of; "" where an organiser set one, with `by` and `at`.
    """

    seed: str
    made_of: str
    at: datetime | None
    made: Made | None


def how_chosen(session: Session, event: Event) -> Published | None:
    """Return what everybody may read; None where there is nothing yet. At most three statements."""
    plan = session.get(CohortPlan, event.id)
    cohort_id = _known_cohort(session, event.id)
    set_at = plan.seed_at if plan is not None else None
    if cohort_id is None:
        return Published(plan.seed, "", set_at, None) if plan is not None and plan.seed else None
    cohort = session.get_one(Cohort, cohort_id)
    row = cohort.proposal
    seed = str(json.loads(row.task)["seed"])
    made_of = _made_of(event, row.lists_on, seed)
    return Published(seed, made_of, None if made_of else set_at, _made(cohort, row))


def path_of(session: Session, event: Event) -> str:
    """Return the path of the page; "" where there is none yet. At most two statements."""
    plan = session.get(CohortPlan, event.id)
    is_there = bool(plan and plan.seed) or _known_cohort(session, event.id) is not None
    return page_of(event) if is_there else ""


def page_of(event: Event) -> str:
    """Return the path of the public page about how people are chosen."""
    return f"/events/{event.slug}/how-chosen"


def how_chosen_for_applicant(
    session: Session, application: Application, _now: datetime
) -> Beside | None:
    """Return the way to check the lottery, for everybody who knows what was decided."""
    if application.status not in _KNOW or _known_cohort(session, application.event_id) is None:
        return None
    return Beside(
        "how-chosen",
        gettext("How people were chosen"),
        gettext(
            "Where people were equal in every way, a lottery decided. You can check it with your "
            "receipt number."
        ),
        gettext("See how people were chosen"),
        page_of(application.event),
    )


def _known_cohort(session: Session, event_id: int) -> int | None:
    """Return the id of the newest approved cohort of which somebody knows that she is in it."""
    approved = session.execute(
        select(Cohort.id, Cohort.chosen)
        .where(Cohort.event_id == event_id, Cohort.state == CohortState.APPROVED)
        .order_by(Cohort.approved_at.desc(), Cohort.id.desc())
    ).all()
    for key, chosen in approved:
        told = exists().where(
            Application.event_id == event_id,
            Application.reference.in_(chosen),
            Application.status.in_(_TOLD),
        )
        if session.scalar(select(told)):
            return key
    return None


def _made_of(event: Event, day: date, seed: str) -> str:
    """Return what the seed was made of, where it is the usual one of that day."""
    return f"{event.slug} {day.isoformat()}" if seed == usual_seed(event.slug, f"{day}") else ""


def _made(cohort: Cohort, row: CohortProposal) -> Made:
    if cohort.approved_at is None:
        raise ValueError("an approved cohort has no time")
    return Made(cohort.approved_at, row.task_digest, row.result_digest, cohort.digest, row.solver)
